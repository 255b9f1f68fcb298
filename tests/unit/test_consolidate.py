"""What counts, for whom and since when: the semantics of 计入, 退出, 待裁定 and 沿用上期, by example."""

from dataclasses import replace

import pytest

from tests.build.plans import OCTOBER, conditions_on_a_result, example_plan, reporting_period, yearly_annex
from tests.build.returns import BASIS, accepted, enterprise, incubated, numbered, tables_of
from workbook_tools.consolidate import MasterTables, Outcome, UnitProgress, consolidate, summary
from workbook_tools.model import Basis, Plan, Severity, Status, Value
from workbook_tools.period import Period, month, year_named

AUGUST, SEPTEMBER, NOVEMBER = month(2023, 8), month(2023, 9), month(2023, 11)
JANUARY_2024 = month(2024, 1)


def unit(tables: MasterTables, code: str, annex: int = 1) -> UnitProgress:
    progress = next(each for each in tables.annexes if each.annex.number == annex)
    return next(each for each in progress.units if each.code == code)


def with_annex_1(basis: Basis) -> Plan:
    plan = example_plan()
    return replace(plan, annexes=(yearly_annex(basis), plan.annexes[1]))


def states(tables: MasterTables) -> dict[tuple[str, Value], Outcome]:
    column = [each.label for each in tables.register.columns].index("代码")
    return {(row.unit.code, row.values[column]): row.outcome for row in tables.register.rows()}


def test_an_enterprise_counts_once_it_meets_the_condition_in_an_accepted_return() -> None:
    tables = tables_of(accepted("U01", "A", enterprise("K1", "入库"), enterprise("K2", "培育")))
    assert unit(tables, "U01").figures.cumulative == 1
    assert states(tables) == {("U01", "K1"): Outcome.COUNTED, ("U01", "K2"): Outcome.NOT_COUNTED}


def test_one_key_counts_once_however_often_the_list_has_it() -> None:
    tables = tables_of(accepted("U01", "A", enterprise("K1", "培育"), enterprise("K1", "入库")))
    assert unit(tables, "U01").figures.cumulative == 1
    assert len(tables.register) == 1


def test_a_condition_may_name_a_computed_field_which_stands_for_its_formula() -> None:
    one, other = enterprise("K1", "培育"), (*enterprise("K2", "培育")[:-1], 12)
    tables = tables_of(accepted("U01", "A", one, other), plan=conditions_on_a_result(example_plan()))
    assert states(tables) == {("U01", "K1"): Outcome.COUNTED, ("U01", "K2"): Outcome.NOT_COUNTED}


def test_a_record_without_a_key_counts_for_nobody() -> None:
    tables = tables_of(accepted("U01", "A", enterprise("", "入库")))
    assert unit(tables, "U01").figures.cumulative == 0
    assert len(tables.register) == 0


@pytest.mark.parametrize("counted_in", ["2024", "不计入"])
def test_an_enterprise_of_another_year_does_not_count_in_this_one(counted_in: str) -> None:
    tables = tables_of(accepted("U01", "A", enterprise("K1", "入库", counted_in)))
    assert unit(tables, "U01").figures.cumulative == 0


@pytest.mark.parametrize(
    ("value", "year"),
    [("2023", 2023), ("2023年", 2023), (2023.0, 2023), (OCTOBER.end, 2023), ("无", None), (None, None)],
)
def test_a_year_is_read_from_text_numbers_and_dates(value: Value, year: int | None) -> None:
    assert year_named(value) == year


def test_new_is_what_first_counted_this_period() -> None:
    tables = tables_of(
        accepted("U01", "A", enterprise("K1", "入库"), period=SEPTEMBER),
        accepted("U01", "A", enterprise("K1", "入库"), enterprise("K2", "入库")),
    )
    counts = unit(tables, "U01").figures.counts
    assert (counts.new, counts.gross) == (1, 2)
    assert [row.first for row in tables.register.rows()] == [SEPTEMBER, OCTOBER]


def test_an_enterprise_that_left_still_counts_gross_but_not_net() -> None:
    returns = (
        accepted("U01", "A", enterprise("K1", "入库"), enterprise("K2", "入库"), period=SEPTEMBER),
        accepted("U01", "A", enterprise("K1", "退出"), enterprise("K2", "入库")),
    )
    gross = unit(tables_of(*returns), "U01").figures
    net = unit(tables_of(*returns, plan=with_annex_1(Basis.NET)), "U01").figures
    assert (gross.cumulative, gross.counts.exits, gross.net) == (2, 1, 1)
    assert (net.cumulative, net.all_cumulative) == (1, 1)


def test_an_exit_is_of_the_period_that_first_reported_it_however_long_it_stays_listed() -> None:
    tables = tables_of(
        accepted("U01", "A", enterprise("K1", "入库"), period=AUGUST),
        accepted("U01", "A", enterprise("K1", "退出"), period=SEPTEMBER),
        accepted("U01", "A", enterprise("K1", "退出"), period=JANUARY_2024),
        period=JANUARY_2024,
    )
    assert [row.gone for row in tables.register.rows()] == [SEPTEMBER]
    assert unit(tables, "U01").figures.counts.exits == 0


def test_a_counted_enterprise_that_vanished_from_the_list_stays_from_the_return_that_had_it_last() -> None:
    tables = tables_of(
        accepted("U01", "A", enterprise("K1", "入库"), enterprise("K2", "培育"), period=SEPTEMBER),
        accepted("U01", "A", enterprise("K3", "培育")),
    )
    rows = list(tables.register.rows())
    assert [(row.outcome, row.shown.source.period) for row in rows] == [
        (Outcome.NOT_COUNTED, OCTOBER),
        (Outcome.COUNTED, SEPTEMBER),
    ]
    assert not rows[1].stock


def test_an_empty_list_leaves_the_counted_enterprises_of_the_list_before() -> None:
    tables = tables_of(
        accepted("U01", "A", enterprise("K1", "入库"), enterprise("K2", "培育"), period=SEPTEMBER),
        accepted("U01", "A"),
    )
    assert states(tables) == {("U01", "K1"): Outcome.COUNTED}


def test_an_enterprise_counted_for_two_units_is_counted_for_neither() -> None:
    tables = tables_of(
        accepted("U01", "A", enterprise("K1", "入库"), enterprise("K2", "入库")),
        accepted("U02", "A", enterprise("K1", "入库")),
    )
    assert states(tables)["U01", "K1"] is states(tables)["U02", "K1"] is Outcome.CONTESTED
    assert [unit(tables, code).figures.cumulative for code in ("U01", "U02")] == [1, 0]
    assert [unit(tables, code).figures.counts.held for code in ("U01", "U02")] == [1, 1]
    assert tables.annexes[0].total.cumulative == 1


def test_an_enterprise_only_listed_by_a_second_unit_is_no_contest() -> None:
    tables = tables_of(
        accepted("U01", "A", enterprise("K1", "入库")), accepted("U02", "A", enterprise("K1", "培育"))
    )
    assert unit(tables, "U01").figures.cumulative == 1


def test_the_same_enterprise_may_count_in_two_annexes() -> None:
    tables = tables_of(
        accepted("U01", "A", enterprise("K1", "入库", name="示例甲")),
        accepted("U05", "B", incubated("示例甲", "在孵")),
    )
    assert [progress.total.cumulative for progress in tables.annexes] == [1, 1]


def test_without_a_return_this_period_the_last_figures_stand() -> None:
    tables = tables_of(accepted("U01", "A", enterprise("K1", "入库"), period=SEPTEMBER))
    counts = unit(tables, "U01").figures.counts
    assert (counts.gross, counts.new) == (1, 0)


def test_or_count_nothing_where_the_plan_says_so_except_what_earlier_years_ended_with() -> None:
    tables = tables_of(
        accepted("U01", "A", enterprise("K1", "入库", "2023"), period=SEPTEMBER),
        accepted("U01", "A", enterprise("K2", "入库", "2024"), period=JANUARY_2024),
        plan=example_plan(未报处理="计为零"),
        period=month(2024, 2),
    )
    figures = unit(tables, "U01").figures
    assert (figures.cumulative, figures.all_cumulative) == (0, 1)


def test_returns_of_later_periods_change_nothing() -> None:
    early = accepted("U01", "A", enterprise("K1", "入库"), period=SEPTEMBER)
    late = accepted("U01", "A", enterprise("K1", "退出"), enterprise("K2", "入库"), period=NOVEMBER)
    assert summary(tables_of(early, late)) == summary(tables_of(early))


def test_without_a_year_field_an_enterprise_counts_in_each_year_that_reports_it_but_once_over_all() -> None:
    tables = tables_of(
        accepted("U05", "B", incubated("示例甲", "在孵"), period=SEPTEMBER),
        accepted("U05", "B", incubated("示例甲", "毕业"), period=JANUARY_2024),
        period=JANUARY_2024,
    )
    figures = unit(tables, "U05", annex=2).figures
    assert (figures.cumulative, figures.counts.new, figures.all_cumulative) == (1, 1, 1)


@pytest.mark.parametrize(("period", "to_date"), [(month(2023, 3), 1), (month(2023, 4), 2), (OCTOBER, 5)])
def test_targets_of_periods_add_up_to_date(period: Period, to_date: int) -> None:
    target = unit(tables_of(period=period), "U05", annex=2).figures.target
    assert (target.to_date, target.year) == (to_date, 5)


def test_rates_are_of_the_printed_numbers_and_absent_where_nothing_is_due() -> None:
    tables = tables_of(accepted("U04", "A", enterprise("K1", "入库"), enterprise("K2", "入库")))
    assert unit(tables, "U04").figures.rate == 2 / 3
    assert unit(tables, "U03").figures.rate is None
    assert unit(tables, "U03").rank is None
    assert unit(tables, "U03").colour is None


def test_the_gap_is_in_points_to_the_decimal_printed() -> None:
    tables = tables_of(accepted("U04", "A", enterprise("K1", "入库"), enterprise("K2", "入库")))
    assert unit(tables, "U04").gap == -13.3


def counted(*numbers: int) -> MasterTables:
    """October with so many counted enterprises in U01, U02 and U04 (targets 2, 4 and 3)."""
    lists = zip(("U01", "U02", "U04"), numbers, strict=True)
    returns = (
        accepted(u, "A", *(enterprise(f"{u}K{n}", "入库") for n in range(count))) for u, count in lists
    )
    return tables_of(*returns)


def test_colours_are_tested_in_the_plans_order() -> None:
    tables = counted(2, 3, 0)
    assert [unit(tables, code).colour for code in ("U01", "U02", "U04")] == ["绿", "黄", "红"]


def test_a_gap_exactly_on_a_threshold_holds() -> None:
    plan = replace(example_plan(), periods=(reporting_period(OCTOBER, annex1=0.6),))
    returns = accepted("U01", "A", enterprise("K1", "入库"))
    assert unit(tables_of(returns, plan=plan), "U01").gap == -10.0
    assert unit(tables_of(returns, plan=plan), "U01").colour == "黄"


def test_no_colour_is_given_where_no_pace_is_set() -> None:
    tables = tables_of(accepted("U05", "B", *(incubated(f"示例{n}", "毕业") for n in range(9))))
    assert unit(tables, "U05", annex=2).colour is None


def test_equal_rates_rank_by_surplus_and_full_ties_share_a_rank() -> None:
    assert [unit(counted(2, 4, 3), code).rank for code in ("U01", "U02", "U04")] == [1, 1, 1]
    assert [unit(counted(4, 8, 3), code).rank for code in ("U01", "U02", "U04")] == [2, 1, 3]
    assert [unit(counted(1, 2, 0), code).rank for code in ("U01", "U02", "U04")] == [1, 2, 3]
    assert [unit(counted(0, 0, 1), code).rank for code in ("U01", "U02", "U04")] == [2, 3, 1]


def test_every_row_of_the_register_says_where_it_stands_written() -> None:
    tables = tables_of(accepted("U02", "A", enterprise("K1", "培育"), enterprise("K2", "入库")))
    row = list(tables.register.rows())[1]
    assert (row.shown.source.number, row.shown.source.file, row.shown.sheet, row.shown.row) == (
        1,
        "U02.xlsx",
        "填报表",
        9,
    )


def test_forms_share_a_column_where_label_and_type_agree_and_row_numbers_are_left_out() -> None:
    columns = [(column.label, column.type.value) for column in tables_of().register.columns]
    assert columns.count(("企业名称", "名称")) == 1
    assert ("营业收入", "小数") in columns
    assert ("营业收入", "文本") in columns
    assert all(kind != "序号" for _, kind in columns)


def test_the_order_in_which_returns_are_given_changes_nothing() -> None:
    plan = example_plan()
    returns = numbered(
        plan,
        [
            accepted("U02", "A", enterprise("K1", "入库")),
            accepted("U01", "A", enterprise("K1", "入库"), enterprise("K2", "退出")),
            accepted("U05", "B", incubated("示例甲", "在孵")),
            accepted("U01", "A", enterprise("K2", "入库"), period=SEPTEMBER),
        ],
    )
    tables = [
        consolidate(plan, plan.periods[0], each, [], [], basis=BASIS) for each in (returns, returns[::-1])
    ]
    assert summary(tables[0]) == summary(tables[1])
    assert list(tables[0].register.rows()) == list(tables[1].register.rows())


def test_a_column_the_unit_deleted_reads_as_blank() -> None:
    plan = example_plan()
    whole = accepted("U01", "A", enterprise("K1", "入库")).load()
    kept = {key: column for key, column in whole.roster.values.items() if key not in ("year", "sales")}
    cut = replace(whole, roster=replace(whole.roster, values=kept))
    tables = tables_of(replace(accepted("U01", "A"), load=lambda: cut), plan=plan)
    assert unit(tables, "U01").figures.cumulative == 0
    assert [row.outcome for row in tables.register.rows()] == [Outcome.NOT_COUNTED]


def test_the_summary_follows_the_contract_of_the_command_line() -> None:
    annex = summary(tables_of(accepted("U01", "A", enterprise("K1", "入库"))))[0]
    rows = annex["units"]
    assert isinstance(rows, list)
    assert rows[0] == {
        "code": "U01",
        "name": "示例东镇",
        "target": 2,
        "target_year": 2,
        "new": 1,
        "cumulative": 1,
        "exits": 0,
        "held": 0,
        "rate": 0.5,
        "colour": "橙",
        "rank": 1,
        "status": Status.ACCEPTED.value,
    }
    assert rows[2]["rate"] is rows[2]["rank"] is None


def test_an_obligation_names_the_return_that_counts_even_an_earlier_one() -> None:
    tables = tables_of(accepted("U01", "A", enterprise("K1", "入库"), period=SEPTEMBER))
    first, *others = tables.obligations
    assert first.source is not None
    assert first.source.period == SEPTEMBER
    assert first.report.counts.get(Severity.MANDATORY, 0) == 0
    assert all(each.source is None for each in others)
