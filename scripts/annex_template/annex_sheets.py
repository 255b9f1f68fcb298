"""The annex sheets: the notice's tables of planned figures, laid out as the notice prints them."""

from openpyxl.worksheet.worksheet import Worksheet

from annex_template import style
from annex_template.annexes import YEARS, PrintedAnnex
from annex_template.style import Look, dress, dress_span

_NUMBER = Look(style.HEADING, 16, wrap=False)
_TITLE = Look(style.TITLE, 22, across="center")
_MEASURE = Look(style.BODY, 12, across="right", wrap=False)
_HEADING = Look(style.HEADING, 12, across="center", fill=style.LABEL, border=style.BOX)
_BODY = Look(style.BODY, 12, across="center", border=style.BOX)
_TOTAL = Look(style.HEADING, 12, across="center", fill=style.LOCKED, border=style.BOX)
_FIRST_ROW = 5


def _write_row(
    sheet: Worksheet, row: int, values: tuple[str | int | None, ...], look: Look, height: float
) -> None:
    for column, value in enumerate(values, 1):
        dress(sheet.cell(row, column, value), look)
    sheet.row_dimensions[row].height = height


def write_annex(sheet: Worksheet, annex: PrintedAnnex) -> None:
    """One annex; its 合计 row carries the notice's own numbers, which the tool checks."""
    right = chr(ord("B") + len(YEARS))
    for column, width in zip("ABCDEFG", (8, 24, 13, 13, 13, 13, 13), strict=True):
        sheet.column_dimensions[column].width = width
    dress_span(sheet, "A1:B1", _NUMBER).value = f"附件{annex.number}"
    dress_span(sheet, f"A2:{right}2", _TITLE).value = annex.title
    dress_span(sheet, f"A3:{right}3", _MEASURE).value = f"（单位：{annex.measure}）"
    for row, height in ((1, 26), (2, 42), (3, 22)):
        sheet.row_dimensions[row].height = height
    _write_row(sheet, 4, ("序号", "责任单位", *(f"{year}年培育数" for year in YEARS)), _HEADING, 36)
    for row, line in enumerate(annex.rows, _FIRST_ROW):
        _write_row(sheet, row, (row - _FIRST_ROW + 1, line.unit, *line.planned), _BODY, 21)
    bottom = _FIRST_ROW + len(annex.rows)
    _write_row(sheet, bottom, (annex.total_label, None, *annex.totals), _TOTAL, 24)
    sheet.merge_cells(f"A{bottom}:B{bottom}")
    sheet.freeze_panes = f"C{_FIRST_ROW}"
    style.print_wide(sheet, "4:4")
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.fitToHeight = 1
