"""Workbooks whose zip lies, climbs out, hides something or lacks something."""

from collections.abc import Iterator
from dataclasses import replace

from tests.build.hostile.case import add, of_return
from tests.build.hostile.raw_zip import (
    ENCRYPTED,
    LZMA,
    UTF8_NAME,
    Entry,
    archive,
    deflated,
    end,
    entries_of,
    pieces_of,
    stored,
    swollen,
    with_entries,
)
from tests.build.hostile.reworked import MAIN
from tests.build.packages import cell, rows, xlsx
from tests.golden.sound import FORM_PART, Sound

_RELS = "xl/_rels/workbook.xml.rels"


@of_return("十万部件.xlsx", "refused F131")
def many_parts(sound: Sound) -> Iterator[bytes]:
    """A return with a hundred thousand more parts."""
    more = [stored(f"xl/x/{number}.xml", b"x") for number in range(100_000)]
    return pieces_of([*entries_of(sound.book()), *more])


@of_return("谎报部件.xlsx", "refused F131")
def claims_many_parts(sound: Sound) -> bytes:
    """A return whose end record claims 60,000 parts."""
    whole = sound.book()
    at = len(whole) - 22
    return whole[: at + 8] + b"\x60\xea\x60\xea" + whole[at + 12 :]


@of_return("大部件.xlsx", "refused F132")
def declared_bomb(sound: Sound) -> bytes:
    """A sheet of two gigabytes of spaces, honestly declared."""
    bomb = swollen(FORM_PART, b" " * 1024, 2 * 2**20, before=f'<worksheet xmlns="{MAIN}">'.encode())
    return with_entries(sound.book(), bomb)


@of_return("大串表.xlsx", "refused F132")
def gigabyte_of_strings(sound: Sound) -> bytes:
    """Shared strings of a gigabyte."""
    item = b"<si><t>" + b"x" * 1000 + b"</t></si>"
    start = f'<sst xmlns="{MAIN}">'.encode()
    return with_entries(
        sound.book(), swollen("xl/sharedStrings.xml", item, 2**20, before=start, after=b"</sst>")
    )


@of_return("没读的大部件.xlsx", "refused F159")
def bomb_in_a_picture(sound: Sound) -> bytes:
    """A picture of 300 MB out of 300 KB, which nobody needs to read."""
    return with_entries(sound.book(), swollen("xl/media/image1.png", bytes(1024), 300 * 1024))


@of_return("小声明.xlsx", "refused F135")
def declares_too_little(sound: Sound) -> bytes:
    """A sheet of 300 MB that declares a hundred bytes."""
    start = f'<worksheet xmlns="{MAIN}">'.encode()
    bomb = swollen(FORM_PART, b" " * 1024, 300 * 1024, before=start)
    return with_entries(sound.book(), replace(bomb, size=100))


@of_return("大声明.xlsx", "refused F132")
def declares_too_much(sound: Sound) -> bytes:
    """A part of ten bytes that declares four gigabytes."""
    return with_entries(sound.book(), replace(deflated("xl/x.xml", b"0123456789"), size=2**32 - 2))


@of_return("重叠部件.xlsx", "refused F135")
def overlapping(sound: Sound) -> bytes:
    """Two parts that are said to begin at the same byte."""
    first, *others = entries_of(sound.book())
    return archive(first, *others, replace(first, name=b"xl/other.xml", offset=0))


@of_return("藏着.xlsx", "refused F135")
def hidden_member(sound: Sound) -> bytes:
    """Bytes between two parts that the directory does not know of."""
    first, *others = entries_of(sound.book())
    hidden = deflated("evil.exe", b"MZ" * 100)
    return archive(
        replace(first, packed=first.packed + hidden.local() + hidden.packed, packed_size=len(first.packed)),
        *others,
    )


@of_return("两个名字.xlsx", "refused F135")
def two_names(sound: Sound) -> bytes:
    """A part that has one name in the directory and another before its bytes."""
    first, *others = entries_of(sound.book())
    return archive(replace(first, local_name=b"xl/evil.bin"), *others)


@of_return("目录在外.xlsx", "refused F102")
def directory_outside(sound: Sound) -> bytes:
    """A return whose end says that the directory begins behind the end of the file."""
    return sound.book()[:-22] + end(10, 1000, 2**31)


@of_return("断.xlsx", "refused F102")
def torn(sound: Sound) -> bytes:
    """A return of which the last thousand bytes have not arrived."""
    return sound.book()[:-1000]


@of_return("坏部件.xlsx", "refused F145")
def broken_part(sound: Sound) -> bytes:
    """A return whose form sheet does not inflate."""
    return with_entries(sound.book(), Entry(FORM_PART.encode(), b"\xff" * 5000, 50_000, 0, 8))


@of_return("校验不符.xlsx", "refused F145")
def wrong_checksum(sound: Sound) -> bytes:
    """A return in which one digit of the form sheet was changed on the way."""
    parts = entries_of(sound.book())
    return archive(
        *(replace(part, crc=part.crc ^ 1) if part.name == FORM_PART.encode() else part for part in parts)
    )


@of_return("部件加密.xlsx", "refused F137")
def encrypted_part(sound: Sound) -> bytes:
    """A return of which one part needs a password."""
    parts = entries_of(sound.book())
    locked = UTF8_NAME | ENCRYPTED
    return archive(
        *(replace(part, flags=locked) if part.name == FORM_PART.encode() else part for part in parts)
    )


@of_return("部件方法.xlsx", "refused F137")
def lzma_part(sound: Sound) -> bytes:
    """A part packed with LZMA, which asks for a dictionary of 4 GB."""
    packed = b"\x09\x14\x05\0\x5d\xff\xff\xff\xff" + bytes(64)
    return with_entries(sound.book(), Entry(FORM_PART.encode(), packed, 1000, 0, LZMA))


_NAMES = (
    ("absolute", "/etc/passwd", "F134"),
    ("climbing", "../../evil.xml", "F134"),
    ("climbing_windows", "..\\..\\evil.xml", "F134"),
    ("drive", "C:\\evil.xml", "F134"),
    ("device", "xl/CON", "F134"),
    ("nul", "xl/a\0.xml", "F134"),
    ("control", "xl/\x1b[2J.xml", "F134"),
    ("long", "xl/" + "x" * 60_000, "F134"),
)
for _slug, _name, _code in _NAMES:
    add(
        None,
        f"part_{_slug}",
        "部件名.xlsx",
        f"refused {_code}",
        says=f"A return with one more part, named {_name[:40]!r}.",
        family="packages",
        of_return=lambda sound, _name=_name: with_entries(sound.book(), stored(_name, b"x")),  # type: ignore[misc]
    )


@of_return("部件两次.xlsx", "refused F133")
def part_twice(sound: Sound) -> bytes:
    """Two form sheets of one name: some programs show the first, others the last."""
    own = entries_of(sound.book())
    other = next(part for part in entries_of(xlsx(rows(cell("A1", 1)))) if part.name == FORM_PART.encode())
    return archive(*own, other)


@of_return("部件大小写.xlsx", "refused F133")
def part_twice_by_case(sound: Sound) -> bytes:
    """Two workbook parts whose names differ by case only: they are one for an office program."""
    return archive(
        *entries_of(sound.book()), deflated("XL/Workbook.xml", f'<workbook xmlns="{MAIN}"/>'.encode())
    )
