"""Section B: columns and headings: 23-25."""

from collections.abc import Iterable
from copy import copy

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from tests.golden.cases.case import case
from tests.golden.sound import Sound

_HEADING = 8
_LAST = 300


def _shift(ranges: Iterable[CellRange], axis: str, at: int, by: int) -> None:
    """Merged areas moved and widened as a spreadsheet program does when it inserts or deletes."""
    low, high = ("min_col", "max_col") if axis == "column" else ("min_row", "max_row")
    for area in list(ranges):
        if getattr(area, high) >= at:
            setattr(area, high, getattr(area, high) + by)
        if getattr(area, low) >= at:
            setattr(area, low, max(getattr(area, low) + by, 1))


def insert_column(sheet: Worksheet, at: int) -> None:
    """A column inserted before column `at`; what is hidden stays hidden."""
    hidden = [sheet.column_dimensions[get_column_letter(c)].hidden for c in range(at, sheet.max_column + 1)]
    for column, is_hidden in enumerate((False, *hidden), at):
        sheet.column_dimensions[get_column_letter(column)].hidden = is_hidden
    areas = [copy(area) for area in sheet.merged_cells.ranges]
    for area in areas:
        sheet.unmerge_cells(area.coord)
    sheet.insert_cols(at)
    _shift(areas, "column", at, 1)
    for area in areas:
        sheet.merge_cells(area.coord)


def insert_rows(sheet: Worksheet, at: int, by: int) -> None:
    """Rows inserted before row `at`, or deleted from it on where `by` is negative."""
    kept = [copy(area) for area in sheet.merged_cells.ranges]
    for area in kept:
        sheet.unmerge_cells(area.coord)
    kept = [area for area in kept if by > 0 or area.min_row >= at - by or area.max_row < at]
    if by > 0:
        sheet.insert_rows(at, by)
    else:
        sheet.delete_rows(at, -by)
    _shift(kept, "row", at, by)
    for area in kept:
        sheet.merge_cells(area.coord)


def _column(sheet: Worksheet, column: int) -> list[object]:
    return [sheet.cell(row, column).value for row in range(_HEADING, _LAST)]


def _set_column(sheet: Worksheet, column: int, values: list[object]) -> None:
    for row, value in enumerate(values, _HEADING):
        sheet.cell(row, column).value = value  # type: ignore[assignment]


@case(23, "column-inserted")
def inserted(sound: Sound) -> bytes:
    """A column of the unit's own between the others, with a heading and data."""

    def insert(sheet: Worksheet) -> None:
        insert_column(sheet, 5)
        sheet.cell(_HEADING, 5).value = "法定代表人"
        sheet.cell(9, 5).value = "示例某"

    return sound.edited(insert)


@case(23, "columns-exchanged")
def exchanged(sound: Sound) -> bytes:
    """Two columns in the other order: found by their headings."""

    def exchange(sheet: Worksheet) -> None:
        revenue, research = _column(sheet, 13), _column(sheet, 14)
        _set_column(sheet, 13, research[:41])
        _set_column(sheet, 14, revenue[:41])

    return sound.edited(exchange)


@case(23, "required-column-deleted")
def required_deleted(sound: Sound) -> bytes:
    """A required column is gone."""
    return sound.edited(lambda sheet: _set_column(sheet, 10, [None] * 41))


@case(23, "voluntary-column-deleted")
def voluntary_deleted(sound: Sound) -> bytes:
    """A column that need not be filled in is gone."""
    return sound.edited(lambda sheet: _set_column(sheet, 12, [None] * 41))


@case(23, "column-doubled")
def doubled(sound: Sound) -> bytes:
    """A heading that stands there twice."""

    def double(sheet: Worksheet) -> None:
        insert_column(sheet, 14)
        _set_column(sheet, 14, _column(sheet, 13)[:41])

    return sound.edited(double)


@case(24, "blanks-in-headings")
def blanks(sound: Sound) -> bytes:
    """Headings with other blanks, breaks and widths."""

    def reword(sheet: Worksheet) -> None:
        sheet["B8"] = "企 业 名 称"
        sheet["M8"] = "上年营业收入(万元)"
        sheet["E8"] = "培育\n状态"

    return sound.edited(reword)


@case(24, "headings-reworded")
def reworded(sound: Sound) -> bytes:
    """Headings in other words: a required one, and one that need not be filled in."""

    def reword(sheet: Worksheet) -> None:
        sheet["E8"] = "企业状态"
        sheet["L8"] = "主要产品"

    return sound.edited(reword)


@case(24, "another-measure-in-the-heading")
def remeasured(sound: Sound) -> bytes:
    """万元 changed to 元: every number below means something else."""
    return sound.edited(lambda sheet: sheet.__setitem__("M8", "上年营业收入（元）"))


@case(25, "rows-inserted-above")
def rows_above(sound: Sound) -> bytes:
    """Two rows inserted above the heading."""
    return sound.edited(lambda sheet: insert_rows(sheet, 2, 2))


@case(25, "title-deleted")
def title_deleted(sound: Sound) -> bytes:
    """The first two rows deleted."""
    return sound.edited(lambda sheet: insert_rows(sheet, 1, -2))
