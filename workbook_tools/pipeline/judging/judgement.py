"""What a judgement consists of, and a period's part of it as bytes for the cache."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from workbook_tools import reading
from workbook_tools.checks.order import in_order
from workbook_tools.model import Finding, Status
from workbook_tools.pipeline.readers import Checked


@dataclass(frozen=True, slots=True)
class Waiver:
    """A WAIVABLE finding that the unit explained (`note`) and the bureau has not ruled on.

    `key` is that of the enterprise concerned, empty for the return as a whole.
    """

    finding: Finding
    key: str
    note: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What becomes of one return, what is found of it beside others, and the waivers it waits for."""

    status: Status
    findings: tuple[Finding, ...] = ()
    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """`statuses` of the returns of all periods up to one, by sha256, and what was found in that period itself.

    `earlier` is what was found in the periods before, for returns that are carried on.
    """

    statuses: Mapping[str, Status] = field(default_factory=dict)
    returns: Mapping[str, Judged] = field(default_factory=dict)
    earlier: Mapping[str, Judged] = field(default_factory=dict)

    def beside(self, checked: Mapping[str, Checked]) -> dict[str, Checked]:
        """The period's returns with all that is found of them, by themselves and beside others."""
        return {sha256: self._whole(sha256, own) for sha256, own in checked.items()}

    def _whole(self, sha256: str, own: Checked) -> Checked:
        judged = self.returns.get(sha256)
        if judged is None:
            return own
        return Checked(judged.status, in_order([*own.findings, *judged.findings]))


def dump(returns: Mapping[str, Judged]) -> bytes:
    """A period's returns as bytes; `load` gives them back."""
    return json.dumps([_packed(sha256, judged) for sha256, judged in returns.items()]).encode()


def load(data: bytes) -> dict[str, Judged]:
    """What `dump` wrote."""
    return dict(map(_unpacked, json.loads(data)))


def _packed(sha256: str, judged: Judged) -> list[object]:
    findings = [reading.packed(each) for each in judged.findings]
    waivers = [[reading.packed(each.finding), each.key, each.note] for each in judged.waivers]
    return [sha256, judged.status.value, findings, waivers]


def _unpacked(body: list[Any]) -> tuple[str, Judged]:
    sha256, status, findings, waivers = body
    waiting = tuple(Waiver(reading.unpacked(finding), key, note) for finding, key, note in waivers)
    return sha256, Judged(Status(status), tuple(map(reading.unpacked, findings)), waiting)
