"""Targets of a unit at a period, under both target bases."""

from workbook_tools.model import Annex, AnnexColumn, Basis, Counting, TargetBasis, TargetRow
from workbook_tools.period import Period, month, quarter, year
from workbook_tools.targets import Target, all_years, target, years


def _annex(basis: TargetBasis, *periods: Period) -> Annex:
    counting = Counting("登记号", "TRUE", "", "", "", Basis.GROSS, basis, None)
    columns = tuple(AnnexColumn(period.paper, period) for period in periods)
    return Annex(1, "示例任务表", "家", "F", columns, (), (), counting)


def test_a_year_column_is_the_target_all_year_long() -> None:
    annex, row = _annex(TargetBasis.AS_STATED, year(2023), year(2024)), TargetRow(1, "A", (3, 2))
    assert target(annex, row, month(2023, 1)) == Target(3, 3)
    assert target(annex, row, quarter(2024, 4)) == Target(2, 2)
    assert (years(annex), all_years(annex, row)) == ((2023, 2024), 5)


def test_stated_month_columns_are_cumulative_targets_and_the_last_one_is_the_years() -> None:
    annex, row = (
        _annex(TargetBasis.AS_STATED, month(2024, 1), month(2024, 2), month(2024, 3)),
        TargetRow(1, "A", (2, 3, 6)),
    )
    assert target(annex, row, month(2024, 2)) == Target(year=6, to_date=3)
    assert all_years(annex, row) == 6


def test_targets_by_period_are_added_up_to_the_period_within_its_year() -> None:
    annex = _annex(TargetBasis.BY_PERIOD, month(2023, 12), month(2024, 1), month(2024, 2), month(2024, 3))
    row = TargetRow(1, "A", (9, 2, 1, 3))
    assert target(annex, row, month(2024, 2)) == Target(year=6, to_date=3)
    assert target(annex, row, quarter(2024, 1)) == Target(year=6, to_date=6)
    assert all_years(annex, row) == 15


def test_a_quarter_that_has_begun_counts_in_each_of_its_months() -> None:
    annex, row = _annex(TargetBasis.BY_PERIOD, quarter(2024, 1), quarter(2024, 2)), TargetRow(1, "A", (3, 2))
    assert target(annex, row, month(2024, 2)) == Target(year=5, to_date=3)
    assert target(annex, row, month(2024, 4)) == Target(year=5, to_date=5)


def test_a_year_beside_its_quarters_is_their_total_and_is_not_added_to_them() -> None:
    annex = _annex(TargetBasis.BY_PERIOD, year(2024), *(quarter(2024, number) for number in (1, 2, 3, 4)))
    row = TargetRow(1, "A", (10, 1, 2, 3, 4))
    assert target(annex, row, month(2024, 2)) == Target(year=10, to_date=1)
    assert target(annex, row, quarter(2024, 3)) == Target(year=10, to_date=6)
    assert target(annex, row, year(2024)) == Target(year=10, to_date=10)
    assert all_years(annex, row) == 10


def test_a_year_beside_its_first_quarters_is_due_at_its_end() -> None:
    annex = _annex(TargetBasis.AS_STATED, year(2024), quarter(2024, 1), quarter(2024, 2))
    row = TargetRow(1, "A", (10, 2, 5))
    assert target(annex, row, month(2024, 3)) == Target(year=10, to_date=2)
    assert target(annex, row, month(2024, 9)) == Target(year=10, to_date=5)
    assert target(annex, row, month(2024, 12)) == Target(year=10, to_date=10)


def test_a_year_without_columns_has_no_target() -> None:
    annex, row = _annex(TargetBasis.AS_STATED, year(2023)), TargetRow(1, "A", (3,))
    assert target(annex, row, month(2022, 5)) == Target(0, 0)
