"""台账记录 as a workbook: every line of the ledger in words, for whoever has nothing but a spreadsheet."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from workbook_tools.messages import ledger_words as words
from workbook_tools.xlsx.printed import Looks, height, open_book, set_page, write_across, write_headings
from workbook_tools.xlsx.text_cell import write_text

_WIDTHS = (7, 21, 12, 78, 20, 20)
_CENTRED = {1, 2}
_HEADING_ROW = 2
_SHOWN = 16
"""Characters of a fingerprint that are printed: enough to find the file, short enough to read out."""


@dataclass(frozen=True, slots=True)
class Line:
    """What is printed of a line of the ledger: its number, time, kind and sentence, and two hashes.

    `archived` is the sha256 of the file in the archive that it is about (empty: none), `hash` that of the line.
    """

    number: int
    at: str
    what: str
    says: str
    archived: str
    hash: str


def ledger_list(period: str, code: str, lines: Iterable[Line], created: datetime) -> bytes:
    """The workbook; equal input, equal bytes, and no text of it can become a formula or a link.

    `period` is as on paper; `code` the 校验码 of the master that rests on these lines.
    """
    buffer, printed = io.BytesIO(), list(lines)
    title = words.TITLE.format(period=period)
    book = open_book(buffer, title, created)
    looks, sheet = Looks(book), book.add_worksheet(words.SHEET)
    set_page(sheet, _WIDTHS)
    write_across(sheet, 0, title, _WIDTHS, looks.title)
    sheet.set_row(0, 36)
    count = max((line.number for line in printed), default=0)
    write_across(sheet, 1, words.NOTE.format(count=count, code=code), _WIDTHS, looks.note)
    write_headings(sheet, _HEADING_ROW, words.HEADINGS, looks.head)
    sheet.autofilter(_HEADING_ROW, 0, max(_HEADING_ROW + 1, _HEADING_ROW + len(printed)), len(_WIDTHS) - 1)
    sheet.freeze_panes(_HEADING_ROW + 1, 0)
    for row, line in enumerate(printed, _HEADING_ROW + 1):
        texts = (line.at, line.what, line.says, line.archived[:_SHOWN], line.hash[:_SHOWN])
        sheet.write_number(row, 0, line.number, looks.centre)
        for column, text in enumerate(texts, 1):
            write_text(sheet, row, column, text, looks.centre if column in _CENTRED else looks.left)
        sheet.set_row(row, height(texts, _WIDTHS[1:]))
    book.close()
    return buffer.getvalue()
