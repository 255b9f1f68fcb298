"""退回汇总: what was sent back in a period, on one sheet for the bureau."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from xlsxwriter.worksheet import Worksheet

from workbook_tools.messages import slips
from workbook_tools.xlsx.printed import Looks, height, open_book, set_page, write_across, write_headings
from workbook_tools.xlsx.text_cell import write_text

_WIDTHS = (6, 16, 26, 34, 9, 9, 56, 40, 9)
_CENTRED = {0, 4, 5, 8}
_HEADING_ROW = 2


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


def _set_up(sheet: Worksheet, title: str, note: str, looks: Looks, last_row: int) -> None:
    set_page(sheet, _WIDTHS)
    write_across(sheet, 0, title, _WIDTHS, looks.title)
    sheet.set_row(0, 36)
    write_across(sheet, 1, note, _WIDTHS, looks.note)
    write_headings(sheet, _HEADING_ROW, slips.SUMMARY_HEADINGS, looks.head)
    sheet.autofilter(_HEADING_ROW, 0, last_row, len(_WIDTHS) - 1)
    sheet.freeze_panes(_HEADING_ROW + 1, 2)


def _write_line(sheet: Worksheet, row: int, each: Returned, looks: Looks) -> None:
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
        style = looks.centre if column in _CENTRED else looks.left
        if isinstance(value, str):
            write_text(sheet, row, column, value, style)
        else:
            sheet.write_number(row, column, value, style)
    sheet.set_row(row, height(map(str, values), _WIDTHS))


def summary_book(period: str, returned: Sequence[Returned], dated: datetime) -> bytes:
    """The workbook; equal input, equal bytes, and no text of it can become a formula or a link."""
    buffer = io.BytesIO()
    title = slips.SUMMARY_TITLE.format(period=period)
    book = open_book(buffer, title, dated)
    looks, sheet = Looks(book), book.add_worksheet(slips.SUMMARY_SHEET)
    note = slips.SUMMARY_NOTE.format(count=len(returned))
    _set_up(sheet, title, note, looks, _HEADING_ROW + max(len(returned), 1))
    for row, each in enumerate(returned, _HEADING_ROW + 1):
        _write_line(sheet, row, each, looks)
    book.close()
    return buffer.getvalue()
