"""催报名单 as a workbook: who has not reported or must report again, to be printed and called through."""

import io
from collections.abc import Sequence
from datetime import datetime, time

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workbook_tools import layout
from workbook_tools.messages import chase as words
from workbook_tools.messages import slips
from workbook_tools.messages.chase import Chase, Chased
from workbook_tools.messages.verdicts import STATUSES
from workbook_tools.model import Status
from workbook_tools.xlsx.lines import line_count
from workbook_tools.xlsx.text_cell import write_text

_WIDTHS = (6, 6, 20, 28, 8, 15, 12, 16, 24, 32)
_LAST = len(_WIDTHS) - 1
_STATUS = 4
_CENTRED = {0, 1, 4, 5, 6, 7}
_FILLS = {Status.MISSING: "#FCE4E4", Status.RETURNED: "#FFF2CC", Status.HELD: "#E7EEF7"}
_LINE = 16
"""Height of one line of body text, in points."""


class _Formats:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        body = {"font_name": "仿宋_GB2312", "font_size": 11, "text_wrap": True, "valign": "vcenter"}
        grid = {**body, "border": 1, "border_color": "#808080"}
        centre = {**grid, "align": "center"}
        self.title = book.add_format(
            {"font_name": "方正小标宋简体", "font_size": 20, "align": "center", "valign": "vcenter"}
        )
        self.text = book.add_format(body)
        self.head = book.add_format({**centre, "font_name": "黑体", "bg_color": "#E7EEF7"})
        self.band = book.add_format({**grid, "font_name": "黑体", "bg_color": "#F2F2F2"})
        self.left, self.centre = book.add_format(grid), book.add_format(centre)
        self.statuses = {each: book.add_format({**centre, "bg_color": rgb}) for each, rgb in _FILLS.items()}


def _write_across(sheet: Worksheet, row: int, text: str, style: Format) -> None:
    sheet.merge_range(row, 0, row, _LAST, "", style)
    write_text(sheet, row, 0, text, style)
    sheet.set_row(row, _LINE * line_count(text, sum(_WIDTHS)) + 4)


def _write_line(sheet: Worksheet, row: int, number: int, line: Chased, formats: _Formats) -> None:
    texts = (
        str(line.annex),
        line.unit,
        line.form,
        STATUSES[line.status],
        words.term(line.status, line.days),
        line.contact,
        line.phone,
        line.slip,
        line.remark,
    )
    sheet.write_number(row, 0, number, formats.centre)
    for column, text in enumerate(texts, 1):
        style = formats.centre if column in _CENTRED else formats.left
        write_text(sheet, row, column, text, formats.statuses[line.status] if column == _STATUS else style)
    needed = max(line_count(text, width) for text, width in zip(texts, _WIDTHS[1:], strict=True))
    sheet.set_row(row, _LINE * needed + 8)


def _write_lines(sheet: Worksheet, row: int, lines: Sequence[Chased], formats: _Formats) -> int:
    """Write a block of numbered lines from a row on; the row after it."""
    for number, line in enumerate(lines, 1):
        _write_line(sheet, row + number - 1, number, line, formats)
    return row + len(lines)


def _write_table(sheet: Worksheet, row: int, chase: Chase, formats: _Formats) -> None:
    for column, heading in enumerate(words.HEADINGS):
        sheet.write_string(row, column, heading, formats.head)
    sheet.set_row(row, 24)
    sheet.repeat_rows(row)
    sheet.freeze_panes(row + 1, 3)
    after = _write_lines(sheet, row + 1, chase.of(*words.OWING), formats)
    if held := chase.of(Status.HELD):
        _write_across(sheet, after, words.HELD_BAND.format(count=len(held)), formats.band)
        _write_lines(sheet, after + 1, held, formats)


def _set_up(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&C{slips.FOOTER}")
    sheet.hide_gridlines(2)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)


def chase_list(chase: Chase) -> bytes:
    """The workbook; equal input, equal bytes, and no text of it can become a formula or a link."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    title = words.TITLE.format(period=chase.period.paper)
    created = datetime.combine(chase.as_of, time())
    book.set_properties({"author": layout.AUTHOR, "title": title, "created": created})
    formats, sheet = _Formats(book), book.add_worksheet(words.SHEET)
    _write_across(sheet, 0, title, formats.title)
    sheet.set_row(0, 36)
    said = (chase.situation, *chase.notes)
    for row, text in enumerate(said, 1):
        _write_across(sheet, row, text, formats.text)
    _set_up(sheet)
    if chase.lines:
        _write_table(sheet, len(said) + 1, chase, formats)
    book.close()
    return buffer.getvalue()
