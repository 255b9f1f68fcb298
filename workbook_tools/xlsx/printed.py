"""Lists that the bureau prints: what the workbooks of 收件登记, 退回汇总, 待办 and 催报名单 have in common."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workbook_tools import layout
from workbook_tools.messages.forms import FOOTER
from workbook_tools.xlsx.lines import HIGHEST, line_count
from workbook_tools.xlsx.text_cell import write_text

_LINE = 16
"""Height of one line of body text, in points."""
_WIDER = 2
"""The body font is wider than the one column widths are counted in: about this much in each cell."""


def open_book(buffer: BytesIO, title: str, created: datetime) -> xlsxwriter.Workbook:
    """A workbook in which no text becomes a formula or a link; its bytes depend on what is written alone."""
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"author": layout.AUTHOR, "title": title, "created": created.replace(tzinfo=None)})
    return book


class Looks:
    """The looks of cells: title, notes, headings, bands between blocks, and texts to the left or in the middle."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        body = {"font_name": "仿宋_GB2312", "font_size": 11, "text_wrap": True, "valign": "vcenter"}
        self._book = book
        self.grid = {**body, "border": 1, "border_color": "#808080"}
        self.in_middle = {**self.grid, "align": "center"}
        self.title = book.add_format(
            {"font_name": "方正小标宋简体", "font_size": 20, "align": "center", "valign": "vcenter"}
        )
        self.note = book.add_format(body)
        self.head = book.add_format({**self.in_middle, "font_name": "黑体", "bg_color": "#E7EEF7"})
        self.band = book.add_format({**self.grid, "font_name": "黑体", "bg_color": "#F2F2F2"})
        self.left, self.centre = book.add_format(self.grid), book.add_format(self.in_middle)

    def filled(self, rgb: str) -> Format:
        """A text in the middle of a coloured cell."""
        return self._book.add_format({**self.in_middle, "bg_color": rgb})


def set_page(sheet: Worksheet, widths: Sequence[float]) -> None:
    """A4 across, one page wide, pages counted; widths of the columns from the first on."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&C{FOOTER}")
    sheet.hide_gridlines(2)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)


def write_headings(sheet: Worksheet, row: int, headings: Iterable[str], look: Format) -> None:
    """The heading row, which stands on every page."""
    for column, heading in enumerate(headings):
        sheet.write_string(row, column, heading, look)
    sheet.set_row(row, 24)
    sheet.repeat_rows(row)


def write_across(sheet: Worksheet, row: int, text: str, widths: Sequence[float], look: Format) -> None:
    """One text over all columns, as high as it needs."""
    sheet.merge_range(row, 0, row, len(widths) - 1, "", look)
    write_text(sheet, row, 0, text, look)
    sheet.set_row(row, max(22, height([text], [sum(widths)])))


def height(texts: Iterable[str], widths: Iterable[float]) -> float:
    """How high a row is that shows all of its texts, in points."""
    lines = max(line_count(text, width - _WIDER) for text, width in zip(texts, widths, strict=True))
    return min(_LINE * lines + 8, HIGHEST)
