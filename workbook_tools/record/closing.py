"""What fixes a period, and what was made of the record or done to it: masters published, samples drawn, repairs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from workbook_tools.record.kept import Body


@dataclass(frozen=True, slots=True)
class Closed:
    """封存: a period is fixed as it stands under a plan (its digest).

    `number` counts the closings of the period from 1. `files` has every file that answered the period by then,
    with the `Status` value it was judged to have; whatever else comes for the period is late.
    """

    kind: ClassVar[str] = "closed"
    period: str
    number: int
    plan: str
    user: str
    files: Mapping[str, str]

    @classmethod
    def load(cls, body: Body) -> Self:
        """The event out of its JSON object."""
        return cls(body["period"], body["number"], body["plan"], body["user"], dict(body["files"]))


@dataclass(frozen=True, slots=True)
class Reopened:
    """A closing (its period and number) was taken back, by whom and why."""

    kind: ClassVar[str] = "reopened"
    period: str
    number: int
    user: str
    reason: str

    @classmethod
    def load(cls, body: Body) -> Self:
        """The event out of its JSON object."""
        return cls(body["period"], body["number"], body["user"], body["reason"])


@dataclass(frozen=True, slots=True)
class Published:
    """A master was written for a period: its sha256, its basis and the 校验码 of that.

    `line` is the number of the last line of the ledger that took part.
    """

    kind: ClassVar[str] = "published"
    period: str
    sha256: str
    code: str
    line: int
    basis: Mapping[str, str]

    @classmethod
    def load(cls, body: Body) -> Self:
        """The event out of its JSON object."""
        return cls(body["period"], body["sha256"], body["code"], body["line"], dict(body["basis"]))


@dataclass(frozen=True, slots=True)
class Sampled:
    """An audit sample was drawn from a period's register: how, under which 校验码, and the records drawn.

    `method` is the word printed for it, `weight` the label of the amount field (empty: none). `drawn` has the
    sha256 of the return and the row of its form's sheet, in the order drawn.
    """

    kind: ClassVar[str] = "sampled"
    period: str
    code: str
    method: str
    weight: str
    seed: str
    drawn: tuple[tuple[str, int], ...]

    @classmethod
    def load(cls, body: Body) -> Self:
        """The event out of its JSON object."""
        drawn = tuple((sha256, row) for sha256, row in body["drawn"])
        return cls(body["period"], body["code"], body["method"], body["weight"], body["seed"], drawn)


@dataclass(frozen=True, slots=True)
class Mended:
    """The workspace was repaired: by whom, and the codes of the problems that were mended."""

    kind: ClassVar[str] = "mended"
    user: str
    done: tuple[str, ...]

    @classmethod
    def load(cls, body: Body) -> Self:
        """The event out of its JSON object."""
        return cls(body["user"], tuple(body["done"]))
