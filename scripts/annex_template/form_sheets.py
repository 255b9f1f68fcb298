"""The layout sheets: each form exactly as a clerk will see it, with placeholders for what is filled in."""

import re
from dataclasses import dataclass, replace

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from annex_template import style
from annex_template.designs import Design, Pair
from annex_template.shared import ALWAYS
from annex_template.style import Look, dress, dress_span
from workbook_tools.layout import CHECK_MARK
from workbook_tools.model import Entry, Field, FieldType

ANNEX_ROW, TITLE_ROW, UNIT_ROW, BLOCK_ROW = 1, 2, 3, 4

_ANNEX = Look(style.HEADING, 16, wrap=False)
_TITLE = Look(style.TITLE, 22, across="center")
_LABEL = Look(style.HEADING, 11, across="center", fill=style.LABEL, border=style.BOX)
_LEGEND = Look(style.BODY, 10, across="center", border=style.BOX, wrap=False)
_COUNT_DOWN = Look(style.HEADING, 11, wrap=False, shrink=True, indent=1, border=style.BOX)
_GROUP = Look(style.HEADING, 11, across="center", fill=style.GROUP, border=style.BOX)
_BODY = Look(style.BODY, 11, across="center", border=style.BOX)
_NOTE = Look(style.BODY, 11, wrap=False)
_NAME_SIZE = 10
"""A size smaller than the rest, so that three lines of a long company name fit into a record."""


@dataclass(frozen=True, slots=True)
class PairLook:
    """How a header label and its value look, and what follows the label."""

    label: Look
    value: Look
    colon: str = ""


_LINE_LABEL = Look(style.BODY, 12, across="right", wrap=False)
_VALUE = Look(style.BODY, 11, across="center", border=style.BOX)
_UNIT_LINE = PairLook(_LINE_LABEL, Look(style.BODY, 12, border=style.UNDERLINE, indent=1), "：")
_BLOCK = PairLook(_LABEL, _VALUE)
_LONG_TEXT = PairLook(_LABEL, replace(_VALUE, across="left", indent=1))
_SIGNATURE = PairLook(_LINE_LABEL, Look(style.BODY, 12, across="center", border=style.UNDERLINE), "：")

_HEIGHTS = {ANNEX_ROW: 24, TITLE_ROW: 34, UNIT_ROW: 22}
_LEGEND_HEIGHT, _GROUP_HEIGHT, _LABEL_HEIGHT, _RECORD_HEIGHT, _SIGNATURE_HEIGHT = 20, 22, 74, 38, 32
_ROW_HEIGHT = 24

_REMINDER = (
    "请于{报送截止日}前将电子表和加盖公章的扫描件一并报送{收表单位}。"
    "本表填本年累计名单，一家企业一行；0、空白和“无”含义不同，请勿混用。"
)

_FORMATS = {
    FieldType.INTEGER: "0",
    FieldType.DECIMAL: "#,##0.00",
    FieldType.PERCENT: "0.00%",
    FieldType.DATE: "yyyy-mm-dd",
    FieldType.CREDIT_CODE: "@",
    FieldType.NUMBER_TEXT: "@",
    FieldType.PHONE: "@",
}
_CLOSING_BRACKET = re.compile(r"(（[^（）]*）)$")
"""The unit or remark at the end of a label; on a line of its own (labels are compared without breaks)."""
_IN_WORDS = (FieldType.NAME, FieldType.TEXT, FieldType.CHOICE)
"""Words wrap; numbers, dates and codes shrink to fit, so that none is cut or shown as ####."""
_LEFT = (FieldType.NAME, FieldType.TEXT)
_RIGHT = (FieldType.INTEGER, FieldType.DECIMAL, FieldType.PERCENT)


def _filled(look: Look, field: Field) -> Look:
    """A value cell: fill and protection tell input from what stands already, the format follows the type."""
    by_unit = field.entry is Entry.UNIT
    fill = style.INPUT if by_unit else style.LOCKED
    return replace(look, fill=fill, locked=not by_unit, format=_FORMATS.get(field.type, "General"))


def _labelled(look: Look, field: Field) -> Look:
    """A label, red where the field is always required."""
    return replace(look, colour=style.REQUIRED) if field.required == ALWAYS else look


def _span(columns: str, row: int) -> str:
    first, last = columns.split(":")
    return f"{first}{row}:{last}{row}"


def _write_pair(sheet: Worksheet, row: int, pair: Pair, field: Field, look: PairLook) -> None:
    label = dress_span(sheet, _span(pair.label, row), _labelled(look.label, field))
    label.value = field.label + look.colon
    value = dress_span(sheet, _span(pair.value, row), _filled(look.value, field))
    value.value = f"{{{field.label}}}"


def _write_top(sheet: Worksheet, design: Design) -> int:
    """Annex number, title, unit line and header block; gives back the row after them."""
    dress_span(sheet, f"A{ANNEX_ROW}:B{ANNEX_ROW}", _ANNEX).value = "{附件号}"
    dress_span(sheet, f"A{TITLE_ROW}:{design.right}{TITLE_ROW}", _TITLE).value = "{表名}"
    for pair in design.unit_line:
        _write_pair(sheet, UNIT_ROW, pair, design.field(pair.key), _UNIT_LINE)
    for row, pairs in enumerate(design.block, BLOCK_ROW):
        sheet.row_dimensions[row].height = _ROW_HEIGHT
        for pair in pairs:
            field = design.field(pair.key)
            _write_pair(sheet, row, pair, field, _LONG_TEXT if field.max_length else _BLOCK)
    for row, height in _HEIGHTS.items():
        sheet.row_dimensions[row].height = height
    return BLOCK_ROW + len(design.block)


def _write_legend(sheet: Worksheet, design: Design, row: int) -> None:
    """What the fills mean, each in its own fill; beside them the line that says what is still to be done."""
    looks = (
        ("B:B", "浅黄：由单位填写", replace(_LEGEND, fill=style.INPUT)),
        ("C:C", "灰色：自动生成，不填", replace(_LEGEND, fill=style.LOCKED)),
        ("D:E", "红字：必填栏目", replace(_LEGEND, colour=style.REQUIRED)),
    )
    for columns, text, look in looks:
        dress_span(sheet, _span(columns, row), look).value = text
    dress_span(sheet, f"F{row}:{design.right}{row}", _COUNT_DOWN).value = f"{{{CHECK_MARK}}}"
    sheet.row_dimensions[row].height = _LEGEND_HEIGHT


def _write_headings(sheet: Worksheet, design: Design, top: int) -> None:
    """Two rows: groups over labels; a label without a group takes both."""
    letters = {field.key: get_column_letter(number) for number, field in enumerate(design.roster, 1)}
    keys = [field.key for field in design.roster]
    grouped: set[str] = set()
    for group in design.groups:
        members = keys[keys.index(group.first) : keys.index(group.last) + 1]
        grouped.update(members)
        span = f"{letters[group.first]}{top}:{letters[group.last]}{top}"
        dress_span(sheet, span, _GROUP).value = group.text
    for field in design.roster:
        letter, first = letters[field.key], top + 1 if field.key in grouped else top
        span = f"{letter}{first}:{letter}{top + 1}"
        dress_span(sheet, span, _labelled(_LABEL, field)).value = _CLOSING_BRACKET.sub(r"\n\1", field.label)
    sheet.row_dimensions[top].height = _GROUP_HEIGHT
    sheet.row_dimensions[top + 1].height = _LABEL_HEIGHT


def _write_record(sheet: Worksheet, design: Design, row: int) -> None:
    """The one styled roster row that stands for all of them."""
    for number, field in enumerate(design.roster, 1):
        across = "left" if field.type in _LEFT else "right" if field.type in _RIGHT else "center"
        in_words = field.type in _IN_WORDS
        size = _NAME_SIZE if field.type is FieldType.NAME else _BODY.size
        look = replace(_filled(_BODY, field), across=across, wrap=in_words, shrink=not in_words, size=size)
        dress(sheet.cell(row, number), look)
        sheet.column_dimensions[get_column_letter(number)].width = field.width
    sheet.cell(row, 1).value = "{明细}"
    sheet.row_dimensions[row].height = _RECORD_HEIGHT


def _write_bottom(sheet: Worksheet, design: Design, row: int) -> None:
    """Signature line and what to do with the finished form; both move down with the roster."""
    for pair in design.signature:
        _write_pair(sheet, row, pair, design.field(pair.key), _SIGNATURE)
    sheet.row_dimensions[row].height = _SIGNATURE_HEIGHT
    dress_span(sheet, f"A{row + 1}:{design.right}{row + 1}", _NOTE).value = _REMINDER
    sheet.row_dimensions[row + 1].height = _ROW_HEIGHT


def write_form(sheet: Worksheet, design: Design) -> None:
    """One layout sheet, set up for print; headings and enterprise names stay in view."""
    legend = _write_top(sheet, design)
    heading = legend + 1
    record = heading + 2
    _write_legend(sheet, design, legend)
    _write_headings(sheet, design, heading)
    _write_record(sheet, design, record)
    _write_bottom(sheet, design, record + 1)
    sheet.freeze_panes = f"C{record}"
    sheet.sheet_view.zoomScale = 90
    sheet.sheet_view.showGridLines = False
    style.print_wide(sheet, f"{heading}:{heading + 1}")
