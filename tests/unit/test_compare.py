"""Comparing two workbooks by what they say: what is named, where, and in which words."""

from collections.abc import Callable, Sequence
from io import BytesIO

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from workbook_tools.xlsx.compare import CellFact, Difference, Facts, Kind, SheetFacts, compare, read_facts

Rows = Sequence[Sequence[object]]
HEADING = ("序号", "企业名称", "收入")
LIST: Rows = (HEADING, *((n, f"示例{n}号有限公司", n * 1.5) for n in range(1, 9)))


def book(rows: Rows = LIST, **sheets: Rows) -> bytes:
    """A workbook with 名录 and further sheets; a text that begins with = is a formula without a result."""
    target = BytesIO()
    with Workbook(target, {"in_memory": True}) as workbook:
        for name, content in ({"名录": rows} | sheets).items():
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(content):
                sheet.write_row(number, 0, row)
    return target.getvalue()


def named(expected: bytes, found: bytes) -> list[tuple[str, Kind, str, str]]:
    """Cell, kind and the two texts of every difference."""
    return [(each.cell, each.kind, each.expected, each.found) for each in differences(expected, found)]


def differences(expected: bytes, found: bytes) -> tuple[Difference, ...]:
    return compare(read_facts(expected, "甲.xlsx"), read_facts(found, "乙.xlsx")).differences


def changed(row: int, column: int, value: object) -> list[list[object]]:
    """The list with another value in one cell, counted from 0."""
    rows = [list(each) for each in LIST]
    rows[row][column] = value
    return rows


# ------------------------------------------------------------ cells


def test_equal_workbooks_do_not_differ() -> None:
    assert named(book(), book()) == []


def test_one_changed_digit_is_named_at_its_cell() -> None:
    assert named(book(), book(changed(3, 2, 4.6))) == [("C4", Kind.VALUE, "4.5", "4.6")]


def test_a_number_that_agrees_in_nine_digits_is_the_same() -> None:
    assert named(book(changed(3, 2, 2 / 3)), book(changed(3, 2, 0.666666666666667))) == []
    assert len(named(book(changed(3, 2, 1e9)), book(changed(3, 2, 1e9 + 2)))) == 1


def test_texts_are_the_same_only_to_the_character() -> None:
    assert named(book(), book(changed(1, 1, "示例1号有限公司 "))) == [
        ("B2", Kind.VALUE, "示例1号有限公司", "示例1号有限公司 ")
    ]


def test_a_text_in_place_of_a_number_is_told_apart() -> None:
    workbook = BytesIO()
    with Workbook(workbook, {"in_memory": True}) as target:
        target.add_worksheet("名录").write_string(0, 0, "12")
    assert named(book([[12]]), workbook.getvalue()) == [("A1", Kind.VALUE, "12（数值）", "“12”（文本）")]


def test_what_is_cleared_or_typed_into_a_blank_cell_is_named() -> None:
    assert named(book(), book(changed(2, 1, None))) == [("B3", Kind.VALUE, "示例2号有限公司", "")]
    assert named(book(changed(2, 1, None)), book()) == [("B3", Kind.VALUE, "", "示例2号有限公司")]


def test_a_note_beside_or_below_the_table_is_a_value_and_no_row_or_column() -> None:
    assert named(book(), book([*LIST, ("备注",)])) == [("A10", Kind.VALUE, "", "备注")]
    beside = [[*row] for row in LIST]
    beside[4].append("备注")
    assert named(book(), book(beside)) == [("D5", Kind.VALUE, "", "备注")]


# ------------------------------------------------------------ formulas


def test_a_formula_replaced_by_its_value_is_named() -> None:
    assert named(book(changed(1, 2, "=SUM(A1:A3)")), book(changed(1, 2, 3))) == [
        ("C2", Kind.FORMULA, "=SUM(A1:A3)", "3")
    ]


@pytest.mark.parametrize(
    "other",
    [
        '=if( TRUE(),  sum(附件!$A$1:$A$9)/2.50,"—" )',
        "=IF(TRUE,_xlfn.SUM('附件'!$A$1:$A$9)/2.5,\"—\")",
    ],
)
def test_another_spelling_of_a_formula_is_the_same(other: str) -> None:
    formula = '=IF(TRUE,SUM(附件!$A$1:$A$9)/2.5,"—")'
    assert named(book([[formula]], 附件=LIST), book([[other]], 附件=LIST)) == []


@pytest.mark.parametrize(
    "other",
    ["=SUM(A1:A4)", "=SUM($A1:A3)", "=SUM(A1,A3)", "=SUMSQ(A1:A3)", "=SUM(A1:A3)+0", "=SUM(名录!A1:A3)"],
)
def test_another_formula_is_named(other: str) -> None:
    assert named(book(changed(1, 2, "=SUM(A1:A3)")), book(changed(1, 2, other))) == [
        ("C2", Kind.FORMULA, "=SUM(A1:A3)", other)
    ]


def test_texts_within_formulas_keep_their_case() -> None:
    assert len(named(book([['="a"']]), book([['="A"']]))) == 1


def computed(result: object) -> bytes:
    target = BytesIO()
    with Workbook(target, {"in_memory": True}) as workbook:
        workbook.add_worksheet("名录").write_formula(0, 0, "=1+1", None, result)
    return target.getvalue()


def test_another_stored_result_is_named() -> None:
    assert named(computed(2), computed(3)) == [("A1", Kind.RESULT, "2", "3")]


def test_a_result_that_is_not_stored_is_counted_and_no_difference() -> None:
    result = compare(read_facts(computed(2), ""), read_facts(computed(""), ""))
    assert (result.differences, result.uncomputed) == ((), 1)


# ------------------------------------------------------------ rows and columns


def test_each_cell_of_a_deleted_row_is_named_where_it_stood() -> None:
    assert named(book(), book([row for row in LIST if row[0] != 4])) == [
        ("A5", Kind.ROW_REMOVED, "4", ""),
        ("B5", Kind.ROW_REMOVED, "示例4号有限公司", ""),
        ("C5", Kind.ROW_REMOVED, "6", ""),
    ]


def test_each_cell_of_an_inserted_row_is_named_where_it_stands() -> None:
    new = (99, "示例新有限公司", 1)
    assert named(book(), book([*LIST[:3], new, *LIST[3:]])) == [
        ("A4", Kind.ROW_ADDED, "", "99"),
        ("B4", Kind.ROW_ADDED, "", "示例新有限公司"),
        ("C4", Kind.ROW_ADDED, "", "1"),
    ]


def test_a_row_that_moved_is_named_once_with_where_it_stood() -> None:
    moved = [*LIST[:2], LIST[6], *LIST[2:6], *LIST[7:]]
    assert named(book(), book(moved)) == [("3:3", Kind.ROW_MOVED, "第7行", "第3行")]


def test_a_sorted_list_names_rows_not_cells() -> None:
    found = named(book(), book([LIST[0], *reversed(LIST[1:])]))
    assert {kind for _, kind, _, _ in found} == {Kind.ROW_MOVED}
    assert len(found) == len(LIST) - 2


def test_a_cell_changed_below_a_deleted_row_says_where_it_was_expected() -> None:
    rows = [row for row in changed(7, 2, 11) if row[0] != 4]
    assert named(book(), book(rows))[-1] == ("C7", Kind.VALUE, "10.5（原在C8）", "11")


def test_a_blank_row_removed_or_inserted_is_named() -> None:
    apart = [*LIST[:4], (), *LIST[4:]]
    assert named(book(apart), book()) == [("5:5", Kind.ROW_REMOVED, "（空行）", "")]
    assert named(book(), book(apart)) == [("5:5", Kind.ROW_ADDED, "", "（空行）")]


def test_a_column_inserted_does_not_make_every_cell_differ() -> None:
    wider = [(row[0], f"备注{n}", *row[1:]) for n, row in enumerate(LIST)]
    found = named(book(), book(wider))
    assert {kind for _, kind, _, _ in found} == {Kind.COLUMN_ADDED}
    assert [cell for cell, *_ in found] == [f"B{n}" for n in range(1, 10)]


def test_each_cell_of_a_deleted_column_is_named_where_it_stood() -> None:
    found = named(book(), book([(row[0], row[2]) for row in LIST]))
    assert [(cell, kind) for cell, kind, *_ in found] == [
        (f"B{n}", Kind.COLUMN_REMOVED) for n in range(1, 10)
    ]


def test_formulas_that_follow_their_row_are_the_same() -> None:
    def rows(gone: int) -> Rows:
        kept = [n for n in range(1, 9) if n != gone]
        return [HEADING, *((n, f"示例{n}号", f"=A{place}*2") for place, n in enumerate(kept, 2))]

    assert {kind for _, kind, _, _ in named(book(rows(0)), book(rows(4)))} == {Kind.ROW_REMOVED}


def long(rows: Rows) -> Facts:
    """A long list as it is read."""
    read = {
        number: {column: CellFact(value, "", "General") for column, value in enumerate(row, 1)}  # type: ignore[arg-type]
        for number, row in enumerate(rows, 1)
    }
    return Facts((SheetFacts("名录", False, read, frozenset(), frozenset()),))


def test_twenty_thousand_rows_turned_round_are_twenty_thousand_rows_that_moved() -> None:
    rows = [(float(n), f"示例{n}号") for n in range(20_000)]
    found = compare(long(rows), long(rows[::-1])).differences
    assert {each.kind for each in found} == {Kind.ROW_MOVED}
    assert len(found) == 20_000 - 1


def test_of_twenty_thousand_equal_rows_any_one_may_be_the_one_that_is_missing() -> None:
    rows = [("示例", 1.0)] * 20_000
    found = compare(long(rows), long(rows[1:])).differences
    assert [(each.cell, each.kind) for each in found] == [
        ("A20000", Kind.ROW_REMOVED),
        ("B20000", Kind.ROW_REMOVED),
    ]


def test_twenty_thousand_changed_rows_are_compared_in_order() -> None:
    rows = [(f"示例{n}号", float(n)) for n in range(20_000)]
    others = [(f"另外{n}号", float(n)) for n in range(20_000)]
    found = compare(long(rows), long(others)).differences
    assert [each.cell for each in found] == [f"A{n}" for n in range(1, 20_001)]


# ------------------------------------------------------------ sheets


def test_sheets_that_are_missing_new_or_in_another_place_are_named() -> None:
    expected = book(附件1=LIST, 附件2=LIST, 附件3=LIST, 附件4=LIST)
    found = book(附件4=LIST, 附件1=LIST, 附件3=LIST, 添加=[[1]])
    assert [(each.sheet, each.kind, each.expected, each.found) for each in differences(expected, found)] == [
        ("附件2", Kind.SHEET_MISSING, "第3张", ""),
        ("附件4", Kind.SHEET_ORDER, "第5张", "第2张"),
        ("添加", Kind.SHEET_ADDED, "", "第5张"),
    ]


# ------------------------------------------------------------ what is shown, and how


def made(prepare: Callable[[Workbook, Worksheet], object]) -> bytes:
    """总览 and 名录, the latter prepared."""
    target = BytesIO()
    with Workbook(target, {"in_memory": True}) as workbook:
        workbook.add_worksheet("总览").write(0, 0, 1)
        second = workbook.add_worksheet("名录")
        for number, row in enumerate(LIST):
            second.write_row(number, 0, row)
        prepare(workbook, second)
    return target.getvalue()


PLAIN = made(lambda _book, _page: None)


def test_a_hidden_sheet_is_named_and_very_hidden_is_hidden() -> None:
    hidden, very_hidden = made(lambda _book, page: page.hide()), made(lambda _book, page: page.very_hidden())
    assert named(PLAIN, hidden) == [("", Kind.SHEET_HIDDEN, "显示", "隐藏")]
    assert named(hidden, very_hidden) == []


def test_hidden_rows_are_named_as_one_run() -> None:
    def hide(_book: Workbook, page: Worksheet) -> None:
        for row in (2, 3, 4, 6):
            page.set_row(row, None, None, {"hidden": True})

    assert named(PLAIN, made(hide)) == [
        ("3:5", Kind.HIDDEN_ROW, "显示", "隐藏"),
        ("7:7", Kind.HIDDEN_ROW, "显示", "隐藏"),
    ]


def test_a_row_or_column_too_small_to_see_is_hidden() -> None:
    assert named(PLAIN, made(lambda _book, page: page.set_row(2, 0.5))) == [
        ("3:3", Kind.HIDDEN_ROW, "显示", "隐藏")
    ]
    assert named(PLAIN, made(lambda _book, page: page.set_column(1, 1, 0.1))) == [
        ("B:B", Kind.HIDDEN_COLUMN, "显示", "隐藏")
    ]


def test_columns_unfolded_are_named_too() -> None:
    folded = made(lambda _book, page: page.set_column(1, 2, 9, None, {"level": 1, "hidden": True}))
    unfolded = made(lambda _book, page: page.set_column(1, 2, 9, None, {"level": 1}))
    assert named(folded, unfolded) == [("B:C", Kind.HIDDEN_COLUMN, "隐藏", "显示")]


def test_what_is_hidden_beyond_the_last_cell_is_not_looked_at() -> None:
    assert named(PLAIN, made(lambda _book, page: page.set_column(9, 16_000, 9, None, {"hidden": True}))) == []


def shown_as(code: str) -> bytes:
    return made(lambda workbook, page: page.write(1, 2, 0.125, workbook.add_format({"num_format": code})))


def test_another_number_format_is_named() -> None:
    assert named(shown_as("0%"), shown_as("0.0%")) == [("C2", Kind.NUMBER_FORMAT, "0%", "0.0%")]


def test_the_format_of_an_empty_cell_is_not_looked_at() -> None:
    assert (
        named(PLAIN, made(lambda workbook, page: page.write_blank(20, 20, None, workbook.add_format()))) == []
    )


# ------------------------------------------------------------ links

ORIGINAL = "archive/originals/00.xlsx"


def linked(target: str) -> bytes:
    return made(lambda _book, page: page.write_url(1, 1, target, None, "打开"))


def test_another_target_or_no_link_is_named() -> None:
    here = linked(f"external:{ORIGINAL}")
    assert named(here, linked("external:archive/originals/01.xlsx")) == [
        ("B2", Kind.LINK, ORIGINAL, "archive/originals/01.xlsx")
    ]
    assert named(here, made(lambda _book, page: page.write(1, 1, "打开"))) == [
        ("B2", Kind.LINK, ORIGINAL, "")
    ]


def test_a_link_within_the_workbook_is_known_by_its_place() -> None:
    assert named(linked("internal:'名录'!$A$5"), linked("internal:名录!A5")) == []
    assert named(linked("internal:名录!A5"), linked("internal:名录!A6")) == [
        ("B2", Kind.LINK, "#名录!A5", "#名录!A6")
    ]
