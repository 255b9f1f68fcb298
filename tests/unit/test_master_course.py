"""附件N分期 and 附件N分年: how the year came about period by period, and where the annex stands year by year."""

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.build.plans import example_plan, reporting_period
from tests.build.returns import accepted, enterprise, incubated, tables_of
from workbook_tools.consolidate import MasterTables
from workbook_tools.model import Plan, Unreported
from workbook_tools.period import Period, month, quarter, year
from workbook_tools.xlsx.master import write

# openpyxl says so of the data bars, which these tests do not look at.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported:UserWarning")
HEAD_ROW = 4
AUGUST, SEPTEMBER, OCTOBER = (month(2023, n) for n in (8, 9, 10))
MONTHS = (AUGUST, SEPTEMBER, OCTOBER, month(2023, 11), month(2023, 12))

Rows = dict[str, dict[str, object]]
"""A sheet's rows by unit, each by heading."""


def plan_of(*periods: Period) -> Plan:
    return replace(example_plan(), periods=tuple(map(reporting_period, periods)))


def autumn() -> MasterTables:
    """August to October of a plan that goes on to December; both annexes gain, and lose."""
    plan = plan_of(*MONTHS)
    return tables_of(
        accepted("U01", "A", enterprise("K1", "入库"), enterprise("K2", "培育"), period=AUGUST),
        accepted("U01", "A", enterprise("K1", "入库"), enterprise("K2", "入库"), period=SEPTEMBER),
        accepted("U01", "A", enterprise("K1", "退出"), enterprise("K2", "入库"), enterprise("K9", "入库")),
        accepted("U02", "A", enterprise("K9", "入库"), enterprise("K3", "入库")),
        accepted("U05", "B", incubated("甲", "在孵"), incubated("乙", "在孵"), period=AUGUST),
        accepted("U05", "B", incubated("甲", "注销"), incubated("乙", "毕业"), period=SEPTEMBER),
        accepted("U05", "B", incubated("乙", "毕业"), incubated("丙", "在孵")),
        plan=plan,
    )


def sheets(tables: MasterTables, *, live: bool = False) -> dict[str, Worksheet]:
    target = BytesIO()
    write(target, tables)
    book = load_workbook(target, data_only=not live)
    return {sheet.title: sheet for sheet in book.worksheets}


def rows_of(sheet: Worksheet) -> Rows:
    heads, *rows = list(sheet.iter_rows(min_row=HEAD_ROW, values_only=True))
    named = [dict(zip(map(str, heads), row, strict=True)) for row in rows]
    return {str(row["责任单位"]): row for row in named if row["责任单位"]}


def test_each_period_of_the_year_has_a_column_and_what_has_not_begun_is_blank() -> None:
    rows = rows_of(sheets(autumn())["附件1分期"])
    assert list(rows["示例东镇"]) == [
        "序号",
        "责任单位",
        "8月",
        "9月",
        "10月",
        "11月",
        "12月",
        "本年累计（毛新增）",
    ]
    assert list(rows["示例东镇"].values())[2:] == [1, 1, 0, None, None, 2]
    # K9 stands in two lists and counts for neither before the bureau rules.
    assert list(rows["示例西镇"].values())[2:] == [0, 0, 1, None, None, 1]
    assert list(rows["合  计"].values())[2:] == [1, 1, 1, None, None, 3]


def test_an_annex_that_counts_net_shows_each_period_less_those_that_left_in_it() -> None:
    rows = rows_of(sheets(autumn())["附件2分期"])
    assert list(rows["示例园区"].values())[2:] == [2, -1, 1, None, None, 2]
    assert "本年累计（净增）" in rows["示例园区"]


def test_the_periods_add_up_to_the_annexs_own_cumulative_figure() -> None:
    found = sheets(autumn())
    for number, heading in ((1, "本年累计（毛新增）"), (2, "本年累计（净增）")):
        own, course = rows_of(found[f"附件{number}"]), rows_of(found[f"附件{number}分期"])
        assert {unit: row[heading] for unit, row in course.items()} == {
            unit: own[unit][heading] for unit in course
        }


def test_every_figure_of_a_unit_is_counted_live_and_the_total_adds_up() -> None:
    rows = rows_of(sheets(autumn(), live=True)["附件2分期"])
    first = list(rows["示例园区"].values())[2:]
    assert [str(cell).count("COUNTIFS(企业名录!") for cell in first] == [2, 2, 2, 0, 0, 0]
    assert "20238" not in str(first[0])
    assert "202308" in str(first[0])
    assert first[-1] == "=SUM(C5:G5)"
    assert list(rows["合  计"].values())[2:] == [
        "=SUM($C$5:$C$6)",
        "=SUM($D$5:$D$6)",
        "=SUM($E$5:$E$6)",
        None,
        None,
        "=SUM(C7:G7)",
    ]


def years_apart() -> MasterTables:
    """The same enterprise counts in two years, another left in the second."""
    october, january = OCTOBER, month(2024, 1)
    return tables_of(
        accepted("U01", "A", enterprise("K1", "入库"), enterprise("K2", "入库"), period=october),
        accepted(
            "U01", "A", enterprise("K1", "入库", "2024"), enterprise("K2", "退出", "2023"), period=january
        ),
        plan=plan_of(october, january),
        period=january,
    )


def test_each_year_has_its_target_and_what_was_done_and_later_years_are_blank() -> None:
    row = rows_of(sheets(years_apart())["附件1分年"])["示例东镇"]
    assert (row["2023年目标"], row["2023年完成"]) == (2, 1)
    assert (row["2024年目标"], row["2024年完成"]) == (1, 1)
    assert (row["2025年目标"], row["2025年完成"]) == (1, None)
    assert (row["三年目标"], row["三年累计"], row["三年完成率"]) == (4, 2, 0.5)


def test_the_years_add_up_to_what_the_annex_says_of_all_years() -> None:
    found = sheets(years_apart())
    own, course = rows_of(found["附件1"]), rows_of(found["附件1分年"])
    for unit, row in course.items():
        for heading in ("三年目标", "三年累计", "三年完成率"):
            assert row[heading] == own[unit][heading], (unit, heading)


def test_a_year_of_one_period_has_no_sheet_of_periods_and_an_annex_of_one_year_none_of_years() -> None:
    yearly = tables_of(plan=plan_of(year(2023), year(2024)), period=year(2023))
    assert [name for name in sheets(yearly) if "分" in name] == ["附件1分年"]
    quarterly = tables_of(plan=plan_of(*(quarter(2023, n) for n in (1, 2, 3, 4))), period=quarter(2023, 2))
    found = sheets(quarterly)
    assert [name for name in found if "分" in name] == ["附件1分期", "附件1分年", "附件2分期"]
    heads = [cell.value for cell in found["附件2分期"][HEAD_ROW]]
    assert heads[2:6] == ["第1季度", "第2季度", "第3季度", "第4季度"]


def test_what_was_not_sent_this_period_and_counts_as_nothing_leaves_the_year() -> None:
    plan = replace(
        plan_of(*MONTHS), settings={**example_plan().settings, "未报处理": Unreported.NOTHING.value}
    )
    tables = tables_of(accepted("U01", "A", enterprise("K1", "入库"), period=AUGUST), plan=plan)
    row = rows_of(sheets(tables)["附件1分期"])["示例东镇"]
    assert list(row.values())[2:] == [None, None, 0, None, None, 0], "of earlier months nothing counts"
