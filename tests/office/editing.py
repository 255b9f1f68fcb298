"""Run inside driver.py: single edits of the open workbook, as someone makes them at the office itself."""

import re

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.table import TableSortField


def _page(book, sheet):
    return book.Sheets.getByName(sheet)


def _cell(book, sheet, cell):
    return _page(book, sheet).getCellRangeByName(cell)


def _put(book, sheet, cell, value):
    place = _cell(book, sheet, cell)
    if value is None:
        place.setFormula("")
    elif isinstance(value, str):
        place.setString(value)
    else:
        place.setValue(value)


def _formula(book, sheet, cell, text):
    _cell(book, sheet, cell).setFormula(text)


def _add_nothing(book, sheet, cell):
    place = _cell(book, sheet, cell)
    place.setFormula(place.Formula + "+0")


def _change_number(book, sheet, cell):
    """One more in the last number or row of the formula."""
    place = _cell(book, sheet, cell)
    changed = re.sub(r"(\d+)(?=\D*$)", lambda found: str(int(found[1]) + 1), place.Formula, count=1)
    place.setFormula(changed)


def _format(book, sheet, cell, code):
    place = _cell(book, sheet, cell)
    locale = book.CharLocale
    locale.Language, locale.Country = "en", "US"
    formats = book.NumberFormats
    key = formats.queryKey(code, locale, False)
    place.NumberFormat = formats.addNew(code, locale) if key == -1 else key


def _hide_row(book, sheet, row):
    _page(book, sheet).Rows.getByIndex(row - 1).IsVisible = False


def _flatten_row(book, sheet, row):
    # In hundredths of a millimetre.
    _page(book, sheet).Rows.getByIndex(row - 1).Height = 15


def _hide_column(book, sheet, letter, hidden):
    _page(book, sheet).Columns.getByName(letter).IsVisible = not hidden


def _hide_sheet(book, sheet):
    _page(book, sheet).IsVisible = False


def _link(book, sheet, cell, target):
    place = _cell(book, sheet, cell)
    text = place.String
    place.setString("" if target else text)
    if target:
        field = book.createInstance("com.sun.star.text.TextField.URL")
        field.URL = book.URL.rpartition("/")[0] + "/" + target
        field.Representation = text
        place.insertTextContent(place.createTextCursor(), field, False)


def _delete_row(book, sheet, row):
    _page(book, sheet).Rows.removeByIndex(row - 1, 1)


def _insert_row(book, sheet, row, *values):
    page = _page(book, sheet)
    page.Rows.insertByIndex(row - 1, 1)
    for column, value in enumerate(values):
        place = page.getCellByPosition(column, row - 1)
        place.setString(value) if isinstance(value, str) else place.setValue(value)


def _move_row(book, sheet, row, to):
    """Cut a row and insert it so that it becomes row `to`."""
    page = _page(book, sheet)
    before = to if to < row else to + 1
    page.Rows.insertByIndex(before - 1, 1)
    source = row if row < before else row + 1
    area = page.Rows.getByIndex(source - 1).RangeAddress
    page.moveRange(page.getCellByPosition(0, before - 1).CellAddress, area)
    page.Rows.removeByIndex(source - 1, 1)


def _swap_rows(book, sheet, one, other):
    _move_row(book, sheet, other, one)
    _move_row(book, sheet, one + 1, other)


def _sort_rows(book, sheet, first, last, column):
    page = _page(book, sheet)
    cursor = page.createCursor()
    cursor.gotoEndOfUsedArea(False)
    area = page.getCellRangeByPosition(0, first - 1, cursor.RangeAddress.EndColumn, last - 1)
    before = area.getDataArray()
    for ascending in (False, True):
        area.sort(_by(column - 1, ascending))
        if area.getDataArray() != before:
            return


def _by(column, ascending):
    field = TableSortField()
    field.Field, field.IsAscending = column, ascending
    fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
    return PropertyValue(Name="SortFields", Value=fields), PropertyValue(Name="ContainsHeader", Value=False)


def _delete_column(book, sheet, column):
    _page(book, sheet).Columns.removeByIndex(column - 1, 1)


def _insert_column(book, sheet, column):
    _page(book, sheet).Columns.insertByIndex(column - 1, 1)


def _rename_sheet(book, sheet, name):
    _page(book, sheet).Name = name


def _move_sheet(book, sheet, to):
    names = [each for each in book.Sheets.ElementNames if each != sheet]
    # The office counts where to insert before it takes the sheet out.
    place = list(book.Sheets.ElementNames).index(names[to]) if to < len(names) else len(names) + 1
    book.Sheets.moveByName(sheet, place)


def _delete_sheet(book, sheet):
    book.Sheets.removeByName(sheet)


def _add_sheet(book, sheet, place):
    book.Sheets.insertNewByName(sheet, place)


ACTS = {
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
