"""The tables on the sheets of a master: what stands over a cell, and what its row is about."""

from collections.abc import Mapping
from functools import cache

from workbook_tools.messages import changes
from workbook_tools.messages import master_words as words
from workbook_tools.messages.trace import WHOLE_ROW
from workbook_tools.model import Address
from workbook_tools.xlsx.walk import CellBook, Content

LISTINGS = (
    words.SHEET_REGISTER,
    words.SHEET_REPORTS,
    words.SHEET_PROBLEMS,
    words.SHEET_NORMALISED,
    words.SHEET_DECISIONS,
    changes.SHEET,
)
"""Sheets with one table, whose cells may hold what a unit wrote: their heading is looked for from the top."""
_HEADINGS = frozenset(
    {
        *words.REGISTER_HEADINGS,
        *words.SOURCE_HEADINGS,
        *words.REPORT_HEADINGS,
        *words.PROBLEM_HEADINGS,
        *words.NORMALISED_HEADINGS,
        *words.DECISION_HEADINGS,
        *changes.HEADINGS,
        *words.PROGRESS_HEADINGS,
        *words.GOAL_HEADINGS,
        *words.TALLY_HEADINGS,
        words.UNIT,
    }
)
_CALLED = ((words.UNIT,), (words.DECISION_UNIT,), (words.ANNEX, words.GOAL), (words.ANNEX, words.TASK))
"""Headings of the columns that say together what a row is about."""
_TOP = 10
"""A table begins within so many rows of its sheet, or of the one before it."""


class Grid:
    """The sheets of a master by what they show: headings, rows, and what a row is called."""

    def __init__(self, book: CellBook) -> None:
        self.book = book
        self.head = cache(self._head)
        self._is_head = cache(self._names_columns)
        self._starts = cache(self._titled)

    def at(self, sheet: str, address: Address) -> Content:
        """What a cell holds."""
        return self.book.at(sheet, address)

    def _head(self, sheet: str, row: int) -> int:
        """The row with the headings of the table that a row belongs to; 0 where it is in none."""
        rows = range(1, min(row, _TOP)) if sheet in LISTINGS else range(row - 1, 0, -1)
        return next((each for each in rows if self._is_head(sheet, each)), 0)

    def heading(self, sheet: str, address: Address) -> str:
        """The heading over a cell; '' where there is none."""
        head = self.head(sheet, address[0])
        return str(self.at(sheet, (head, address[1])).value or "") if head else ""

    def columns(self, sheet: str, row: int) -> Mapping[str, int]:
        """The columns of the table that a row belongs to, by heading."""
        head = self.head(sheet, row)
        return {
            str(self.at(sheet, (head, column)).value): column for column in self.book.columns(sheet, head)
        }

    def label(self, sheet: str, row: int) -> str:
        """What a row is called: by its unit, else by its annex and what that is about."""
        columns = self.columns(sheet, row)
        for named in _CALLED:
            texts = [self.at(sheet, (row, columns[each])).value for each in named if each in columns]
            if texts and all(texts):
                return "".join(map(str, texts))
        return WHOLE_ROW.format(row=row)

    def section(self, sheet: str, row: int, *titles: str) -> tuple[str, int]:
        """The nearest of these titles (by how they begin) above a row, and the row it stands in; ('', 0): none."""
        above = [(title, start) for title, start in self._starts(sheet, titles) if start <= row]
        return above[-1] if above else ("", 0)

    def _titled(self, sheet: str, titles: tuple[str, ...]) -> list[tuple[str, int]]:
        """Which of these titles stand in the first column, and where, from the top down."""
        texts = ((str(self.at(sheet, (row, 1)).value or ""), row) for row in self.book.rows(sheet))
        return [(title, row) for text, row in texts for title in titles if text.startswith(title)]

    def _names_columns(self, sheet: str, row: int) -> bool:
        cells = (self.at(sheet, (row, column)) for column in self.book.columns(sheet, row))
        return len({cell.value for cell in cells if not cell.formula} & _HEADINGS) > 1
