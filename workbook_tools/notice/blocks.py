"""What a notice is made of, whatever its format: lines of text and tables, in reading order."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbook_tools.messages import annexes as words
from workbook_tools.model import Address


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text outside all tables."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with spans repeated; `places` says where each address (row, column) is in its source."""

    rows: tuple[tuple[str, ...], ...]
    places: Mapping[Address, str] = field(default_factory=dict)


Block = Line | Table


def counted(rows: tuple[tuple[str, ...], ...], number: int) -> Table:
    """A table whose cells are found by counting: the table in the file (from 1), its rows and columns."""
    places = {
        (row, column): words.TABLE_PLACE.format(table=number, row=row, column=column)
        for row, cells in enumerate(rows, 1)
        for column in range(1, len(cells) + 1)
    }
    return Table(rows, places)
