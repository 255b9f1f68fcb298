"""The directory at the end of a zip (APPNOTE 6.3.10, 4.3.12-4.3.16), read without trusting any number in it.

zipfile takes all entries into memory at once, as many as there are, and mends what does not fit together; here
the end record is looked at first, no more entries are read than a workbook has parts, and whatever does not fit
is kept for `soundness` to name.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

MOST_PARTS = 10_000
"""Of an honest workbook hardly more than a hundred, and one more for each picture."""

_END, _END64, _LOCATOR, _ENTRY = b"PK\5\6", b"PK\6\6", b"PK\6\7", b"PK\1\2"
_END_RECORD = struct.Struct("<4s4H2IH")
_END64_RECORD = struct.Struct("<4sQ2H2I4Q")
_LOCATOR_RECORD = struct.Struct("<4sIQI")
_ENTRY_RECORD = struct.Struct("<4s6H3I5H2I")
_LONGEST_COMMENT = 0xFFFF
_PADDING = b"\0\r\n"
"""What mail gateways and disks put behind a file; it cannot be a second content."""
_MOST_PADDING = 2**20
_LATER = 0xFFFFFFFF
"""Stands where the number itself is in the zip64 extra field."""
_UTF8 = 0x800


class BrokenZipError(ValueError):
    """No directory can be read: the file is cut short or torn."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One member as the directory has it; `name` with `/` between folders whatever stands there, `raw` its bytes."""

    name: str
    raw: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int

    @property
    def is_folder(self) -> bool:
        """Whether it only names a folder."""
        return self.name.endswith("/")


@dataclass(frozen=True, slots=True)
class Directory:
    """The entries, at most one more than MOST_PARTS, of a directory that stands at `begin`.

    `claimed` is the number of entries that the end record says, `fits` whether all its numbers agree with each
    other and with the bytes there are; `ahead` and `behind` tell of bytes before the zip and after it.
    """

    entries: tuple[Entry, ...]
    begin: int
    claimed: int
    fits: bool
    ahead: bool
    behind: bool


@dataclass(frozen=True, slots=True)
class _End:
    """What the end record says; `stands` is where the directory has to end."""

    claimed: int
    size: int
    offset: int
    stands: int
    agrees: bool = True


def read_directory(data: bytes) -> Directory:
    """The directory of zip bytes; BrokenZipError where there is none."""
    at = _end_record(data)
    _, _, _, _, claimed, size, offset, comment = _END_RECORD.unpack_from(data, at)
    end = _with_zip64(data, at, _End(claimed, size, offset, at))
    begin = end.stands - end.size
    if begin < 0 or begin < end.offset or at + _END_RECORD.size + comment > len(data):
        raise BrokenZipError("bytes are missing")
    spans = tuple(_spans(data, begin, end.stands))
    if end.claimed and not spans:
        raise BrokenZipError("no entries")
    return Directory(
        tuple(_entry(data, at) for at, _ in spans),
        begin,
        end.claimed,
        fits=end.agrees and _is_filled(spans, end),
        ahead=begin > end.offset,
        behind=bool(data[at + _END_RECORD.size + comment :].strip(_PADDING)),
    )


def _end_record(data: bytes) -> int:
    tail = data[-_MOST_PADDING:]
    padding = len(tail) - len(tail.rstrip(_PADDING))
    at = data.rfind(_END, max(0, len(data) - padding - _LONGEST_COMMENT - _END_RECORD.size))
    if at < 0 or at + _END_RECORD.size > len(data):
        raise BrokenZipError("no end record")
    return at


def _with_zip64(data: bytes, at: int, end: _End) -> _End:
    """The end as the zip64 record has it, where there is one; what both say has to be the same."""
    locator = at - _LOCATOR_RECORD.size
    if locator < 0 or not data.startswith(_LOCATOR, locator):
        return end
    # What stands before a zip moves the record; it always stands right before its locator.
    stands = locator - _END64_RECORD.size
    if stands < 0 or not data.startswith(_END64, stands):
        raise BrokenZipError("no zip64 end record")
    *_, claimed, size, offset = _END64_RECORD.unpack_from(data, stands)
    pairs = ((end.claimed, claimed, 0xFFFF), (end.size, size, _LATER), (end.offset, offset, _LATER))
    return _End(claimed, size, offset, stands, all(a in (b, later) for a, b, later in pairs))


def _spans(data: bytes, at: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each entry begins and ends, of no more than a workbook may have and one."""
    for _ in range(MOST_PARTS + 1):
        if at + _ENTRY_RECORD.size > end or not data.startswith(_ENTRY, at):
            return
        following = at + _ENTRY_RECORD.size + sum(struct.unpack_from("<3H", data, at + 28))
        yield at, following
        at = following


def _is_filled(spans: tuple[tuple[int, int], ...], end: _End) -> bool:
    """Whether there are as many entries as claimed, up to the end record, as far as they were read."""
    if len(spans) > MOST_PARTS:
        return True
    return len(spans) == end.claimed and (not spans or spans[-1][1] == end.stands)


def _entry(data: bytes, at: int) -> Entry:
    _, _, _, flags, method, _, _, crc, packed, size, *rest = _ENTRY_RECORD.unpack_from(data, at)
    name_size, extra_size, _, _, _, _, offset = rest
    at += _ENTRY_RECORD.size
    raw, extra = data[at : at + name_size], data[at + name_size : at + name_size + extra_size]
    size, packed, offset = _numbers(extra, size, packed, offset)
    return Entry(_decoded(raw, flags), raw, flags, method, crc, packed, size, offset)


def _numbers(extra: bytes, *numbers: int) -> tuple[int, ...]:
    """Size, packed size and offset, each from the zip64 extra field (id 1) where the entry leaves it to that."""
    if _LATER not in numbers:
        return numbers
    wide = iter(_zip64_numbers(extra))
    return tuple(next(wide, _LATER) if number == _LATER else number for number in numbers)


def _zip64_numbers(extra: bytes) -> tuple[int, ...]:
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        if kind == 1:
            body = extra[at + 4 : at + 4 + size]
            return struct.unpack_from(f"<{min(len(body) // 8, 3)}Q", body)
        at += 4 + size
    return ()


def _decoded(raw: bytes, flags: int) -> str:
    codec = "utf-8" if flags & _UTF8 else "cp437"
    # Some exporters write part names the Windows way.
    return raw.decode(codec, "backslashreplace").replace("\\", "/")
