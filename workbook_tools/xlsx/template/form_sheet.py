"""The form's own sheet: the layout sheet with its roster row repeated, locked, validated and set up for print."""

from collections.abc import Mapping
from copy import copy
from typing import Any

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Protection
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from workbook_tools import formula, layout
from workbook_tools.model import Entry, Field, FieldType, Form, ReportingPeriod, a1, column_letter
from workbook_tools.xlsx.template.form_live import show_checks
from workbook_tools.xlsx.template.validation import validation

_FORMATS = {
    FieldType.INTEGER: "0",
    FieldType.DECIMAL: "0.00",
    FieldType.PERCENT: "0.00%",
    FieldType.DATE: "yyyy-mm-dd",
    FieldType.SEQUENCE: "0",
}
_TEXT = "@"
"""Codes, certificate numbers, phones and choices are text cells, so that nothing turns them into numbers."""


def _style_of(cell: Any) -> StyleArray:
    """A copy of all that a cell looks like, in one; openpyxl offers this only under a private name."""
    style: StyleArray = copy(cell._style)
    return style


def _set_style(cell: Any, style: StyleArray) -> None:
    cell._style = copy(style)


def _move(sheet: Worksheet, source: tuple[int, int], target: tuple[int, int]) -> None:
    old, new = sheet.cell(*source), sheet.cell(*target)
    if isinstance(old, Cell) and isinstance(new, Cell):
        new.value = old.value
        _set_style(new, _style_of(old))
        old.value = None
        _set_style(old, StyleArray())


def _shift_footer(sheet: Worksheet, form: Form, by: int) -> None:
    """Move what stands below the roster row down, with its merges and heights."""
    first, footer, width = form.layout.first_row + 1, form.layout.footer, form.layout.last_column
    merges = [copy(merged) for merged in sheet.merged_cells.ranges if merged.min_row >= first]
    for merged in merges:
        sheet.unmerge_cells(merged.coord)
    for row in range(first + footer - 1, first - 1, -1):
        for column in range(1, width + 1):
            _move(sheet, (row, column), (row + by, column))
        sheet.row_dimensions[row + by].height = sheet.row_dimensions[row].height
    for merged in merges:
        moved = CellRange(merged.coord)
        moved.shift(row_shift=by)
        sheet.merge_cells(moved.coord)


def _repeat_roster(sheet: Worksheet, form: Form, rows: layout.IssuedRows) -> None:
    source, width = form.layout.first_row, form.layout.last_column
    for field in form.roster:
        _set_cell(sheet, source, form.layout.columns[field.key], field)
    styles = [_style_of(sheet.cell(source, column)) for column in range(1, width + 1)]
    height = sheet.row_dimensions[source].height
    blocks = (range(rows.first, rows.last + 1), range(rows.overflow_first, rows.overflow_last + 1))
    for number, row in enumerate((row for block in blocks for row in block), 1):
        sheet.row_dimensions[row].height = height
        for column, style in enumerate(styles, 1):
            cell = sheet.cell(row, column)
            if not isinstance(cell, MergedCell):
                cell.value = None
                _set_style(cell, style)
        _fill_computed(sheet, form, row, number)


def _fill_computed(sheet: Worksheet, form: Form, row: int, number: int) -> None:
    for field in form.roster:
        column = form.layout.columns[field.key]
        if field.type is FieldType.SEQUENCE:
            sheet.cell(row, column).value = number
        elif field.entry is Entry.COMPUTED:
            sheet.cell(row, column).value = computed(form, field, row)


def computed(form: Form, field: Field, row: int) -> str:
    """The formula of a computed cell: blank until every field it names is filled in."""
    node = formula.parse(field.formula)
    columns = {f.label: form.layout.columns[f.key] for f in form.roster}

    def reference(label: str) -> str:
        return f"${column_letter(columns[label])}{row}"

    blanks = ",".join(f'{reference(label)}=""' for label in formula.labels(node))
    return f'=IF(OR({blanks}),"",IFERROR({formula.to_excel(node, reference, {})},""))'


def _set_cell(sheet: Worksheet, row: int, column: int, field: Field) -> None:
    cell = sheet.cell(row, column)
    cell.number_format = _FORMATS.get(field.type, _TEXT if field.entry is Entry.UNIT else cell.number_format)
    cell.protection = Protection(locked=field.entry is not Entry.UNIT)


def _set_fields(
    sheet: Worksheet, form: Form, rows: layout.IssuedRows, period: ReportingPeriod, lists: Mapping[str, str]
) -> None:
    """Formats and locks of header cells, and the validation of every field, in both roster blocks."""
    cells = layout.issued_cells(form)
    for field in form.header:
        row, column = cells[field.key]
        _set_cell(sheet, row, column, field)
        if field.entry is Entry.UNIT:
            _validate(sheet, field, a1((row, column)), period, lists)
    for field in form.roster:
        if field.entry is Entry.UNIT:
            letter = column_letter(form.layout.columns[field.key])
            blocks = f"{letter}{rows.first}:{letter}{rows.last}"
            if form.overflow:
                blocks += f" {letter}{rows.overflow_first}:{letter}{rows.overflow_last}"
            _validate(sheet, field, blocks, period, lists)


def _keep_stamped_cells(sheet: Worksheet, form: Form, rows: layout.IssuedRows) -> None:
    """Give every cell that is stamped later a style, for an empty cell without one is not written at all."""
    lines = (*range(rows.first, rows.last + 1), *range(rows.overflow_first, rows.overflow_last + 1))
    roster = [(line, column) for line in lines for column in form.layout.columns.values()]
    for address in (*layout.issued_cells(form).values(), *layout.issued_marks(form), *roster):
        cell = sheet.cell(*address)
        if not cell.has_style:
            cell.alignment = Alignment(vertical="center")


def _validate(
    sheet: Worksheet, field: Field, where: str, period: ReportingPeriod, lists: Mapping[str, str]
) -> None:
    check = validation(field, period, lists)
    for block in where.split():
        check.add(block)
    sheet.add_data_validation(check)


def _protect_and_print(sheet: Worksheet, form: Form, rows: layout.IssuedRows) -> None:
    last = column_letter(form.layout.last_column)
    first_column = column_letter(min(form.layout.columns.values()))
    sheet.protection.sheet = True
    sheet.protection.autoFilter = False
    sheet.protection.formatColumns = False
    sheet.auto_filter.ref = f"{first_column}{form.layout.header_rows[1]}:{last}{rows.last}"
    sheet.print_area = f"A1:{last}{rows.caption - 1}"
    sheet.print_title_rows = f"{form.layout.header_rows[0]}:{form.layout.header_rows[1]}"
    for field in form.roster:
        sheet.column_dimensions[column_letter(form.layout.columns[field.key])].width = field.width


def lay_out(
    sheet: Worksheet, form: Form, period: ReportingPeriod, lists: Mapping[str, str]
) -> layout.IssuedRows:
    """Turn a layout sheet into the form as issued, all but the values of one unit; the rows it now has."""
    rows = layout.issued_rows(form)
    sheet.data_validations.dataValidation.clear()
    if form.rows > 1:
        _shift_footer(sheet, form, form.rows - 1)
    _repeat_roster(sheet, form, rows)
    if form.overflow:
        sheet.cell(rows.caption, min(form.layout.columns.values())).value = layout.OVERFLOW_CAPTION
    for address in (*layout.issued_cells(form).values(), *layout.issued_marks(form)):
        sheet.cell(*address).value = None
    _set_fields(sheet, form, rows, period, lists)
    _keep_stamped_cells(sheet, form, rows)
    _protect_and_print(sheet, form, rows)
    show_checks(sheet, form, rows)
    return rows
