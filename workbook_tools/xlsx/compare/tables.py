"""The rows and columns of two sheets laid side by side."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from workbook_tools.xlsx.compare.align import Alignment, aligned
from workbook_tools.xlsx.compare.facts import CellFact, Row, SheetFacts

Key = tuple[tuple[int, Hashable], ...]
"""What a row says apart from results: (column, value) of its constants, (column, =) of its formulas."""

_FORMULA = ("=",)


@dataclass(frozen=True, slots=True)
class Sides:
    """How rows and columns of the sheet expected and the sheet found go together; places are counted from 0."""

    rows: Alignment
    columns: Alignment


def side_by_side(expected: SheetFacts, found: SheetFacts) -> Sides:
    """Rows by what they say; columns too, where more rows agree once a shift of columns is allowed for."""
    usual = _in_order(expected.width, found.width)
    if expected.rows == found.rows:
        return Sides(_in_order(expected.height, found.height), usual)
    here, there = _row_keys(expected), _row_keys(found)
    rows = _rows(here, there)
    if here == there:
        return Sides(rows, usual)
    columns = aligned(_column_keys(expected), _column_keys(found), _nothing_shared)
    if not columns.unshifted:
        allowed_here = _row_keys(expected, {one + 1: one + 1 for one, _ in columns.pairs})
        allowed_there = _row_keys(found, {other + 1: one + 1 for one, other in columns.pairs})
        allowed = _rows(allowed_here, allowed_there)
        if _agreeing(allowed, allowed_here, allowed_there) > _agreeing(rows, here, there):
            return Sides(allowed, columns)
    return Sides(rows, usual)


def _nothing_shared(_one: int, _other: int) -> int:
    return 0


def _rows(here: Sequence[Key], there: Sequence[Key]) -> Alignment:
    return aligned(here, there, lambda one, other: len(set(here[one]) & set(there[other])))


def _in_order(expected: int, found: int) -> Alignment:
    """Rows or columns as they are counted."""
    shared = min(expected, found)
    pairs = tuple((place, place) for place in range(shared))
    return Alignment(pairs, frozenset(), tuple(range(shared, expected)), tuple(range(shared, found)))


def _agreeing(rows: Alignment, here: Sequence[Key], there: Sequence[Key]) -> int:
    """How many rows are paired with one that says the same and says anything."""
    return sum(here[one] == there[other] and here[one] != () for one, other in rows.pairs)


def _row_keys(sheet: SheetFacts, columns: Mapping[int, int] | None = None) -> list[Key]:
    """The key of each row; with `columns`, of these only, under the numbers that they stand for."""
    return [_row_key(sheet.rows.get(number, {}), columns) for number in range(1, sheet.height + 1)]


def _row_key(row: Row, columns: Mapping[int, int] | None) -> Key:
    cells = ((column, _key(fact)) for column, fact in row.items() if fact.formula or fact.value is not None)
    if columns is None:
        return tuple(cells)
    kept = [(columns[column], key) for column, key in cells if column in columns]
    return tuple(sorted(kept, key=lambda cell: cell[0]))


def _key(fact: CellFact) -> Hashable:
    """A number as far as every program keeps it."""
    if fact.formula:
        return _FORMULA
    value = fact.value
    return float(f"{value:.9g}") if isinstance(value, float) and not value.is_integer() else value


def _column_keys(sheet: SheetFacts) -> list[int]:
    """What each column says, in whatever order its rows stand."""
    sums = [0] * (sheet.width + 1)
    for row in sheet.rows.values():
        for column, fact in row.items():
            sums[column] += hash(_key(fact))
    return sums[1:]
