"""A whole workbook as .xlsb ([MS-XLSB]): its sheets, values and properties, as none of our programs can save it."""

import io
import struct
from collections.abc import Iterator
from datetime import date, datetime
from itertools import count

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.build.mutator.records import Record, xlsb_stream
from tests.build.mutator.zips import Part, parts_of, written
from tests.build.packages import relationships

_FIRST_DAY = date(1899, 12, 30)
_STATES = {"visible": 0, "hidden": 1, "veryHidden": 2}
_PROPERTIES = b"docProps/custom.xml"
_OPENXML = "http://schemas.openxmlformats.org/package/2006"


def as_xlsb(workbook: bytes) -> bytes:
    """The same sheets, values and custom properties; formulas are left out."""
    book = load_workbook(io.BytesIO(workbook), data_only=True)
    sheets = {f"rId{number}": sheet for number, sheet in zip(count(1), book.worksheets, strict=False)}
    listed = [
        Record(156, struct.pack("<II", _STATES[sheet.sheet_state], number) + _wide(key) + _wide(sheet.title))
        for number, (key, sheet) in enumerate(sheets.items(), start=1)
    ]
    body = xlsb_stream((Record(131, b""), Record(143, b""), *listed, Record(144, b""), Record(132, b"")))
    links = {key: ("worksheet", f"worksheets/{key}.bin") for key in sheets}
    root = {
        "rId1": ("officeDocument", "xl/workbook.bin"),
        "rId2": ("custom-properties", "docProps/custom.xml"),
    }
    return written(
        (
            Part(b"[Content_Types].xml", f'<Types xmlns="{_OPENXML}/content-types"/>'.encode()),
            Part(b"_rels/.rels", relationships(root).encode()),
            Part(b"xl/workbook.bin", body),
            Part(b"xl/_rels/workbook.bin.rels", relationships(links).encode()),
            *(part for part in parts_of(workbook) if part.name == _PROPERTIES),
            *(Part(f"xl/worksheets/{key}.bin".encode(), _sheet(sheet)) for key, sheet in sheets.items()),
        )
    )


def _sheet(sheet: Worksheet) -> bytes:
    extent = struct.pack("<4I", 0, sheet.max_row - 1, 0, sheet.max_column - 1)
    start = (Record(129, b""), Record(148, extent), Record(145, b""))
    merges = [
        Record(
            176, struct.pack("<4I", area.min_row - 1, area.max_row - 1, area.min_col - 1, area.max_col - 1)
        )
        for area in sheet.merged_cells.ranges
    ]
    return xlsb_stream((*start, *_rows(sheet), Record(146, b""), *merges, Record(130, b"")))


def _rows(sheet: Worksheet) -> Iterator[Record]:
    for number, row in enumerate(sheet.iter_rows(values_only=True)):
        hidden = bool(sheet.row_dimensions[number + 1].hidden)
        yield Record(0, struct.pack("<IIHBBB", number, 0, 300, 0, 0x10 * hidden, 0) + bytes(4))
        for column, value in enumerate(row):
            if value is not None:
                yield _cell(column, value)


def _cell(column: int, value: object) -> Record:
    head = struct.pack("<II", column, 0)
    if isinstance(value, bool):
        return Record(4, head + bytes([value]))
    number = (value.date() - _FIRST_DAY).days if isinstance(value, datetime) else value
    if isinstance(number, int | float):
        return Record(5, head + struct.pack("<d", number))
    return Record(6, head + _wide(str(value)))


def _wide(text: str) -> bytes:
    data = text.encode("utf-16-le")
    return struct.pack("<I", len(data) // 2) + data
