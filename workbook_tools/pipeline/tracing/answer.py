"""What tracing answers: the walk through the master, and the sources at its ends."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from workbook_tools.model import Value

Json = dict[str, object]


def _json(value: Value) -> str | int | float | None:
    return value.isoformat() if isinstance(value, date) else value


class Detail(NamedTuple):
    """One cell of a file: its field, text as found, value as understood, and what lies between ('' = nothing)."""

    field: str
    sheet: str
    cell: str
    raw: str
    value: Value
    changed_by: str = ""

    def json(self) -> Json:
        """As a JSON object."""
        return {**self._asdict(), "value": _json(self.value), "changed_by": self.changed_by or None}


class LedgerLine(NamedTuple):
    """A line of the ledger: its number, time (ISO), and the word for what happened."""

    line: int
    at: str
    kind: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value came from: a cell of an archived file, or lines of the ledger.

    `file` is the name it came under, `sha256` its bytes; both are empty where nothing came. `period` (as on paper),
    `received` and `submission` (报送件编号) are those of a return. `because` are the cells of the same record that
    decided how it counts, `listed` where 企业名录 shows the enterprise, `lines` what the ledger says.
    """

    unit: str
    file: str
    sha256: str
    cell: Detail
    period: str = ""
    received: str = ""
    submission: int | None = None
    because: tuple[Detail, ...] = ()
    listed: str = ""
    lines: tuple[LedgerLine, ...] = ()

    def json(self) -> Json:
        """As a JSON object of the command line's contract."""
        told = {"unit": self.unit, "file": self.file, "sha256": self.sha256, **self.cell.json()}
        return told | {
            "period": self.period,
            "received": self.received,
            "submission": self.submission,
            "because": [each.json() for each in self.because],
            "listed": self.listed,
            "ledger": [each._asdict() for each in self.lines],
        }


Sources = tuple[Source, ...]


class Step(NamedTuple):
    """A cell of the master on the way: its value, its formula with the leading = ('' = a constant), and words."""

    sheet: str
    cell: str
    value: Value
    formula: str
    says: str

    def json(self) -> Json:
        """As a JSON object."""
        return {**self._asdict(), "value": _json(self.value), "formula": self.formula or None}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a cell holds what it holds: a sentence, the cells it rests on, and its sources."""

    says: str
    sources: Sources = ()
    steps: tuple[Step, ...] = ()


class Differing(NamedTuple):
    """In what the file at hand differs from the master rebuilt, at the cell in question, both as texts."""

    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Trace:
    """The answer for one cell of a master rebuilt; `differs` where the file at hand says something else there."""

    sheet: str
    cell: str
    value: Value
    formula: str
    what: str
    sources: Sources = ()
    steps: tuple[Step, ...] = ()
    differs: tuple[Differing, ...] = ()

    def json(self) -> Json:
        """As a JSON object of the command line's contract."""
        return {
            "sheet": self.sheet,
            "cell": self.cell,
            "value": _json(self.value),
            "formula": self.formula or None,
            "what": self.what,
            "differs": [each._asdict() for each in self.differs],
            "sources": [each.json() for each in self.sources],
            "steps": [each.json() for each in self.steps],
        }


def union(reasons: Iterable[Reason]) -> tuple[Sources, tuple[Step, ...]]:
    """The sources and steps of several cells together, each once."""
    sources: dict[Source, None] = {}
    steps: dict[Step, None] = {}
    for each in reasons:
        sources |= dict.fromkeys(each.sources)
        steps |= dict.fromkeys(each.steps)
    return tuple(sources), tuple(steps)
