"""What is read out of an annex table, and what is said about each kind of mistake in one."""

from datetime import datetime

import pytest

from workbook_tools.annex_table import AnnexTable, annex_mark, parse, unit_name
from workbook_tools.annex_table.spelling import period_label, whole_number
from workbook_tools.messages import render
from workbook_tools.model import Finding, SheetLook

HEADING = ("序号", "责任单位", "2023年", "2024年")
GOOD = (HEADING, (1, "示例甲镇", 3, 2), (2, "示例乙镇", 4, 0), ("合  计", None, 7, 2))


def read(
    *rows: tuple[object, ...],
    title: str = "示例任务表",
    merges: tuple[tuple[int, int, int, int], ...] = (),
    number: int | None = None,
    year: int | None = None,
) -> tuple[AnnexTable, tuple[Finding, ...]]:
    """Parse rows below the usual three lines of caption; the first row given stands in row 4."""
    caption = (("附件1",), (title,), ("（单位：家）",))
    return parse(SheetLook("附件1", True, (*caption, *rows), merges=merges), number, year=year)


def places(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.code, finding.cell) for finding in findings]


def periods(table: AnnexTable) -> list[str]:
    return [str(column.period) for column in table.columns]


def test_a_table_as_the_notice_prints_it_is_read_whole_and_without_a_finding() -> None:
    table, findings = read(*GOOD)
    assert findings == ()
    assert (table.number, table.title, table.measure, table.whole) == (1, "示例任务表", "家", True)
    assert [(row.seq, row.unit, row.targets) for row in table.rows] == [
        (1, "示例甲镇", (3, 2)),
        (2, "示例乙镇", (4, 0)),
    ]
    assert table.rows[1].address == (6, 2)
    assert table.totals == (7, 2)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("2023年培育数", "2023"), ("２０２３年度目标（家）", "2023"), ("二〇二三年", "2023"),
        ("二○二三年末", "2023"), ("2023", "2023"),
        ("2023年第一季度", "2023Q1"), ("2023年4季度", "2023Q4"), ("2023Q2", "2023Q2"), ("2023年Q3", "2023Q3"),
        ("2023年10月", "2023-10"), ("二〇二三年十一月", "2023-11"), ("2023 年 1 月", "2023-01"),
        ("一季度", "2020Q1"), ("Q1", "2020Q1"), ("10月", "2020-10"),
        ("十二月份", "2020-12"), ("全年", "2020"),
    ],
)  # fmt: skip
def test_a_column_stands_for_the_year_quarter_or_month_it_names(heading: str, expected: str) -> None:
    label = period_label(heading)
    assert label is not None
    assert str(label.period(2020)) == expected


@pytest.mark.parametrize(
    "heading", ["2023年上半年", "1-9月", "前三季度", "2023—2027年", "一、二季度", "10月30日", "备注", "人口"]
)
def test_a_span_that_is_no_year_quarter_or_month_is_never_read_as_one(heading: str) -> None:
    assert period_label(heading) is None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [(12, 12), (12.0, 12), ("１２", 12), ("1,234", 1234), ("12家", 12), ("12 家", 12), ("0", 0), ("12.0", 12),
     ("", None), (None, None), ("—", None), ("-1", None), (1.5, None), ("12万", None),
     ("12,34", None), (True, None)],
)  # fmt: skip
def test_a_planned_figure_is_a_whole_number_from_nought_up(cell: object, expected: int | None) -> None:
    assert whole_number(cell, "家") == expected


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("附件1", 1),
        ("附件 1", 1),
        ("附件一", 1),
        ("附件1：", 1),
        ("附表２", 2),
        ("附件十二", 12),
        ("附件3 示例表", 3),
        ("附件", None),
    ],
)
def test_a_line_that_opens_an_annex_is_known_however_it_is_written(line: str, number: int | None) -> None:
    mark = annex_mark(line)
    assert mark is not None
    assert mark.number == number


@pytest.mark.parametrize(
    "line", ["附件1所列单位", "附件：1．示例表", "详见附件1", "附件2，附件3", "附件2023年"]
)
def test_prose_that_speaks_of_an_annex_opens_none(line: str) -> None:
    assert annex_mark(line) is None


def test_names_lose_line_breaks_and_spaces_but_latin_words_stay_apart() -> None:
    assert unit_name("区经济\n\n信息委") == "区经济信息委"
    assert unit_name("示例 乙 镇") == "示例乙镇"
    assert unit_name("示例 Tech Park 管委会") == "示例Tech Park管委会"


def test_a_heading_of_two_rows_gives_each_month_the_year_above_it() -> None:
    rows = (
        ("序号", "责任单位", "2023年", None, "2024年", None),
        (None, None, "1月", "2月", "1月", "2月"),
        (1, "示例甲镇", 1, 2, 3, 4),
        ("合计", None, 1, 2, 3, 4),
    )
    merged = ((4, 1, 5, 1), (4, 2, 5, 2), (4, 3, 4, 4), (4, 5, 4, 6), (7, 1, 7, 2))
    for merges in ((), merged):
        table, findings = read(*rows, merges=merges)
        assert (findings, periods(table)) == ((), ["2023-01", "2023-02", "2024-01", "2024-02"])
        assert table.heading[2] == ("2023年", "1月")


def test_a_month_without_a_year_takes_it_from_the_title_then_from_the_caller() -> None:
    rows = (("责任单位", "10月"), ("示例甲镇", 1), ("合计", 1))
    assert periods(read(*rows, title="2022年示例任务表", year=2024)[0]) == ["2022-10"]
    told, findings = read(*rows, title="2023—2027年任务表", year=2024)
    assert (periods(told), findings) == (["2024-10"], ())
    assert told.columns[0].heading == "2024年10月", "the year is written down with the heading"
    table, findings = read(*rows)
    assert places(findings) == [("P111", "B4")]
    assert not table.whole


def test_a_month_that_excel_made_a_date_of_is_still_that_month() -> None:
    table, _ = read(("责任单位", datetime(2023, 10, 1)), ("示例甲镇", 1), ("合计", 1))  # noqa: DTZ001 - a cell
    assert periods(table) == ["2023-10"]


def test_running_numbers_may_be_missing_and_blank_rows_and_comments_do_not_count() -> None:
    table, findings = read(
        ("责任单位", "2023年"), ("# 说明",), (), ("示例甲镇", 3), ("示例乙镇", 4), ("总计：", 7)
    )
    assert findings == ()
    assert [(row.seq, row.unit) for row in table.rows] == [(1, "示例甲镇"), (2, "示例乙镇")]


def test_a_column_of_remarks_under_a_merged_year_is_no_target_of_that_year() -> None:
    heading = (("责任单位", "2023年", None, None), (None, "1月", "2月", "备注"))
    rows = (("示例甲镇", 1, 2, None), ("合计", 1, 2, None))
    table, findings = read(*heading, *rows, merges=((4, 2, 4, 4),))
    assert (periods(table), findings) == (["2023-01", "2023-02"], ())


def test_group_lines_repeated_headings_and_notes_are_no_units() -> None:
    group = ("一、街道",) * 4
    note = ("注：以上为示例", None, None, None)
    table, findings = read(
        HEADING, group, GOOD[1], HEADING, GOOD[2], GOOD[3], note, ("填报人", "审核人", None, None)
    )
    assert findings == ()
    assert [row.unit for row in table.rows] == ["示例甲镇", "示例乙镇"]


def test_the_total_row_may_come_first() -> None:
    table, findings = read(HEADING, GOOD[3], *GOOD[1:3])
    assert (findings, table.totals, len(table.rows)) == ((), (7, 2), 2)


def test_a_total_that_is_not_the_sum_is_shown_with_both_numbers_column_and_cell() -> None:
    table, findings = read(*GOOD[:3], ("合计", None, 8, 2))
    assert render(findings[0]).startswith("【附件1】C7「2023年」合计写的是 8，各单位相加是 7")
    assert (len(findings), table.totals) == (1, (8, 2))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (GOOD[:3], [("P130", "B4")]),
        ((*GOOD, GOOD[3]), [("P132", "B8")]),
        ((HEADING, (1, "示例甲镇", None, "—"), (2, "示例乙镇", 1.5, -1), GOOD[3]),
         [("P120", "C5"), ("P121", "D5"), ("P121", "C6"), ("P121", "D6")]),
        ((HEADING, GOOD[1], (2, "示例甲镇", 4, 0), GOOD[3]), [("P123", "B6")]),
        ((HEADING, GOOD[1], (2, None, 4, 0), GOOD[3]), [("P122", "B6")]),
        ((HEADING, GOOD[1], (3, "示例乙镇", 4, 0), GOOD[3]), [("P124", "A6")]),
        ((HEADING, (1, "示例甲镇", 3), (2, "示例乙镇", 4, 0), GOOD[3]), [("P125", "B5")]),
        ((("责任单位", "2023年", "二〇二三年"), ("示例甲镇", 1, 1), ("合计", 1, 1)), [("P112", "C4")]),
        ((("责任单位", "2023年", "上半年"), ("示例甲镇", 1, 1), ("合计", 1, 1)), [("P113", "C4")]),
        ((("责任单位", "2023年", "2022年实有数"), ("示例甲镇", 1, 9), ("合计", 1, 9)), [("P114", "C4")]),
        ((("责任单位", "联系人"), ("示例甲镇", "某某")), [("P110", "A1")]),
    ],
)  # fmt: skip
def test_each_mistake_is_named_by_its_cell_and_nothing_else_is_said(
    rows: tuple[tuple[object, ...], ...], expected: list[tuple[str, str]]
) -> None:
    assert places(read(*rows)[1]) == expected


def test_columns_that_add_up_others_are_checked_row_by_row_and_are_no_targets() -> None:
    heading = ("责任单位", "2023年", "2024年", "合计", "备注")
    good = (heading, ("示例甲镇", 3, 2, 5, None), ("合计", 3, 2, 5, "略"))
    assert read(*good)[1] == ()
    table, findings = read(heading, ("示例甲镇", 3, 2, 6, None), ("合计", 3, 2, 5, None))
    assert (places(findings), periods(table)) == ([("P134", "D5")], ["2023", "2024"])


def test_a_sum_column_under_a_year_adds_up_the_months_of_that_year() -> None:
    heading = (("责任单位", "2023年", None, None, "2024年"), (None, "1月", "2月", "累计", "1月"))
    assert read(*heading, ("示例甲镇", 1, 2, 3, 9), ("合计", 1, 2, 3, 9))[1] == ()


def test_a_cumulative_column_that_stands_alone_is_the_target_of_its_year() -> None:
    table, findings = read(("责任单位", "2023年累计", "2024年累计"), ("示例甲镇", 1, 2), ("合计", 1, 2))
    assert (findings, periods(table)) == ((), ["2023", "2024"])


def test_subtotals_belong_to_the_units_above_or_below_them() -> None:
    above = (HEADING, GOOD[1], (None, "街道小计", 3, 2), GOOD[2], (None, "镇小计", 4, 0), GOOD[3])
    below = (HEADING, (None, "小计", 3, 2), GOOD[1], (None, "小计", 4, 0), GOOD[2], GOOD[3])
    assert read(*above)[1] == read(*below)[1] == ()
    assert places(read(HEADING, *GOOD[1:3], (None, "小计", 6, 2), GOOD[3])[1]) == [("P133", "C7")]


def test_a_sheet_whose_name_and_first_line_differ_is_a_mistake() -> None:
    assert places(read(*GOOD, number=2)[1]) == [("P105", "A1")]
