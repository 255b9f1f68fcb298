"""What a file is, whatever it is called, and what its sender is told where it is no workbook."""

import io
import struct
from pathlib import Path

import msoffcrypto.format.ooxml
import pytest
from openpyxl import Workbook

from tests.build.ole import ole
from tests.build.packages import cell, rows, xlsb, xlsx, zip_of
from workbook_tools.intake.formats import CONTAINERS, SCANS, WORKBOOKS, name_note, recognise
from workbook_tools.messages import render

BOF = struct.pack("<HHHH", 0x0809, 4, 0x0600, 0x0005)
EOF = struct.pack("<HH", 0x000A, 0)
FILEPASS = struct.pack("<HHH", 0x002F, 2, 1)
BOOK = xlsx(rows(cell("A1", 1)))
OFFICE_TYPES = ("[Content_Types].xml", "<Types/>")
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


def encrypted(book: bytes) -> bytes:
    buffer = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(book)).encrypt("示例密码", buffer)
    return buffer.getvalue()


def torn(book: bytes) -> bytes:
    """The zip with the packed bytes of its first member overwritten; its directory is whole."""
    return book[:40] + b"\xff" * 12 + book[52:]


WORKBOOK_FILES = {
    "xlsx": BOOK,
    "xlsm": xlsx(rows(cell("A1", 1)), parts={"xl/vbaProject.bin": b"macro"}),
    "xlsb": xlsb(),
    "ods": zip_of({"mimetype": f"{OPEN_DOCUMENT}spreadsheet", "content.xml": "<content/>"}),
    "xls": ole({"Workbook": BOF + EOF}),
}
OTHER_FILES = {
    "empty": (b"", "F101"),
    "a truncated download": (BOOK[: len(BOOK) // 2], "F102"),
    "a workbook with the end of an empty zip behind it": (BOOK + zip_of({}), "F102"),
    "a truncated old workbook": (ole({"Workbook": BOF + EOF})[:600], "F102"),
    "a workbook torn inside its first part": (
        torn(zip_of({"mimetype": f"{OPEN_DOCUMENT}spreadsheet", "content.xml": "<content/>"})),
        "F102",
    ),
    "an encrypted .xlsx": (encrypted(BOOK), "F103"),
    "an encrypted .xls": (ole({"Workbook": BOF + FILEPASS + EOF}), "F103"),
    "an encrypted .ods": (
        zip_of(
            {
                "mimetype": f"{OPEN_DOCUMENT}spreadsheet",
                "META-INF/manifest.xml": "<manifest:encryption-data/>",
            }
        ),
        "F103",
    ),
    "Word": (zip_of([OFFICE_TYPES, ("word/document.xml", "<document/>")]), "F104"),
    "old Word": (ole({"WordDocument": b"text"}), "F104"),
    "PowerPoint": (zip_of([OFFICE_TYPES, ("ppt/presentation.xml", "<p/>")]), "F105"),
    "PDF": (b"%PDF-1.7\n", "F106"),
    "OFD": (zip_of({"OFD.xml": "<OFD/>"}), "F106"),
    "a photo": (b"\xff\xd8\xff\xe0\0\x10JFIF", "F107"),
    "a screenshot": (b"\x89PNG\r\n\x1a\n", "F107"),
    "a photo of a telephone": (b"\0\0\0\x18ftypheic", "F107"),
    "CSV in GBK": ("单位名称,数量\n示例街道,3\n".encode("gbk"), "F108"),
    "CSV of Excel": ("单位名称\t数量\n".encode("utf-16"), "F108"),
    "a web page": ("<html><table><tr><td>示例</td></tr></table></html>".encode(), "F109"),
    "XML of 2003": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "F109",
    ),
    "RAR": (b"Rar!\x1a\x07\x01\0", "F110"),
    "7z": (b"7z\xbc\xaf\x27\x1c", "F110"),
    "a mail of Outlook": (ole({"__properties_version1.0": b"mail"}), "F111"),
    "noise": (bytes(range(256)), "F112"),
    "a zip without files": (zip_of({"空文件夹/": b""}), "F113"),
    "an OLE file of another program": (ole({"Contents": b"?"}), "F114"),
}


@pytest.mark.parametrize("form", WORKBOOK_FILES)
def test_workbooks_are_known_by_their_content(form: str) -> None:
    known = recognise(WORKBOOK_FILES[form])
    assert (known.format, known.refusal) == (form, None)
    assert form in WORKBOOKS


@pytest.mark.parametrize("what", OTHER_FILES)
def test_what_is_no_workbook_is_refused_with_words_a_clerk_can_act_on(what: str) -> None:
    data, code = OTHER_FILES[what]
    refusal = recognise(data).refusal
    assert refusal is not None
    assert refusal.code == code
    assert "请" in render(refusal)


def test_encrypted_is_never_called_damaged() -> None:
    refusal = recognise(encrypted(BOOK)).refusal
    assert refusal is not None
    assert "已加密" in render(refusal)


def test_a_stamped_copy_is_told_from_other_refused_files() -> None:
    assert recognise(b"%PDF-1.7\n").format in SCANS
    assert recognise(b"\x89PNG\r\n\x1a\n").format in SCANS
    assert recognise(b"Rar!\x1a\x07\x01\0").format not in SCANS


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (zip_of({"赵家.xlsx": BOOK}), "zip"),
        (b"From: a@example.cn\r\nSubject: =?utf-8?b?6KGo?=\r\n\r\n", "eml"),
        (b"Received: from x\r\n by y\r\nX-QQ-mid: 1\r\n\r\ntext", "eml"),
        (b"From a@example.cn Thu Nov  2 09:30:00 2023\nFrom: a\nTo: b\n\ntext", "eml"),
    ],
)
def test_containers_are_known_by_their_content(data: bytes, form: str) -> None:
    known = recognise(data)
    assert (known.format, known.refusal) == (form, None)
    assert form in CONTAINERS


def test_a_web_page_saved_as_one_file_is_no_mail() -> None:
    page = b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nDate: x\r\n\r\n<html>"
    assert recognise(page).format == "html"


def test_parts_named_the_windows_way_make_a_workbook_all_the_same() -> None:
    assert recognise(zip_of([OFFICE_TYPES, ("xl\\workbook.xml", "<workbook/>")])).format == "xlsx"


def test_what_other_programs_write_is_known(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "表.xls")
    assert recognise((tmp_path / "表.xls").read_bytes()).format == "xlsx"


@pytest.mark.parametrize(
    ("name", "form", "code"),
    [
        ("赵家.xlsx", "xlsx", None),
        ("赵家.XLSM", "xlsm", None),
        ("赵家.xlsm", "xlsx", None),
        ("赵家.xls", "xlsx", "F115"),
        ("赵家.xlsx", "xls", "F115"),
        ("赵家.et", "xls", "F116"),
        ("赵家", "xlsx", "F115"),
        ("赵家.xls", "xls", "F116"),
        ("赵家.ods", "ods", "F116"),
    ],
)
def test_a_name_that_promises_another_format_is_only_noted(name: str, form: str, code: str | None) -> None:
    note = name_note(name, form)
    assert (note and note.code) == code
