"""The records of an .xls (and .et) that calamine does not show ([MS-XLS], BIFF5 and BIFF8)."""

import io
import struct
from collections.abc import Iterator

import xlrd

from workbook_tools.envelope import Compound, RefusedError, compound_of
from workbook_tools.messages.found import found
from workbook_tools.model import Address, Finding, Look
from workbook_tools.xlsx.look.found import ERRORS, Seen, SheetFound
from workbook_tools.xlsx.look.limits import MAX_CELLS, MAX_RECORDS, MAX_SHEETS, too_many
from workbook_tools.xlsx.look.properties import user_properties

_BOF, _EOF = 0x0809, 0x000A
_BOUNDSHEET, _DATEMODE, _SUPBOOK, _DRAWINGS = 0x0085, 0x0022, 0x01AE, 0x00EB
_FORMULA, _BOOLERR, _ROW, _COLINFO, _MERGED, _NOTE = 0x0006, 0x0205, 0x0208, 0x007D, 0x00E5, 0x001C
_CELLS = frozenset({_FORMULA, _BOOLERR, 0x0203, 0x0204, 0x00FD, 0x027E, 0x00D6})
"""With NUMBER, LABEL, LABELSST, RK, RSTRING."""
_MULRK = 0x00BD
_DIMENSIONS = 0x0200
_BLIPS = 0xF001
_MACRO_SHEETS = frozenset({1, 6})
"""Excel 4.0 macros and modules ([MS-XLS] 2.4.28)."""
_HYPERLINK, _QUERIES = 0x01B8, frozenset({0x00DC, 0x0876})
_SERVER = b"\x03"
_OBJECTS = ("mbd", "lnk")
_MACROS = "_VBA_PROJECT_CUR"
_OWN_BOOK, _ADD_IN = b"\x01\x04", b"\x01\x3a"

_Record = tuple[int, int, bytes]
"""Kind of record, its position in the stream, its body."""


def look_xls(data: bytes, form: str) -> Seen:
    """The workbook without its values; raises what a broken OLE file raises."""
    ole = Compound(data)
    name = "Workbook" if ole.has("Workbook") else "Book"
    stream = ole.stream(name)
    records = list(_records(stream))
    too_many("工作表", sum(kind == _BOUNDSHEET for kind, _, _ in records), MAX_SHEETS)
    sheets = _sheets(records)
    notes = list(_notes(records, ole))
    if any(kind == _NOTE for kind, _, _ in records) and not _add_comments(stream, sheets):
        notes.append(found("F147"))
    look = Look(
        format=form,
        sheets=tuple(sheet.look() for sheet in sheets),
        properties=user_properties(ole),
        date1904=any(kind == _DATEMODE and body[:1] == b"\x01" for kind, _, body in records),
        pictures=sum(_pictures(body) for kind, _, body in records if kind == _DRAWINGS),
        notes=tuple(notes),
    )
    return Seen(look, compound_of(name, _unclaimed(stream, records)))


def _records(stream: bytes) -> Iterator[_Record]:
    at = count = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, at, stream[at + 4 : at + 4 + size]
        at += 4 + size
        count += 1
        too_many("记录", count, MAX_RECORDS)


def _unclaimed(stream: bytes, records: list[_Record]) -> bytes:
    """The stream without the sizes that sheets claim: calamine makes room for all that they say."""
    unclaimed = bytearray(stream)
    for kind, at, body in records:
        if kind == _DIMENSIONS:
            unclaimed[at + 4 : at + 4 + len(body)] = bytes(len(body))
    return bytes(unclaimed)


def _sheets(records: list[_Record]) -> list[SheetFound]:
    """One a BOUNDSHEET record, filled from the substream it points at; charts in a sheet are passed over."""
    starts = [struct.unpack_from("<I", body)[0] for kind, _, body in records if kind == _BOUNDSHEET]
    sheets = {start: SheetFound() for start in starts}
    if len(sheets) < len(starts):
        raise RefusedError(found("F158"))
    current: SheetFound | None = None
    depth = 0
    for kind, at, body in records:
        if kind == _BOF:
            depth += 1
            current = sheets.get(at, current)
        elif kind == _EOF:
            depth -= 1
        elif current is not None and depth == 1:
            _take(current, kind, body)
    if not sheets.keys() <= {at for kind, at, _ in records if kind == _BOF}:
        raise ValueError("a sheet that does not begin anywhere")
    too_many("单元格", sum(sheet.rows * sheet.columns for sheet in sheets.values()), MAX_CELLS)
    return [sheets[start] for start in starts]


def _take(sheet: SheetFound, kind: int, body: bytes) -> None:
    if kind in _CELLS:
        sheet.reach(_address(body))
    if kind == _FORMULA:
        _take_formula(sheet, body)
    elif kind == _BOOLERR and body[7]:
        sheet.errors[_address(body)] = ERRORS.get(body[6], "#ERR!")
    elif kind == _ROW and body[12] & 0x20:
        sheet.hidden_rows.add(struct.unpack_from("<H", body)[0] + 1)
    elif kind == _COLINFO and body[8] & 1:
        first, last = struct.unpack_from("<HH", body)
        sheet.hide_columns(first + 1, last + 1)
    elif kind == _MULRK:
        sheet.reach((_address(body)[0], struct.unpack_from("<H", body, len(body) - 2)[0] + 1))
    elif kind == _MERGED:
        _take_merges(sheet, body)


def _take_formula(sheet: SheetFound, body: bytes) -> None:
    """Results that are no numbers are marked 0xFFFF, their kind first: 2 is an error ([MS-XLS] 2.5.133)."""
    at = _address(body)
    sheet.formulas.add(at)
    if body[12:14] == b"\xff\xff" and body[6] == 2:
        sheet.errors[at] = ERRORS.get(body[8], "#ERR!")


def _take_merges(sheet: SheetFound, body: bytes) -> None:
    (count,) = struct.unpack_from("<H", body)
    for number in range(count):
        top, bottom, left, right = struct.unpack_from("<4H", body, 2 + 8 * number)
        sheet.merges.append((top + 1, left + 1, bottom + 1, right + 1))


def _address(body: bytes) -> Address:
    row, column = struct.unpack_from("<HH", body)
    return row + 1, column + 1


def _add_comments(stream: bytes, sheets: list[SheetFound]) -> bool:
    """Add the comments; False where they cannot be read.

    Their texts are spread over drawing records: xlrd, slow but exact, is asked only where there are some.
    """
    try:
        book = xlrd.open_workbook(file_contents=stream, logfile=io.StringIO())
    except Exception:
        # Files of WPS that calamine reads make xlrd raise anything, AssertionError included.
        return False
    for source, sheet in zip(book.sheets(), sheets, strict=False):
        for (row, column), note in source.cell_note_map.items():
            sheet.comments[row + 1, column + 1] = ((note.author or "").strip(), (note.text or "").strip())
    return True


def _pictures(drawings: bytes) -> int:
    """The picture store inside the drawing group counts its pictures in its header ([MS-ODRAW] 2.2.20)."""
    at = 8
    while at + 8 <= len(drawings):
        instance, kind, size = struct.unpack_from("<HHI", drawings, at)
        if kind == _BLIPS:
            return int(instance >> 4)
        at += 8 + size
    return 0


def _notes(records: list[_Record], ole: Compound) -> Iterator[Finding]:
    """What would run, or lead out of the workbook, were it opened."""
    if ole.has(_MACROS) or any(kind == _BOUNDSHEET and body[5] in _MACRO_SHEETS for kind, _, body in records):
        yield found("F141")
    books = [body for kind, _, body in records if kind == _SUPBOOK and body[2:4] not in (_OWN_BOOK, _ADD_IN)]
    # Between the name of a server and its topic stands a character of its own ([MS-XLS] 2.5.277).
    linked = sum(_SERVER in body for body in books)
    if linked < len(books):
        yield found("F146")
    counts = {
        "F148": linked,
        "F149": sum(kind in _QUERIES for kind, _, _ in records),
        "F150": sum(name.startswith(_OBJECTS) for name in ole.names),
        "F156": sum(kind == _HYPERLINK and bool(body[28] & 1) for kind, _, body in records),
    }
    yield from (found(code, count=str(count)) for code, count in counts.items() if count)
