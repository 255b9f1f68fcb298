"""The register of files handed in, as a workbook."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from workbook_tools.messages import register as words
from workbook_tools.messages.verdicts import VERDICTS
from workbook_tools.model import Verdict
from workbook_tools.xlsx.printed import Looks, height, open_book, set_page, write_across, write_headings
from workbook_tools.xlsx.text_cell import write_text

_WIDTHS = (5, 40, 7, 14, 24, 42, 46, 16, 18)
_FILLS = {
    Verdict.REFUSED: "#FCE4E4",
    Verdict.HELD: "#FFF2CC",
    Verdict.DUPLICATE: "#F2F2F2",
    Verdict.IGNORED: "#F2F2F2",
}
_HEADING_ROW = 2
_VERDICT = 2
"""The column of the verdict, which is coloured by it."""
_SHOWN = 16
"""Characters of a fingerprint that are printed: enough to find the original, short enough to read out."""


@dataclass(frozen=True, slots=True)
class Line:
    """One file: its name, verdict, whose it is, why, what to tell the sender, when it came, its sha256."""

    name: str
    verdict: Verdict
    unit: str
    form: str
    reason: str
    tell: str
    received: str
    sha256: str


class _Formats(Looks):
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        super().__init__(book)
        self.verdicts = {verdict: self.filled(rgb) for verdict, rgb in _FILLS.items()}


def _write_line(sheet: Worksheet, row: int, line: Line, formats: _Formats) -> None:
    texts = (
        line.name,
        VERDICTS[line.verdict],
        line.unit,
        line.form,
        line.reason,
        line.tell,
        line.received,
        line.sha256[:_SHOWN],
    )
    sheet.write_number(row, 0, row - _HEADING_ROW, formats.centre)
    for column, text in enumerate(texts, 1):
        style = formats.verdicts.get(line.verdict, formats.centre) if column == _VERDICT else formats.left
        write_text(sheet, row, column, text, style)
    sheet.set_row(row, height(texts, _WIDTHS[1:]))


def _set_up(sheet: Worksheet, title: str, formats: _Formats, last_row: int) -> None:
    set_page(sheet, _WIDTHS)
    write_across(sheet, 0, title, _WIDTHS, formats.title)
    sheet.set_row(0, 36)
    write_across(sheet, 1, words.NOTE, _WIDTHS, formats.note)
    write_headings(sheet, _HEADING_ROW, words.HEADINGS, formats.head)
    sheet.autofilter(_HEADING_ROW, 0, max(_HEADING_ROW + 1, last_row), len(_WIDTHS) - 1)
    sheet.freeze_panes(_HEADING_ROW + 1, 2)


def register(title: str, lines: Sequence[Line], created: datetime) -> bytes:
    """The register workbook; equal input, equal bytes, and no text of it can become a formula or a link."""
    buffer = io.BytesIO()
    book = open_book(buffer, title, created)
    formats, sheet = _Formats(book), book.add_worksheet(words.SHEET)
    _set_up(sheet, title, formats, _HEADING_ROW + len(lines))
    for row, line in enumerate(lines, _HEADING_ROW + 1):
        _write_line(sheet, row, line, formats)
    book.close()
    return buffer.getvalue()
