"""A zip as a list of parts whose headers may lie, and what may be wrong with it."""

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tests.build.mutator.chance import Chance
from tests.build.mutator.hostile import NAMES, WIDE

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_STORED, _DEFLATED = 0, 8
_UTF8 = 0x800
_DAY = (44 << 9) | (2 << 5) | 2
"""2 February 2024, so that equal parts are equal bytes."""


@dataclass(frozen=True, slots=True)
class Header:
    """What one header says of a part; None: the truth."""

    name: bytes | None = None
    version: int = 20
    flags: int = _UTF8
    method: int | None = None
    crc: int | None = None
    packed: int | None = None
    size: int | None = None
    offset: int | None = None
    extra: bytes = b""


@dataclass(frozen=True, slots=True)
class Part:
    """One part, and what its two headers say; `broken`: how many bytes of the packed data are missing."""

    name: bytes
    data: bytes
    stored: bool = False
    broken: int = 0
    local: Header = field(default_factory=Header)
    central: Header = field(default_factory=Header)

    def packed(self) -> bytes:
        """The bytes between the headers."""
        whole = self.data if self.stored else _deflated(self.data)
        return whole[: max(0, len(whole) - self.broken)]


Parts = tuple[Part, ...]


def parts_of(data: bytes) -> Parts:
    """The parts of a sound zip; raises what zipfile raises."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return tuple(_part(archive, info) for info in archive.infolist())


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Part:
    # zipfile takes a name without the flag for cp437; what Chinese programs mean by it is GBK.
    flag = info.flag_bits & _UTF8
    name = info.orig_filename.encode("utf-8" if flag else "cp437", "surrogateescape")
    return Part(name, archive.read(info), local=Header(flags=flag), central=Header(flags=flag))


def written(parts: Sequence[Part], end: bytes = b"") -> bytes:
    """A zip of these parts; `end` stands for the usual end record."""
    body, directory = io.BytesIO(), io.BytesIO()
    for part in parts:
        at, packed = body.tell(), part.packed()
        body.write(_LOCAL + _told(part, part.local, packed) + _names(part, part.local) + packed)
        directory.write(_CENTRAL + struct.pack("<H", 20) + _told(part, part.central, packed))
        directory.write(struct.pack("<HHHII", 0, 0, 0, 0, _or(part.central.offset, at)))
        directory.write(_names(part, part.central))
    start, size = body.tell(), directory.tell()
    counted = len(parts) & 0xFFFF
    usual = _END + struct.pack("<HHHHIIH", 0, 0, counted, counted, size, start, 0)
    return body.getvalue() + directory.getvalue() + (end or usual)


def _told(part: Part, header: Header, packed: bytes) -> bytes:
    """The fields that both headers have, from the version needed to the lengths of name and extra field."""
    method = _or(header.method, _STORED if part.stored else _DEFLATED)
    crc = _or(header.crc, zlib.crc32(part.data))
    sizes = _or(header.packed, len(packed)), _or(header.size, len(part.data) & 0xFFFFFFFF)
    lengths = len(_name(part, header)), len(header.extra)
    return struct.pack("<5H3I2H", header.version, header.flags, method, 0, _DAY, crc, *sizes, *lengths)


def _names(part: Part, header: Header) -> bytes:
    return _name(part, header) + header.extra


def _name(part: Part, header: Header) -> bytes:
    return (part.name if header.name is None else header.name)[:0xFFFF]


def _or(claimed: int | None, true: int) -> int:
    return true if claimed is None else claimed


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def _with(parts: Parts, at: int, part: Part) -> Parts:
    return (*parts[:at], part, *parts[at + 1 :])


# ------------------------------------------------------------ what may be wrong


def part_dropped(parts: Parts, chance: Chance) -> Parts:
    """One part is missing."""
    at = chance.below(len(parts))
    return parts[:at] + parts[at + 1 :]


def part_doubled(parts: Parts, chance: Chance) -> Parts:
    """A part stands twice, the second time perhaps with another's content."""
    part, other = chance.one(parts), chance.one(parts)
    twin = replace(part, data=other.data if chance.often(0.5) else part.data)
    at = chance.below(len(parts) + 1)
    return (*parts[:at], twin, *parts[at:])


def contents_swapped(parts: Parts, chance: Chance) -> Parts:
    """Two parts bear each other's names."""
    first, second = chance.below(len(parts)), chance.below(len(parts))
    swapped = _with(parts, first, replace(parts[first], data=parts[second].data))
    return _with(swapped, second, replace(parts[second], data=parts[first].data))


def part_renamed(parts: Parts, chance: Chance) -> Parts:
    """A part under a name that leads elsewhere, is no name, or means another part."""
    at = chance.below(len(parts))
    name = chance.one((chance.one(NAMES), parts[at].name.upper(), parts[at].name.replace(b"/", b"\\")))
    return _with(parts, at, replace(parts[at], name=name))


def shuffled(parts: Parts, chance: Chance) -> Parts:
    """The parts in another order, all or one of them."""
    order = list(parts)
    if chance.often(0.5):
        chance.random.shuffle(order)
    else:
        order.insert(0, order.pop(chance.below(len(order))))
    return tuple(order)


def packed_data_broken(parts: Parts, chance: Chance) -> Parts:
    """The packed bytes end too early, though the headers fit."""
    at = chance.below(len(parts))
    return _with(parts, at, replace(parts[at], broken=1 + chance.below(200)))


def header_lies(parts: Parts, chance: Chance) -> Parts:
    """One of the headers says something else of a part, or both do."""
    at = chance.below(len(parts))
    lie = _lie(chance, parts[at])
    told = {where: replace(getattr(parts[at], where), **lie) for where in _lying(chance)}
    return _with(parts, at, replace(parts[at], **told))


def _lying(chance: Chance) -> tuple[str, ...]:
    return chance.one((("local",), ("central",), ("local", "central")))


def _lie(chance: Chance, part: Part) -> dict[str, int | bytes]:
    number = chance.one((chance.one(WIDE), len(part.data) + 1, max(0, len(part.data) - 1)))
    wrong: tuple[dict[str, int | bytes], ...] = (
        {"crc": number},
        {"packed": number},
        {"size": number},
        {"offset": number},
        {"method": chance.one((0, 1, 6, 9, 12, 14, 93, 95, 99, 0xFFFF))},
        {"flags": chance.one((0, 1, 1 << 3, 1 << 5, 1 << 6, 1 << 13, 0x801, 0xFFFF))},
        {"version": chance.one((0, 45, 63, 255, 0xFFFF))},
        {"name": chance.one(NAMES)},
        {"extra": chance.one(_EXTRAS)},
    )
    return chance.one(wrong)


_EXTRAS = (
    b"\x01\x00",
    b"\x01\x00\xff\xff",
    struct.pack("<HHQQQ", 1, 24, 2**63, 2**63, 2**63),
    struct.pack("<HHQQ", 1, 16, 0, 0),
    b"\x75\x70\x05\x00\x01\0\0\0\0",
    b"\x99\x01\x07\x00\x02\x00AE\x03\x08\x00",
    bytes(4000),
)
"""zip64 that lies, a name in Unicode, AES, and what is cut off."""


def one_body_for_two(parts: Parts, chance: Chance) -> Parts:
    """A part whose entry points at the first part's bytes."""
    at = chance.below(len(parts))
    return _with(parts, at, replace(parts[at], central=replace(parts[at].central, offset=0)))


def stored(parts: Parts, chance: Chance) -> Parts:
    """All parts as they are, not packed."""
    return tuple(replace(part, stored=True) for part in parts)


def swollen(parts: Parts, chance: Chance) -> Parts:
    """A part that inflates to megabytes of blanks."""
    at = chance.below(len(parts))
    return _with(parts, at, replace(parts[at], data=parts[at].data + b" " * (chance.one((1, 4, 30)) << 20)))


def many_parts(parts: Parts, chance: Chance) -> Parts:
    """Many small parts beside them, or more than anything has."""
    count = chance.one((60, 300, 12_000))
    return (*parts, *(Part(b"xl/media/%d.png" % number, b"x", stored=True) for number in range(count)))


OPERATIONS = (
    part_dropped,
    part_dropped,
    part_doubled,
    contents_swapped,
    part_renamed,
    part_renamed,
    shuffled,
    packed_data_broken,
    header_lies,
    header_lies,
    header_lies,
    one_body_for_two,
    stored,
    swollen,
    many_parts,
)


def end_of(parts: Sequence[Part], chance: Chance) -> bytes:
    """An end record that counts or points wrongly, or carries a comment."""
    fields = [0, 0, len(parts), len(parts), chance.one(WIDE), chance.one(WIDE), chance.one((0, 5, 0xFFFF))]
    fields[chance.below(4)] = chance.one((0, 1, 0xFFFF))
    return _END + struct.pack("<HHHHIIH", *fields) + chance.one((b"", b"PK\x05\x06" + bytes(18), b"x" * 300))
