"""The return slip: one sheet that says what is wrong, where, and what to do."""

import io
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workbook_tools import layout
from workbook_tools.messages import render, slips
from workbook_tools.messages.gather import Gathered
from workbook_tools.model import Severity
from workbook_tools.xlsx.lines import line_count
from workbook_tools.xlsx.text_cell import write_text

_WIDTHS = (5, 12, 17, 20, 18, 62, 8)
_FILLS = {
    Severity.MANDATORY: "#FCE4E4",
    Severity.WAIVABLE: "#FFF2CC",
    Severity.EXPLAIN: "#FFF2CC",
    Severity.NOTICE: "#F2F2F2",
}
_LINE = 16
"""Height of one line of body text, in points."""


class _Formats:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        body = {"font_name": "仿宋_GB2312", "font_size": 11, "text_wrap": True, "valign": "vcenter"}
        grid = {**body, "border": 1, "border_color": "#808080"}
        self.title = book.add_format(
            {"font_name": "方正小标宋简体", "font_size": 20, "align": "center", "valign": "vcenter"}
        )
        self.text = book.add_format(body)
        self.head = book.add_format({**grid, "font_name": "黑体", "align": "center", "bg_color": "#E7EEF7"})
        self.left = book.add_format(grid)
        self.centre = book.add_format({**grid, "align": "center"})
        self.classes = {
            s: book.add_format({**grid, "align": "center", "bg_color": rgb}) for s, rgb in _FILLS.items()
        }


def _set_up(sheet: Worksheet, heading_row: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(heading_row)
    sheet.set_footer(f"&C{slips.FOOTER}")
    sheet.freeze_panes(heading_row + 1, 0)
    sheet.hide_gridlines(2)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)


def _write_line(sheet: Worksheet, row: int, text: str, form: Format) -> None:
    sheet.merge_range(row, 0, row, len(_WIDTHS) - 1, "", form)
    write_text(sheet, row, 0, text, form)
    sheet.set_row(row, _LINE * line_count(text, sum(_WIDTHS)) + 4)


def _write_entry(sheet: Worksheet, row: int, number: int, each: Gathered, formats: _Formats) -> None:
    finding = each.finding
    sentence = render(finding, place=False).removesuffix(f"（{finding.code}）")
    place = f"{finding.sheet} {each.cells}".strip()
    sheet.write_number(row, 0, number, formats.centre)
    write_text(sheet, row, 1, slips.CLASSES[finding.severity], formats.classes[finding.severity])
    texts = (place, finding.field, finding.value, sentence, finding.code)
    for column, text in enumerate(texts, 2):
        write_text(sheet, row, column, text, formats.centre if column == 6 else formats.left)
    lines = max(line_count(text, width) for text, width in zip(texts, _WIDTHS[2:], strict=True))
    sheet.set_row(row, _LINE * lines + 6)


def slip(unit: str, form: str, period: str, gathered: Sequence[Gathered], dated: datetime) -> bytes:
    """The slip workbook of one returned submission; equal input, equal bytes. No text of it can become a formula."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"author": layout.AUTHOR, "title": slips.TITLE, "created": dated})
    formats, sheet = _Formats(book), book.add_worksheet(slips.SHEET)
    sheet.merge_range(0, 0, 0, len(_WIDTHS) - 1, slips.TITLE, formats.title)
    sheet.set_row(0, 36)
    lines = (slips.ADDRESSED.format(unit=unit, form=form, period=period), slips.summary(gathered), *slips.HOW)
    for row, text in enumerate(lines, 1):
        _write_line(sheet, row, text, formats.text)
    heading_row = len(lines) + 1
    _set_up(sheet, heading_row)
    for column, heading in enumerate(slips.HEADINGS):
        sheet.write_string(heading_row, column, heading, formats.head)
    sheet.set_row(heading_row, 22)
    for number, each in enumerate(gathered, 1):
        _write_entry(sheet, heading_row + number, number, each, formats)
    book.close()
    return buffer.getvalue()
