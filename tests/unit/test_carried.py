"""What a unit's last accepted return carries into its next form, and what counts as a change of the list."""

from dataclasses import replace

from tests.build.plans import conditions_on_a_result, example_plan
from tests.build.returns import Row, enterprise, incubated, reading_of
from workbook_tools.carried import Changes, Record, carried, changes, records
from workbook_tools.model import Reading
from workbook_tools.period import Period, month

PLAN = example_plan()
FORM, OTHER = PLAN.forms
NOVEMBER, DECEMBER, JANUARY = month(2023, 11), month(2023, 12), month(2024, 1)


def last(*rows: Row, period: Period = NOVEMBER) -> Reading:
    """What unit U01 reported last."""
    return reading_of(FORM, "U01", period, rows)


def codes(found: Reading, period: Period) -> list[object]:
    """The enterprises that a form of this period begins with."""
    return [record["code"] for record in carried(PLAN, FORM, found, period).values()]


def test_within_a_year_the_list_goes_on_whole() -> None:
    reported = last(enterprise("甲", "入库"), enterprise("乙", "退出"), enterprise("丙", "培育"))
    assert codes(reported, DECEMBER) == ["甲", "乙", "丙"]


def test_a_new_year_begins_without_those_that_left() -> None:
    reported = last(enterprise("甲", "入库"), enterprise("乙", "退出"), enterprise("丙", "培育"))
    assert codes(reported, JANUARY) == ["甲", "丙"]


def test_what_leaving_means_may_be_said_of_a_computed_field() -> None:
    plan = conditions_on_a_result(PLAN)
    reported = last(enterprise("甲", "培育"), (*enterprise("乙", "培育")[:-1], 12))
    assert list(carried(plan, plan.forms[0], reported, JANUARY)) == [0]


def test_records_keep_the_number_they_had_in_their_return() -> None:
    reported = last(enterprise("乙", "退出"), enterprise("丙", "培育"))
    assert list(carried(PLAN, FORM, reported, JANUARY)) == [1]


def test_an_annex_without_an_exit_condition_loses_nobody() -> None:
    counting = replace(PLAN.annexes[1].counting, exit_when="")
    plan = replace(PLAN, annexes=(PLAN.annexes[0], replace(PLAN.annexes[1], counting=counting)))
    reported = reading_of(OTHER, "U05", NOVEMBER, [incubated("示例一号", "注销")])
    assert len(carried(plan, OTHER, reported, JANUARY)) == 1
    assert len(carried(PLAN, OTHER, reported, JANUARY)) == 0


def test_a_column_that_the_plan_has_got_since_is_blank() -> None:
    reported = last(enterprise("甲", "退出"))
    fewer = {key: column for key, column in reported.roster.values.items() if key != "state"}
    without = replace(reported, roster=replace(reported.roster, values=fewer))
    assert codes(without, JANUARY) == ["甲"]


def test_a_record_is_what_the_unit_filled_in_without_blanks_and_row_numbers() -> None:
    (record,) = records(FORM, last((3, "示例企业", "甲", "培育", None, None, 0)).roster)
    assert record == {"name": "示例企业", "code": "甲", "state": "培育", "sales": 0}


def listed(*texts: str) -> list[Record]:
    """Records from texts such as `甲 1`: the key, and something said of it."""
    return [{"key": text.split()[0], "said": text.split()[1]} for text in texts]


def between(before: list[Record], now: list[Record]) -> Changes:
    """How one list differs from another."""
    return changes(before, now, "key")


def test_equal_lists_have_no_changes() -> None:
    same = between(listed("甲 1", "乙 2"), listed("甲 1", "乙 2"))
    assert same == Changes(0, 0, 0, moved=False)
    assert not same.matter


def test_enterprises_are_told_apart_by_their_key() -> None:
    found = between(listed("甲 1", "乙 2", "丙 3"), listed("甲 1", "丙 4", "丁 5"))
    assert found == Changes(added=1, changed=1, removed=1, moved=False)
    assert found.matter


def test_another_order_is_noticed_but_no_change_of_what_is_said() -> None:
    found = between(listed("甲 1", "乙 2"), listed("乙 2", "甲 1"))
    assert found == Changes(0, 0, 0, moved=True)
    assert not found.matter


def test_a_key_that_is_there_twice_is_two_records() -> None:
    assert between(listed("甲 1"), listed("甲 1", "甲 2")) == Changes(1, 0, 0, moved=False)


def test_records_without_a_key_are_compared_in_their_order() -> None:
    before: list[Record] = [{"said": "1"}, {"said": "2"}]
    assert changes(before, [{"said": "1"}, {"said": "3"}], "key") == Changes(0, 1, 0, moved=False)
