"""What programs spell each in their own way and means the same: number formats, links, texts, cells."""

import pytest

from tests.build.packages import cell, rows, xlsx
from workbook_tools.xlsx.compare import CellFact, Fixed, SheetFacts, compare, read_facts
from workbook_tools.xlsx.compare.links import resolved, same_link
from workbook_tools.xlsx.compare.number_formats import built_in, canonical, shows_days


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('0000"年"00"月"', r"0000\年00\月"),
        ("yyyy-mm-dd", r"yyyy\-mm\-dd;@"),
        ('yyyy"年"m"月"d"日"', r"[$-804]YYYY\年M\月D\日"),
        ('0"%"', r"0\%"),
        ("GENERAL", "General"),
        ("0.00_);[Red](0.00)", r"0.00_)\;[RED]\(0.00\)".replace(r"\;", ";")),
        ("[$¥-804]#,##0.00", '"¥"#,##0.00'),
        ('#,##0" 家"', r"#,##0\ \家"),
    ],
)
def test_spellings_of_one_number_format(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("0%", "0.0%"),
        ("0%", r"0\%"),
        ("0,", '0","'),
        ("0.0", '0"."0'),
        ("0", "0;;;"),
        ("0", "General"),
        ("0", "@"),
        ("[>=1]0", "[>=2]0"),
        ('0"年"', '0"月"'),
    ],
)
def test_number_formats_that_show_something_else(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


def test_number_formats_known_by_number_only() -> None:
    assert (built_in(0), built_in(10), built_in(49)) == ("General", "0.00%", "@")
    assert built_in(57) != built_in(58)


def test_formats_that_show_days() -> None:
    assert all(map(shows_days, ("yyyy-mm-dd", "h:mm", "[h]:mm")))
    assert not any(map(shows_days, (canonical('0"days"'), "0_d", "[red]0", "General")))


ORIGINAL = "archive/originals/00.xlsx"


@pytest.mark.parametrize(
    "spelled",
    [
        r"archive\originals\00.xlsx",
        "./archive/originals/00.xlsx",
        "archive/originals/%30%30.xlsx",
        "../../Temp/archive/originals/00.xlsx",
        "file:///C:/Users/示例/archive/originals/00.xlsx",
        "file:///home/example/archive/originals/00.xlsx",
        r"file:///\\server\share\archive\originals\00.xlsx",
        r"C:\Users\archive\originals\00.xlsx",
    ],
)
def test_a_link_to_an_original_from_wherever_the_file_was_saved(spelled: str) -> None:
    assert same_link(resolved(ORIGINAL), resolved(spelled))


@pytest.mark.parametrize(
    "spelled",
    [
        "archive/originals/01.xlsx",
        "00.xlsx",
        "archive/originals/00.xlsx#表!A1",
        "https://example.com/archive/originals/00.xlsx",
        "xarchive/originals/00.xlsx",
        "",
    ],
)
def test_a_link_to_something_else(spelled: str) -> None:
    assert not same_link(resolved(ORIGINAL), resolved(spelled))


@pytest.mark.parametrize(
    ("target", "place"),
    [
        ("", "'企业名录'!$A$5:$D$9"),
        ("", "企业名录!a5:d9"),
        ("#企业名录.A5:D9", ""),
        ("#'企业名录'!A5:D9", ""),
    ],
)
def test_spellings_of_a_link_within_the_workbook(target: str, place: str) -> None:
    assert resolved(target, place) == "#企业名录!A5:D9"


def test_web_addresses_stay_as_they_are() -> None:
    assert resolved("https://example.com/a%20b?x=1", "top") == "https://example.com/a%20b?x=1#top"


# ------------------------------------------------------------ cells as their XML says


def first(sheet: str, **more: object) -> SheetFacts:
    """What a sheet of this XML says."""
    return read_facts(xlsx(sheet, **more), "").sheets[0]  # type: ignore[arg-type]


def value(xml: str) -> object:
    """The value of the only cell, in A1."""
    return first(rows(xml)).rows.get(1, {}).get(1, CellFact()).value


@pytest.mark.parametrize(
    ("xml", "stored"),
    [
        ('<c r="A1"><v>1.2005E3</v></c>', 1200.5),
        ('<c r="A1" t="n"><v>12</v></c>', 12.0),
        ('<c r="A1" t="b"><v>1</v></c>', Fixed("TRUE")),
        ('<c r="A1" t="e"><v>#DIV/0!</v></c>', Fixed("#DIV/0!")),
        ('<c r="A1" t="d"><v>2023-10-31T12:00:00</v></c>', 45230.5),
        ('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> 甲 </t></is></c>', " 甲 "),
        ('<c r="A1" t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r><rPh><t>x</t></rPh></is></c>', "甲乙"),
        ('<c r="A1" t="inlineStr"><is><t>甲_x000D_\n乙_x005F_x000D_</t></is></c>', "甲\r\n乙_x000D_"),
        ('<c t="str"><v>甲</v></c>', "甲"),
        ('<c r="A1" s="1"/>', None),
        ('<c r="A1" t="inlineStr"><is><t></t></is></c>', None),
    ],
)
def test_values_as_programs_store_them(xml: str, stored: object) -> None:
    assert value(xml) == stored


def test_true_is_not_one_and_an_error_not_its_text() -> None:
    for one, other in (
        ('<c r="A1" t="b"><v>1</v></c>', '<c r="A1"><v>1</v></c>'),
        ('<c r="A1" t="e"><v>#N/A</v></c>', '<c r="A1" t="str"><v>#N/A</v></c>'),
    ):
        assert compare(read_facts(xlsx(rows(one)), ""), read_facts(xlsx(rows(other)), "")).differences


def test_ends_of_lines_and_control_characters_do_not_count() -> None:
    windows = '<c r="A1" t="inlineStr"><is><t>甲_x000D_\n乙_x000B_</t></is></c>'
    other = '<c r="A1" t="inlineStr"><is><t>甲\n乙</t></is></c>'
    assert not compare(read_facts(xlsx(rows(windows)), ""), read_facts(xlsx(rows(other)), "")).differences


def test_cells_and_rows_without_an_address_follow_the_one_before() -> None:
    sheet = '<sheetData><row r="3"><c r="B3"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row></sheetData>'
    facts = first(sheet)
    places = [
        (row, column, fact.value) for row, cells in facts.rows.items() for column, fact in cells.items()
    ]
    assert places == [(3, 2, 1.0), (3, 3, 2.0), (4, 1, 3.0)]


def test_a_formula_shared_by_a_column_is_read_in_each_row() -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1"><f t="shared" si="0" ref="A1:A2">B1*$C$1</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c></row></sheetData>'
    )
    assert [cells[1].formula for cells in first(sheet).rows.values()] == ["=B1*$C$1", "=B2*$C$1"]


def test_days_counted_from_1904_are_other_days() -> None:
    day = rows('<c r="A1" s="1"><v>45230</v></c><c r="B1"><v>5</v></c>')
    since_1904 = xlsx(day, number_format=14, settings='<workbookPr date1904="1"/>')
    found = compare(read_facts(xlsx(day, number_format=14), ""), read_facts(since_1904, "")).differences
    assert [each.cell for each in found] == ["A1"]


def test_rows_hidden_because_rows_are_unless_they_say_otherwise() -> None:
    usual = '<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/>'
    sheet = usual + '<sheetData><row r="3"><c r="A3"><v>1</v></c></row></sheetData>'
    assert first(sheet).hidden_rows == {1, 2}


def test_control_a_plain_cell() -> None:
    assert value(cell("A1", 5)) == 5.0
