"""Counting formulas: which rows of the lists they take in, and what they ask of them in words."""

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from workbook_tools.messages import master_words as heads
from workbook_tools.messages import trace as words
from workbook_tools.model import Address, Value, a1
from workbook_tools.pipeline.tracing.answer import Sources
from workbook_tools.pipeline.tracing.grid import Grid
from workbook_tools.pipeline.tracing.listings import Listings
from workbook_tools.pipeline.tracing.register_rows import RegisterRows, role_of
from workbook_tools.xlsx.walk import Area, Counting, Criterion

Test = Callable[[Value], bool]
_COMPARED: Mapping[str, Callable[[float, float], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One criterion as it stands: the heading of its column, what is asked of it in words, and the test."""

    heading: str
    says: str
    test: Test


class CountedRows:
    """Counting formulas: which rows or cells they take in, and where those came from."""

    def __init__(self, grid: Grid, rows: RegisterRows, listings: Listings) -> None:
        self._grid, self._rows, self._listings = grid, rows, listings

    def asked(self, counting: Counting) -> list[Asked]:
        """The criteria of a counting formula."""
        return [self._asked(area, criterion) for area, criterion in counting.criteria]

    def sources(self, counting: Counting) -> Sources | None:
        """A source for each row counted; None where it counts the cells of another sheet."""
        tests = [(each.heading, each.test) for each in self.asked(counting)]
        match counting.criteria[0][0].sheet:
            case heads.SHEET_REGISTER:
                role = role_of([heading for heading, _ in tests])
                return tuple(self._rows.key(row, role) for row in self._rows.where(tests))
            case heads.SHEET_REPORTS:
                return self._listings.reports_where(tests)
        return None

    def cells(self, counting: Counting) -> Iterator[tuple[str, Address]]:
        """The cells that meet the criterion of a COUNTIF over a column."""
        (area, _), *_ = counting.criteria
        test = self.asked(counting)[0].test
        for address in area.addresses():
            if test(self._grid.at(area.sheet, address).value):
                yield area.sheet, address

    def _asked(self, area: Area, criterion: Criterion) -> Asked:
        parts = [self._part(each) for each in criterion]
        wanted = parts[0] if len(parts) == 1 else "".join(map(_spelled, parts))
        heading = self._grid.heading(area.sheet, area.first) or a1(area.first)
        return Asked(heading, f"{heading}{_in_words(wanted)}", _test(wanted))

    def _part(self, part: str | float | Area) -> Value:
        if isinstance(part, Area):
            return self._grid.at(part.sheet, part.first).value
        return "" if part == "&" else part


def _spelled(value: Value) -> str:
    return f"{value:g}" if isinstance(value, float) else "" if value is None else str(value)


def _in_words(wanted: Value) -> str:
    text = _spelled(wanted)
    if text.startswith("<>") and text != "<>":
        return words.IS_NOT.format(value=text.removeprefix("<>"))
    return text if text[:1] in "<>=" and text else f"={text}"


def _test(wanted: Value) -> Test:
    """What COUNTIFS asks of a cell: a number, a text, or a comparison with either."""
    if isinstance(wanted, int | float):
        return lambda value: _is_number(value) and value == wanted
    text = _spelled(wanted)
    sign = next((each for each in _COMPARED if text.startswith(each)), "")
    rest = text.removeprefix(sign)
    try:
        limit = float(rest)
    except ValueError:
        return _text_test(sign, rest)
    compared = _COMPARED[sign or "="]
    if sign == "<>":
        return lambda value: not (_is_number(value) and value == limit)
    return lambda value: _is_number(value) and compared(float(str(value)), limit)


def _text_test(sign: str, rest: str) -> Test:
    asked = rest.casefold()
    if sign == "<>":
        return lambda value: str(value or "").casefold() != asked
    return lambda value: str(value or "").casefold() == asked


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
