"""Workbooks and zips made by hand, down to the XML, to hold what no program writes on purpose."""

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def zip_of(members: Mapping[str, bytes | str] | Iterable[tuple[str, bytes | str]]) -> bytes:
    """A zip of these members, in this order; a list of pairs may name a member twice."""
    pairs = members.items() if isinstance(members, Mapping) else members
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in pairs:
            archive.writestr(name, content)
    return buffer.getvalue()


def relationships(targets: Mapping[str, tuple[str, str]]) -> str:
    """A relationships part: id -> (last word of the type, target)."""
    links = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def xlsx(
    sheet: str,
    *,
    settings: str = "",
    number_format: int = 0,
    state: str = "visible",
    parts: Mapping[str, bytes | str] | None = None,
) -> bytes:
    """An .xlsx whose one sheet 表 holds this XML; style 1 has the given built-in number format."""
    types = f'<Types xmlns="{_PACKAGE}/content-types"/>'
    workbook = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{settings}'
        f'<sheets><sheet name="表" sheetId="1" state="{state}" r:id="rId1"/></sheets></workbook>'
    )
    styles = (
        f'<styleSheet xmlns="{_MAIN}"><fonts><font/></fonts><fills><fill/></fills>'
        f'<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf numFmtId="0"/>'
        f'<xf numFmtId="{number_format}" applyNumberFormat="1"/></cellXfs></styleSheet>'
    )
    links = {"rId1": ("worksheet", "worksheets/sheet1.xml"), "rId2": ("styles", "styles.xml")}
    return zip_of(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": relationships({"rId1": ("officeDocument", "xl/workbook.xml")}),
            "xl/workbook.xml": workbook,
            "xl/_rels/workbook.xml.rels": relationships(links),
            "xl/styles.xml": styles,
            "xl/worksheets/sheet1.xml": sheet
            if sheet.startswith("<?xml")
            else f'<worksheet xmlns="{_MAIN}">{sheet}</worksheet>',
            **(parts or {}),
        }
    )


def cell(address: str, value: object) -> str:
    """A number cell."""
    return f'<c r="{address}"><v>{value}</v></c>'


def rows(*cells: str) -> str:
    """Sheet data of one row."""
    return f'<sheetData><row r="1">{"".join(cells)}</row></sheetData>'


def xlsb(*records: tuple[int, bytes], parts: Mapping[str, bytes | str] | None = None) -> bytes:
    """An .xlsb whose one sheet 表 holds these records ([MS-XLSB]), with other parts beside it."""
    wide = b"".join(struct.pack("<I", len(text)) + text.encode("utf-16-le") for text in ("rId1", "表"))
    workbook = _records(
        (131, b""), (143, b""), (156, struct.pack("<II", 0, 1) + wide), (144, b""), (132, b"")
    )
    sheet = _records(
        (129, b""), (148, struct.pack("<4I", 0, 9, 0, 9)), (145, b""), *records, (146, b""), (130, b"")
    )
    own: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": relationships({"rId1": ("officeDocument", "xl/workbook.bin")}),
        "xl/workbook.bin": workbook,
        "xl/_rels/workbook.bin.rels": relationships({"rId1": ("worksheet", "worksheets/sheet1.bin")}),
        "xl/worksheets/sheet1.bin": sheet,
    }
    return zip_of({**own, **(parts or {})})


def _records(*records: tuple[int, bytes]) -> bytes:
    return b"".join(_number(kind) + _number(len(body)) + body for kind, body in records)


def _number(number: int) -> bytes:
    """Seven bits a byte, lowest first; the numbers of these records take two bytes at most."""
    return bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])


def laid(folder: Path, files: Mapping[str, bytes]) -> Path:
    """The files written into the folder, sub-folders made as needed; returns the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
