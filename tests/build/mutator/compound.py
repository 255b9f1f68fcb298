"""An OLE compound file ([MS-CFB]) with its sectors in reach, and what may be wrong with it."""

import io
import struct
from collections.abc import Callable
from dataclasses import dataclass

import olefile

from tests.build.mutator.chance import Chance
from tests.build.mutator.hostile import WIDE

_ENTRY = 128
_HEADER_FIELDS = (
    (24, "<H"),
    (26, "<H"),
    (28, "<H"),
    (30, "<H"),
    (32, "<H"),
    *((at, "<I") for at in range(40, 76, 4)),
)
_ENTRY_FIELDS = (
    (64, "<H"),
    (66, "<B"),
    (67, "<B"),
    (68, "<I"),
    (72, "<I"),
    (76, "<I"),
    (116, "<I"),
    (120, "<I"),
)
"""Offset and form of the numbers in the header, and in an entry of the directory."""


@dataclass(frozen=True, slots=True)
class Compound:
    """The bytes of a compound file, its sector size, and the sectors of its table, directory and workbook."""

    data: bytes
    sector: int
    table: tuple[int, ...]
    directory: tuple[int, ...]
    stream: tuple[int, ...]

    def at(self, sector: int) -> int:
        """Where a sector begins."""
        return (sector + 1) * self.sector

    def with_bytes(self, at: int, changed: bytes) -> "Compound":
        """The file with these bytes in place of what stands there."""
        data = self.data[:at] + changed + self.data[at + len(changed) :]
        return Compound(data[: max(len(self.data), at)], self.sector, self.table, self.directory, self.stream)

    def workbook(self) -> bytes:
        """The workbook's stream, padding included."""
        return b"".join(self.data[self.at(each) : self.at(each) + self.sector] for each in self.stream)

    def with_workbook(self, stream: bytes) -> "Compound":
        """The file with another stream in the same sectors: filled with zeros, or cut off."""
        whole = stream.ljust(len(self.stream) * self.sector, b"\0")
        changed = self
        for number, sector in enumerate(self.stream):
            piece = whole[number * self.sector : (number + 1) * self.sector]
            changed = changed.with_bytes(self.at(sector), piece)
        return changed


def compound_of(data: bytes) -> Compound:
    """A sound compound file with a workbook in it; raises what olefile raises."""
    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        table = tuple(each for each in struct.unpack_from("<109I", data, 76) if each < 0xFFFFFFFA)
        name = "Workbook" if ole.exists("Workbook") else "Book"
        entry = ole.direntries[ole._find(name)]
        directory = _chain(ole.fat, ole.first_dir_sector)
        return Compound(data, ole.sectorsize, table, directory, _chain(ole.fat, entry.isectStart))


def _chain(table: list[int], first: int) -> tuple[int, ...]:
    sectors: list[int] = []
    while first < len(table) and len(sectors) < len(table):
        sectors.append(first)
        first = table[first]
    return tuple(sectors)


def _number(form: str, chance: Chance) -> bytes:
    return struct.pack(form, chance.one(WIDE) & int(256 ** struct.calcsize(form) - 1))


# ------------------------------------------------------------ what may be wrong


def header_field(file: Compound, chance: Chance) -> Compound:
    """A number in the header is an extreme one: sector sizes, counts, first sectors."""
    at, form = chance.one(_HEADER_FIELDS)
    return file.with_bytes(at, _number(form, chance))


def table_entry(file: Compound, chance: Chance) -> Compound:
    """A sector is followed by itself, by any other, or by one that is not there."""
    number = chance.below(len(file.table) * file.sector // 4)
    at = file.at(file.table[number * 4 // file.sector]) + number * 4 % file.sector
    following = chance.one((number, chance.below(len(file.data) // file.sector), chance.one(WIDE)))
    return file.with_bytes(at, struct.pack("<I", following))


def chain_broken(file: Compound, chance: Chance) -> Compound:
    """The chain of the workbook's own sectors leads back, away or nowhere."""
    sector = chance.one(file.stream or (0,))
    at = file.at(file.table[sector * 4 // file.sector % len(file.table)]) + sector * 4 % file.sector
    return file.with_bytes(at, struct.pack("<I", chance.one((sector, *file.stream[:1], chance.one(WIDE)))))


def directory_entry(file: Compound, chance: Chance) -> Compound:
    """An entry of the directory has another kind, size, beginning or neighbour, or another name."""
    at = file.at(chance.one(file.directory)) + _ENTRY * chance.below(file.sector // _ENTRY)
    if chance.often(0.2):
        return file.with_bytes(at + 2 * chance.below(16), chance.random.randbytes(2))
    offset, form = chance.one(_ENTRY_FIELDS)
    neighbour = struct.pack(form, chance.below(8))
    return file.with_bytes(at + offset, chance.one((neighbour, _number(form, chance))))


def sectors_swapped(file: Compound, chance: Chance) -> Compound:
    """Two sectors change places."""
    count = len(file.data) // file.sector - 1
    first, second = file.at(chance.below(count)), file.at(chance.below(count))
    one, other = file.data[first : first + file.sector], file.data[second : second + file.sector]
    return file.with_bytes(first, other).with_bytes(second, one)


def sectors_lost(file: Compound, chance: Chance) -> Compound:
    """The file ends after any of its sectors."""
    kept = file.data[: file.sector * (1 + chance.below(len(file.data) // file.sector))]
    return Compound(kept, file.sector, file.table, file.directory, file.stream)


OPERATIONS: tuple[Callable[[Compound, Chance], Compound], ...] = (
    header_field,
    table_entry,
    chain_broken,
    directory_entry,
    directory_entry,
    sectors_swapped,
    sectors_lost,
)
