"""What came back: workbooks as found, what they say they are, what they say, and what became of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from workbook_tools.model.cells import Address, Value
from workbook_tools.model.findings import Finding
from workbook_tools.model.plan import Field, Place


@dataclass(frozen=True, slots=True)
class SheetLook:
    """One sheet of a returned workbook as found: values from A1 (rows of equal length, None = empty cell).

    Values are str, int, float, bool, date, datetime, time or timedelta. `errors` maps addresses to error texts
    (#REF!), `formulas` are all formula cells, `uncached` those without a stored result; merges are
    (first row, first column, last row, last column), comments address -> (author, text), `struck` are
    cells struck through (.xlsx only). All counted from 1.
    """

    name: str
    visible: bool
    rows: tuple[tuple[object, ...], ...]
    errors: Mapping[Address, str] = field(default_factory=dict)
    formulas: frozenset[Address] = frozenset()
    uncached: frozenset[Address] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[tuple[int, int, int, int], ...] = ()
    comments: Mapping[Address, tuple[str, str]] = field(default_factory=dict)
    struck: frozenset[Address] = frozenset()

    def at(self, address: Address) -> object:
        """The value at an address; None outside the used area."""
        row, column = address
        if 0 < row <= len(self.rows) and 0 < column <= len(self.rows[row - 1]):
            return self.rows[row - 1][column - 1]
        return None


@dataclass(frozen=True, slots=True)
class Look:
    """A returned workbook as found: its real format (xlsx, xlsm, xls, ods, xlsb), sheets, custom properties.

    `notes` are findings about the container (macros, external links, pictures); they never stop the reading.
    """

    format: str
    sheets: tuple[SheetLook, ...]
    properties: Mapping[str, str]
    date1904: bool = False
    pictures: int = 0
    notes: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """What the very-hidden sheet of a template says it is; `round` counts return slips (0 = as first issued)."""

    unit: str
    form: str
    period: str
    version: str
    plan: str
    issue: str
    round: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One header value: raw as found, value as understood, and where."""

    raw: object
    value: Value
    address: Address


@dataclass(frozen=True, slots=True)
class Roster:
    """The roster as understood: field key -> column in the sheet, sheet row of each record, values by key.

    `values[key][i]` is record i; `raws` holds the text as found only where it differs from the value.
    """

    columns: Mapping[str, int]
    rows: tuple[int, ...]
    values: Mapping[str, tuple[Value, ...]]
    raws: Mapping[tuple[int, str], str]


@dataclass(frozen=True, slots=True)
class Reading:
    """取值: what one submission says, under one plan. `bad` are cells that could not be understood (record, key);
    record -1 is the header. `notes` are the findings of reading; `content` is a digest of all values."""

    sha256: str
    identity: Identity
    sheet: str
    header: Mapping[str, Cell]
    roster: Roster
    bad: frozenset[tuple[int, str]]
    notes: tuple[Finding, ...]
    content: str

    def column(self, field: Field) -> Sequence[Value]:
        """The value of a field in every record; a column that the unit deleted is blank in all of them."""
        if field.key in self.roster.values:
            return self.roster.values[field.key]
        cell = self.header.get(field.key) if field.place is Place.HEADER else None
        return (cell.value if cell else None,) * len(self.roster.rows)


class Verdict(Enum):
    """What became of one file handed in."""

    COLLECTED = "collected"
    DUPLICATE = "duplicate"
    HELD = "held"
    REFUSED = "refused"
    IGNORED = "ignored"


class Status(Enum):
    """报送状态 of an obligation or a submission, with the word printed for it."""

    MISSING = "missing"
    COLLECTED = "collected"
    RETURNED = "returned"
    HELD = "held"
    ACCEPTED = "accepted"
    SUPERSEDED = "superseded"
    LATE = "late"
