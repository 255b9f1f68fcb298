"""What is consolidated: returns that count, reports on what was owed, and findings with their owner."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from workbook_tools.model import Finding, Reading, Severity, Status
from workbook_tools.period import Period


@dataclass(frozen=True, slots=True)
class Return:
    """An accepted return that counts, of this or an earlier period.

    `number` (报送件编号) runs from 1 in the order of (period, annex, unit); `received` is a time as text.
    `load` gives the reading anew at each call, so that 450 readings need not stand in memory together.
    """

    number: int
    period: Period
    unit: str
    form: str
    sha256: str
    file: str
    received: str
    load: Callable[[], Reading]


class Written(NamedTuple):
    """A record of a return, and where it stands written: sheet, row, and the column of each field by key."""

    source: Return
    record: int
    sheet: str
    row: int
    columns: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Report:
    """One obligation of this period and what became of it; `archived`: the original's relative path.

    `late` are the names of files that came after the period was closed: shown, and counted for nothing.
    """

    unit: str
    form: str
    status: Status
    flags: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    received: str = ""
    filled_on: str = ""
    counts: Mapping[Severity, int] = field(default_factory=dict)
    scan: bool = False
    sha256: str = ""
    archived: str = ""
    late: tuple[str, ...] = ()


class Found(NamedTuple):
    """A finding with the unit, form and file it belongs to."""

    unit: str
    form: str
    sha256: str
    finding: Finding
