"""Files that are no workbook, or none that a spreadsheet program writes: one sentence, and no harm."""

import io
import struct
from zipfile import ZipFile

import pytest

from tests.build.packages import cell, relationships, rows, xlsx, zip_of
from workbook_tools.errors import Misuse
from workbook_tools.xlsx.compare import package, read_facts

SOUND = xlsx(rows(cell("A1", 1)))


def sentence(data: bytes) -> str:
    with pytest.raises(Misuse) as caught:
        read_facts(data, "总台账.xlsx")
    return caught.value.sentence


def replaced(name: str, content: bytes) -> bytes:
    """The sound workbook with another part."""
    with ZipFile(io.BytesIO(SOUND)) as archive:
        return zip_of({each: archive.read(each) for each in archive.namelist()} | {name: content})


def test_control_the_sound_workbook_is_read() -> None:
    assert read_facts(SOUND, "").sheets[0].rows[1][1].value == 1.0


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)])
def test_what_is_no_workbook(data: bytes) -> None:
    assert "不是 .xlsx 工作簿" in sentence(data)


def test_a_workbook_behind_a_password() -> None:
    assert "密码" in sentence(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))


@pytest.mark.parametrize(
    "data",
    [
        SOUND[:200],
        SOUND[:-30],
        zip_of({"a.txt": "x"}),
        replaced("xl/worksheets/sheet1.xml", b"<worksheet>"),
        replaced("xl/_rels/workbook.xml.rels", relationships({}).encode()),
        xlsx(rows(cell("A1", "x"))),
        xlsx(rows(cell("A1", "nan"))),
        xlsx(rows('<c r="A1" t="s"><v>7</v></c>')),
        xlsx(rows('<c r="A1" s="9"><v>7</v></c>')),
        xlsx(rows(cell("B1", 1), cell("A1", 2))),
        xlsx(rows(cell("A1", 1), cell("A1", 2))),
        xlsx('<sheetData><row r="99999999999"><c><v>1</v></c></row></sheetData>'),
        xlsx(rows(cell("ZZZ1", 1))),
        xlsx(rows(cell("A11", 1))),
        xlsx(rows(cell("A2", 1))),
        xlsx(
            rows(cell("A1", 1)) + '<hyperlinks><hyperlink ref="A1:B99999999" location="表!A1"/></hyperlinks>'
        ),
    ],
)
def test_what_no_spreadsheet_program_writes(data: bytes) -> None:
    assert "已损坏" in sentence(data)


def test_entities_are_never_resolved() -> None:
    part = b"""<?xml version="1.0"?><!DOCTYPE worksheet [
    <!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
    <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">
    <c r="A1" t="str"><v>&b;</v></c></row></sheetData></worksheet>"""
    assert "已损坏" in sentence(replaced("xl/worksheets/sheet1.xml", part))


def test_two_parts_of_one_name() -> None:
    with ZipFile(io.BytesIO(SOUND)) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = zip_of([*members, members[-1]])
    assert "已损坏" in sentence(twice)


def test_the_workbook_that_the_package_names_is_read_not_the_one_in_the_usual_place() -> None:
    other = b"<workbook/>"
    data = replaced("_rels/.rels", relationships({"rId1": ("officeDocument", "xl/other.xml")}).encode())
    assert "已损坏" in sentence(data)
    with ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    moved = parts | {"xl/other.xml": parts["xl/workbook.xml"], "xl/workbook.xml": other}
    moved["xl/_rels/other.xml.rels"] = parts["xl/_rels/workbook.xml.rels"]
    assert read_facts(zip_of(moved), "").sheets[0].rows[1][1].value == 1.0


def test_parts_that_inflate_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_BYTES", 100_000)
    assert "太大" in sentence(xlsx(rows(cell("A1", 1)) + " " * 200_000))


def test_a_size_declared_too_small_gives_out_no_more_than_declared() -> None:
    data = xlsx(rows(cell("A1", 1)) + " " * 200_000)
    with ZipFile(io.BytesIO(data)) as archive:
        true = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    lying = data.replace(struct.pack("<I", true), struct.pack("<I", 64))
    assert lying != data
    assert "已损坏" in sentence(lying)
