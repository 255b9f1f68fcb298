"""催报名单 as a workbook: who has not reported or must report again, to be printed and called through."""

import io
from collections.abc import Sequence
from datetime import datetime, time

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from workbook_tools.messages import chase as words
from workbook_tools.messages.chase import Chase, Chased
from workbook_tools.messages.verdicts import STATUSES
from workbook_tools.model import Status
from workbook_tools.xlsx.printed import Looks, height, open_book, set_page, write_across, write_headings
from workbook_tools.xlsx.text_cell import write_text

_WIDTHS = (6, 6, 20, 28, 8, 15, 12, 16, 29, 27)
_STATUS = 4
_CENTRED = {0, 1, 4, 5, 6, 7}
_FILLS = {Status.MISSING: "#FCE4E4", Status.RETURNED: "#FFF2CC", Status.HELD: "#E7EEF7"}


class _Formats(Looks):
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        super().__init__(book)
        self.statuses = {each: self.filled(rgb) for each, rgb in _FILLS.items()}


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
    sheet.set_row(row, height(texts, _WIDTHS[1:]))


def _write_lines(sheet: Worksheet, row: int, lines: Sequence[Chased], formats: _Formats) -> int:
    """Write a block of numbered lines from a row on; the row after it."""
    for number, line in enumerate(lines, 1):
        _write_line(sheet, row + number - 1, number, line, formats)
    return row + len(lines)


def _write_table(sheet: Worksheet, row: int, chase: Chase, formats: _Formats) -> None:
    write_headings(sheet, row, words.HEADINGS, formats.head)
    sheet.freeze_panes(row + 1, 3)
    after = _write_lines(sheet, row + 1, chase.of(*words.OWING), formats)
    if held := chase.of(Status.HELD):
        write_across(sheet, after, words.HELD_BAND.format(count=len(held)), _WIDTHS, formats.band)
        _write_lines(sheet, after + 1, held, formats)


def chase_list(chase: Chase) -> bytes:
    """The workbook; equal input, equal bytes, and no text of it can become a formula or a link."""
    buffer = io.BytesIO()
    title = words.TITLE.format(period=chase.period.paper)
    book = open_book(buffer, title, datetime.combine(chase.as_of, time()))
    formats, sheet = _Formats(book), book.add_worksheet(words.SHEET)
    write_across(sheet, 0, title, _WIDTHS, formats.title)
    sheet.set_row(0, 36)
    said = (chase.situation, *chase.notes)
    for row, text in enumerate(said, 1):
        write_across(sheet, row, text, _WIDTHS, formats.note)
    set_page(sheet, _WIDTHS)
    if chase.lines:
        _write_table(sheet, len(said) + 1, chase, formats)
    book.close()
    return buffer.getvalue()
