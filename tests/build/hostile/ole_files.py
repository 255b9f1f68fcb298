"""OLE compound files: chains that lead back, streams that are none, records that lie ([MS-CFB], [MS-XLS])."""

import io
import struct

from msoffcrypto.format.ooxml import OOXMLFile

from tests.build.hostile.case import case, of_return
from tests.build.ole import ole
from tests.golden.sound import Sound

_HEADER, _SECTOR = 512, 512
_END = 0xFFFFFFFE
_EOF = struct.pack("<HH", 0x000A, 0)


def _record(kind: int, body: bytes = b"", size: int | None = None) -> bytes:
    return struct.pack("<HH", kind, len(body) if size is None else size) + body


_BOF = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
_SHEET_BOF = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))


def _book(*records: bytes, sheet_at: int | None = None) -> bytes:
    """An .xls of one sheet that holds these records."""
    name = _record(0x0085, struct.pack("<IBBBB", 0, 0, 0, 1, 0) + b"s")
    start = len(_BOF + name + _EOF) if sheet_at is None else sheet_at
    name = _record(0x0085, struct.pack("<IBBBB", start, 0, 0, 1, 0) + b"s")
    return ole({"Workbook": _BOF + name + _EOF + _SHEET_BOF + b"".join(records) + _EOF})


def _number(line: int, column: int, value: float = 1.0) -> bytes:
    return _record(0x0203, struct.pack("<HHHd", line, column, 0, value))


def _patched(data: bytes, at: int, raw: bytes) -> bytes:
    return data[:at] + raw + data[at + len(raw) :]


@case("旧表.xls", "refused L001")
def old_book() -> bytes:
    """An .xls as it should be, of nobody's form: the others are made of it."""
    return _book(_number(0, 0))


@case("链成环.xls", "refused L001")
def cyclic_chain() -> bytes:
    """A stream whose last sector is followed by its first."""
    whole = _book(_number(0, 0))
    return _patched(whole, _HEADER + 4 * 2, struct.pack("<I", 2))


@case("目录成环.xls", "refused F102")
def cyclic_directory() -> bytes:
    """A directory whose sector is followed by itself."""
    return _patched(_book(_number(0, 0)), _HEADER + 4, struct.pack("<I", 1))


@case("条目成环.xls", "refused L001")
def cyclic_entries() -> bytes:
    """A stream that is its own neighbour in the directory."""
    return _patched(_book(_number(0, 0)), _HEADER + _SECTOR + 128 + 68, struct.pack("<II", 1, 1))


@case("扇区表过大.xls", "refused L001")
def huge_sector_table() -> bytes:
    """A header that claims four billion sectors of sector table."""
    return _patched(_book(_number(0, 0)), 44, struct.pack("<I", 0xFFFFFFFF))


@case("扇区过大.xls", "refused F102")
def huge_sectors() -> bytes:
    """A header that claims sectors of 2^31 bytes."""
    return _patched(_book(_number(0, 0)), 30, struct.pack("<H", 31))


@case("扇区表成环.xls", "refused L001")
def cyclic_sector_tables() -> bytes:
    """A list of sector tables that leads back to itself."""
    return _patched(_book(_number(0, 0)), 68, struct.pack("<II", 0, 0xFFFFFF))


@case("流过大.xls", "refused F102")
def huge_stream() -> bytes:
    """A stream that claims four gigabytes."""
    return _patched(_book(_number(0, 0)), _HEADER + _SECTOR + 128 + 120, struct.pack("<I", 0xFFFFFFF0))


@case("断.xls", "refused F102")
def torn() -> bytes:
    """An .xls that breaks off in its stream."""
    return _book(_number(0, 0))[:2000]


@case("只有头.xls", "refused F102")
def header_only() -> bytes:
    """The first eight bytes of an OLE file."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@case("长度.xls", "refused F145")
def long_record() -> bytes:
    """A record that claims more bytes than there are."""
    return _book(_number(0, 0), _record(0x0203, bytes(20), size=0xFFFF))


@case("短记录.xls", "refused F145")
def short_records() -> bytes:
    """Records shorter than what they must hold."""
    return _book(*(_record(kind, b"\0") for kind in (0x0006, 0x0205, 0x0208, 0x007D, 0x00E5, 0x0203, 0x00FD)))


@case("串数.xls", "refused L001")
def counted_strings() -> bytes:
    """A table of 4,294,967,295 strings in eight bytes."""
    table = _record(0x00FC, struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF))
    name = _record(0x0085, struct.pack("<IBBBB", 0, 0, 0, 1, 0) + b"s")
    return ole({"Workbook": _BOF + table + name + _EOF})


@case("合并数.xls", "refused F145")
def counted_merges() -> bytes:
    """A list of 65,535 merged areas in ten bytes."""
    return _book(_record(0x00E5, struct.pack("<H", 0xFFFF) + bytes(8)))


@case("表在外.xls", "refused F145")
def sheet_outside() -> bytes:
    """A sheet that begins two gigabytes behind the end of the stream."""
    return _book(_number(0, 0), sheet_at=0x7FFFFFFF)


@case("表是自己.xls", "refused L001")
def sheet_is_the_book() -> bytes:
    """A sheet that begins where the workbook does."""
    return _book(_number(0, 0), sheet_at=0)


@case("远.xls", "refused F144")
def far_corner() -> bytes:
    """Cells in the first and the last corner of a sheet of 65,536 rows."""
    return _book(_number(0, 0), _number(65_535, 255))


@case("尺寸.xls", "refused L001")
def claimed_size() -> bytes:
    """A sheet that claims four billion rows and holds one cell."""
    return _book(_record(0x0200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0)), _number(0, 0))


@case("空流.xls", "refused F145")
def zeros() -> bytes:
    """A workbook stream of zeros."""
    return ole({"Workbook": bytes(8192)})


@case("噪声.xls", "refused F145")
def noise() -> bytes:
    """A workbook stream of bytes in no order."""
    return ole({"Workbook": bytes(number * 167 % 251 for number in range(8192))})


@case("金山.et", "refused F114")
def unknown_et() -> bytes:
    """An .et whose stream no reader knows."""
    return ole({"ET": bytes(4096)})


@of_return("加密.xlsx", "refused F103")
def encrypted(sound: Sound) -> bytes:
    """A return with a password."""
    buffer = io.BytesIO()
    OOXMLFile(sound.as_stream()).encrypt("shili", buffer)
    return buffer.getvalue()


@case("加密.xls", "refused F103")
def encrypted_xls() -> bytes:
    """An .xls with a password."""
    return ole({"Workbook": _BOF + _record(0x002F, bytes(6)) + _EOF})


@case("加密断.xlsx", "refused F103")
def encrypted_and_empty() -> bytes:
    """An encrypted package without a way to decrypt it."""
    return ole({"EncryptedPackage": struct.pack("<Q", 2**62)})


@case("报送.doc", "refused F104")
def word() -> bytes:
    """An old Word document."""
    return ole({"WordDocument": bytes(4096)})


@case("报送.ppt", "refused F105")
def slides() -> bytes:
    """Old slides."""
    return ole({"PowerPoint Document": bytes(4096)})


@case("来信.msg", "refused F111")
def outlook() -> bytes:
    """A mail as Outlook saves it."""
    return ole({"__properties_version1.0": bytes(4096)})


@case("缩略图.xls", "refused F114")
def thumbnails() -> bytes:
    """Another program's file named like a workbook."""
    return ole({"Catalog": bytes(4096)})


@case("安装包.xls", "refused F114")
def installer() -> bytes:
    """A Windows installer, which is an OLE file too, named like a workbook."""
    return ole({"\u4840\u3f3f\u4577": bytes(4096)})


@case("宏表.xls", "refused L001")
def macro_sheet() -> bytes:
    """An .xls whose only sheet is a very hidden sheet of Excel 4 macros: nothing in it runs."""
    name = _record(0x0085, struct.pack("<IBBBB", 0, 2, 1, 1, 0) + b"m")
    start = len(_BOF + name + _EOF)
    name = _record(0x0085, struct.pack("<IBBBB", start, 2, 1, 1, 0) + b"m")
    macro = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0040, 0x0DBB, 0x07CC, 0, 6))
    return ole({"Workbook": _BOF + name + _EOF + macro + _EOF})
