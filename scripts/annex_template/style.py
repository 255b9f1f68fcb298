"""Fonts, fills and borders of the plan workbook, and the writing of one styled cell.

Fonts are named as Chinese public documents name them and never shipped; a machine without them falls back.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import east_asian_width

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

TITLE, HEADING, BODY, OFFICE = "方正小标宋简体", "黑体", "仿宋_GB2312", "宋体"
BLACK, GREY_TEXT, REQUIRED = "000000", "7F7F7F", "C00000"

PAPER = "FFFFFF"
INPUT = "FFFBE6"
LOCKED = "EDEDED"
GROUP = "D6E4F0"
LABEL = "EAF1F8"
BANNER = "1F4E79"

_THIN = Side(style="thin", color="8C8C8C")
BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
UNDERLINE = Border(bottom=_THIN)
NO_BORDER = Border()

MARGINS = (0.3, 0.3, 0.45, 0.6)
"""Left, right, top, bottom, in inches."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks; `fill` '' leaves the paper as it is."""

    font: str = OFFICE
    size: float = 10.5
    bold: bool = False
    colour: str = BLACK
    fill: str = ""
    across: str = "left"
    down: str = "center"
    wrap: bool = True
    shrink: bool = False
    indent: int = 0
    border: Border = NO_BORDER
    format: str = "General"
    locked: bool = True


def dress(cell: Cell | MergedCell, look: Look) -> None:
    """Give a cell its look."""
    cell.font = Font(name=look.font, size=look.size, bold=look.bold, color=look.colour)
    cell.alignment = Alignment(
        horizontal=look.across,
        vertical=look.down,
        wrap_text=look.wrap,
        shrink_to_fit=look.shrink,
        indent=look.indent,
    )
    cell.border = look.border
    cell.number_format = look.format
    cell.protection = Protection(locked=look.locked)
    if look.fill:
        cell.fill = PatternFill("solid", start_color=look.fill)


def dress_span(sheet: Worksheet, span: str, look: Look) -> Cell:
    """Dress a range such as `C4:D4`, merge it where it is several cells, and give back its first cell."""
    cells = [cell for row in sheet[span] for cell in row]
    for cell in cells:
        dress(cell, look)
    if len(cells) > 1:
        sheet.merge_cells(span)
    first: Cell = cells[0]
    return first


def row_height(texts: Iterable[tuple[object, float]], size: float = 10.5) -> float:
    """The height in points that shows wrapped texts whole, each with the width of its column in characters.

    Set in the file, because not every program fits rows to wrapped text when it opens one.
    """
    lines = max((_lines(str(text), width) for text, width in texts if text is not None), default=1)
    return lines * size * 1.4 + 6


def _lines(text: str, width: float) -> int:
    columns = sum(2 if east_asian_width(letter) in "WFA" else 1 for letter in text)
    return max(1, math.ceil(columns * 1.1 / width))


def print_wide(sheet: Worksheet, heading_rows: str) -> None:
    """A4 landscape, one page wide, heading rows repeated, page numbers in the footer."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom = MARGINS
    margins.header = margins.footer = 0.3
    footer = sheet.oddFooter
    assert footer is not None and footer.center is not None
    footer.center.text = "第&P页 共&N页"
    sheet.HeaderFooter.scaleWithDoc = False
    if heading_rows:
        sheet.print_title_rows = heading_rows
