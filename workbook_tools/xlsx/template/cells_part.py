"""Cells as the XML of a worksheet part: values put into empty cells of a sheet, or into a sheet that has none."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from itertools import groupby
from xml.sax.saxutils import escape

from workbook_tools.model import Address, Value, a1
from workbook_tools.xlsx.cell_text import text_content

_EMPTY_CELL = re.compile(rb'<c r="([A-Z]+\d+)"((?: s="\d+")?)(?: t="n")?\s*(?:/>|></c>)')
"""An empty styled cell, in both ways openpyxl writes it (with lxml and without)."""
_NO_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData></sheetData>")
_EPOCH = date(1899, 12, 30)


def serial(day: date) -> int:
    """A day as spreadsheets count it (1900 system)."""
    return ((day.date() if isinstance(day, datetime) else day) - _EPOCH).days


def _content(value: str | int | float | date) -> str:
    if isinstance(value, date):
        return f"><v>{serial(value)}</v></c>"
    if isinstance(value, str):
        return f' t="inlineStr"><is><t xml:space="preserve">{text_content(value)}</t></is></c>'
    return f"><v>{value}</v></c>"


class Sheet:
    """A worksheet part whose empty cells can be filled in."""

    def __init__(self, xml: bytes) -> None:
        self._xml = xml

    @cached_property
    def _slots(self) -> dict[str, tuple[int, int, bytes]]:
        return {m[1].decode(): (m.start(), m.end(), m[2]) for m in _EMPTY_CELL.finditer(self._xml)}

    def filled(self, values: Mapping[str, Value]) -> bytes:
        """The part with values in the named empty cells; KeyError for a cell that is not empty and styled."""
        pieces, at = [], 0
        for start, end, style, ref, value in sorted(
            (*self._slots[ref], ref, value) for ref, value in values.items() if value is not None
        ):
            pieces += [self._xml[at:start], b'<c r="%b"%b' % (ref.encode(), style), _content(value).encode()]
            at = end
        return b"".join([*pieces, self._xml[at:]])


def value_cells(values: Mapping[Address, Value]) -> Iterator[tuple[Address, str]]:
    """The XML of a cell for each value; blanks are left out."""
    for address, value in values.items():
        if value is not None:
            yield address, f'<c r="{a1(address)}"{_content(value)}'


def formula_cell(ref: str, formula: str) -> str:
    """The XML of a formula cell; the formula without its =."""
    return f'<c r="{ref}"><f>{escape(formula)}</f></c>'


def shared_formula_cell(ref: str, number: int, formula: str = "", area: str = "") -> str:
    """The XML of a cell that shares its formula with an area; the area's first cell has the formula."""
    where = f' ref="{area}"' if area else ""
    return f'<c r="{ref}"><f t="shared"{where} si="{number}">{escape(formula)}</f></c>'


def with_result(xml: bytes, ref: str, text: str) -> bytes:
    """A worksheet part in which a formula cell shows a text until it is calculated; KeyError where it has none."""
    cell = re.search(
        rb'<c r="%b"((?: s="\d+")?)[^>]*>(<f>[^<]*</f>)<v\s*(?:/>|></v>)</c>' % ref.encode(), xml
    )
    if cell is None:
        raise KeyError(ref)
    opening, shown = b'<c r="%b"%b t="str">' % (ref.encode(), cell[1]), f"<v>{text_content(text)}</v></c>"
    return b"".join([xml[: cell.start()], opening, cell[2], shown.encode(), xml[cell.end() :]])


def with_cells(xml: bytes, cells: Iterable[tuple[Address, str]]) -> bytes:
    """A worksheet part without cells, with these put into it in the order of the sheet."""
    rows = groupby(sorted(cells), key=lambda cell: cell[0][0])
    lines = (f'<row r="{row}">{"".join(xml for _, xml in line)}</row>' for row, line in rows)
    data = f"<sheetData>{''.join(lines)}</sheetData>".encode()
    return _NO_ROWS.sub(lambda _: data, xml, count=1)
