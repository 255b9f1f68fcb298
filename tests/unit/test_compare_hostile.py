"""Files that are no workbook, or none that a spreadsheet program writes: one sentence, and no harm."""

import io
import struct
from zipfile import ZipFile

import pytest

from tests.build.packages import cell, relationships, rows, xlsx, zip_of
from workbook_tools.errors import Misuse
from workbook_tools.xlsx.compare import package, read_facts

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
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


FOREIGN = 'xmlns:x="urn:x"'


@pytest.mark.parametrize(
    "written",
    [
        '<c r="A1"><v>1</v><v>2</v></c>',
        f'<c r="A1"><v>2</v><x:v {FOREIGN}>1</x:v></c>',
        '<c r="A1"><v>2</v><is><t>1</t></is></c>',
        '<c r="A1" t="inlineStr"><v>2</v><is><t>1</t></is></c>',
        f'<c r="A1" t="inlineStr"><is><t>1</t><x:t {FOREIGN}>2</x:t></is></c>',
        f'<x:c {FOREIGN} r="A1"><x:v>1</x:v></x:c>',
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<c r="A1"><v>1</v></c></mc:AlternateContent>',
        '<c r="A2"><v>1</v></c>',
        '<c r="a1"><v>1</v></c>',
        '<c r="A1"><v>1_0</v></c>',
        '<c r="A1"><v>\uff11</v></c>',
        '<c r="A1"><f t="dataTable" ref="A1" r1="B1"/><v>1</v></c>',
        '<c r="A1"><f t="shared" si="0">1+1</f><v>2</v></c>',
    ],
)
def test_a_cell_that_programs_read_in_different_ways(written: str) -> None:
    assert "已损坏" in sentence(xlsx(rows(written)))


def test_a_text_counted_from_the_end() -> None:
    texts = f'<sst xmlns="{MAIN}"><si><t>甲</t></si></sst>'
    links = {"rId1": ("worksheet", "worksheets/sheet1.xml"), "rId3": ("sharedStrings", "texts.xml")}
    parts = {"xl/_rels/workbook.xml.rels": relationships(links), "xl/texts.xml": texts}
    assert read_facts(xlsx(rows('<c r="A1" t="s"><v>0</v></c>'), parts=parts), "").sheets[0].rows
    assert "已损坏" in sentence(xlsx(rows('<c r="A1" t="s"><v>-1</v></c>'), parts=parts))


def link(key: str, kind: str, target: str) -> str:
    """One relationship, as a part holds it."""
    return relationships({key: (kind, target)}).partition(">")[2].removesuffix("</Relationships>")


@pytest.mark.parametrize(
    ("part", "before", "more"),
    [
        ("_rels/.rels", "</Relationships>", link("rId9", "officeDocument", "xl/workbook.xml")),
        (
            "xl/_rels/workbook.xml.rels",
            "</Relationships>",
            link("rId1", "worksheet", "worksheets/sheet2.xml"),
        ),
        ("xl/workbook.xml", "<sheets>", "<sheets/>"),
    ],
    ids=["two workbooks", "two relationships of one id", "two lists of sheets"],
)
def test_a_package_of_which_programs_take_different_parts(part: str, before: str, more: str) -> None:
    with ZipFile(io.BytesIO(SOUND)) as archive:
        text = archive.read(part).decode()
    assert "已损坏" in sentence(replaced(part, text.replace(before, more + before).encode()))


def test_a_relationship_of_a_type_that_no_program_knows_leads_nowhere() -> None:
    """Else the texts read would be those of a part that Excel passes over."""
    links = {"rId1": ("worksheet", "worksheets/sheet1.xml"), "rId3": ("sharedStrings", "texts.xml")}
    unknown = relationships(links).replace(f"{OFFICE}/sharedStrings", "urn:x/sharedStrings")
    parts = {
        "xl/_rels/workbook.xml.rels": unknown,
        "xl/texts.xml": f'<sst xmlns="{MAIN}"><si><t>甲</t></si></sst>',
    }
    assert "已损坏" in sentence(xlsx(rows('<c r="A1" t="s"><v>0</v></c>'), parts=parts))


def test_the_sheet_that_its_true_id_names_is_read() -> None:
    with ZipFile(io.BytesIO(SOUND)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    links = {"rId1": ("worksheet", "worksheets/sheet1.xml"), "rId2": ("worksheet", "worksheets/sheet2.xml")}
    forged = parts["xl/worksheets/sheet1.xml"].replace("<v>1<", "<v>99<")
    workbook = parts["xl/workbook.xml"].replace('r:id="rId1"', f'{FOREIGN} x:id="rId1" r:id="rId2"')
    found = parts | {
        "xl/_rels/workbook.xml.rels": relationships(links),
        "xl/worksheets/sheet2.xml": forged,
        "xl/workbook.xml": workbook,
    }
    assert read_facts(zip_of(found), "").sheets[0].rows[1][1].value == 99.0


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


def test_a_package_with_another_one_in_front_of_it() -> None:
    assert "已损坏" in sentence(xlsx(rows(cell("A1", 2))) + SOUND)


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
