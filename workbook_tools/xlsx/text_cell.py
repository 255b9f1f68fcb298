"""Text into a sheet that xlsxwriter writes."""

from typing import Any

from xlsxwriter.format import Format


def write_text(sheet: Any, row: int, column: int, text: str, style: Format | None = None) -> None:
    """Write text as text, never as a formula or link.

    xlsxwriter takes a string from <r> to </r> for ready-made rich-text XML and copies it unescaped; such a
    text goes in as three runs, each of which it escapes.
    """
    if text.startswith("<r>"):
        sheet.write_rich_string(row, column, "<", "r", text[2:], *([style] if style else []))
    else:
        sheet.write_string(row, column, text, style)
