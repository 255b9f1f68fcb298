"""A filled-in workbook with some of its cells typed anew, as a clerk corrects a slip in place."""

import re
from collections.abc import Mapping

from workbook_tools import layout
from workbook_tools.model import Address, Value, a1
from workbook_tools.xlsx.template.cells_part import value_cells
from workbook_tools.xlsx.template.package import parts_of, sheet_parts, zipped


def retyped(workbook: bytes, cells: Mapping[Address, Value]) -> bytes:
    """The workbook with these cells of its form holding other values, their look as it was; None empties a cell."""
    parts = parts_of(workbook)
    sheet = sheet_parts(parts)[layout.FORM_SHEET]
    for at, value in cells.items():
        parts[sheet] = _retyped(parts[sheet], at, value)
    return zipped(parts.items())


def _retyped(sheet: bytes, at: Address, value: Value) -> bytes:
    cell = re.compile(rf'<c r="{a1(at)}"( s="\d+")?[^>]*?(?:/>|>.*?</c>)'.encode(), re.DOTALL)
    (old,) = cell.finditer(sheet)
    new = next((xml for _, xml in value_cells({at: value})), f'<c r="{a1(at)}"/>')
    look = (old[1] or b"").decode()
    styled = new.replace(f'<c r="{a1(at)}"', f'<c r="{a1(at)}"{look}').encode()
    return sheet[: old.start()] + styled + sheet[old.end() :]
