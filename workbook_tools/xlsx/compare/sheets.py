"""One sheet compared with what was expected of it: cell by cell, and its rows and columns as a whole."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from workbook_tools.messages import compare as words
from workbook_tools.model import Address, a1, column_letter
from workbook_tools.xlsx.compare.align import Pair
from workbook_tools.xlsx.compare.cells import cell_differences, shown
from workbook_tools.xlsx.compare.differences import Difference, Kind
from workbook_tools.xlsx.compare.facts import BLANK, CellFact, Row, SheetFacts
from workbook_tools.xlsx.compare.tables import side_by_side

STATES = (words.SHOWN, words.HIDDEN)
"""The words for what is shown and what is hidden, by whether it is hidden."""

Placed = tuple[Address, Difference]
"""A difference and where it comes in order: rows as a whole have column 0, columns as a whole row 0."""
Cells = Sequence[tuple[Address, CellFact]]
_NO_CELLS: Row = {}


def sheet_differences(expected: SheetFacts, found: SheetFacts) -> list[Difference]:
    """Every difference between two sheets of one name, by row and column."""
    sides = side_by_side(expected, found)
    rows = Lines(expected, found, across=False)
    columns = Lines(_without(expected, sides.rows.removed), _without(found, sides.rows.added), across=True)
    placed = [
        *rows.one_sided(sides.rows.removed, sides.rows.added),
        *rows.moved(sides.rows.moved),
        *rows.hidden(sides.rows.pairs),
        *columns.one_sided(sides.columns.removed, sides.columns.added),
        *columns.moved(sides.columns.moved),
        *columns.hidden(sides.columns.pairs),
        *_paired_cells(expected, found, sides.rows.pairs, sides.columns.pairs),
    ]
    return [difference for _, difference in sorted(placed, key=lambda each: each[0])]


def _without(sheet: SheetFacts, places: Collection[int]) -> SheetFacts:
    """The sheet without rows (places counted from 0) whose cells are named as such."""
    kept = {number: row for number, row in sheet.rows.items() if number - 1 not in places}
    return replace(sheet, rows=kept) if places else sheet


def _paired_cells(
    expected: SheetFacts, found: SheetFacts, rows: Sequence[Pair], columns: Sequence[Pair]
) -> Iterator[Placed]:
    """The cells that rows and columns found on both sides have in common."""
    origins = {other + 1: one + 1 for one, other in columns}
    places = {one: other for other, one in origins.items()}
    straight = places == origins
    for one, other in ((one + 1, other + 1) for one, other in rows):
        here, there = expected.rows.get(one, _NO_CELLS), found.rows.get(other, _NO_CELLS)
        if here == there and one == other and straight:
            continue
        wanted = {places[column] for column in here if column in places}
        for column in sorted(wanted | {column for column in there if column in origins}):
            at = (one, origins[column]), (other, column)
            facts = here.get(origins[column], BLANK), there.get(column, BLANK)
            for difference in cell_differences(expected.name, *facts, at):
                yield at[1], difference


@dataclass(frozen=True, slots=True)
class Lines:
    """The rows of two sheets, or with `across` their columns: what became of them as a whole."""

    expected: SheetFacts
    found: SheetFacts
    across: bool

    def one_sided(self, removed: Collection[int], added: Collection[int]) -> Iterator[Placed]:
        """Each cell of what stands on one side only (places counted from 0)."""
        gone, new = (
            (Kind.COLUMN_REMOVED, Kind.COLUMN_ADDED) if self.across else (Kind.ROW_REMOVED, Kind.ROW_ADDED)
        )
        last_expected, last_found = self._extent(self.expected), self._extent(self.found)
        for place in removed:
            for at, cell, kind, text in self._named(gone, place + 1, self.expected, place >= last_found):
                yield at, Difference(self.expected.name, cell, kind, text, "")
        for place in added:
            for at, cell, kind, text in self._named(new, place + 1, self.found, place >= last_expected):
                yield at, Difference(self.expected.name, cell, kind, "", text)

    def moved(self, pairs: Collection[Pair]) -> Iterator[Placed]:
        """Each line that stands elsewhere."""
        kind = Kind.COLUMN_MOVED if self.across else Kind.ROW_MOVED
        for one, other in pairs:
            places = self._word(one + 1), self._word(other + 1)
            yield self._order(other + 1), self._difference(other + 1, other + 1, kind, places)

    def hidden(self, pairs: Sequence[Pair]) -> Iterator[Placed]:
        """Runs of lines that are hidden on one side only."""
        kind = Kind.HIDDEN_COLUMN if self.across else Kind.HIDDEN_ROW
        here, there = self._hidden(self.expected), self._hidden(self.found)
        differing = [
            (other + 1, other + 1 in there)
            for one, other in pairs
            if (one + 1 in here) != (other + 1 in there)
        ]
        for (_, hides), run in groupby(enumerate(differing), lambda each: (each[1][0] - each[0], each[1][1])):
            numbers = [number for _, (number, _) in run]
            states = STATES[not hides], STATES[hides]
            yield self._order(numbers[0]), self._difference(numbers[0], numbers[-1], kind, states)

    def _named(
        self, kind: Kind, number: int, sheet: SheetFacts, beyond: bool
    ) -> Iterator[tuple[Address, str, Kind, str]]:
        """The cells of a line; one single cell beyond the other side's last line is a value, not a line."""
        cells = self._cells(sheet, number)
        if not cells and not beyond:
            blank = words.BLANK_COLUMN if self.across else words.BLANK_ROW
            yield self._order(number), self._span(number, number), kind, blank
        for at, fact in cells:
            yield at, a1(at), Kind.VALUE if beyond and len(cells) == 1 else kind, shown(fact)

    def _cells(self, sheet: SheetFacts, number: int) -> Cells:
        if self.across:
            return [
                ((row, number), cells[number]) for row, cells in sorted(sheet.rows.items()) if number in cells
            ]
        return [
            ((number, column), fact) for column, fact in sorted(sheet.rows.get(number, _NO_CELLS).items())
        ]

    def _difference(self, first: int, last: int, kind: Kind, texts: tuple[str, str]) -> Difference:
        return Difference(self.expected.name, self._span(first, last), kind, *texts)

    def _extent(self, sheet: SheetFacts) -> int:
        return sheet.width if self.across else sheet.height

    def _hidden(self, sheet: SheetFacts) -> frozenset[int]:
        return sheet.hidden_columns if self.across else sheet.hidden_rows

    def _order(self, number: int) -> Address:
        return (0, number) if self.across else (number, 0)

    def _span(self, first: int, last: int) -> str:
        return f"{column_letter(first)}:{column_letter(last)}" if self.across else f"{first}:{last}"

    def _word(self, number: int) -> str:
        return (
            words.COLUMN_AT.format(letter=column_letter(number))
            if self.across
            else words.ROW_AT.format(number=number)
        )
