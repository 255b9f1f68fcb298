"""Text into a sheet that xlsxwriter writes."""

import re
from typing import Any

from xlsxwriter.format import Format

from workbook_tools.xlsx.cell_text import held

_IN_AN_ESCAPE = re.compile("(?<=_x[0-9A-Fa-f]{2})(?=[0-9A-Fa-f]{2}_)")


def write_text(sheet: Any, row: int, column: int, text: str, style: Format | None = None) -> None:
    """Write text as text, never as a formula or link, nor what it spells as an escape (_x003D_).

    xlsxwriter takes a string from <r> to </r> for ready-made rich-text XML and copies it unescaped, and spells
    escapes wrongly where two share a line. Cut into runs inside both, a text holds neither.
    """
    text = held(text).replace("\r\n", "\n").replace("\r", "\n")
    first, *others = _IN_AN_ESCAPE.split(text)
    if others or text.startswith("<r>"):
        # Fewer than three runs are no rich text to xlsxwriter.
        runs = (first[0], first[1], first[2:], *others)
        sheet.write_rich_string(row, column, *runs, *([style] if style else []))
    else:
        sheet.write_string(row, column, text, style)
