"""The records of an .xlsb that calamine does not show ([MS-XLSB]); its comments and formulas are not read."""

import struct
from collections.abc import Iterable, Iterator, Mapping

from workbook_tools.envelope import RefusedError, stored
from workbook_tools.messages.found import found
from workbook_tools.model import Look
from workbook_tools.xlsx.look.active import active_content
from workbook_tools.xlsx.look.found import ERRORS, Seen, SheetFound
from workbook_tools.xlsx.look.limits import MAX_CELLS, MAX_RECORDS, MAX_SHEETS, too_many
from workbook_tools.xlsx.look.package import Package, Related, custom_properties, relations_of

_WORKBOOK = "xl/workbook.bin"
_ROW, _BLANK, _ERROR, _FORMULA_ERROR, _COLUMNS, _MERGE = 0, 1, 3, 11, 60, 176
_CELLS = range(_BLANK, 12)
_FORMULAS = range(8, 12)
_PROPERTIES, _SHEET = 153, 156
_SHARED = frozenset({"sharedStrings", "styles"})

_Record = tuple[int, bytes]


def look_xlsb(data: bytes, form: str) -> Seen:
    """The workbook without its values; RefusedError for content beyond the limits."""
    package = Package(data)
    if package.main(_WORKBOOK).lower() != _WORKBOOK:
        raise RefusedError(found("F158"))
    records = [
        (kind, body) for kind, body in _records(package.part(_WORKBOOK)) if kind in (_PROPERTIES, _SHEET)
    ]
    too_many("工作表", len(records), MAX_SHEETS)
    related = package.related(_WORKBOOK)
    parts = [related[_relation(body)] for kind, body in records if kind == _SHEET]
    if len({part for _, part, _ in parts}) < len(parts):
        raise RefusedError(found("F158"))
    sheets = [_sheet(package.part(part)) if kind == "worksheet" else SheetFound() for kind, part, _ in parts]
    too_many("单元格", sum(sheet.rows * sheet.columns for sheet in sheets), MAX_CELLS)
    look = Look(
        format=form,
        sheets=tuple(sheet.look() for sheet in sheets),
        properties=custom_properties(package),
        date1904=any(kind == _PROPERTIES and bool(body[0] & 1) for kind, body in records),
        pictures=package.count("xl/media/"),
        notes=tuple(active_content(package, {}, {})),
    )
    return Seen(look, stored((name, package.part(name)) for name in _given(package, related, parts)))


def _given(package: Package, related: Mapping[str, Related], parts: Iterable[Related]) -> Iterator[str]:
    """The parts that calamine asks for, under their own names."""
    links = {relations_of(""), relations_of(_WORKBOOK)}
    shared = {part for kind, part, _ in related.values() if kind in _SHARED}
    sheets = {part for kind, part, _ in parts if kind == "worksheet"}
    yield from sorted(name for name in {_WORKBOOK} | links | shared | sheets if package.has(name))


def _records(stream: bytes) -> Iterator[_Record]:
    at = count = 0
    while at < len(stream):
        kind, at = _varint(stream, at, 2)
        size, at = _varint(stream, at, 4)
        yield kind, stream[at : at + size]
        at += size
        count += 1
        too_many("记录", count, MAX_RECORDS)


def _varint(stream: bytes, at: int, longest: int) -> tuple[int, int]:
    """A number of seven bits a byte, lowest first; the eighth bit says that more follow."""
    number = 0
    for place in range(longest):
        byte = stream[at + place]
        number |= (byte & 0x7F) << 7 * place
        if not byte & 0x80:
            return number, at + place + 1
    return number, at + longest


def _relation(body: bytes) -> str:
    """BrtBundleSh: state, tab number, then the relationship id as counted UTF-16."""
    (length,) = struct.unpack_from("<I", body, 8)
    return body[12 : 12 + 2 * length].decode("utf-16-le")


def _sheet(stream: bytes) -> SheetFound:
    sheet = SheetFound()
    row = 0
    for kind, body in _records(stream):
        if kind == _ROW:
            row = struct.unpack_from("<I", body)[0] + 1
            if body[11] & 0x10:
                sheet.hidden_rows.add(row)
        elif kind in _CELLS:
            _take_cell(sheet, row, kind, body)
        elif kind == _COLUMNS and body[16] & 1:
            first, last = struct.unpack_from("<II", body)
            sheet.hide_columns(first + 1, last + 1)
        elif kind == _MERGE:
            top, bottom, left, right = struct.unpack_from("<4I", body)
            sheet.merges.append((top + 1, left + 1, bottom + 1, right + 1))
    return sheet


def _take_cell(sheet: SheetFound, row: int, kind: int, body: bytes) -> None:
    at = (row, struct.unpack_from("<I", body)[0] + 1)
    if kind != _BLANK:
        sheet.reach(at)
    if kind in _FORMULAS:
        sheet.formulas.add(at)
    if kind in (_ERROR, _FORMULA_ERROR):
        sheet.errors[at] = ERRORS.get(body[8], "#ERR!")
