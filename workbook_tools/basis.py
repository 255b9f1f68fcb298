"""核验依据: what a master is computed from, and the short code that stands for it on paper."""

import hashlib
import unicodedata
from dataclasses import asdict, dataclass
from typing import Self

from workbook_tools.record import Body, canonical

_DIGITS, _GROUP = 20, 4
_HEX = frozenset("0123456789ABCDEF")


@dataclass(frozen=True, slots=True)
class Basis:
    """All that a master depends on; with the archive, enough to make it again.

    `period` is as in commands; `as_of` the day on which it was asked for (ISO). `state` is the digest of what the
    lines of the ledger amount to that take part, and `at` the time of the last of them that a number may depend on.
    `plan` and `plan_file` are the plan's digest and the sha256 of its archived workbook, `tool` the version that
    computed the master. None of it depends on the order in which things were recorded, nor on how many at a time.
    """

    period: str
    as_of: str
    at: str
    state: str
    plan: str
    plan_file: str
    tool: str

    @classmethod
    def load(cls, body: Body) -> Self:
        """The basis out of its JSON object; KeyError or TypeError where it is none."""
        return cls(**{name: body[name] for name in cls.__slots__})

    def dump(self) -> dict[str, str]:
        """As a JSON object."""
        return asdict(self)

    @property
    def code(self) -> str:
        """校验码: 80 bits of the sha256 of all that decides the numbers, in groups of four; the tool is not in it.

        What the ledger amounts to names every original, ruling and plan by its sha256.
        """
        told = [self.period, self.as_of, self.state, self.plan, self.plan_file]
        return _grouped(hashlib.sha256(canonical(told).encode()).hexdigest()[:_DIGITS].upper())


def code_of(typed: str) -> str | None:
    """校验码 out of what somebody typed off the paper, its dashes, blanks and small letters aside; None: it is none."""
    digits = "".join(c for c in unicodedata.normalize("NFKC", typed).upper() if c.isalnum())
    return _grouped(digits) if len(digits) == _DIGITS and set(digits) <= _HEX else None


def _grouped(digits: str) -> str:
    return "-".join(digits[at : at + _GROUP] for at in range(0, _DIGITS, _GROUP))
