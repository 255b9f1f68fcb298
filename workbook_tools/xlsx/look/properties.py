"""Custom document properties of an OLE file: the second section of its summary stream ([MS-OLEPS])."""

import struct
from collections.abc import Iterator, Mapping

from workbook_tools.envelope import Compound

_STREAM = "\x05DocumentSummaryInformation"
_USER_DEFINED = bytes.fromhex("05d5cdd59c2e1b10939708002b2cf9ae")
_DICTIONARY, _CODEPAGE = 0, 1
_INT2, _INT4, _TEXT, _WIDE_TEXT = 2, 3, 30, 31
_UTF16 = 1200
_CODECS = {_UTF16: "utf-16-le", 65001: "utf-8", 936: "gb18030", 54936: "gb18030"}


def user_properties(ole: Compound) -> dict[str, str]:
    """The custom properties as texts, by name; empty where the stream is missing or torn."""
    if not ole.has(_STREAM):
        return {}
    stream = ole.stream(_STREAM)
    try:
        return dict(_properties(stream))
    except (struct.error, UnicodeDecodeError):
        return {}


def _properties(stream: bytes) -> Iterator[tuple[str, str]]:
    section = _section(stream)
    if not section:
        return
    offsets = _offsets(section)
    codepage = struct.unpack_from("<H", section, offsets[_CODEPAGE] + 4)[0] if _CODEPAGE in offsets else 936
    names = _names(section, offsets[_DICTIONARY], codepage) if _DICTIONARY in offsets else {}
    for number, name in names.items():
        value = _value(section, offsets[number], codepage) if number in offsets else None
        if value is not None:
            yield name, value


def _section(stream: bytes) -> bytes:
    (count,) = struct.unpack_from("<I", stream, 24)
    for number in range(min(count, 2)):
        at = 28 + 20 * number
        if stream[at : at + 16] == _USER_DEFINED:
            (offset,) = struct.unpack_from("<I", stream, at + 16)
            return stream[offset:]
    return b""


def _offsets(section: bytes) -> Mapping[int, int]:
    (count,) = struct.unpack_from("<I", section, 4)
    return dict(struct.iter_unpack("<II", section[8 : 8 + 8 * count]))


def _names(section: bytes, at: int, codepage: int) -> dict[int, str]:
    """The dictionary: number, length in characters, name; UTF-16 names are padded to four bytes."""
    (count,) = struct.unpack_from("<I", section, at)
    names = {}
    at += 4
    for _ in range(min(count, len(section))):
        number, length = struct.unpack_from("<II", section, at)
        size = length * 2 if codepage == _UTF16 else length
        names[number] = _text(section[at + 8 : at + 8 + size], codepage)
        at += 8 + (size + 3 & ~3 if codepage == _UTF16 else size)
    return names


def _value(section: bytes, at: int, codepage: int) -> str | None:
    kind, size = struct.unpack_from("<II", section, at)
    body = section[at + 8 :]
    if kind == _TEXT:
        return _text(body[:size], codepage)
    if kind == _WIDE_TEXT:
        return _text(body[: size * 2], _UTF16)
    if kind in (_INT2, _INT4):
        return str(struct.unpack_from("<h" if kind == _INT2 else "<i", section, at + 4)[0])
    return None


def _text(raw: bytes, codepage: int) -> str:
    return raw.decode(_CODECS.get(codepage, f"cp{codepage}"), "replace").split("\0", 1)[0]
