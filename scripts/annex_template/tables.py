"""Tables of the definition sheets: headings with a note each, drop-downs, filters, print set-up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from annex_template import style
from annex_template.style import Look, dress, dress_span, row_height

CellValue = str | int | float | date | None

_HEADING = Look(style.HEADING, across="center", colour=style.PAPER, fill=style.BANNER, border=style.BOX)
_NOTE = Look(size=9, colour=style.GREY_TEXT, fill=style.LABEL, down="top", border=style.BOX)
_BODY = Look(border=style.BOX)
_SPARE_ROWS = 200
"""Drop-downs reach this far below the last row, for rows the bureau adds."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a definition table: heading, what to write there, width, drop-down.

    `offered` is a list formula: quoted words or a range; `strict` refuses anything else. The last
    column of a table may take several `columns` of the sheet, merged.
    """

    heading: str
    note: str = ""
    width: float = 12
    offered: str = ""
    strict: bool = True
    format: str = "General"
    across: str = "left"
    columns: int = 1


def words(*offered: str) -> str:
    """A list formula of fixed words (255 characters at most, so Excel insists)."""
    return f'"{",".join(offered)}"'


def _drop_down(sheet: Worksheet, column: Column, number: int, first: int, last: int) -> None:
    if not column.offered:
        return
    letter = get_column_letter(number)
    choice = DataValidation("list", formula1=column.offered, allow_blank=True, showErrorMessage=column.strict)
    choice.errorTitle, choice.error = "不在可选范围内", f"“{column.heading}”请从下拉列表中选择。"
    choice.add(f"{letter}{first}:{letter}{last}")
    sheet.add_data_validation(choice)


def _place(sheet: Worksheet, row: int, number: int, column: Column, look: Look) -> Cell:
    last = number + column.columns - 1
    return dress_span(sheet, f"{get_column_letter(number)}{row}:{get_column_letter(last)}{row}", look)


def _write_row(sheet: Worksheet, row: int, columns: Sequence[Column], values: Sequence[CellValue]) -> None:
    for number, (column, value) in enumerate(zip(columns, values, strict=True), 1):
        shown = "yyyy-mm-dd" if isinstance(value, date) else column.format
        look = replace(_BODY, format=shown, across=column.across, indent=int(column.across == "left"))
        # An empty text would be stored as a text cell without a text, which the schema of Excel does not know.
        _place(sheet, row, number, column, look).value = None if value == "" else value
    widths = (column.width for column in columns)
    sheet.row_dimensions[row].height = row_height(zip(values, widths, strict=True))


def write_rows(
    sheet: Worksheet, top: int, columns: Sequence[Column], rows: Iterable[Sequence[CellValue]], spare: int = 0
) -> int:
    """Headings at row `top`, then the rows; gives back the row after; drop-downs reach `spare` further."""
    bottom = top
    for bottom, values in enumerate(rows, top + 1):
        _write_row(sheet, bottom, columns, values)
    for number, column in enumerate(columns, 1):
        _place(sheet, top, number, column, _HEADING).value = column.heading
        _drop_down(sheet, column, number, top + 1, bottom + spare)
    sheet.row_dimensions[top].height = row_height((column.heading, column.width) for column in columns) + 6
    return bottom + 1


def write_sheet(
    sheet: Worksheet,
    columns: Sequence[Column],
    rows: Iterable[Sequence[CellValue]],
    freeze: str,
    note_height: float,
) -> None:
    """A sheet of one table: headings, a comment row that says what each column is for, then the rows.

    The filter starts at the comment row, which therefore never moves when the officer sorts.
    """
    notes = [column.note for column in columns]
    last = write_rows(sheet, 1, columns, [["# " + notes[0], *notes[1:]], *rows], _SPARE_ROWS) - 1
    for number, column in enumerate(columns, 1):
        dress(sheet.cell(2, number), _NOTE)
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.row_dimensions[2].height = note_height
    sheet.freeze_panes = freeze
    sheet.auto_filter.ref = f"A2:{get_column_letter(len(columns))}{last}"
    style.print_wide(sheet, "1:2")
