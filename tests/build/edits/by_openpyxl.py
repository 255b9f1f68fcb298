"""The hand that edits through openpyxl: nothing follows from an edit, and no formula keeps its result."""

import io
import re
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from tests.build.edits import Edit
from tests.build.edits.drawing import loaded


def saved(data: bytes, edit: Edit | None = None) -> bytes:
    """The workbook as openpyxl saves it, after the edit."""
    book = loaded(data)
    if edit:
        ACTS[edit.act](book, *edit.arguments)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _put(book: Workbook, sheet: str, cell: str, value: Any) -> None:
    place = book[sheet][cell]
    place.value = value
    if isinstance(value, str):
        place.data_type = "s"


def _formula(book: Workbook, sheet: str, cell: str, text: str) -> None:
    book[sheet][cell].value = text


def _add_nothing(book: Workbook, sheet: str, cell: str) -> None:
    book[sheet][cell].value += "+0"


def _change_number(book: Workbook, sheet: str, cell: str) -> None:
    """One more in the last number or row of the formula."""
    text = book[sheet][cell].value
    book[sheet][cell].value = re.sub(r"(\d+)(?=\D*$)", lambda found: str(int(found[1]) + 1), text, count=1)


def _format(book: Workbook, sheet: str, cell: str, code: str) -> None:
    book[sheet][cell].number_format = code


def _hide_row(book: Workbook, sheet: str, row: int) -> None:
    book[sheet].row_dimensions[row].hidden = True


def _flatten_row(book: Workbook, sheet: str, row: int) -> None:
    book[sheet].row_dimensions[row].height = 0.5


def _hide_column(book: Workbook, sheet: str, letter: str, hidden: bool) -> None:
    _split_columns(book[sheet])
    book[sheet].column_dimensions[letter].hidden = hidden


def _split_columns(sheet: Worksheet) -> None:
    """openpyxl keeps columns of one width together and would hide all of them."""
    for each in list(sheet.column_dimensions.values()):
        first, last = each.min, each.max
        each.max = first
        for column in range(first + 1, last + 1):
            letter = get_column_letter(column)
            other = copy(each)
            other.index, other.min, other.max = letter, column, column
            sheet.column_dimensions[letter] = other


def _hide_sheet(book: Workbook, sheet: str) -> None:
    book[sheet].sheet_state = "veryHidden"


def _link(book: Workbook, sheet: str, cell: str, target: str | None) -> None:
    book[sheet][cell].hyperlink = target and Hyperlink(ref=cell, target=target)


def _delete_row(book: Workbook, sheet: str, row: int) -> None:
    book[sheet].delete_rows(row)
    _links_follow(book[sheet])


def _insert_row(book: Workbook, sheet: str, row: int, *values: Any) -> None:
    book[sheet].insert_rows(row)
    _links_follow(book[sheet])
    for column, value in enumerate(values, 1):
        book[sheet].cell(row, column).value = value


def _move_row(book: Workbook, sheet: str, row: int, to: int) -> None:
    first, last = min(row, to), max(row, to)
    order = [each for each in range(first, last + 1) if each != row]
    order.insert(to - first, row)
    _reorder(book[sheet], first, order)


def _swap_rows(book: Workbook, sheet: str, one: int, other: int) -> None:
    order = list(range(one, other + 1))
    order[0], order[-1] = other, one
    _reorder(book[sheet], one, order)


def _sort_rows(book: Workbook, sheet: str, first: int, last: int, column: int) -> None:
    page = book[sheet]
    before = list(range(first, last + 1))
    order = sorted(before, key=lambda row: page.cell(row, column).value, reverse=True)
    _reorder(page, first, order if order != before else order[::-1])


def _reorder(page: Worksheet, first: int, order: Sequence[int]) -> None:
    """Write rows again from `first` down, in this order."""
    rows = [[(cell.value, cell.data_type, copy(cell._style)) for cell in page[row]] for row in order]
    for row, contents in enumerate(rows, first):
        for cell, (value, kind, style) in zip(page[row], contents, strict=True):
            # A text such as =1+1 must not become a formula on its way.
            cell.value, cell.data_type, cell._style = value, kind, style


def _delete_column(book: Workbook, sheet: str, column: int) -> None:
    book[sheet].delete_cols(column)
    _links_follow(book[sheet])


def _insert_column(book: Workbook, sheet: str, column: int) -> None:
    book[sheet].insert_cols(column)
    _links_follow(book[sheet])


def _links_follow(page: Worksheet) -> None:
    """openpyxl moves cells and leaves their links behind."""
    linked = [cell for row in page.iter_rows() for cell in row if getattr(cell, "hyperlink", None)]
    for cell in linked:
        cell.hyperlink.ref = cell.coordinate
    page._hyperlinks = [cell.hyperlink for cell in linked]


def _rename_sheet(book: Workbook, sheet: str, name: str) -> None:
    book[sheet].title = name


def _move_sheet(book: Workbook, sheet: str, to: int) -> None:
    book.move_sheet(sheet, to - book.sheetnames.index(sheet))


def _delete_sheet(book: Workbook, sheet: str) -> None:
    book.remove(book[sheet])


def _add_sheet(book: Workbook, sheet: str, place: int) -> None:
    book.create_sheet(sheet, place)


ACTS: Mapping[str, Callable[..., None]] = {
    "put": _put,
    "formula": _formula,
    "add nothing": _add_nothing,
    "change number": _change_number,
    "format": _format,
    "hide row": _hide_row,
    "flatten row": _flatten_row,
    "hide column": _hide_column,
    "hide sheet": _hide_sheet,
    "link": _link,
    "delete row": _delete_row,
    "insert row": _insert_row,
    "move row": _move_row,
    "swap rows": _swap_rows,
    "sort rows": _sort_rows,
    "delete column": _delete_column,
    "insert column": _insert_column,
    "rename sheet": _rename_sheet,
    "move sheet": _move_sheet,
    "delete sheet": _delete_sheet,
    "add sheet": _add_sheet,
}
