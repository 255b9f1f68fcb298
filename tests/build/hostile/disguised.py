"""Files that are not what their names say, that are two things at once, or that are hardly anything."""

import random
from collections.abc import Iterator

from tests.build.hostile.case import add, case, of_return
from tests.build.ole import ole
from tests.build.packages import cell, rows, xlsx
from tests.golden.sound import Sound

_PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
_PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n"
_TABLE = "<table><tr><td>企业名称</td></tr></table>"

_FILES: tuple[tuple[str, str, str, bytes, str], ...] = (
    ("empty", "空.xlsx", "F101", b"", "A file without a byte."),
    ("zip_magic", "四字节.xlsx", "F102", b"PK\3\4", "The first four bytes of a zip."),
    ("zip_end_magic", "结尾.xlsx", "F102", b"PK\5\6", "The first four bytes of the end of a zip."),
    ("pk", "两字节.xlsx", "F102", b"PK", "The first two bytes of a zip."),
    ("pdf_magic", "五字节.pdf", "F106", b"%PDF-", "The first five bytes of a PDF."),
    ("one_byte", "一字节.xlsx", "F112", b"\0", "A single zero byte."),
    ("one_letter", "一字母.xlsx", "F108", b"x", "A single letter."),
    ("random", "乱码.xlsx", "F112", random.Random(5).randbytes(100_000), "Bytes drawn by lot."),
    ("ones", "全一.xlsx", "F108", b"\xff" * 4096, "Bytes of ones only."),
    (
        "html_as_xls",
        "报送.xls",
        "F109",
        f"<html><body>{_TABLE}</body></html>".encode(),
        "A web page named .xls.",
    ),
    (
        "html_in_gbk",
        "报送.xls",
        "F109",
        f'<meta charset="gbk">{_TABLE}'.encode("gbk"),
        "A web page in GBK, as systems export it.",
    ),
    (
        "xml_as_xls",
        "报送.xls",
        "F109",
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "A workbook of 2003 in XML.",
    ),
    (
        "laughs_as_xls",
        "报送.xls",
        "F109",
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>',
        "XML that expands, named .xls: it is not parsed.",
    ),
    ("csv_as_xls", "报送.xls", "F108", "单位,数量\r\n示例,=1+1\r\n".encode("gbk"), "A CSV file named .xls."),
    ("csv_as_xlsx", "报送.xlsx", "F108", "\ufeff单位,数量\r\n".encode(), "A CSV file named .xlsx."),
    (
        "mht_as_xls",
        "报送.xls",
        "F109",
        b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related\r\n\r\n<html>",
        "A workbook saved as a web archive.",
    ),
    (
        "slk",
        "报送.slk",
        "F108",
        b'ID;PWXL;N;E\r\nC;Y1;X1;K0;EEXEC("calc")\r\nE\r\n',
        "A symbolic link file with a command.",
    ),
    ("iqy", "报送.iqy", "F108", b"WEB\r\n1\r\nhttp://example.invalid/x\r\n", "A web query."),
    (
        "url",
        "报送.url",
        "F108",
        b"[InternetShortcut]\r\nURL=http://example.invalid\r\n",
        "A shortcut to a server.",
    ),
    ("lnk", "报送.xlsx.lnk", "F112", b"L\0\0\0\x01\x14\x02\0" + bytes(68), "A Windows shortcut."),
    ("exe", "报送.exe", "F112", b"MZ\x90\0" + bytes(200), "A Windows program."),
    ("elf", "报送.xlsx", "F112", b"\x7fELF\x02\x01\x01" + bytes(200), "A Linux program named .xlsx."),
    ("script", "报送.xlsx", "F108", b"#!/bin/sh\nrm -rf /\n", "A shell script named .xlsx."),
    ("rar", "报送.rar", "F110", b"Rar!\x1a\x07\x01\0" + bytes(64), "A RAR archive."),
    ("rar_as_xlsx", "报送.xlsx", "F110", b"Rar!\x1a\x07\0" + bytes(64), "A RAR archive named .xlsx."),
    ("seven", "报送.7z", "F110", b"7z\xbc\xaf\x27\x1c" + bytes(64), "A 7z archive."),
    ("gz", "报送.xlsx.gz", "F110", b"\x1f\x8b\x08" + bytes(64), "A gzip file."),
    ("tnef", "winmail.dat", "F111", b"x\x9f>\x22" + bytes(64), "Attachments of Outlook in one file."),
    ("sqlite", "报送.xls", "F112", b"SQLite format 3\0" + bytes(84), "A database named .xls."),
    ("utf16", "报送.xlsx", "F108", "单位\t数量\r\n".encode("utf-16"), "A text in UTF-16."),
    (
        "utf16_big",
        "报送.xlsx",
        "F108",
        b"\xfe\xff" + "单位\t数量".encode("utf-16-be"),
        "A text in UTF-16, big end first.",
    ),
    ("utf32", "报送.xlsx", "F108", "单位\t数量".encode("utf-32"), "A text in UTF-32."),
    ("png_as_xlsx", "报送.xlsx", "F107", _PNG, "A picture named .xlsx."),
    ("jpg", "截图.jpg", "F107", b"\xff\xd8\xff\xe0" + bytes(64), "A photo instead of a return."),
    ("bmp", "截图.bmp", "F107", b"BM" + bytes(4) + bytes(4) + bytes(60), "A picture without packing."),
    ("heic", "照片.heic", "F107", b"\0\0\0\x18ftypheic" + bytes(64), "A photo of a telephone."),
    (
        "png_and_zip",
        "照片.png",
        "F107",
        _PNG + xlsx(rows(cell("A1", 1))),
        "A picture that is a workbook too.",
    ),
    (
        "html_and_zip",
        "报送.xlsx",
        "F112",
        b"<html>" + xlsx(rows(cell("A1", 1))),
        "A web page that is a workbook too.",
    ),
    (
        "exe_and_zip",
        "报送.xlsx",
        "F112",
        b"MZ\x90\0" + bytes(60) + xlsx(rows(cell("A1", 1))),
        "A program that is a workbook too.",
    ),
    (
        "blanks_and_zip",
        "报送.xlsx",
        "F108",
        b"   \r\n" + xlsx(rows(cell("A1", 1)))[:0] + b"PK",
        "Blanks before a zip.",
    ),
)
for _slug, _name, _code, _data, _says in _FILES:
    add(
        lambda _data=_data: _data,  # type: ignore[misc]
        _slug,
        _name,
        f"refused {_code}",
        says=_says,
        family="disguised",
    )


@of_return("内有表格.pdf", "refused F106")
def pdf_with_a_return(sound: Sound) -> bytes:
    """A PDF with a sound return attached inside it: what is in a PDF is not taken out."""
    book = sound.book()
    return (
        _PDF + b"2 0 obj<</Type/EmbeddedFile/Length %d>>stream\n" % len(book) + book + b"\nendstream\n%%EOF\n"
    )


@of_return("又是PDF.xlsx", "refused F106")
def pdf_and_return(sound: Sound) -> bytes:
    """A PDF before a sound return, which programs that look at the end take for a workbook."""
    return _PDF + sound.book()


@of_return("尾巴.xlsx", "refused F136")
def return_and_program(sound: Sound) -> bytes:
    """A sound return with a program behind it."""
    return sound.book() + b"MZ\x90\0" + bytes(5000)


@of_return("两本.xlsx", "refused F136")
def two_returns(sound: Sound) -> bytes:
    """Two returns one behind the other: programs that look at the end read the second."""
    return sound.without_rows() + sound.book()


@of_return("注释.xlsx", "collected")
def return_with_a_comment(sound: Sound) -> bytes:
    """A sound return whose zip has a comment of 60,000 bytes."""
    return sound.book()[:-2] + (60_000).to_bytes(2, "little") + b"x" * 60_000


@of_return("旧格式.xls", "refused F114")
def ole_and_return(sound: Sound) -> bytes:
    """An OLE file with a sound return behind it."""
    return ole({"Contents": bytes(4096)}) + sound.book()


@of_return("补零.xlsx", "collected")
def padded(sound: Sound) -> bytes:
    """A sound return with zeros behind it, as some mail programs leave them."""
    return sound.book() + bytes(100)


@of_return("报送.txt", "collected", notices=("F115",))
def return_named_text(sound: Sound) -> bytes:
    """A sound return named .txt: what counts is what it is."""
    return sound.book()


@of_return("报送", "collected", notices=("F115",))
def return_without_ending(sound: Sound) -> bytes:
    """A sound return whose name has no ending."""
    return sound.book()


@of_return("照片.png", "collected", notices=("F115",))
def return_named_picture(sound: Sound) -> bytes:
    """A sound return named like a picture."""
    return sound.book()


@case("长行.csv", "refused F108")
def one_long_line() -> Iterator[bytes]:
    """A text of fifty megabytes without a line break."""
    for _ in range(50):
        yield b"x" * 2**20


@case("大空.xlsx", "refused F112", slow=True)
def zeros() -> Iterator[bytes]:
    """A hundred megabytes of zeros."""
    for _ in range(100):
        yield bytes(2**20)


@case("大压缩包.zip", "refused F102", slow=True)
def large_and_torn() -> Iterator[bytes]:
    """A zip of a hundred megabytes that never ends."""
    yield b"PK\3\4"
    for _ in range(100):
        yield b"PK\1\2" * 2**18
