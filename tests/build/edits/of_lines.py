"""Edits of whole rows, columns and sheets."""

from collections.abc import Iterable, Mapping

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.build.edits import Edit, Place, exactly, one_of
from tests.build.edits.drawing import Drawer, Maker
from workbook_tools.xlsx.compare import Kind

LISTS = ("企业名录", "归一化记录")
FIRST_ROW = 4
"""Where the rows of a list begin."""


def _row(sheet: Worksheet, row: int, kind: Kind) -> Place:
    return sheet.title, f"{row}:{row}", kind


def _hide_row(master: Drawer) -> Edit:
    sheet = master.sheet()
    row = master.row(sheet)
    return Edit("hide row", (sheet.title, row), exactly(_row(sheet, row, Kind.HIDDEN_ROW)))


def _flatten_row(master: Drawer) -> Edit | None:
    sheet = master.sheet()
    row = master.row(sheet)
    if all(cell.value is None for cell in sheet[row]):
        return None
    return Edit("flatten row", (sheet.title, row), exactly(_row(sheet, row, Kind.HIDDEN_ROW)))


def _hide_column(master: Drawer) -> Edit:
    """Hide a column, or show one that is hidden."""
    sheet = master.sheet()
    column = master.random.randint(1, master.width(sheet))
    letter, widths = get_column_letter(column), sheet.column_dimensions.values()
    hidden = any(each.hidden and each.min <= column <= each.max for each in widths)
    place = sheet.title, f"{letter}:{letter}", Kind.HIDDEN_COLUMN
    return Edit("hide column", (sheet.title, letter, not hidden), exactly(place))


def _places(cells: Iterable[Cell], kind: Kind) -> list[Place]:
    held = (cell for cell in cells if cell.value is not None or getattr(cell, "hyperlink", None))
    return [(cell.parent.title, cell.coordinate, kind) for cell in held]


def _delete_row(master: Drawer) -> Edit | None:
    sheet = master.sheet()
    row = master.row(sheet)
    places = _places(sheet[row], Kind.ROW_REMOVED)
    if not places or _repeats(sheet, max(row - 1, 1), row + 1):
        return None
    # Who deletes the last row, of one cell, leaves the same as who clears that cell.
    named = tuple(frozenset({place, (*place[:2], Kind.VALUE)}) for place in places)
    return Edit("delete row", (sheet.title, row), named, alone=False)


def _repeats(sheet: Worksheet, first: int, last: int) -> bool:
    """Whether rows say the same, so that nobody can tell which one was touched."""
    rows = [tuple(cell.value for cell in sheet[row]) for row in range(first, last + 1)]
    return len(set(rows)) < len(rows)


def _insert_row(master: Drawer) -> Edit:
    sheet = master.sheet()
    row = master.row(sheet, 2)
    # One more among blank rows could be any of them.
    places = (_row(sheet, near, Kind.ROW_ADDED) for near in (row - 1, row, row + 1))
    return Edit("insert row", (sheet.title, row), one_of(*places), alone=False)


def _insert_record(master: Drawer) -> Edit:
    sheet = master.sheet()
    row = master.row(sheet, 2)
    places = ((sheet.title, f"{letter}{row}", Kind.ROW_ADDED) for letter in "AB")
    return Edit("insert row", (sheet.title, row, 99, "添写的一行"), exactly(*places), alone=False)


def _move_row(master: Drawer) -> Edit | None:
    sheet = master.sheet(*LISTS)
    row, to = master.random.sample(range(FIRST_ROW, master.height(sheet) + 1), 2)
    if _repeats(sheet, min(row, to), max(row, to)):
        return None
    # Of two next to each other either may be the one that moved.
    moved = {to, row} if abs(row - to) == 1 else {to}
    named = one_of(*(_row(sheet, each, Kind.ROW_MOVED) for each in moved))
    return Edit("move row", (sheet.title, row, to), named, alone=False)


def _swap_rows(master: Drawer) -> Edit | None:
    sheet = master.sheet(*LISTS)
    one, other = sorted(master.random.sample(range(FIRST_ROW, master.height(sheet) + 1), 2))
    if _repeats(sheet, one, other):
        return None
    places = [_row(sheet, row, Kind.ROW_MOVED) for row in (one, other)]
    named = one_of(*places) if other - one <= 2 else exactly(*places)
    return Edit("swap rows", (sheet.title, one, other), named, alone=False)


def _sort_rows(master: Drawer) -> Edit | None:
    sheet = master.book["企业名录"]
    rows, column = range(FIRST_ROW, master.height(sheet) + 1), master.random.randint(1, 12)
    values = [sheet.cell(row, column).value for row in rows]
    if len(set(values)) < 2 or {type(value) for value in values} - {int, str}:
        return None
    named = one_of(*(_row(sheet, row, Kind.ROW_MOVED) for row in rows))
    return Edit("sort rows", (sheet.title, rows[0], rows[-1], column), named, alone=False)


def _column(master: Drawer) -> tuple[Worksheet, int]:
    sheet = master.sheet("企业名录", "报送情况", "归一化记录")
    return sheet, master.random.randint(2, sheet.max_column - 1)


def _delete_column(master: Drawer) -> Edit | None:
    sheet, column = _column(master)
    cells = (sheet.cell(row, column) for row in range(1, sheet.max_row + 1))
    places = _places(cells, Kind.COLUMN_REMOVED)
    if len(places) < 3:
        return None
    return Edit("delete column", (sheet.title, column), exactly(*places), alone=False)


def _insert_column(master: Drawer) -> Edit:
    sheet, column = _column(master)
    letters = (get_column_letter(near) for near in (column - 1, column, column + 1))
    named = one_of(*((sheet.title, f"{letter}:{letter}", Kind.COLUMN_ADDED) for letter in letters))
    return Edit("insert column", (sheet.title, column), named, alone=False)


def _hide_sheet(master: Drawer) -> Edit:
    name = master.sheet().title
    return Edit("hide sheet", (name,), exactly((name, "", Kind.SHEET_HIDDEN)))


def _rename_sheet(master: Drawer) -> Edit:
    name = master.sheet().title
    named = exactly((name, "", Kind.SHEET_MISSING), (f"{name}改", "", Kind.SHEET_ADDED))
    return Edit("rename sheet", (name, f"{name}改"), named, alone=False)


def _move_sheet(master: Drawer) -> Edit:
    names = master.book.sheetnames
    place, to = master.random.sample(range(len(names)), 2)
    moved = [names[place], names[to]] if abs(place - to) == 1 else [names[place]]
    return Edit("move sheet", (names[place], to), one_of(*((name, "", Kind.SHEET_ORDER) for name in moved)))


def _delete_sheet(master: Drawer) -> Edit:
    name = master.sheet().title
    return Edit("delete sheet", (name,), exactly((name, "", Kind.SHEET_MISSING)), alone=False)


def _add_sheet(master: Drawer) -> Edit:
    place = master.random.randrange(len(master.book.sheetnames))
    return Edit("add sheet", ("添加", place), exactly(("添加", "", Kind.SHEET_ADDED)))


OF_LINES: Mapping[str, Maker] = {
    "hide a row": _hide_row,
    "flatten a row": _flatten_row,
    "hide or show a column": _hide_column,
    "delete a row": _delete_row,
    "insert a blank row": _insert_row,
    "insert a record": _insert_record,
    "move a row": _move_row,
    "swap two rows": _swap_rows,
    "sort the list": _sort_rows,
    "delete a column": _delete_column,
    "insert a column": _insert_column,
    "hide a sheet": _hide_sheet,
    "rename a sheet": _rename_sheet,
    "move a sheet": _move_sheet,
    "delete a sheet": _delete_sheet,
    "add a sheet": _add_sheet,
}
