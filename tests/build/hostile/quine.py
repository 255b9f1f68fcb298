"""A zip whose only member is the zip itself (the idea: Russ Cox, "Zip Files All The Way Down", 2010).

The packed stream is a program of two instructions: "print the bytes that follow" (a stored block) and "print the
last bytes again" (a match). It prints what stands before it, itself, and what stands after it.
"""

import struct
import zlib
from collections.abc import Iterator

from tests.build.hostile.raw_zip import DEFLATED, Entry, end

_NAME = "自己的副本.zip".encode()
_AGAIN = 10
"""The length of each "print again" but the last, so that the arguments of all "print" instructions are as long."""
_ARGUMENTS = 30


def quine() -> bytes:
    """The zip; its checksum stands in itself and is right all the same."""
    # However long the numbers in it say that it is, it is as long.
    draft = _written(0, 0, 0)
    packed = len(_program(*_around(0, 0, 0)))
    return _written(packed, len(draft), _fixed_point(packed, len(draft)))


def _around(packed: int, size: int, crc: int) -> tuple[bytes, bytes]:
    """What stands before and behind the packed stream."""
    entry = Entry(_NAME, b"", size, crc, DEFLATED, packed_size=packed)
    opening, line = entry.local(), entry.central(0)
    return opening, line + end(1, len(line), len(opening) + packed)


def _written(packed: int, size: int, crc: int) -> bytes:
    """The zip, were these its sizes and its checksum."""
    opening, ending = _around(packed, size, crc)
    return opening + _program(opening, ending) + ending


def _program(opening: bytes, ending: bytes) -> bytes:
    """What prints `opening`, itself and `ending`."""
    first = _print(len(opening) + 5)
    first_again = _again(len(opening) + 5)
    third, fourth, nothing = _print(_AGAIN), _print(5), _print(0)
    many, many_again = _print(_ARGUMENTS), _again(_ARGUMENTS)
    two_again = _again(_AGAIN + 5)
    last_again = _last_again(len(ending))
    last = _print(len(last_again) + len(ending))
    heads = first_again + fourth + third + nothing + many
    loop = (many_again + many) * 2
    tail = nothing * 3 + two_again + last
    assert len(heads) == len(loop) == len(tail) == _ARGUMENTS
    return b"".join(
        (
            first + opening + first,
            first_again,
            third + first_again,
            fourth + third,
            nothing,
            many + heads,
            many_again,
            many + loop,
            many_again,
            many + tail,
            two_again,
            last + last_again + ending,
            last_again,
        )
    )


def _print(length: int) -> bytes:
    """The head of a stored block: so many bytes that follow it are printed (RFC 1951, 3.2.4)."""
    return b"\0" + struct.pack("<HH", length, length ^ 0xFFFF)


def _again(length: int) -> bytes:
    """Print the last bytes again, in exactly so many bytes that end where a byte ends."""
    for parts in ([length], [length // 2, length - length // 2]):
        for empty in range(3):
            bits = _block(parts, length) + _block([], length) * empty + "000"
            padded = int(bits[::-1], 2).to_bytes(-(-len(bits) // 8), "little") + b"\0\0\xff\xff"
            if len(padded) == _AGAIN:
                return padded
    raise AssertionError(f"{length} bytes cannot be copied in {_AGAIN}")


def _last_again(rest: int) -> bytes:
    """The same at the end of the stream: itself and the `rest` printed after it are printed again."""
    for own in range(4, 8):
        bits = _block([own + rest], own + rest, final=True)
        if len(bits) <= 8 * own < len(bits) + 8:
            return int(bits[::-1], 2).to_bytes(own, "little")
    raise AssertionError("too long")


def _block(lengths: list[int], distance: int, final: bool = False) -> str:
    """A block with fixed codes, as bits in the order of the stream (RFC 1951, 3.2.5 and 3.2.6)."""
    matches = "".join(_match(length, distance) for length in lengths)
    return ("1" if final else "0") + "10" + matches + "0000000"


def _match(length: int, distance: int) -> str:
    code, base, extra = next(each for each in reversed(_lengths()) if each[1] <= length)
    symbol = f"{code - 256:07b}" if code < 280 else f"{0b11000000 + code - 280:08b}"
    far, far_base, far_extra = next(each for each in reversed(_distances()) if each[1] <= distance)
    return (
        symbol + _low_first(length - base, extra) + f"{far:05b}" + _low_first(distance - far_base, far_extra)
    )


def _low_first(number: int, bits: int) -> str:
    return "".join(str(number >> place & 1) for place in range(bits))


def _lengths() -> list[tuple[int, int, int]]:
    """(code, shortest, extra bits)."""
    return list(_codes(257, 3, [0] * 8 + [n // 4 for n in range(4, 24)]))


def _distances() -> list[tuple[int, int, int]]:
    return list(_codes(0, 1, [0] * 4 + [n // 2 for n in range(2, 28)]))


def _codes(first: int, base: int, extras: list[int]) -> Iterator[tuple[int, int, int]]:
    for code, extra in enumerate(extras, first):
        yield code, base, extra
        base += 1 << extra


def _fixed_point(packed: int, size: int) -> int:
    """The checksum that is the checksum of the zip that says so: 32 linear equations over single bits."""
    constant = zlib.crc32(_written(packed, size, 0))
    columns = [zlib.crc32(_written(packed, size, 1 << bit)) ^ constant ^ 1 << bit for bit in range(32)]
    rows = [
        sum((columns[bit] >> row & 1) << bit for bit in range(32)) | (constant >> row & 1) << 32
        for row in range(32)
    ]
    for bit in range(32):
        pivot = next(row for row in range(bit, 32) if rows[row] >> bit & 1)
        rows[bit], rows[pivot] = rows[pivot], rows[bit]
        rows = [
            row ^ rows[bit] if number != bit and row >> bit & 1 else row for number, row in enumerate(rows)
        ]
    return sum((row >> 32 & 1) << bit for bit, row in enumerate(rows))
