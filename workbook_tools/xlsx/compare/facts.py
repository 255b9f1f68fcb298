"""What a workbook says, whichever program wrote it down: sheets, cells, what is hidden, where links lead."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Fixed(NamedTuple):
    """A value that is neither number nor text: TRUE, FALSE, or an error such as #DIV/0!."""

    text: str


Stored = float | str | Fixed | None
"""What a cell stores; None is nothing, of a formula that it was never computed."""


class CellFact(NamedTuple):
    """What one cell says.

    `value` is a constant or the stored result of `formula` (with its leading =, '' = a constant),
    `number_format` a code as `number_formats.canonical` spells it, `link` a target as `links.resolved` does
    ('' = none), `display` words for what keeps the value from being seen as it is ('' = nothing).
    """

    value: Stored = None
    formula: str = ""
    number_format: str = ""
    link: str = ""
    display: str = ""


class Mark(NamedTuple):
    """Something that changes what is seen of a sheet or workbook: where (a cell, areas, '' = all of it), in words."""

    cell: str
    text: str


BLANK = CellFact()
Row = Mapping[int, CellFact]
"""The cells of a row that hold a value, a formula or a link, by column counted from 1."""


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """One sheet: its rows that hold cells, by number, which of them and of the columns are hidden, and its marks."""

    name: str
    hidden: bool
    rows: Mapping[int, Row]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    marks: tuple[Mark, ...] = ()

    @property
    def height(self) -> int:
        """The number of the last row that holds a cell."""
        return max(self.rows, default=0)

    @property
    def width(self) -> int:
        """The number of the last column that holds a cell."""
        return max((max(row) for row in self.rows.values()), default=0)


@dataclass(frozen=True, slots=True)
class Facts:
    """A workbook: its sheets in their order, names unique, and the marks of the workbook as a whole."""

    sheets: tuple[SheetFacts, ...]
    marks: tuple[Mark, ...] = ()
