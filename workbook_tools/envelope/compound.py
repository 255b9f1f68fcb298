"""An OLE compound file ([MS-CFB]), read without trusting any number in it, and written anew.

Readers in common use follow a chain of sectors that comes back to itself for ever, or as far as a stream says to be
long. Here no chain is longer than the file has sectors, and no stream larger than the file.
"""

import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEADER = struct.Struct("<24x5H6x9I")
_FIRST_FAT_SECTORS = struct.Struct("<109I")
_FIRST_FAT_AT = 76
_ENTRY = struct.Struct("<64sHBxIII36xIQ")
_NOTHING, _END_OF_CHAIN, _FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_LAST_SECTOR = 0xFFFFFFFA
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_SMALL_SECTOR = 64
_OLD_VERSION = 3
_MOST_ENTRIES = 100_000


class BrokenCompoundError(ValueError):
    """The file is cut short, or its sectors lead nowhere."""


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class Compound:
    """A compound file held in memory; of its streams and storages only the outermost are told, by name.

    BrokenCompoundError where it cannot be read.
    """

    def __init__(self, data: bytes) -> None:
        try:
            _, self._version, _, shift, _, *numbers = _HEADER.unpack_from(data)
        except struct.error as error:
            raise BrokenCompoundError("no header") from error
        if shift not in (9, 12) or not data.startswith(MAGIC):
            raise BrokenCompoundError("no header")
        _, fat_sectors, directory, _, self._smallest, small_fat, _, more_fat, _ = numbers
        self._data, self._sector = data, 1 << shift
        self._sectors = max(0, -(-(len(data) - self._sector) // self._sector))
        self._fat = self._read_fat(more_fat, fat_sectors)
        self._entries = self._read_directory(directory)
        self._small_fat = _numbers(self._chained(small_fat))
        self._small = b""
        children = list(self._children())
        self._outermost = {entry.name.lower(): entry for entry in children}
        if len(self._outermost) < len(children):
            raise BrokenCompoundError("two of one name")

    @property
    def names(self) -> frozenset[str]:
        """The names of the outermost streams and storages, in lower case."""
        return frozenset(self._outermost)

    def has(self, name: str) -> bool:
        """Whether there is such a stream or storage outermost, whatever case its name is in."""
        return name.lower() in self._outermost

    def stream(self, name: str) -> bytes:
        """The bytes of an outermost stream; KeyError where there is none."""
        entry = self._outermost[name.lower()]
        # Version 3 leaves the upper half of the size undefined ([MS-CFB] 2.6.1).
        size = entry.size & _NOTHING if self._version == _OLD_VERSION else entry.size
        if size > len(self._data):
            raise BrokenCompoundError(name)
        if size < self._smallest:
            return self._small_stream(entry.start, size)
        return self._chained(entry.start, size)[:size]

    def _read_fat(self, following: int, count: int) -> "array[int]":
        """The table of chains; its own sectors stand in the header, and from there on in a chain of their own."""
        places = list(_FIRST_FAT_SECTORS.unpack_from(self._data.ljust(512, b"\0"), _FIRST_FAT_AT))
        for _ in range(self._sectors):
            if following >= _LAST_SECTOR or len(places) >= count:
                break
            *more, following = _numbers(self._at(following)) or [_NOTHING]
            places += more
        sectors = [place for place in places[: min(count, self._sectors)] if place < _LAST_SECTOR]
        return _numbers(b"".join(map(self._at, sectors)))

    def _read_directory(self, start: int) -> list[_Entry]:
        stream = self._chained(start)
        count = len(stream) // _ENTRY.size
        if not 0 < count <= _MOST_ENTRIES:
            raise BrokenCompoundError("no directory")
        return [_entry(stream, _ENTRY.size * number) for number in range(count)]

    def _children(self) -> Iterator[_Entry]:
        """The entries of the tree below the root entry, each once."""
        waiting, seen = [self._entries[0].child], set[int]()
        while waiting:
            number = waiting.pop()
            if number in seen or number >= len(self._entries):
                continue
            seen.add(number)
            entry = self._entries[number]
            waiting += (entry.left, entry.right)
            if entry.kind in (_STORAGE, _STREAM):
                yield entry

    def _chained(self, start: int, size: int | None = None) -> bytes:
        """The sectors of a chain, as many as the size takes; of no given size up to its end."""
        most = self._sectors if size is None else -(-size // self._sector)
        chain = _chain(self._fat, start, most)
        if size is None and len(chain) == most and most and self._fat[chain[-1]] < _LAST_SECTOR:
            raise BrokenCompoundError("a chain without end")
        return b"".join(map(self._at, chain))

    def _small_stream(self, start: int, size: int) -> bytes:
        if not self._small:
            root = self._entries[0]
            self._small = self._chained(root.start)
        chain = _chain(self._small_fat, start, -(-size // _SMALL_SECTOR))
        return b"".join(self._small[at * _SMALL_SECTOR : (at + 1) * _SMALL_SECTOR] for at in chain)[:size]

    def _at(self, sector: int) -> bytes:
        if sector >= self._sectors:
            raise BrokenCompoundError("a sector outside of the file")
        begin = (sector + 1) * self._sector
        return self._data[begin : begin + self._sector]


def _numbers(raw: bytes) -> "array[int]":
    return array("I", struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4]))


def _entry(stream: bytes, at: int) -> _Entry:
    raw, length, kind, left, right, child, start, size = _ENTRY.unpack_from(stream, at)
    name = raw[: max(length - 2, 0)].decode("utf-16-le", "replace")
    return _Entry(name, kind, left, right, child, start, size)


def _chain(table: "array[int]", start: int, most: int) -> list[int]:
    """The sectors from `start` on, at most so many; BrokenCompoundError where one leads out of the table."""
    chain: list[int] = []
    while start < _LAST_SECTOR and len(chain) < most:
        if start >= len(table):
            raise BrokenCompoundError("a chain that leads nowhere")
        chain.append(start)
        start = table[start]
    return chain


def compound_of(name: str, stream: bytes) -> bytes:
    """A compound file with this one stream, padded to 4096 bytes; of 400 MB at most (109 sectors of chains)."""
    sector = 4096
    body = stream.ljust(sector, b"\0")
    count = -(-len(body) // sector)
    chains = -(-(count + 1) // (sector // 4 - 1))
    fat = (
        [_FAT_SECTOR] * chains
        + [_END_OF_CHAIN]
        + list(range(chains + 2, chains + 1 + count))
        + [_END_OF_CHAIN]
    )
    fat += [_NOTHING] * (chains * sector // 4 - len(fat))
    header = MAGIC + bytes(16) + struct.pack("<5H6x", 0x3E, 4, 0xFFFE, 12, 6)
    header += struct.pack("<9I", 1, chains, chains, 0, sector, _END_OF_CHAIN, 0, _END_OF_CHAIN, 0)
    header += _FIRST_FAT_SECTORS.pack(*range(chains), *[_NOTHING] * (109 - chains))
    entries = _written("Root Entry", _ROOT, 1, 0, 0) + _written(
        name, _STREAM, _NOTHING, chains + 1, len(body)
    )
    return b"".join(
        (
            header.ljust(sector, b"\0"),
            struct.pack(f"<{len(fat)}I", *fat),
            entries.ljust(sector, b"\0"),
            body,
            bytes(-len(body) % sector),
        )
    )


def _written(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    wide = (name + "\0").encode("utf-16-le")
    links = struct.pack("<HBBIII", len(wide), kind, 1, _NOTHING, _NOTHING, child)
    return wide.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)
