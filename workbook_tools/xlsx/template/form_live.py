"""The live checks as the form shows them: the column of words, the hidden marks, colours, and the line on top."""

from collections.abc import Iterator
from copy import copy
from typing import Any

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from workbook_tools import layout
from workbook_tools.messages import live as words
from workbook_tools.messages.live import Weight
from workbook_tools.model import Address, Form, a1, column_letter
from workbook_tools.xlsx.template.live import places as at
from workbook_tools.xlsx.template.live.places import absolute

_CHECKS = f"'{layout.CHECKS_SHEET}'!"
_WORDS_WIDTH, _MARKS_WIDTH = 60, 4
_FILLS = {Weight.MUST: "FFC7CE", Weight.EXPLAIN: "FFE699", Weight.HINT: "DDEBF7"}
_INKS = {Weight.MUST: "9C0006", Weight.EXPLAIN: "7F6000", Weight.HINT: "1F4E79"}
_PLAIN_INK, _SOUND_INK = "595959", "00703C"


def _reference(column: int, row: int) -> str:
    return f"={_CHECKS}{column_letter(column)}{row}"


def _said(row: int) -> str:
    """The words of a row, without the stop after the last of them."""
    words_cell = _reference(at.WORDS, row).removeprefix("=")
    return f'=LEFT({words_cell},LEN({words_cell})-(RIGHT({words_cell},1)="{words.END}"))'


def show_checks(sheet: Worksheet, form: Form, rows: layout.IssuedRows) -> None:
    """Put the live checks into a laid-out form; nothing of it is printed."""
    columns = layout.live_columns(form)
    _head(sheet, form, columns.words)
    ink = Font(name="仿宋_GB2312", size=11, color=_PLAIN_INK)
    for row in range(rows.first, rows.last + 1):
        said = sheet.cell(row, columns.words, _said(row))
        said.font, said.alignment = copy(ink), Alignment(vertical="center", indent=1)
        sheet.cell(row, columns.marks, _reference(at.MARKS, row))
    sheet.cell(*layout.header_marks(form)).value = f"={_CHECKS}{absolute(at.HEADER_MARKS)}"
    line = sheet.cell(*layout.live_line(form))
    line.value = f"={_CHECKS}{absolute(at.LINE)}"
    sheet.column_dimensions[column_letter(columns.words)].width = _WORDS_WIDTH
    for column in (columns.marks, columns.reported):
        dimension = sheet.column_dimensions[column_letter(column)]
        dimension.width, dimension.hidden = _MARKS_WIDTH, True
    _colour_marks(sheet, form, rows)
    _colour_words(sheet, form, rows)


def _head(sheet: Worksheet, form: Form, column: int) -> None:
    """The heading of the words, in the style of the form's first heading."""
    first, last = form.layout.header_rows
    heading: Any = sheet.cell(first, column, layout.CHECK_MARK)
    neighbour: Any = sheet.cell(first, min(form.layout.columns.values()))
    heading._style = copy(neighbour._style)
    if last > first:
        sheet.merge_cells(start_row=first, end_row=last, start_column=column, end_column=column)


def _shade(weight: Weight) -> DifferentialStyle:
    return DifferentialStyle(fill=PatternFill(bgColor=_FILLS[weight], fill_type="solid"))


def _add_rule(sheet: Worksheet, where: str, condition: str, style: DifferentialStyle) -> None:
    sheet.conditional_formatting.add(
        where, Rule(type="expression", dxf=style, formula=[condition], stopIfTrue=True)
    )


def _colour_marks(sheet: Worksheet, form: Form, rows: layout.IssuedRows) -> None:
    """Cells take the colour of their mark: what must be changed red, what must be explained amber, hints pale."""
    marks = column_letter(layout.live_columns(form).marks)
    left, right = min(form.layout.columns.values()), form.layout.last_column
    area = f"{a1((rows.first, left))}:{a1((rows.last, right))}"
    for weight, style in ((weight, _shade(weight)) for weight in _FILLS):
        _add_rule(sheet, area, f'MID(${marks}{rows.first},COLUMN(),1)="{weight:d}"', style)
        for cell, number in _header_cells(form):
            digit = f"MID({absolute(layout.header_marks(form))},{number},1)"
            _add_rule(sheet, a1(cell), f'{digit}="{weight:d}"', style)


def _header_cells(form: Form) -> Iterator[tuple[Address, int]]:
    """The cell of each header field, and the number of its mark."""
    cells = layout.issued_cells(form)
    return ((cells[field.key], number) for number, field in enumerate(form.header, 1))


def _colour_words(sheet: Worksheet, form: Form, rows: layout.IssuedRows) -> None:
    columns = layout.live_columns(form)
    column, marks = column_letter(columns.words), f"${column_letter(columns.marks)}{rows.first}"
    line = absolute(layout.live_line(form))
    for weight, colour in _INKS.items():
        ink = DifferentialStyle(font=Font(color=colour))
        where = f"{column}{rows.first}:{column}{rows.last}"
        _add_rule(sheet, where, f'ISNUMBER(FIND("{weight:d}",{marks}))', ink)
        condition = f'ISNUMBER(FIND("{words.COUNTS[weight]}",{line}))'
        _add_rule(sheet, line.replace("$", ""), condition, ink)
    passed = DifferentialStyle(font=Font(color=_SOUND_INK, bold=True))
    _add_rule(sheet, line.replace("$", ""), f'LEFT({line},{len(words.PASSED)})="{words.PASSED}"', passed)
