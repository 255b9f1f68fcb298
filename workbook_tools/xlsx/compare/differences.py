"""One difference between two workbooks: where, of what kind, what was expected and what was found."""

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What differs; the values are the words of JSON, `messages.compare.KINDS` has those for people."""

    SHEET_MISSING = "sheet missing"
    SHEET_ADDED = "sheet added"
    SHEET_ORDER = "sheet order"
    SHEET_HIDDEN = "sheet hidden"
    ROW_REMOVED = "row removed"
    ROW_ADDED = "row added"
    ROW_MOVED = "row moved"
    COLUMN_REMOVED = "column removed"
    COLUMN_ADDED = "column added"
    COLUMN_MOVED = "column moved"
    HIDDEN_ROW = "hidden row"
    HIDDEN_COLUMN = "hidden column"
    VALUE = "value"
    FORMULA = "formula"
    RESULT = "result"
    NUMBER_FORMAT = "number format"
    DISPLAY = "display"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two workbooks differ; `expected` and `found` are texts for a person ('' = nothing there).

    `cell` is an address such as F12, whole rows 7:9 or columns G:J, or '' for the sheet itself. It is where the
    cell stands in the file found; of what was removed, where it stood.
    """

    sheet: str
    cell: str
    kind: Kind
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every difference, by sheet, row and column; and how many formulas found have no result stored.

    A formula without a result states nothing false: openpyxl saves all of them so, and Excel computes them anew.
    """

    differences: tuple[Difference, ...]
    uncomputed: int
