"""退回汇总: what was sent back in a period, on one sheet for the bureau."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from workbook_tools import layout
from workbook_tools.messages import slips
from workbook_tools.xlsx.lines import line_count
from workbook_tools.xlsx.text_cell import write_text

_WIDTHS = (6, 16, 26, 34, 9, 9, 56, 40, 9)
_CENTRED = {0, 4, 5, 8}
_HEADING_ROW = 2
_WIDER = 2
"""The body font is wider than the one column widths are counted in: about this much in each cell."""
_LINE, _HIGHEST = 16, 409
"""Height of one line of body text, and of the highest row there is, in points."""


@dataclass(frozen=True, slots=True)
class Returned:
    """One return sent back: whose, which form and file, how much is asked, mainly what, its slip, how often by now."""

    unit: str
    form: str
    file: str
    must: int
    explain: int
    problems: str
    slip: str
    times: int


class _Formats:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        body = {"font_name": "仿宋_GB2312", "font_size": 11, "text_wrap": True, "valign": "vcenter"}
        grid = {**body, "border": 1, "border_color": "#808080"}
        centre = {**grid, "align": "center"}
        self.title = book.add_format(
            {"font_name": "方正小标宋简体", "font_size": 18, "align": "center", "valign": "vcenter"}
        )
        self.note = book.add_format(body)
        self.head = book.add_format({**centre, "font_name": "黑体", "bg_color": "#E7EEF7"})
        self.left, self.centre = book.add_format(grid), book.add_format(centre)


def _set_up(sheet: Worksheet, title: str, note: str, formats: _Formats, last_row: int) -> None:
    last = len(_WIDTHS) - 1
    sheet.merge_range(0, 0, 0, last, title, formats.title)
    sheet.merge_range(1, 0, 1, last, note, formats.note)
    for row, height in enumerate((34, 22, 24)):
        sheet.set_row(row, height)
    for column, (heading, width) in enumerate(zip(slips.SUMMARY_HEADINGS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEADING_ROW, column, heading, formats.head)
    sheet.autofilter(_HEADING_ROW, 0, last_row, last)
    sheet.freeze_panes(_HEADING_ROW + 1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADING_ROW)
    sheet.set_footer(f"&C{slips.FOOTER}")


def _write_line(sheet: Worksheet, row: int, each: Returned, formats: _Formats) -> None:
    counts = (each.must, each.explain)
    values = (
        row - _HEADING_ROW,
        each.unit,
        each.form,
        each.file,
        *counts,
        each.problems,
        each.slip,
        each.times,
    )
    for column, value in enumerate(values):
        style = formats.centre if column in _CENTRED else formats.left
        if isinstance(value, str):
            write_text(sheet, row, column, value, style)
        else:
            sheet.write_number(row, column, value, style)
    lines = max(line_count(str(value), width - _WIDER) for value, width in zip(values, _WIDTHS, strict=True))
    sheet.set_row(row, min(_LINE * lines + 8, _HIGHEST))


def summary_book(period: str, returned: Sequence[Returned], dated: datetime) -> bytes:
    """The workbook; equal input, equal bytes, and no text of it can become a formula or a link."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    title = slips.SUMMARY_TITLE.format(period=period)
    book.set_properties({"author": layout.AUTHOR, "title": title, "created": dated})
    formats, sheet = _Formats(book), book.add_worksheet(slips.SUMMARY_SHEET)
    note = slips.SUMMARY_NOTE.format(count=len(returned))
    _set_up(sheet, title, note, formats, _HEADING_ROW + max(len(returned), 1))
    for row, each in enumerate(returned, _HEADING_ROW + 1):
        _write_line(sheet, row, each, formats)
    book.close()
    return buffer.getvalue()
