"""Zips that are small on disk and enormous once opened."""

import bz2
import struct
from collections.abc import Iterator
from dataclasses import replace

from tests.build.hostile.case import case
from tests.build.hostile.quine import quine
from tests.build.hostile.raw_zip import (
    BZIP2,
    LZMA,
    Entry,
    archive,
    deflated,
    end,
    end_of_many,
    pieces_of,
    stored,
    swollen,
)
from tests.build.packages import cell, rows, xlsx

MIB = 2**20
_STRANGER = xlsx(rows(cell("A1", 1)))
"""A workbook that is no form of anybody's."""
_ZEROS = bytes(1024)


@case("平面炸弹.zip", "ignored F121", inside={"refused F124": 1})
def flat_bomb() -> bytes:
    """Three megabytes that inflate to three gigabytes, and say so."""
    return archive(swollen("报送.xlsx", _ZEROS, 3 * MIB))


@case("压缩比.zip", "ignored F121", inside={"refused F124": 1, "refused L001": 1})
def high_ratio() -> bytes:
    """A member that grows a thousandfold, beside one that is only a workbook."""
    return archive(swollen("报送.xlsx", _ZEROS, 60 * 1024), deflated("其他.xlsx", _STRANGER))


@case("嵌套炸弹.zip", "refused F123")
def nested_bomb() -> bytes:
    """Sixteen zips, in each sixteen, in each sixteen, in each a hundred megabytes: the way of 42.zip."""
    inner = archive(swollen("0.xlsx", _ZEROS, 100 * 1024))
    for level in range(3):
        inner = archive(*(deflated(f"{level}-{number:02}.zip", inner) for number in range(16)))
    return inner


@case("十层.zip", "ignored F121", inside={"ignored F121": 2, "refused F122": 1})
def ten_levels() -> bytes:
    """A zip in a zip, ten times over."""
    inner = _STRANGER
    for level in range(10):
        inner = archive(deflated(f"{level}.zip" if level else "报送.xlsx", inner))
    return inner


@case("自己的副本.zip", "ignored F121", inside={"ignored F121": 2, "refused F122": 1})
def own_copy() -> bytes:
    """A zip that holds nothing but itself, byte for byte, without end."""
    return quine()


def _kernel_first(count: int) -> Iterator[Entry]:
    """Members that share one packed kernel: each quotes the headers after it as stored blocks (Fifield, 2019)."""
    kernel = swollen("0000.xlsx", _ZEROS, 4 * 1024)
    yield kernel
    body = kernel
    for number in range(1, count):
        quoted = body.local()
        # A stored block that is not the last: its length, the complement, then the next header as it stands.
        block = b"\0" + struct.pack("<HH", len(quoted), len(quoted) ^ 0xFFFF) + quoted
        packed = block + body.packed
        body = Entry(f"{number:04}.xlsx".encode(), packed, body.size + len(quoted), 0, 8)
        yield body


@case("重叠.zip", "refused F166", inside={})
def overlapping() -> bytes:
    """Five hundred members in one another's bytes, two gigabytes out of 30 KB (Fifield's bomb)."""
    members = list(_kernel_first(500))
    whole = members[-1].local() + members[-1].packed
    starts = [len(whole) - len(member.local()) - len(member.packed) for member in members]
    lines = [member.central(start) for member, start in zip(members, starts, strict=True)]
    directory = b"".join(lines)
    return whole + directory + end(len(lines), len(directory), len(whole))


@case("同一份.zip", "refused F166", inside={})
def all_the_same() -> bytes:
    """Five hundred lines of the directory, all for one member of 15 MB."""
    member = swollen("0.xlsx", _ZEROS, 15 * 1024)
    whole = member.local() + member.packed
    lines = [replace(member, name=f"{number}.xlsx".encode()).central(0) for number in range(500)]
    directory = b"".join(lines)
    return whole + directory + end(len(lines), len(directory), len(whole))


@case("十万个.zip", "refused F123", inside={})
def hundred_thousand() -> Iterator[bytes]:
    """A hundred thousand small members."""
    return pieces_of(stored(f"{number:06}.txt", b"x") for number in range(100_000))


@case("百万条目.zip", "refused F123", inside={}, slow=True)
def million_lines() -> Iterator[bytes]:
    """A directory of a million lines: 50 MB that a reader turns into a gigabyte of objects."""
    member = stored("0.txt", b"x")
    whole = member.local() + member.packed
    yield whole
    line = member.central(0)
    for _ in range(100):
        yield line * 10_000
    yield end_of_many(1_000_000, len(line) * 1_000_000, len(whole))


@case("谎报条目.zip", "refused F102")
def claims_a_million_lines() -> bytes:
    """A directory of one line that claims a million, and to be larger than the file."""
    member = stored("0.txt", b"x")
    whole = member.local() + member.packed
    line = member.central(0)
    return whole + line + end_of_many(1_000_000, 2**40, len(whole))


@case("字典.zip", "ignored F121", inside={"refused F126": 1})
def huge_dictionary() -> bytes:
    """A member packed with LZMA, which asks for a dictionary of 4 GB."""
    properties = b"\x09\x14\x05\0" + b"\x5d" + struct.pack("<I", 2**32 - 1)
    packed = properties + bytes(64)
    return archive(Entry("报送.xlsx".encode(), packed, 1000, 0, LZMA))


@case("bz2.zip", "ignored F121", inside={"refused F126": 1})
def tight_bzip2() -> bytes:
    """A member packed with bzip2, which packs zeros a hundred times as tightly as deflate."""
    packed = bz2.compress(bytes(8 * MIB))
    return archive(Entry("报送.xlsx".encode(), packed, 8 * MIB, 0, BZIP2))
