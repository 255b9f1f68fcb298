"""Records of a binary workbook, those of .xls ([MS-XLS]) and of .xlsb ([MS-XLSB]), and what may be wrong with them."""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tests.build.mutator import raw
from tests.build.mutator.chance import Chance
from tests.build.mutator.hostile import WIDE


@dataclass(frozen=True, slots=True)
class Record:
    """A record; `claimed` is the length that its head says, None for the true one."""

    kind: int
    body: bytes
    claimed: int | None = None


Records = tuple[Record, ...]


def biff(stream: bytes) -> Records:
    """The records of an .xls stream; what is left over at the end is lost."""
    return tuple(_biff(stream))


def _biff(stream: bytes) -> Iterator[Record]:
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield Record(kind, stream[at + 4 : at + 4 + size])
        at += 4 + size


def biff_stream(records: Records) -> bytes:
    """The stream of these records."""
    return b"".join(
        struct.pack("<HH", each.kind & 0xFFFF, _claimed(each) & 0xFFFF) + each.body for each in records
    )


def xlsb(stream: bytes) -> Records:
    """The records of a part of an .xlsb; raises IndexError where it breaks off."""
    return tuple(_xlsb(stream))


def _xlsb(stream: bytes) -> Iterator[Record]:
    at = 0
    while at < len(stream):
        kind, at = _number(stream, at)
        size, at = _number(stream, at)
        yield Record(kind, stream[at : at + size])
        at += size


def _number(stream: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        number |= (stream[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if not stream[at - 1] & 0x80 or shift == 28:
            return number, at


def xlsb_stream(records: Records) -> bytes:
    """The part of these records."""
    return b"".join(_varint(each.kind) + _varint(_claimed(each)) + each.body for each in records)


def _varint(number: int) -> bytes:
    """Seven bits a byte, lowest first, four bytes at most."""
    septets = [number >> shift & 0x7F for shift in (0, 7, 14, 21)]
    while len(septets) > 1 and not septets[-1]:
        septets.pop()
    return bytes([*(septet | 0x80 for septet in septets[:-1]), septets[-1]])


def _claimed(record: Record) -> int:
    return len(record.body) if record.claimed is None else record.claimed


# ------------------------------------------------------------ what may be wrong


def _chosen(records: Records, chance: Chance) -> int:
    """A record, every kind as likely as any other: most are cells."""
    kinds: dict[int, list[int]] = {}
    for number, record in enumerate(records):
        kinds.setdefault(record.kind, []).append(number)
    return chance.one(chance.one(list(kinds.values())))


def _changed(records: Records, chance: Chance, change: Callable[[Record], Record]) -> Records:
    at = _chosen(records, chance)
    return (*records[:at], change(records[at]), *records[at + 1 :])


def record_of_another_kind(records: Records, chance: Chance) -> Records:
    """A record is called something else."""
    kind = chance.one((chance.one(records).kind, chance.below(1 << 14), 0))
    return _changed(records, chance, lambda each: replace(each, kind=kind))


def record_length_claimed(records: Records, chance: Chance) -> Records:
    """A record says that it is longer or shorter than it is."""
    lie = chance.one((-4, -1, 1, 4))
    extreme = chance.one((0, 1, 8224, 8225, 0xFFFF, None))
    return _changed(
        records,
        chance,
        lambda each: replace(each, claimed=max(0, len(each.body) + lie) if extreme is None else extreme),
    )


def record_cut(records: Records, chance: Chance) -> Records:
    """A record is shorter than its kind must be."""
    return _changed(
        records, chance, lambda each: replace(each, body=each.body[: chance.below(len(each.body))])
    )


def record_grown(records: Records, chance: Chance) -> Records:
    """A record is longer than its kind may be."""
    return _changed(
        records, chance, lambda each: replace(each, body=each.body + bytes(1 + chance.below(9000)))
    )


def record_number_extreme(records: Records, chance: Chance) -> Records:
    """A number in a record is the smallest or the largest there is, or no number."""
    form = chance.one(("<H", "<I", "<d"))
    extremes = (float("nan"), float("inf"), -1e308, 5e-324, -693594.0, 2958466.0)
    number = struct.pack(form, chance.one(extremes) if form == "<d" else chance.one(WIDE) & _mask(form))

    def set_in(each: Record) -> Record:
        at = chance.below(len(each.body) // 2) * 2
        return replace(each, body=each.body[:at] + number + each.body[at + len(number) :])

    return _changed(records, chance, set_in)


def _mask(form: str) -> int:
    return int(256 ** struct.calcsize(form) - 1)


def record_bytes_changed(records: Records, chance: Chance) -> Records:
    """Some bytes of a record are others."""
    return _changed(records, chance, lambda each: replace(each, body=raw.flipped(each.body, chance)))


def record_dropped(records: Records, chance: Chance) -> Records:
    """A record is missing."""
    at = _chosen(records, chance)
    return records[:at] + records[at + 1 :]


def record_doubled(records: Records, chance: Chance) -> Records:
    """A record stands there again and again."""
    at = _chosen(records, chance)
    return (*records[:at], *(records[at],) * chance.one((2, 2, 500)), *records[at + 1 :])


def record_moved(records: Records, chance: Chance) -> Records:
    """A record stands elsewhere."""
    order = list(records)
    order.insert(chance.below(len(order)), order.pop(_chosen(records, chance)))
    return tuple(order)


OPERATIONS = (
    record_of_another_kind,
    record_length_claimed,
    record_cut,
    record_grown,
    record_number_extreme,
    record_number_extreme,
    record_number_extreme,
    record_bytes_changed,
    record_bytes_changed,
    record_dropped,
    record_doubled,
    record_moved,
)
