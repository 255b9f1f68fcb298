"""The register of files handed in, as a workbook."""

import io
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime

import xlsxwriter

from workbook_tools import layout
from workbook_tools.messages import register as words
from workbook_tools.messages import slips
from workbook_tools.xlsx.lines import line_count
from workbook_tools.xlsx.text_cell import write_text

_WIDTHS = (5, 40, 7, 14, 24, 42, 46, 16, 18)
_COLOURS = {"拒收": "#FCE4E4", "待定": "#FFF2CC", "重复": "#F2F2F2", "略过": "#F2F2F2"}
_LINE = 15
_SHOWN = 16
"""Characters of a fingerprint that are printed: enough to find the original, short enough to read out."""


@dataclass(frozen=True, slots=True)
class Line:
    """One file: its name, verdict, whose it is, why, what to tell the sender, when it came, its sha256."""

    name: str
    verdict: str
    unit: str
    form: str
    reason: str
    tell: str
    received: str
    sha256: str


def register(title: str, lines: Sequence[Line], created: datetime) -> bytes:
    """The register workbook; equal input, equal bytes, and no text of it can become a formula or a link."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"author": layout.AUTHOR, "title": title, "created": created.replace(tzinfo=None)})
    sheet = book.add_worksheet(words.SHEET)
    dense = {
        "font_name": "宋体",
        "font_size": 10,
        "text_wrap": True,
        "valign": "vcenter",
        "border": 1,
        "border_color": "#A0A0A0",
    }
    body = book.add_format(dense)
    head = book.add_format({**dense, "font_name": "黑体", "align": "center", "bg_color": "#E7EEF7"})
    top = book.add_format(
        {"font_name": "方正小标宋简体", "font_size": 18, "align": "center", "valign": "vcenter"}
    )
    note = book.add_format({"font_name": "仿宋_GB2312", "font_size": 11, "valign": "vcenter"})
    coloured = {
        word: book.add_format({**dense, "align": "center", "bg_color": rgb}) for word, rgb in _COLOURS.items()
    }
    last = len(_WIDTHS) - 1
    sheet.merge_range(0, 0, 0, last, title, top)
    sheet.merge_range(1, 0, 1, last, words.NOTE, note)
    sheet.set_row(0, 32)
    sheet.set_row(1, 20)
    sheet.set_row(2, 24)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    for column, (heading, width) in enumerate(zip(words.HEADINGS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(2, column, heading, head)
    for row, line in enumerate(lines, 3):
        *shown, sha256 = astuple(line)
        texts = (*shown, sha256[:_SHOWN])
        sheet.write_number(row, 0, row - 2, body)
        for column, text in enumerate(texts, 1):
            write_text(sheet, row, column, text, coloured.get(text, body) if column == 2 else body)
        needed = max(line_count(text, width) for text, width in zip(texts, _WIDTHS[1:], strict=True))
        sheet.set_row(row, _LINE * needed + 4)
    sheet.autofilter(2, 0, max(3, len(lines) + 2), last)
    sheet.freeze_panes(3, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    sheet.set_footer(f"&C{slips.FOOTER}")
    book.close()
    return buffer.getvalue()
