"""Whole rows into a long sheet, several times faster than cell by cell.

xlsxwriter in constant_memory mode appends each finished row to a temporary file; a row of plain values can
be appended there as it will stand in the sheet. Nothing is left to guess: a text is always an escaped inline
string, so it can be no formula and no link, and a number has no other reading.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any

from workbook_tools.model import Value, column_letter
from workbook_tools.xlsx.cell_text import text_content

_DAY_ZERO = date(1899, 12, 30).toordinal()
_FIRST_SAFE_DAY = date(1900, 3, 1)
"""Before it, serial numbers are a day off between spreadsheet programs."""


def day_number(day: date) -> int | str:
    """The serial number of a day; before March 1900 its text."""
    return day.isoformat() if day < _FIRST_SAFE_DAY else day.toordinal() - _DAY_ZERO


def _inline(text: str) -> str:
    """An inline string; the spaces at its ends are kept."""
    kept = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
    return f"<is><t{kept}>{text_content(text)}</t></is>"


@lru_cache(maxsize=2048, typed=True)
def _rest(value: Value) -> str:
    """What follows the style of a cell; long lists repeat the same units, choices, days and file names."""
    if isinstance(value, date):
        value = day_number(value)
    if isinstance(value, str):
        return f' t="inlineStr">{_inline(value)}</c>'
    return f"><v>{value!r}</v></c>"


@cache
def _letters(columns: int) -> tuple[str, ...]:
    return tuple(map(column_letter, range(1, columns + 1)))


def put_row(
    sheet: Any, row: int, values: Sequence[Value], styles: Sequence[int], height: float | None = None
) -> None:
    """Write a row (counted from 0) below all others; `styles` are the numbers of the columns' formats.

    None and '' leave the cell empty; `height` is in points, None leaves it to the program that opens the file.
    """
    number = row + 1
    cells = [
        f'<c r="{letter}{number}" s="{style}"{_rest(value)}'
        for letter, value, style in zip(_letters(len(values)), values, styles, strict=True)
        if value is not None and value != ""
    ]
    # As xlsxwriter does for each cell: note the sheet's extent, write out the rows before this one.
    sheet._check_dimensions(row, len(values) - 1)
    sheet._write_single_row(number)
    tall = f' ht="{height:g}" customHeight="1"' if height else ""
    sheet.row_data_fh.write(f'<row r="{number}"{tall}>{"".join(cells)}</row>')
