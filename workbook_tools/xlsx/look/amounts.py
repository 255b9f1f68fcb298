"""Whether a sheet part of an .xlsx has more in it than is read, and nothing twice; asked before it is read."""

import re
from collections.abc import Iterable

from workbook_tools.envelope import RefusedError
from workbook_tools.messages.found import found
from workbook_tools.model import column_number
from workbook_tools.xlsx.look.limits import MAX_CELLS, MAX_FILLED, MAX_OF_A_KIND, too_many

_CELL = re.compile(rb'<c r="([A-Z]{1,3}[1-9][0-9]{0,6})"')
_FILLED = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^<>]*+(?<!/)>(?!</c>)')
_ROW = re.compile(rb'<row r="([1-9][0-9]{0,6})"')
_ROW_NOWHERE = re.compile(rb'<row (?:[^<>]*\s)?r="(?![1-9][0-9]{0,6}")')
_COLUMN_NOWHERE = re.compile(rb'<col (?:[^<>]*\s)?(?:min|max)="(?![0-9]{1,5}")')
_CELL_GOES_ON = re.compile(rb"</(?:v|is)>(?!\s*+</c>)")
"""A second value, which some programs read instead of the first."""
_DIGITS, _LETTERS = b"0123456789", b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_BEFORE = ((b"<col ", "列设置", 16_384),)
_BEHIND = (
    (b"<mergeCell ", "合并单元格", MAX_OF_A_KIND),
    (b"<dataValidation ", "数据有效性", MAX_OF_A_KIND),
    (b"<cfRule ", "条件格式", MAX_OF_A_KIND),
    (b"<hyperlink ", "超链接", MAX_OF_A_KIND),
)


def check_sheet(part: bytes, begin: int, end: int) -> int:
    """How many cells the filled ones span, blanks between them included; the cells stand from begin to end.

    `part` is plainly spelled. RefusedError for too many of something (F139), a row or a cell that no sheet has
    (F157), a cell that stands twice or has two values (F158).
    """
    values = part.count(b"</v>", begin, end) + part.count(b"</is>", begin, end)
    ended = part.count(b"</v></c>", begin, end) + part.count(b"</is></c>", begin, end)
    if part.count(b"<sheetData") > 1 or (ended < values and _CELL_GOES_ON.search(part, begin, end)):
        raise RefusedError(found("F158"))
    for mark, what, most in _BEFORE:
        too_many(what, part.count(mark, 0, begin), most)
    for mark, what, most in _BEHIND:
        too_many(what, part.count(mark, end), most)
    if _COLUMN_NOWHERE.search(part, 0, begin):
        raise RefusedError(found("F157"))
    last_row = _last_row(part, begin, end)
    cells = _cells(part, begin, end)
    if len(set(cells)) < len(cells):
        raise RefusedError(found("F158"))
    area = last_row * _last_column(cells)
    return area if area <= MAX_CELLS else _area(_FILLED.findall(part, begin, end))


def _last_row(part: bytes, begin: int, end: int) -> int:
    rows = _ROW.findall(part, begin, end)
    if len(rows) < part.count(b"<row ", begin, end) and _ROW_NOWHERE.search(part, begin, end):
        raise RefusedError(found("F157"))
    return max(map(int, rows), default=0)


def _cells(part: bytes, begin: int, end: int) -> list[bytes]:
    """The addresses of all cells, or, where formats alone reach down to the last row, of the filled ones."""
    count = part.count(b"<c ", begin, end)
    if count > MAX_FILLED:
        too_many("单元格", part.count(b"</c>", begin, end), MAX_FILLED)
        return _FILLED.findall(part, begin, end)
    cells = _CELL.findall(part, begin, end)
    if len(cells) < count:
        raise RefusedError(found("F157"))
    return cells


def _last_column(cells: Iterable[bytes]) -> int:
    letters = set(b" ".join(cells).translate(None, _DIGITS).split())
    return max((column_number(each.decode()) for each in letters), default=0)


def _area(cells: Iterable[bytes]) -> int:
    rows = set(b" ".join(cells).translate(None, _LETTERS).split())
    return max(map(int, rows), default=0) * _last_column(cells)
