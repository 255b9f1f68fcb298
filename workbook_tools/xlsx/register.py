"""The register of files handed in, as a workbook."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from workbook_tools import layout
from workbook_tools.messages import register as words
from workbook_tools.messages import slips
from workbook_tools.messages.verdicts import VERDICTS
from workbook_tools.model import Verdict
from workbook_tools.xlsx.lines import line_count
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
_LINE = 15
"""Height of one line of text, in points."""
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


class _Formats:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        body = {
            "font_name": "宋体",
            "font_size": 10,
            "text_wrap": True,
            "valign": "vcenter",
            "border": 1,
            "border_color": "#A0A0A0",
        }
        centre = {**body, "align": "center"}
        self.title = book.add_format(
            {"font_name": "方正小标宋简体", "font_size": 18, "align": "center", "valign": "vcenter"}
        )
        self.note = book.add_format({"font_name": "仿宋_GB2312", "font_size": 11, "valign": "vcenter"})
        self.head = book.add_format({**centre, "font_name": "黑体", "bg_color": "#E7EEF7"})
        self.body = book.add_format(body)
        self.verdicts = {
            verdict: book.add_format({**centre, "bg_color": rgb}) for verdict, rgb in _FILLS.items()
        }


def _write_heads(sheet: Worksheet, title: str, formats: _Formats) -> None:
    last = len(_WIDTHS) - 1
    sheet.merge_range(0, 0, 0, last, title, formats.title)
    sheet.merge_range(1, 0, 1, last, words.NOTE, formats.note)
    for row, height in enumerate((32, 20, 24)):
        sheet.set_row(row, height)
    for column, (heading, width) in enumerate(zip(words.HEADINGS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEADING_ROW, column, heading, formats.head)


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
    sheet.write_number(row, 0, row - _HEADING_ROW, formats.body)
    for column, text in enumerate(texts, 1):
        style = formats.verdicts.get(line.verdict, formats.body) if column == _VERDICT else formats.body
        write_text(sheet, row, column, text, style)
    needed = max(line_count(text, width) for text, width in zip(texts, _WIDTHS[1:], strict=True))
    sheet.set_row(row, _LINE * needed + 4)


def _set_up(sheet: Worksheet, last_row: int) -> None:
    sheet.autofilter(_HEADING_ROW, 0, max(_HEADING_ROW + 1, last_row), len(_WIDTHS) - 1)
    sheet.freeze_panes(_HEADING_ROW + 1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADING_ROW)
    sheet.set_footer(f"&C{slips.FOOTER}")


def register(title: str, lines: Sequence[Line], created: datetime) -> bytes:
    """The register workbook; equal input, equal bytes, and no text of it can become a formula or a link."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"author": layout.AUTHOR, "title": title, "created": created.replace(tzinfo=None)})
    formats, sheet = _Formats(book), book.add_worksheet(words.SHEET)
    _write_heads(sheet, title, formats)
    for row, line in enumerate(lines, _HEADING_ROW + 1):
        _write_line(sheet, row, line, formats)
    _set_up(sheet, _HEADING_ROW + len(lines))
    book.close()
    return buffer.getvalue()
