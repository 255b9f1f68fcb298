"""What the tool itself puts into a form, and how tall a row must be for a text."""

from dataclasses import replace
from datetime import date

import pytest

from tests.build.plans import OCTOBER, example_plan, quarterly_annex
from workbook_tools import prefill
from workbook_tools.messages.columns import width_of
from workbook_tools.model import TargetBasis
from workbook_tools.xlsx.lines import line_count


def named(annex: int, unit: str, cumulative: int = 0) -> dict[str, object]:
    """The prefill values of one obligation of the example plan in October 2023."""
    plan = example_plan(模板版本="2023.1", 收表单位="示例局")
    asked = plan.annexes[annex - 1]
    form, whose, period = plan.form(asked.form), plan.unit(unit), plan.period(OCTOBER)
    assert form and whose and period
    row = next(row for row in asked.rows if row.unit == unit)
    return dict(prefill.values(plan, asked, form, whose, row, period, cumulative))


def test_every_name_has_a_value() -> None:
    assert tuple(named(1, "U02")) == prefill.NAMES


def test_who_and_when() -> None:
    values = named(1, "U02", 3)
    assert (values["单位名称"], values["单位代码"], values["报告期"]) == ("示例西镇", "U02", "2023年10月")
    assert (values["数据截止日"], values["报送截止日"]) == (date(2023, 10, 31), date(2023, 11, 5))
    assert (values["附件号"], values["年度"], values["截至上期累计"]) == ("附件1", 2023, 3)


def test_settings_that_the_plan_does_not_have_are_blank() -> None:
    values = named(1, "U02")
    assert (values["收表单位"], values["计量单位说明"]) == ("示例局", "")


def test_a_yearly_target_is_due_whole() -> None:
    values = named(1, "U02")
    assert (values["本年目标"], values["本期目标"]) == (4, 4)


def test_quarters_are_added_up_to_the_one_that_has_begun() -> None:
    assert quarterly_annex().counting.target_basis is TargetBasis.BY_PERIOD
    values = named(2, "U05")
    assert (values["本年目标"], values["本期目标"]) == (5, 5), "October has begun the fourth quarter"


def test_an_annex_without_the_year_plans_nothing() -> None:
    plan = example_plan()
    annex, period = plan.annexes[0], plan.period(OCTOBER)
    form, unit = plan.form("A"), plan.unit("U02")
    assert form and unit and period
    later = replace(period, period=replace(period.period, year=2031))
    values = prefill.values(plan, annex, form, unit, annex.rows[1], later, 0)
    assert (values["本年目标"], values["本期目标"]) == (0, 0)


@pytest.mark.parametrize(("text", "width"), [("", 0), ("abc", 3), ("企业", 4), ("（2023）", 8), ("Ａ1", 3)])
def test_a_chinese_character_is_two_wide(text: str, width: int) -> None:
    assert width_of(text) == width


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("企业", 10, 1),
        ("企" * 5, 10, 2),
        ("企业\n名称", 10, 2),
        ("企业\n\n名称", 10, 3),
        ("长" * 9, 0, 18),
    ],
)
def test_lines_are_counted_with_their_own_breaks(text: str, width: float, lines: int) -> None:
    assert line_count(text, width) == lines
