"""What calamine hides in one sheet part of an .xlsx: formulas, errors, what is hidden, merged, or far away.

Parsing a sheet costs more than reading its values, so the part is searched as bytes. That is exact for XML that is
plainly spelled (`spelled`). A search for one byte is nearly free, so one goes before each costly search. No search
runs on over a `<`, and none goes back to where another has been: on what is not XML it would take for ever.
"""

import re
from collections.abc import Iterator, Mapping

from workbook_tools.model import Address, SheetLook, column_number
from workbook_tools.xlsx.look.limits import MAX_COLUMNS, check_reach

_FORMULA = re.compile(rb"<f[ />]")
_ERROR = re.compile(rb' t="e"')
_ADDRESS = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_VALUE = re.compile(rb"<v(?: [^<>]*)?>([^<]+)</v>")
_PERHAPS_FAR = re.compile(rb' r="(?:[A-Z]{3}|[A-Z]+(?:[2-9][0-9]{4}|[0-9]{6}))')
_FAR = re.compile(rb'<c r="([A-Z]{3,}|[A-Z]+(?=[2-9][0-9]{4}|[0-9]{6}))([0-9]+)"(?:[^<>]*[^/<>])?>(?!</c>)')
_HIDDEN = re.compile(rb' hidden="(?:1|true)"')
_ROW = re.compile(rb'<row (?:[^<>]*\s)?r="([0-9]{1,7})"')
_HIDDEN_COLUMNS = re.compile(rb'<col (?=[^<>]*\bhidden="(?:1|true)")[^<>]*>')
_SPAN = re.compile(rb'\b(min|max)="([0-9]{1,5})"')
_MERGE = re.compile(rb'<mergeCell [^<>]*\bref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')


def cell_address(letters: bytes, digits: bytes) -> Address:
    """The address of a cell out of the two parts of its spelling: F, 12 -> (12, 6)."""
    return int(digits), column_number(letters.decode())


def cells_within(part: bytes) -> tuple[int, int]:
    """Where the cells of a sheet part begin and end."""
    return max(part.find(b"<sheetData"), 0), max(part.rfind(b"</sheetData>"), 0)


def formula_cells(part: bytes) -> dict[Address, bytes]:
    """The XML of each cell with a formula of a plainly spelled part, in its order."""
    return dict(_cells(part, _FORMULA, *cells_within(part)))


def look_cells(name: str, visible: bool, part: bytes, cells: Mapping[Address, bytes]) -> SheetLook:
    """The sheet without its values, out of a plainly spelled part and its `formula_cells`.

    RefusedError where a cell with content stands beyond what is read, ValueError where cells are no XML.
    """
    begin, end = cells_within(part)
    _check_far(name, part, begin, end)
    return SheetLook(
        name=name,
        visible=visible,
        rows=(),
        errors=dict(_errors(part, begin, end)),
        formulas=frozenset(cells),
        uncached=frozenset(at for at, cell in cells.items() if not _has_result(cell)),
        hidden_rows=_hidden_rows(part, begin, end),
        hidden_columns=_hidden_columns(part[:begin]),
        merges=tuple(_merges(part, end)),
    )


def _cells(part: bytes, mark: re.Pattern[bytes], begin: int, end: int) -> Iterator[tuple[Address, bytes]]:
    """Address and XML of each cell in which the mark stands."""
    for found in mark.finditer(part, begin, end):
        if found.start() < begin:
            continue
        start = part.rfind(b"<c ", begin, found.start() + 1)
        opened = part.find(b">", start, end)
        empty = part.startswith(b"/", opened - 1)
        begin = opened if empty else part.find(b"</c>", opened, end)
        if min(start, opened, begin) < 0:
            raise ValueError("a formula or an error outside of any cell")
        address = _ADDRESS.search(part, start, opened)
        if address and not empty:
            yield cell_address(address[1], address[2]), part[start:begin]


def _errors(part: bytes, begin: int, end: int) -> Iterator[tuple[Address, str]]:
    if b"#" not in part:
        return
    for at, cell in _cells(part, _ERROR, begin, end):
        value = _VALUE.search(cell)
        if value and b' t="e"' in cell[: cell.find(b">")]:
            yield at, value[1].decode("utf-8", "replace")


def _has_result(cell: bytes) -> bool:
    """A formula's result is stored: a value, or an empty text that is said to be text."""
    return bool(_VALUE.search(cell)) or (b' t="str"' in cell[: cell.find(b">")] and b"<v" in cell)


def _check_far(name: str, part: bytes, begin: int, end: int) -> None:
    if not _PERHAPS_FAR.search(part, begin, end):
        return
    for cell in _FAR.finditer(part, begin, end):
        check_reach(name, cell_address(cell[1], cell[2]))


def _hidden_rows(part: bytes, begin: int, end: int) -> frozenset[int]:
    if b"hidden=" not in part:
        return frozenset()
    return frozenset(_rows_with(_HIDDEN, part, begin, end))


def _rows_with(mark: re.Pattern[bytes], part: bytes, begin: int, end: int) -> Iterator[int]:
    """The numbers of the rows in whose tag the mark stands."""
    for found in mark.finditer(part, begin, end):
        tag = part.rfind(b"<", begin, found.start())
        begin = found.start()
        row = _ROW.match(part, tag) if tag >= 0 else None
        if row:
            yield int(row[1])


def _hidden_columns(head: bytes) -> frozenset[int]:
    columns: set[int] = set()
    for column in _HIDDEN_COLUMNS.findall(head):
        span = {key: int(number) for key, number in _SPAN.findall(column)}
        if b"min" in span:
            last = min(span.get(b"max", span[b"min"]), MAX_COLUMNS)
            columns.update(range(span[b"min"], last + 1))
    return frozenset(columns)


def _merges(part: bytes, end: int) -> Iterator[tuple[int, int, int, int]]:
    for left, top, right, bottom in _MERGE.findall(part, end):
        yield *cell_address(left, top), *cell_address(right, bottom)
