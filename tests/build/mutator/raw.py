"""Bytes changed without regard to what they mean."""

import struct

from tests.build.mutator.chance import Chance
from tests.build.mutator.hostile import WIDE


def flipped(data: bytes, chance: Chance) -> bytes:
    """Some bits turned over."""
    changed = bytearray(data)
    for _ in range(1 + chance.below(8) if changed else 0):
        changed[chance.below(len(changed))] ^= 1 << chance.below(8)
    return bytes(changed)


def inserted(data: bytes, chance: Chance) -> bytes:
    """A few bytes more."""
    at = chance.below(len(data) + 1)
    return data[:at] + chance.random.randbytes(1 + chance.below(16)) + data[at:]


def lost(data: bytes, chance: Chance) -> bytes:
    """A piece less."""
    gap = chance.span(len(data), chance.one((4, 64, 4096)))
    return data[: gap.start] + data[gap.stop :]


def cut(data: bytes, chance: Chance) -> bytes:
    """Broken off, anywhere or near the end."""
    return data[: chance.below(len(data))] if chance.often(0.5) else data[: -1 - chance.below(64)]


def copied(data: bytes, chance: Chance) -> bytes:
    """A block written over another."""
    block = data[chance.span(len(data), 512)]
    at = chance.below(len(data))
    return data[:at] + block + data[at + len(block) :]


def doubled(data: bytes, chance: Chance) -> bytes:
    """A piece standing twice, one after the other."""
    piece = chance.span(len(data), 4096)
    return data[: piece.stop] + data[piece] + data[piece.stop :]


def overwritten(data: bytes, chance: Chance) -> bytes:
    """A number of two, four or eight bytes set to an extreme."""
    form = chance.one(("<H", "<I", ">I", "<Q"))
    number = struct.pack(form, chance.one(WIDE) & (256 ** struct.calcsize(form) - 1))
    at = chance.below(len(data))
    return data[:at] + number + data[at + len(number) :]


def wrapped(data: bytes, chance: Chance) -> bytes:
    """Something before it or behind it."""
    extra = chance.one(
        (b"\0", b"PK\x05\x06", b"%PDF-1.4\n", b"\xef\xbb\xbf", b"MZ", chance.random.randbytes(700))
    )
    return extra + data if chance.often(0.5) else data + extra


def emptied(data: bytes, chance: Chance) -> bytes:
    """Nothing at all, or zeros of the same length."""
    return b"" if chance.often(0.5) else bytes(len(data))


OPERATIONS = (
    flipped,
    flipped,
    inserted,
    lost,
    cut,
    copied,
    doubled,
    overwritten,
    overwritten,
    wrapped,
    emptied,
)
