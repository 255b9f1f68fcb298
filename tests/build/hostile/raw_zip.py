"""Zips written field by field (APPNOTE 4.3), so that each field can lie."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tests.build.hostile.checksums import checksum

STORED, DEFLATED, BZIP2, LZMA, AES = 0, 8, 12, 14, 99
UTF8_NAME, ENCRYPTED = 0x800, 0x1
_DAY = 0x5862
"""2 February 2024 as DOS writes it."""
_UNIX = 3 << 8
_MOST = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Entry:
    """One member: its packed bytes, and what local header and directory say of it.

    `size`, `packed_size` and `crc` are those declared. `local_name`: another name in the local header. `offset`:
    where the directory says that it begins, if not where it does.
    """

    name: bytes
    packed: bytes
    size: int
    crc: int
    method: int = STORED
    flags: int = UTF8_NAME
    mode: int = 0
    extra: bytes = b""
    packed_size: int | None = None
    local_name: bytes | None = None
    offset: int | None = None

    def local(self) -> bytes:
        """The local header, without the packed bytes that follow it."""
        name = self.name if self.local_name is None else self.local_name
        return b"PK\3\4" + self._fields() + struct.pack("<HH", len(name), 0) + name

    def central(self, offset: int) -> bytes:
        """The line of the directory."""
        lengths = struct.pack("<HHHHHI", len(self.name), len(self.extra), 0, 0, 0, self.mode << 16)
        place = struct.pack("<I", offset if self.offset is None else self.offset)
        made_by = struct.pack("<H", _UNIX | 20)
        return b"PK\1\2" + made_by + self._fields() + lengths + place + self.name + self.extra

    def _fields(self) -> bytes:
        packed = len(self.packed) if self.packed_size is None else self.packed_size
        sizes = (self.crc, packed & _MOST, self.size & _MOST)
        return struct.pack("<HHHHHIII", 20, self.flags, self.method, 0, _DAY, *sizes)


def stored(name: str | bytes, data: bytes = b"") -> Entry:
    """A member that is not packed; a name in bytes does not say how it is encoded."""
    raw = name.encode() if isinstance(name, str) else name
    flags = UTF8_NAME if isinstance(name, str) else 0
    return Entry(raw, data, len(data), zlib.crc32(data), flags=flags)


def deflated(name: str | bytes, data: bytes) -> Entry:
    """A member as every program packs it."""
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    packed = packer.compress(data) + packer.flush()
    return replace(stored(name, data), packed=packed, method=DEFLATED)


def swollen(name: str | bytes, unit: bytes, times: int, before: bytes = b"", after: bytes = b"") -> Entry:
    """A member of `before`, `unit` so many times, `after`, packed without ever being in memory as a whole.

    What is declared of it is true.
    """
    batch = max(1, 2**20 // len(unit))
    whole, rest = divmod(times, batch)
    tail = unit * rest + after
    # A full flush forgets what came before: the same piece is the same packed bytes each time.
    packed = _flushed(before) + _flushed(unit * batch) * whole + _flushed(tail, last=True)
    sums = checksum(before).then(checksum(unit * batch).times(whole)).then(checksum(tail))
    return Entry(stored(name).name, packed, sums.length, sums.crc, DEFLATED)


def _flushed(piece: bytes, last: bool = False) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(piece) + packer.flush(zlib.Z_FINISH if last else zlib.Z_FULL_FLUSH)


def end(count: int, size: int, offset: int, comment: bytes = b"") -> bytes:
    """The record that ends a zip: how many lines the directory has, its size, and where it begins."""
    counts = (min(count, 0xFFFF), min(count, 0xFFFF), min(size, _MOST), min(offset, _MOST))
    return b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, *counts, len(comment)) + comment


def end_of_many(count: int, size: int, offset: int) -> bytes:
    """The same as zip64, for more than 65,535 lines (APPNOTE 4.3.14)."""
    record = struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, count, count, size, offset)
    locator = b"PK\6\7" + struct.pack("<IQI", 0, offset + size, 1)
    return b"PK\6\6" + record + locator + end(count, size, offset)


def pieces_of(entries: Iterable[Entry]) -> Iterator[bytes]:
    """A zip of these members, piece by piece."""
    at, lines = 0, []
    for entry in entries:
        header = entry.local()
        yield header
        yield entry.packed
        lines.append(entry.central(at))
        at += len(header) + len(entry.packed)
    directory = b"".join(lines)
    yield directory
    yield (end if len(lines) < 0xFFFF else end_of_many)(len(lines), len(directory), at)


def archive(*entries: Entry) -> bytes:
    """A zip of these members."""
    return b"".join(pieces_of(entries))


def entries_of(data: bytes) -> list[Entry]:
    """The members of a sound zip, to be put beside others or to be made to lie."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return [_entry(data, info) for info in opened.infolist()]


def _entry(data: bytes, info: zipfile.ZipInfo) -> Entry:
    """A member with its packed bytes as they are."""
    name, extra = struct.unpack_from("<HH", data, info.header_offset + 26)
    start = info.header_offset + 30 + name + extra
    packed = data[start : start + info.compress_size]
    return Entry(info.filename.encode(), packed, info.file_size, info.CRC, info.compress_type)


def with_entries(data: bytes, *others: Entry) -> bytes:
    """A sound zip in which members of the same name are exchanged, and the others are added."""
    return archive(*_exchanged(entries_of(data), others))


def _exchanged(own: Sequence[Entry], others: Sequence[Entry]) -> Iterator[Entry]:
    waiting = {entry.name: entry for entry in others}
    for entry in own:
        yield waiting.pop(entry.name, entry)
    yield from waiting.values()
