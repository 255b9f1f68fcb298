"""The cells of a workbook as its facts tell them: values as a person understands them, and formulas."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from python_calamine import CalamineWorkbook

from workbook_tools.model import Address, Value
from workbook_tools.xlsx.compare import CellFact, Facts, Fixed, SheetFacts
from workbook_tools.xlsx.compare.facts import BLANK
from workbook_tools.xlsx.compare.number_formats import shows_days

_DAY_ZERO = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Content:
    """What a cell holds: its value, and its formula with the leading = ('' = a constant)."""

    value: Value = None
    formula: str = ""


class CellBook:
    """The sheets of a workbook, cell by cell."""

    def __init__(self, facts: Facts) -> None:
        self._sheets: Mapping[str, SheetFacts] = {each.name: each for each in facts.sheets}
        self.names = tuple(self._sheets)
        self.at = cache(self._at)

    def fact(self, sheet: str, address: Address) -> CellFact:
        """All that a cell says; nothing where the sheet is missing."""
        row, column = address
        known = self._sheets.get(sheet)
        return known.rows.get(row, {}).get(column, BLANK) if known else BLANK

    def rows(self, sheet: str) -> tuple[int, ...]:
        """The rows of a sheet that hold anything, from the top down."""
        known = self._sheets.get(sheet)
        return tuple(sorted(known.rows)) if known else ()

    def columns(self, sheet: str, row: int) -> tuple[int, ...]:
        """The columns of a row that hold anything."""
        known = self._sheets.get(sheet)
        return tuple(known.rows.get(row, ())) if known else ()

    def _at(self, sheet: str, address: Address) -> Content:
        fact = self.fact(sheet, address)
        return Content(_value(fact), fact.formula)


def _value(fact: CellFact) -> Value:
    value = fact.value
    if isinstance(value, Fixed):
        return value.text
    if not isinstance(value, float):
        return value
    if shows_days(fact.number_format):
        return _DAY_ZERO + timedelta(days=int(value))
    return int(value) if value.is_integer() else value


def anchor(data: bytes, sheet: str, address: Address) -> Address:
    """The first cell of the merged area that an address lies in; the address itself where it is in none.

    `data` are the bytes of a workbook of this tool's own making.
    """
    row, column = address
    found = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(sheet)
    for (top, left), (bottom, right) in found.merged_cell_ranges or ():
        if top < row <= bottom + 1 and left < column <= right + 1:
            return top + 1, left + 1
    return address
