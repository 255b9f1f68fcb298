"""A master whose cells hold what they should, and show something else: every way to do that is named."""

import io
from collections.abc import Callable
from zipfile import ZipFile

import pytest
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tests.build.packages import cell, relationships, rows, xlsx, zip_of
from workbook_tools.messages import compare as words
from workbook_tools.xlsx.compare import Kind, compare, read_facts

Prepare = Callable[[Workbook, Worksheet, Format], object]
"""What somebody does with a sheet whose A1 holds 12, in this format, and B2 the text 共12家."""


def made(prepare: Prepare | None = None) -> bytes:
    target = io.BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        sheet, look = book.add_worksheet("附件1"), book.add_format({"num_format": "0.0"})
        if prepare:
            prepare(book, sheet, look)
        sheet.write_number(0, 0, 12, look)
        sheet.write_string(1, 1, "共12家")
    return target.getvalue()


def named(found: bytes, expected: bytes | None = None) -> list[tuple[str, Kind, str]]:
    sides = read_facts(expected or made(), ""), read_facts(found, "")
    return [(each.cell, each.kind, each.found) for each in compare(*sides).differences]


def white(_book: Workbook, _sheet: Worksheet, look: Format) -> None:
    look.set_font_color("#FEFEFE")


def white_of_the_theme(_book: Workbook, _sheet: Worksheet, look: Format) -> None:
    look.set_font_color("#123456")
    look.set_bg_color("#123456")


def tiny(_book: Workbook, _sheet: Worksheet, look: Format) -> None:
    look.set_font_size(1)


def on_a_pattern(_book: Workbook, _sheet: Worksheet, look: Format) -> None:
    look.set_pattern(2)
    look.set_bg_color("#000000")


@pytest.mark.parametrize("prepare", [white, white_of_the_theme, tiny, on_a_pattern])
def test_a_number_that_nobody_can_see(prepare: Prepare) -> None:
    assert named(made(prepare)) == [("A1", Kind.DISPLAY, words.ILLEGIBLE)]


def test_another_colour_that_can_be_seen_is_no_difference() -> None:
    assert named(made(lambda _book, _sheet, look: look.set_font_color("#C00000"))) == []


def test_a_number_repeated_across_its_cell() -> None:
    """Fill alignment prints 12 as 121212."""
    assert named(made(lambda _book, _sheet, look: look.set_align("fill"))) == [
        ("A1", Kind.DISPLAY, words.REPEATED)
    ]


@pytest.mark.parametrize("code", [";;;", '""', "[$-804]", '0.0"5"', "[white]0.0", '[<100]0.0"5";0.0'])
def test_a_number_format_that_prints_something_else(code: str) -> None:
    ((where, kind, _),) = named(made(lambda _book, _sheet, look: look.set_num_format(code)))
    assert (where, kind) == ("A1", Kind.NUMBER_FORMAT)


def rule(**options: object) -> Prepare:
    def prepare(book: Workbook, sheet: Worksheet, _look: Format) -> None:
        shown = options.pop("shown", None)
        given = {"format": book.add_format(shown)} if isinstance(shown, dict) else {}
        sheet.conditional_format("A1:A3", {**options, **given})

    return prepare


TRUE = {"type": "formula", "criteria": "=TRUE"}
UNSEEN = [
    rule(**TRUE, shown={"num_format": '0"5"'}),
    rule(**TRUE, shown={"font_color": "#FFFFFF"}),
    rule(type="data_bar", bar_only=True),
    rule(type="data_bar", bar_only=True, data_bar_2010=True),
    rule(type="icon_set", icon_style="3_arrows", icons_only=True),
]


@pytest.mark.parametrize("prepare", UNSEEN)
def test_a_rule_that_prints_something_else_or_nothing(prepare: Prepare) -> None:
    assert ("A1:A3", Kind.DISPLAY, words.RULE_HIDES) in named(made(prepare))


@pytest.mark.parametrize("prepare", [rule(**TRUE, shown={"bg_color": "#FFC000"}), rule(type="data_bar")])
def test_a_rule_that_only_colours_is_no_difference(prepare: Prepare) -> None:
    assert named(made(prepare)) == []


def test_a_number_under_a_merged_area() -> None:
    def merged(_book: Workbook, sheet: Worksheet, _look: Format) -> None:
        sheet.merge_range("A1:B2", None)

    assert named(made(merged)) == [("B2", Kind.DISPLAY, words.COVERED_BY_MERGE)]


def test_zeros_that_are_not_shown_and_formulas_that_are() -> None:
    def viewed(_book: Workbook, sheet: Worksheet, _look: Format) -> None:
        sheet.hide_zero()

    assert named(made(viewed)) == [("", Kind.DISPLAY, words.ZEROS_HIDDEN)]
    results = rows(cell("A1", 1))
    shown = xlsx('<sheetViews><sheetView showFormulas="1" workbookViewId="0"/></sheetViews>' + results)
    assert named(shown, xlsx(results)) == [("", Kind.DISPLAY, words.FORMULAS_SHOWN)]


def test_rows_that_cannot_be_scrolled_to() -> None:
    def frozen(_book: Workbook, sheet: Worksheet, _look: Format) -> None:
        sheet.freeze_panes(3, 0)

    assert named(made(frozen)) == []
    part = "xl/worksheets/sheet1.xml"
    with ZipFile(io.BytesIO(made(frozen))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = parts[part].replace(b"<sheetView ", b'<sheetView topLeftCell="A3" ')
    assert named(zip_of(parts)) == [("", Kind.DISPLAY, words.CUT_OFF.format(cell="A3"))]


def test_a_shape_over_a_number_is_named_where_it_begins() -> None:
    def covered(_book: Workbook, sheet: Worksheet, _look: Format) -> None:
        sheet.insert_textbox(4, 3, "99")

    assert named(made(covered)) == [("D5", Kind.DISPLAY, words.SHAPE)]


def test_a_chart_is_no_difference_until_it_lies_over_a_number() -> None:
    def charted(at: str) -> Prepare:
        def prepare(book: Workbook, sheet: Worksheet, _look: Format) -> None:
            chart = book.add_chart({"type": "column"})
            chart.add_series({"values": "=附件1!$A$1"})
            sheet.insert_chart(at, chart)

        return prepare

    assert named(made(charted("D4"))) == []
    assert named(made(charted("A1"))) == [("B2", Kind.DISPLAY, words.COVERED_BY_CHART)]


def test_a_comment_is_no_difference_unless_it_always_shows() -> None:
    def noted(visible: bool) -> Prepare:
        return lambda _book, sheet, _look: sheet.write_comment("A1", "示例", {"visible": visible})

    assert named(made(noted(False))) == []
    assert named(made(noted(True))) == [("", Kind.DISPLAY, words.SHAPE)]


def test_letters_of_a_text_that_nobody_can_see_are_left_out() -> None:
    def half_white(book: Workbook, sheet: Worksheet, _look: Format) -> None:
        pale = book.add_format({"font_color": "#FFFFFF"})
        sheet.write_rich_string(1, 1, "共", pale, "1", "2家")

    def coloured(book: Workbook, sheet: Worksheet, _look: Format) -> None:
        red = book.add_format({"font_color": "#FF0000"})
        sheet.write_rich_string(1, 1, "共", red, "1", "2家")

    def then(first: Prepare) -> bytes:
        target = io.BytesIO()
        with Workbook(target, {"in_memory": True}) as book:
            sheet = book.add_worksheet("附件1")
            sheet.write_number(0, 0, 12, book.add_format({"num_format": "0.0"}))
            first(book, sheet, book.add_format())
        return target.getvalue()

    assert named(then(half_white)) == [("B2", Kind.VALUE, "共2家")]
    assert named(then(coloured)) == []


def test_numbers_computed_as_they_are_displayed() -> None:
    sound = rows(cell("A1", 1))
    found = xlsx(sound, settings='<calcPr fullPrecision="0"/>')
    sides = read_facts(xlsx(sound), ""), read_facts(found, "")
    (difference,) = compare(*sides).differences
    assert (difference.sheet, difference.found) == (words.WORKBOOK, words.AS_DISPLAYED)


@pytest.mark.parametrize("kind", ["vbaProject", "connections", "externalLink"])
def test_what_comes_in_from_outside(kind: str) -> None:
    links = {
        "rId1": ("worksheet", "worksheets/sheet1.xml"),
        "rId2": ("styles", "styles.xml"),
        "rId3": (kind, "a.bin"),
    }
    sound = rows(cell("A1", 1))
    found = xlsx(sound, parts={"xl/_rels/workbook.xml.rels": relationships(links), "xl/a.bin": b""})
    assert named(found, xlsx(sound)) == [("", Kind.DISPLAY, words.FOREIGN[kind])]
