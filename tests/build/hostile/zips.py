"""Zips whose fields contradict each other, or that break off."""

import stat
import struct
from dataclasses import replace

from tests.build.hostile.case import case
from tests.build.hostile.raw_zip import (
    AES,
    DEFLATED,
    ENCRYPTED,
    Entry,
    archive,
    deflated,
    end,
    end_of_many,
    stored,
)
from tests.build.packages import cell, rows, xlsx

_BOOK = xlsx(rows(cell("A1", 1)))
_OTHER = xlsx(rows(cell("A1", 2)))
_READ = {"refused L001": 1}
"""One workbook came out, which is no form of anybody's."""


@case("大小说小.zip", "ignored F121", inside={"refused F126": 1, "refused L001": 1})
def declares_too_little() -> bytes:
    """A member of 3 MB that declares one byte, beside a sound one."""
    return archive(replace(deflated("1.xlsx", bytes(3_000_000)), size=1), deflated("2.xlsx", _BOOK))


@case("大小说大.zip", "ignored F121", inside={"refused F112": 1, "refused L001": 1})
def declares_too_much() -> bytes:
    """A member of ten bytes that declares four gigabytes, beside a sound one."""
    return archive(replace(deflated("1.xlsx", bytes(10)), size=2**32 - 2), deflated("2.xlsx", _BOOK))


@case("校验不符.zip", "ignored F121", inside={"refused F126": 1, "refused L001": 1})
def wrong_checksum() -> bytes:
    """A member whose checksum is another's."""
    return archive(replace(deflated("1.xlsx", _OTHER), crc=1), deflated("2.xlsx", _BOOK))


@case("两个名字.zip", "ignored F121", inside={"refused F126": 1, "refused L001": 1})
def two_names() -> bytes:
    """A member that has one name in the directory and another before its bytes."""
    return archive(
        replace(deflated("报送.xlsx", _OTHER), local_name=b"../../evil.exe"), deflated("2.xlsx", _BOOK)
    )


@case("断.zip", "refused F102")
def torn() -> bytes:
    """A zip of which the last thirty bytes have not arrived."""
    return archive(deflated("报送.xlsx", _BOOK))[:-30]


@case("半个.zip", "refused F102")
def half() -> bytes:
    """The first half of a zip."""
    whole = archive(deflated("报送.xlsx", _BOOK), deflated("2.xlsx", _OTHER))
    return whole[: len(whole) // 2]


@case("目录在外.zip", "refused F102")
def directory_outside() -> bytes:
    """A zip whose end says that the directory begins behind the end of the file."""
    member = deflated("报送.xlsx", _BOOK)
    return member.local() + member.packed + end(1, 100, 2**31)


@case("六十四位.zip", "refused F102")
def far_directory() -> bytes:
    """A zip64 whose directory begins at byte 2^63 and has as many lines."""
    member = deflated("报送.xlsx", _BOOK)
    return member.local() + member.packed + end_of_many(2**63 - 1, 2**62, 2**63 - 1)


@case("六十四位大小.zip", "refused F166", inside={})
def far_sizes() -> bytes:
    """A zip64 member of ten bytes that declares 2^62 of them."""
    extra = struct.pack("<HHQQ", 1, 16, 2**62, 2**62)
    lying = replace(stored("1.xlsx", bytes(10)), size=2**32 - 1, packed_size=2**32 - 1, extra=extra)
    return archive(lying, deflated("2.xlsx", _BOOK))


@case("加密.zip", "ignored F121", inside={"refused F125": 1, "refused L001": 1})
def encrypted() -> bytes:
    """A member with a password beside one without."""
    locked = replace(deflated("1.xlsx", _OTHER), flags=0x800 | ENCRYPTED)
    return archive(locked, deflated("2.xlsx", _BOOK))


@case("强加密.zip", "ignored F121", inside={"refused F125": 1})
def strongly_encrypted() -> bytes:
    """A member with a password as 7-Zip sets it (AES, method 99)."""
    return archive(replace(deflated("1.xlsx", _OTHER), flags=0x800 | ENCRYPTED, method=AES))


@case("怪方法.zip", "ignored F121", inside={"refused F126": 1, "refused L001": 1})
def unknown_method() -> bytes:
    """A member packed in a way that no program knows."""
    return archive(replace(deflated("1.xlsx", _OTHER), method=250), deflated("2.xlsx", _BOOK))


@case("坏流.zip", "ignored F121", inside={"refused F126": 1, "refused L001": 1})
def broken_stream() -> bytes:
    """A member whose packed bytes are none."""
    return archive(Entry(b"1.xlsx", b"\xff" * 500, 5000, 0, DEFLATED), deflated("2.xlsx", _BOOK))


@case("快捷方式.zip", "ignored F121", inside={"refused F162": 1})
def link() -> bytes:
    """A member that is a symbolic link to /etc/passwd, with the name of a workbook."""
    return archive(replace(stored("报送.xlsx", b"/etc/passwd"), mode=stat.S_IFLNK | 0o777))


@case("设备.zip", "ignored F121", inside={"refused F162": 1})
def device() -> bytes:
    """A member that says it is a device."""
    return archive(replace(stored("报送.xlsx", b"device"), mode=stat.S_IFCHR | 0o666))


@case("前有程序.zip", "refused F112")
def after_a_program() -> bytes:
    """A self-extracting archive: a Windows program with a zip at its end."""
    return b"MZ\x90\0" + bytes(512) + archive(deflated("报送.xlsx", _BOOK))


@case("两个结尾.zip", "ignored F121", inside=_READ)
def two_ends() -> bytes:
    """A zip whose comment is the end of another zip."""
    inside = archive(deflated("另一个.xlsx", _OTHER))
    whole = archive(deflated("报送.xlsx", _BOOK))
    at = len(whole) - 22
    return whole[:at] + whole[at : at + 20] + struct.pack("<H", len(inside)) + inside


@case("空文件夹.zip", "refused F113")
def folders_only() -> bytes:
    """A zip of empty folders."""
    return archive(stored("报送/"), stored("报送/2023/"))


@case("只有结尾.zip", "refused F113")
def nothing_but_an_end() -> bytes:
    """A zip without a member."""
    return archive()


@case("垃圾.zip", "ignored F121", inside={"ignored F129": 3})
def junk() -> bytes:
    """A zip of what systems and office programs leave behind."""
    names = ("__MACOSX/._报送.xlsx", "~$报送.xlsx", "Thumbs.db")
    return archive(*(stored(name, b"junk") for name in names))
