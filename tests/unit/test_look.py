"""What is seen of a returned workbook, in whatever format it comes back."""

import io
import os
import re
import shutil
import struct
import subprocess
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty

from tests.build.ole import ole
from tests.build.packages import cell, relationships, rows, xlsb, xlsx
from workbook_tools.model import Finding, Look, SheetLook
from workbook_tools.xlsx.look import look
from workbook_tools.xlsx.look.cells import formula_cells, look_cells
from workbook_tools.xlsx.look.limits import MAX_ROWS
from workbook_tools.xlsx.look.markup import plain
from workbook_tools.xlsx.look.spelled import plainly_spelled
from workbook_tools.xlsx.look.xls import look_xls

OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(
    OFFICE is None and os.environ.get("CI") != "true", reason="LibreOffice (soffice) is not installed"
)


def seen(data: bytes, form: str = "xlsx") -> Look:
    found = look(data, form)
    assert isinstance(found, Look), found
    return found


def only_sheet(data: bytes, form: str = "xlsx") -> SheetLook:
    (sheet,) = seen(data, form).sheets
    return sheet


def refusal(data: bytes, form: str = "xlsx") -> Finding:
    found = look(data, form)
    assert isinstance(found, Finding), found
    return found


def looked(part: bytes) -> SheetLook:
    """What one sheet part hides, however it is spelled."""
    spelled = plainly_spelled(plain(part))
    return look_cells("表", True, spelled, formula_cells(spelled))


# ---------------------------------------------------------------- values


def test_values_stand_at_their_place_counted_from_a1() -> None:
    sheet = only_sheet(xlsx('<sheetData><row r="3"><c r="C3"><v>7</v></c></row></sheetData>'))
    assert sheet.at((3, 3)) == 7.0
    assert sheet.rows[0] == (None, None, None)


def test_a_dimension_that_says_only_a1_as_wps_writes_it_hides_nothing() -> None:
    sheet = only_sheet(xlsx('<dimension ref="A1"/>' + rows(cell("A1", 1), cell("D1", 4))))
    assert sheet.rows == ((1.0, None, None, 4.0),)


def test_blank_texts_are_empty_cells_while_zero_and_false_are_values() -> None:
    blank = '<c r="A1" t="inlineStr"><is><t></t></is></c>'
    sheet = only_sheet(xlsx(rows(blank, cell("B1", 0), '<c r="C1" t="b"><v>0</v></c>')))
    assert sheet.rows == ((None, 0.0, False),)


@pytest.mark.parametrize("number_format", [14, 22, *range(27, 37), *range(50, 59)])
def test_cells_in_a_date_format_are_dates_the_chinese_formats_included(number_format: int) -> None:
    sheet = only_sheet(xlsx(rows('<c r="A1" s="1"><v>45052</v></c>'), number_format=number_format))
    assert sheet.at((1, 1)) == date(2023, 5, 6)


def test_dates_of_the_1904_calendar_are_counted_from_1904_and_the_workbook_says_so() -> None:
    book = xlsx(
        rows('<c r="A1" s="1"><v>43590</v></c>'), number_format=14, settings='<workbookPr date1904="1"/>'
    )
    assert seen(book).date1904
    assert only_sheet(book).at((1, 1)) == date(2023, 5, 6)


def test_an_empty_fill_in_the_styles_which_openpyxl_cannot_load_does_not_matter() -> None:
    assert only_sheet(xlsx(rows(cell("A1", 1)))).rows == ((1.0,),)


def test_a_file_without_any_cell_is_a_sheet_without_rows() -> None:
    assert only_sheet(xlsx("<sheetData/>")).rows == ()


# ---------------------------------------------------------------- what calamine hides

ODD_CELLS = rows(
    '<c r="A1" t="e"><v>#REF!</v></c>',
    '<c r="B1"><f>1+1</f><v>2</v></c>',
    '<c r="C1"><f>1+1</f></c>',
    '<c r="D1"><f>1+1</f><v></v></c>',
    '<c r="E1" t="str"><f>""</f><v></v></c>',
    '<c r="F1" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    '<c r="G1"><f t="shared" si="0"/><v>3</v></c>',
    '<c r="H1" t="e"/>',
)


def test_errors_blanks_and_formulas_never_calculated_are_told_apart() -> None:
    sheet = only_sheet(xlsx(ODD_CELLS))
    assert sheet.errors == {(1, 1): "#REF!", (1, 6): "#DIV/0!"}
    assert sheet.formulas == {(1, 2), (1, 3), (1, 4), (1, 5), (1, 6), (1, 7)}
    assert sheet.uncached == {(1, 3), (1, 4)}
    assert sheet.at((1, 2)) == 2.0
    assert sheet.at((1, 1)) is None


def test_hidden_rows_and_columns_and_merged_cells_are_listed() -> None:
    book = xlsx(
        '<cols><col min="2" max="3" width="9" hidden="1"/><col min="5" max="16384" hidden="true"/></cols>'
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row hidden="1" r="2"/>'
        '<row r="3" hidden="0"/></sheetData>'
        '<mergeCells count="1"><mergeCell ref="A1:B4"/></mergeCells>'
    )
    sheet = only_sheet(book)
    assert sheet.hidden_rows == {2}
    assert {2, 3, 5} <= sheet.hidden_columns
    assert 4 not in sheet.hidden_columns
    assert sheet.merges == ((1, 1, 4, 2),)


PLAIN = (
    '<worksheet xmlns="m"><cols><col min="2" max="2" hidden="1"/></cols>'
    + ODD_CELLS.replace("<row ", '<row hidden="1" ')
    + '<mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>'
)
SPELLINGS: dict[str, Callable[[str], bytes]] = {
    "with a prefix": lambda xml: (
        xml.replace("<", "<x:").replace("<x:/", "</x:").replace('xmlns="m"', 'xmlns:x="m"').encode()
    ),
    "in single quotes": lambda xml: xml.replace('""', "0").replace('"', "'").encode(),
    "with a comment that looks like a cell": lambda xml: xml.replace(
        "<sheetData>", '<sheetData><!--<c r="Z9" t="e"><f>1</f></c>-->'
    ).encode(),
    "in UTF-16": lambda xml: ('<?xml version="1.0" encoding="UTF-16"?>' + xml).encode("utf-16"),
    "with line breaks inside tags": lambda xml: (
        xml.replace(" t=", "\n\tt=").replace(" hidden=", "\nhidden=").encode()
    ),
    "with blanks around the equals signs": lambda xml: xml.replace('="', ' = "').encode(),
    "with the address after the type": lambda xml: re.sub(
        r'(r="[A-Z]1")( t="[a-z]+")', r"\2 \1", xml
    ).encode(),
    "without addresses": lambda xml: re.sub(r'<(c|row)( hidden="1")? r="[A-Z]?1"', r"<\1\2", xml).encode(),
    "with a formula in CDATA": lambda xml: xml.replace("<f>1+1</f>", "<f><![CDATA[1+1]]></f>").encode(),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_however_the_xml_is_spelled_the_same_is_seen(spelling: str) -> None:
    spelled = SPELLINGS[spelling](PLAIN)
    assert looked(spelled) == looked(PLAIN.encode())


def test_a_text_of_two_lines_is_no_odd_spelling() -> None:
    part = (
        b'<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>1\n2\t3</v></c></row></sheetData></worksheet>'
    )
    assert plainly_spelled(part) is part, (
        "parsing every heading of two lines anew makes reading three times as slow"
    )


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", ' t="e"', ' t="str"']),
            st.sampled_from(["", "<f>A1</f>", '<f t="array" ref="A1">A1&gt;1/2</f>', "<f/>"]),
            st.sampled_from(["", "<v/>", "<v></v>", "<v>#N/A</v>"]),
        ),
        max_size=12,
    )
)
def test_the_search_in_the_bytes_finds_what_a_parser_finds(cells: list[tuple[str, str, str]]) -> None:
    xml = rows(*(f'<c r="{chr(65 + i)}1" s="2"{kind}>{f}{v}</c>' for i, (kind, f, v) in enumerate(cells)))
    parsed = etree.fromstring(xml).findall(".//c")
    seen_cells = looked(f"<worksheet>{xml}</worksheet>".encode())
    at = {c.get("r"): (1, i + 1) for i, c in enumerate(parsed)}
    assert seen_cells.formulas == {at[c.get("r")] for c in parsed if c.find("f") is not None}
    assert seen_cells.errors == {
        at[c.get("r")]: c.findtext("v") for c in parsed if c.get("t") == "e" and c.findtext("v")
    }


def test_comments_carry_their_author() -> None:
    comments = (
        "<comments><authors><author>示例填报人</author></authors><commentList>"
        '<comment ref="B2" authorId="0"><text><r><t>电话</t></r><r><t>改了</t></r></text></comment>'
        "</commentList></comments>"
    )
    book = xlsx(
        rows(cell("A1", 1)),
        parts={
            "xl/comments1.xml": comments,
            "xl/worksheets/_rels/sheet1.xml.rels": relationships({"rId1": ("comments", "../comments1.xml")}),
        },
    )
    assert only_sheet(book).comments == {(2, 2): ("示例填报人", "电话改了")}


def test_custom_properties_are_the_second_copy_of_the_identity() -> None:
    book = Workbook()
    book.custom_doc_props.append(StringProperty(name="wt_unit", value="A2-07"))  # type: ignore[attr-defined]
    assert seen(saved(book)).properties == {"wt_unit": "A2-07"}


@pytest.mark.parametrize(("state", "visible"), [("visible", True), ("hidden", False), ("veryHidden", False)])
def test_sheets_are_visible_or_not(state: str, visible: bool) -> None:
    assert only_sheet(xlsx(rows(cell("A1", 1)), state=state)).visible is visible


# ---------------------------------------------------------------- notes about the workbook


def test_a_macro_is_reported_and_the_values_are_read() -> None:
    look_at = seen(xlsx(rows(cell("A1", 1)), parts={"xl/vbaProject.bin": b"macro"}), "xlsm")
    assert [note.code for note in look_at.notes] == ["F141"]
    assert look_at.sheets[0].rows == ((1.0,),)


def test_formulas_over_other_workbooks_are_named_with_their_first_cell_and_number() -> None:
    linked = rows(
        cell("A1", 1), '<c r="B1"><f>[1]表!C5</f><v>8</v></c>', '<c r="C1"><f>[2]表!C5</f><v>8</v></c>'
    )
    (note,) = seen(xlsx(linked, parts={"xl/externalLinks/externalLink1.xml": "<externalLink/>"})).notes
    assert (note.code, note.sheet, note.cell, note.params) == ("F142", "表", "B1", (("count", "2"),))


def test_a_picture_in_a_cell_of_wps_is_named() -> None:
    picture = '<c r="B1" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>'
    (note,) = seen(xlsx(rows(picture), parts={"xl/cellimages.xml": "<cellImages/>"})).notes
    assert (note.code, note.cell) == ("F143", "B1")


def test_pictures_are_counted() -> None:
    parts = {"xl/media/image1.png": b"1", "xl/media/image2.png": b"2"}
    assert seen(xlsx("<sheetData/>", parts=parts)).pictures == 2


# ---------------------------------------------------------------- bounds and damage


@pytest.mark.parametrize("address", ["XFD1048576", "AAA1", f"A{MAX_ROWS + 1}"])
def test_a_lone_cell_far_away_is_named_and_the_file_refused_before_it_costs_anything(address: str) -> None:
    number = "".join(filter(str.isdigit, address))
    far = f'<sheetData><row r="1">{cell("A1", 1)}</row><row r="{number}">{cell(address, 2)}</row></sheetData>'
    found = refusal(xlsx(far))
    assert (found.code, found.sheet, found.cell) == ("F144", "表", address)


def test_formats_without_content_down_to_the_last_row_do_not_matter() -> None:
    last = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    used = f'<row r="1">{cell("A1", 1)}</row>'
    assert only_sheet(xlsx(f"<sheetData>{used}{last}</sheetData>")).rows == ((1.0,),)


def test_a_merge_over_the_whole_sheet_costs_nothing() -> None:
    sheet = only_sheet(
        xlsx(rows(cell("A1", 1)) + '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    )
    assert sheet.merges == ((1, 1, 1048576, 16384),)


ENTITIES = {
    "nested in each other": b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>',
    "out of a file": b'<!DOCTYPE w [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
    "out of the network": b'<!DOCTYPE w SYSTEM "http://192.0.2.1/w.dtd">',
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("definition", ENTITIES)
def test_definitions_are_neither_expanded_nor_fetched_but_named(definition: str, encoding: str) -> None:
    sheet = '<worksheet><sheetData><row r="1"><c r="A1"><f>&b;</f><v>1</v></c></row></sheetData></worksheet>'
    part = f'<?xml version="1.0" encoding="{encoding}"?>{ENTITIES[definition].decode()}{sheet}'
    for name in ("xl/worksheets/sheet1.xml", "xl/styles.xml", "docProps/custom.xml"):
        assert refusal(xlsx("<sheetData/>", parts={name: part.encode(encoding)})).code == "F138"


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"xl/workbook.xml", b"xl/workbonk.xml"),
        lambda data: data[:4],
    ],
)
def test_damage_is_a_refusal_and_never_an_exception(damage: Callable[[bytes], bytes]) -> None:
    assert refusal(damage(xlsx(rows(cell("A1", 1))))).code == "F145"


# ---------------------------------------------------------------- .xls and .xlsb


def test_comments_of_an_xls_that_cannot_be_read_are_reported_and_stop_nothing() -> None:
    begin, note, end = (struct.pack("<HH", *each) for each in ((0x0809, 4), (0x001C, 2), (0x000A, 0)))
    seen_parts = look_xls(ole({"Workbook": begin + bytes(4) + note + bytes(2) + end}), "xls").look
    assert [each.code for each in seen_parts.notes] == ["F147"]


def test_an_xlsb_shows_values_errors_formulas_and_what_is_hidden() -> None:
    row = struct.pack("<IIHBB", 1, 0, 300, 0, 0x10) + bytes(5)
    real = struct.pack("<IId", 0, 0, 12.5)
    error = struct.pack("<IIB", 1, 0, 0x17)
    formula = struct.pack("<IIdHI", 2, 0, 3.0, 0, 0) + bytes(4)
    column = struct.pack("<IIIIH", 4, 5, 2048, 0, 1)
    merge = struct.pack("<4I", 0, 1, 6, 7)
    sheet = only_sheet(
        xlsb((60, column), (0, row), (5, real), (3, error), (9, formula), (176, merge)), "xlsb"
    )
    assert (sheet.at((2, 1)), sheet.at((2, 3))) == (12.5, 3.0)
    assert sheet.errors == {(2, 2): "#REF!"}
    assert sheet.formulas == {(2, 3)}
    assert sheet.hidden_rows == {2}
    assert sheet.hidden_columns == {5, 6}
    assert sheet.merges == ((1, 7, 2, 8),)


# ---------------------------------------------------------------- saved by LibreOffice


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def typical() -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "填报表"
    sheet["A1"], sheet["B2"], sheet["C2"], sheet["D2"] = "标题", 5, "=B2*2", "=1/0"
    sheet["E2"], sheet["F2"] = date(2023, 5, 6), datetime(2023, 5, 6, 1, 2, 3)  # noqa: DTZ001
    sheet["G2"], sheet["H2"], sheet["I2"] = time(6, 0), 12.5, "007"
    sheet["A4"], sheet["B7"] = "合并", "隐藏行"
    sheet.merge_cells("A4:C5")
    sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions["H"].hidden = True
    sheet["B2"].comment = Comment("批注内容", "示例")
    identity = book.create_sheet("_标识")
    identity["A1"] = "unit"
    identity.sheet_state = "veryHidden"
    for name, value in (("wt_unit", "A2-07"), ("单位", "示例街道")):
        book.custom_doc_props.append(StringProperty(name=name, value=value))  # type: ignore[attr-defined]
    return book


@pytest.fixture(scope="module")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Look]:
    folder = tmp_path_factory.mktemp("office")
    source = folder / "source.xlsx"
    source.write_bytes(saved(typical()))
    return {form: seen(convert(source, form, folder / form), form) for form in ("xlsx", "xls", "ods")}


def convert(source: Path, form: str, folder: Path) -> bytes:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / f"source.{form}").read_bytes()


@pytest.mark.office
@needs_office
@pytest.mark.parametrize("form", ["xlsx", "xls", "ods"])
def test_the_same_is_seen_whatever_format_the_office_program_saved(
    form: str, resaved: dict[str, Look]
) -> None:
    sheet, identity = resaved[form].sheets
    assert [each.visible for each in (sheet, identity)] == [True, False]
    assert identity.at((1, 1)) == "unit"
    assert [type(value) for value in sheet.rows[1][1:3]] == [float, float]
    assert sheet.rows[1][1:4] == (5.0, 10.0, None)
    assert sheet.rows[1][4:9] == (date(2023, 5, 6), datetime(2023, 5, 6, 1, 2, 3), time(6, 0), 12.5, "007")  # noqa: DTZ001
    assert sheet.errors == {(2, 4): "#DIV/0!"}
    assert sheet.formulas == {(2, 3), (2, 4)}
    assert not sheet.uncached
    assert sheet.hidden_rows == {7}
    assert sheet.hidden_columns == {8}
    assert sheet.merges == ((4, 1, 5, 3),)
    assert sheet.comments[2, 2][1] == "批注内容"
    assert {"wt_unit": "A2-07", "单位": "示例街道"}.items() <= resaved[form].properties.items()
    assert resaved[form].notes == ()
