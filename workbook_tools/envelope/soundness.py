"""What is wrong with the zip of a workbook, before anything in it is inflated.

Programs differ in what they make of a zip that contradicts itself. Where two of them could see two different
workbooks the file is refused, never guessed at; what honest programs write (data descriptors, zip64 fields on
small parts, stored parts, back slashes) passes.
"""

import re
from collections.abc import Callable, Iterator
from itertools import chain, pairwise

from workbook_tools.envelope.directory import MOST_PARTS, Directory, Entry
from workbook_tools.envelope.inflate import DEFLATED, LOCAL_HEADER, STORED, body_at
from workbook_tools.envelope.names import is_device
from workbook_tools.messages.found import found
from workbook_tools.model import Finding

_MOST_OF_A_PART = 512 * 2**20
_MOST_IN_ALL = 2**30
RATIO, RATIO_FROM = 200, 20 * 2**20
"""Inflated to packed, of one part; small ones do no harm."""
_RATIO_OF_DEFLATE = 1_032
"""No deflated byte stands for more (zlib's technical details)."""
_SMALL = 4_096

_LOCAL = b"PK\3\4"
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_SIZES_FOLLOW = 0x8
_IN_ZIP64 = 0xFFFFFFFF

_LONGEST_NAME = 255
_NO_NAME = re.compile(r'[\0-\x1f\x7f<>:"|?*]|\A/|//|[. ](?:/|\Z)')


def unsound(data: bytes, directory: Directory) -> Finding | None:
    """The first thing for which a workbook is refused (F131-F137, F159), or None."""
    return next(chain.from_iterable(check(data, directory) for check in _CHECKS), None)


def _too_many(_: bytes, directory: Directory) -> Iterator[Finding]:
    if max(directory.claimed, len(directory.entries)) > MOST_PARTS:
        yield found("F131", limit=str(MOST_PARTS))


def _around(_: bytes, directory: Directory) -> Iterator[Finding]:
    if directory.ahead or directory.behind:
        yield found("F136")


def _contradictory(_: bytes, directory: Directory) -> Iterator[Finding]:
    if not directory.fits:
        yield found("F135")


def _names(_: bytes, directory: Directory) -> Iterator[Finding]:
    for entry in directory.entries:
        name = entry.name.removesuffix("/")
        if len(name) > _LONGEST_NAME or _NO_NAME.search(name) or any(map(is_device, name.split("/"))):
            yield found("F134")


def _twins(_: bytes, directory: Directory) -> Iterator[Finding]:
    """Office programs take the names of parts for the same whatever their case."""
    seen: set[str] = set()
    for entry in directory.entries:
        name = entry.name.casefold()
        if name in seen and not entry.is_folder:
            yield found("F133")
        seen.add(name)


def _packing(_: bytes, directory: Directory) -> Iterator[Finding]:
    if any(e.flags & _ENCRYPTED or e.method not in (STORED, DEFLATED) for e in directory.entries):
        yield found("F137")


def _sizes(_: bytes, directory: Directory) -> Iterator[Finding]:
    for entry in directory.entries:
        if entry.size > _MOST_OF_A_PART:
            yield found("F132", limit=str(_MOST_OF_A_PART // 2**20))
        ratio = RATIO if entry.size >= RATIO_FROM else _RATIO_OF_DEFLATE
        if entry.size > _SMALL and entry.size > ratio * entry.packed:
            yield found("F159", limit=str(ratio))
    if sum(entry.size for entry in directory.entries) > _MOST_IN_ALL:
        yield found("F132", limit=str(_MOST_IN_ALL // 2**20))


def _headers(data: bytes, directory: Directory) -> Iterator[Finding]:
    if any(_is_denied(data, entry, directory.begin) for entry in directory.entries):
        yield found("F135")


def _is_denied(data: bytes, entry: Entry, end: int) -> bool:
    """Whether the header before a member says otherwise than the directory, or the member leaves its place."""
    if entry.offset + LOCAL_HEADER.size > end or not data.startswith(_LOCAL, entry.offset):
        return True
    _, _, flags, method, _, _, _, packed, size, name_size, _ = LOCAL_HEADER.unpack_from(data, entry.offset)
    begin = entry.offset + LOCAL_HEADER.size
    name = data[begin : begin + name_size]
    known = ((size, entry.size), (packed, entry.packed))
    unsaid = (0, _IN_ZIP64) if flags & _SIZES_FOLLOW else (_IN_ZIP64,)
    return (
        body_at(data, entry) + entry.packed > end
        or (method, flags & _ENCRYPTED) != (entry.method, entry.flags & _ENCRYPTED)
        or name.replace(b"\\", b"/") != entry.raw.replace(b"\\", b"/")
        or any(said != true and said not in unsaid for said, true in known)
        or (entry.method == STORED and entry.packed != entry.size)
    )


def _places(data: bytes, directory: Directory) -> Iterator[Finding]:
    """Members stand one behind the other from the first byte on, with no further member hidden between them."""
    spans = sorted((entry.offset, body_at(data, entry) + entry.packed) for entry in directory.entries)
    if spans and spans[0][0] != 0:
        yield found("F136")
    for (_, end), (following, _) in pairwise([*spans, (directory.begin, directory.begin)]):
        if end > following or data.find(_LOCAL, end, following) >= 0:
            yield found("F135")


_CHECKS: tuple[Callable[[bytes, Directory], Iterator[Finding]], ...] = (
    _too_many,
    _around,
    _contradictory,
    _names,
    _twins,
    _packing,
    _sizes,
    _headers,
    _places,
)
