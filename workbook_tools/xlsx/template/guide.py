"""The sheets beside the form: 填报说明, the hidden choice lists, the very hidden identity."""

from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from workbook_tools import layout
from workbook_tools.messages import forms, live
from workbook_tools.model import Choice, Entry, Field, Form, Plan, column_letter
from workbook_tools.rules import Demand
from workbook_tools.xlsx.lines import line_count

_BODY = Font(name="仿宋_GB2312", size=11)
_HEAD = Font(name="黑体", size=11)
_TITLE = Font(name="方正小标宋简体", size=18)
_THIN = Side(style="thin", color="808080")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_WRAP = Alignment(vertical="center", wrap_text=True)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_SHADE = PatternFill("solid", start_color="E7EEF7", end_color="E7EEF7")
_WIDTHS = (6, 24, 15, 46, 40)
_WIDER = 3
"""The body font is wider than the one column widths are counted in: about this much in each cell."""


def _lines(texts: Iterable[str], widths: Iterable[float]) -> int:
    return max(line_count(text, width - _WIDER) for text, width in zip(texts, widths, strict=True))


def _set_up_page(sheet: Worksheet, heading_row: int) -> None:
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{heading_row}:{heading_row}"
    footer = sheet.oddFooter
    assert footer is not None and footer.center is not None, "openpyxl gives every new sheet one"
    footer.center.text = forms.FOOTER
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[column_letter(column)].width = width


def _write_row(
    sheet: Worksheet, row: int, texts: Sequence[str | int], font: Font, fill: PatternFill | None
) -> None:
    for column, text in enumerate(texts, 1):
        # An empty text would be stored as a text cell without a text, which the schema of Excel does not know.
        cell = sheet.cell(row, column, None if text == "" else text)
        cell.font, cell.border = font, _GRID
        cell.alignment = _CENTRE if fill or column in (1, 3) else _WRAP
        if fill:
            cell.fill = fill


def _guide_rows(
    form: Form, choices: Mapping[str, tuple[Choice, ...]]
) -> list[tuple[Field, tuple[str, str, str]]]:
    asked = [field for field in form.fields if field.entry is Entry.UNIT]
    return [
        (
            field,
            (forms.need(field), forms.prompt(field), forms.options(field, choices.get(field.choices, ()))),
        )
        for field in asked
    ]


def _late(form: Form, demands: Iterable[Demand]) -> str:
    """What the form does not check, the demands that are left to receipt among it."""
    left = (each for each in demands if not each.live)
    return live.late(form, [(each.code, each.fields[0].label, each.says) for each in left])


def add_guide(book: Workbook, plan: Plan, form: Form, demands: Iterable[Demand] = ()) -> None:
    """The 填报说明 sheet: the plan's lines, what is checked only on receipt, then how each field is filled in."""
    sheet = book.create_sheet(layout.GUIDE_SHEET)
    sheet.merge_cells("A1:E1")
    sheet["A1"], sheet["A1"].font, sheet["A1"].alignment = (
        forms.GUIDE_TITLE.format(form=form.title),
        _TITLE,
        _CENTRE,
    )
    sheet.row_dimensions[1].height = 36
    row = 2
    for line in (*plan.notes.get("", ()), *plan.notes.get(form.code, ()), _late(form, demands)):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=5)
        cell = sheet.cell(row, 1, line)
        cell.font, cell.alignment = _BODY, _WRAP
        sheet.row_dimensions[row].height = 18 * _lines([line], [sum(_WIDTHS)])
        row += 1
    _write_row(sheet, row, forms.GUIDE_HEADINGS, _HEAD, _SHADE)
    sheet.freeze_panes = f"A{row + 1}"
    _set_up_page(sheet, row)
    for number, (field, texts) in enumerate(_guide_rows(form, plan.choices), 1):
        _write_row(sheet, row + number, (number, field.label, *texts), _BODY, None)
        sheet.row_dimensions[row + number].height = 17 * _lines((field.label, *texts), _WIDTHS[1:]) + 4


def add_lists(book: Workbook, plan: Plan, form: Form) -> dict[str, str]:
    """The hidden sheet of choice lists, one column a list; list name -> its range as validation refers to it."""
    sheet = book.create_sheet(layout.LISTS_SHEET)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
    ranges = {}
    names = dict.fromkeys(field.choices for field in form.fields if field.choices)
    for column, name in enumerate(names, 1):
        sheet.cell(1, column, name)
        for row, choice in enumerate(plan.choices[name], 2):
            sheet.cell(row, column, choice.value).number_format = "@"
        letter = column_letter(column)
        ranges[name] = f"'{layout.LISTS_SHEET}'!${letter}$2:${letter}${len(plan.choices[name]) + 1}"
    return ranges


def add_identity(book: Workbook) -> dict[str, str]:
    """The very hidden identity sheet; identity key -> the cell its value is stamped into."""
    sheet = book.create_sheet(layout.IDENTITY_SHEET)
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True
    for column, heading in enumerate(forms.IDENTITY_HEADINGS, 1):
        sheet.cell(1, column, heading)
    for row, key in enumerate(layout.IDENTITY_KEYS, 2):
        sheet.cell(row, 1, key)
        sheet.cell(row, 2).number_format = "@"
    return {key: f"B{row}" for row, key in enumerate(layout.IDENTITY_KEYS, 2)}
