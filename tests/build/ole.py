"""OLE compound files made by hand ([MS-CFB]): a header, one FAT sector, the directory, the streams."""

import struct
from collections.abc import Mapping

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_NONE = 0xFFFFFFFF
_SMALLEST = 4096
"""Shorter streams would live in a mini stream; these are padded with zeros instead."""


def ole(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams, at most three, each padded to 4096 bytes or whole sectors."""
    bodies = {name: _padded(body) for name, body in streams.items()}
    fat, entries, sectors, start = [_FAT, _END], [], b"", 2
    for name, body in bodies.items():
        count = len(body) // _SECTOR
        fat += [*range(start + 1, start + count), _END]
        entries.append((name, start, len(body)))
        sectors += body
        start += count
    fat += [_FREE] * (_SECTOR // 4 - len(fat))
    return _header() + struct.pack("<128I", *fat) + _directory(entries) + sectors


def _padded(body: bytes) -> bytes:
    size = max(_SMALLEST, -(-len(body) // _SECTOR) * _SECTOR)
    return body.ljust(size, b"\0")


def _header() -> bytes:
    magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    sizes = struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    counts = struct.pack("<IIIIIIIII", 0, 1, 1, 0, _SMALLEST, _END, 0, _END, 0)
    return magic + bytes(16) + sizes + counts + struct.pack("<109I", 0, *[_FREE] * 108)


def _directory(entries: list[tuple[str, int, int]]) -> bytes:
    """The root entry, and the streams as a chain of right siblings below it."""
    records = [_entry("Root Entry", 5, child=1 if entries else _NONE, start=_END, size=0)]
    for number, (name, start, size) in enumerate(entries, start=1):
        following = number + 1 if number < len(entries) else _NONE
        records.append(_entry(name, 2, right=following, start=start, size=size))
    return b"".join(records).ljust(_SECTOR, b"\0")


def _entry(name: str, kind: int, *, start: int, size: int, right: int = _NONE, child: int = _NONE) -> bytes:
    wide = (name + "\0").encode("utf-16-le")
    links = struct.pack("<HBBIII", len(wide), kind, 1, _NONE, right, child)
    return wide.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)
