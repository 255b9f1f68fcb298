"""What a return gets wrong beside other units, earlier periods and reference lists, and exactly what is said of it.

A row is `enterprise(code, state, year counted in, name)`; codes stand in column C, states in D, from sheet row 8 down.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.build.beside import Beside, checking_plan, twin_plan
from tests.build.plans import OCTOBER, conditions_on_a_result, example_plan
from tests.build.returns import Row, enterprise, incubated, reading_of
from workbook_tools.cross import Lists, stated
from workbook_tools.messages import render
from workbook_tools.model import CrossRule, Severity
from workbook_tools.period import month
from workbook_tools.record import Listed

AUGUST, SEPTEMBER, LAST_YEAR = month(2023, 8), month(2023, 9), month(2022, 12)
NEW, STOCK, GROWING, LEFT = "入库", "存量", "培育", "退出"
Story = Callable[[], Beside]


def sold(code: str, sales: float) -> Row:
    """An enterprise that counts, with these sales."""
    return (*enterprise(code, NEW)[:6], sales)


def new(count: int) -> list[Row]:
    """So many enterprises that count."""
    return [enterprise(f"K{number}", NEW) for number in range(1, count + 1)]


def in_september(*rows: Row) -> Beside:
    """U01 had these rows accepted for September."""
    return Beside().accepted(SEPTEMBER, "U01", "A", *rows)


def copied(zero: str) -> Beside:
    return in_september(enterprise("K1", GROWING)).came("U01", "A", enterprise("K1", GROWING), zero=zero)


def two_claim(**more: object) -> Beside:
    story = Beside(**more)  # type: ignore[arg-type]
    return story.came("U01", "A", enterprise("K1", NEW)).came("U02", "A", enterprise("K1", NEW))


def over_target() -> Beside:
    """U01 is to bring two in a year."""
    return in_september(*new(4)).came("U01", "A", *new(5))


def listed(**lists: object) -> Beside:
    return Beside(lists=Lists(**lists)).came("U01", "A", enterprise("K1", NEW))  # type: ignore[arg-type]


OFFICIAL = {"K9": Listed("K9", "示例企业K9", "示例东镇"), "K8": Listed("K8", "示例企业K8", "U02")}
HAVING_SALES = checking_plan(CrossRule("X16", Severity.EXPLAIN, (0.5,), ("营业收入",)))
SINCE = checking_plan(CrossRule("X17", Severity.EXPLAIN, (), ("入库日期",)))

STORIES: dict[str, tuple[Story, list[tuple[str, str]]]] = {
    "alone and for the first time": (lambda: Beside().came("U01", "A", *new(2)), []),
    # ------------------------------------------------------------ other units
    "claimed by another unit too": (two_claim, [("X1", "C8")]),
    "claimed by another unit in an earlier period": (
        lambda: Beside()
        .accepted(SEPTEMBER, "U02", "A", enterprise("K1", NEW))
        .came("U01", "A", enterprise("K1", NEW)),
        [("X1", "C8")],
    ),
    "claimed before, and by another unit now": (
        lambda: in_september(enterprise("K1", NEW))
        .came("U01", "A", enterprise("K2", GROWING), enterprise("K1", LEFT))
        .came("U02", "A", enterprise("K1", NEW)),
        [("X1", "C9")],
    ),
    "listed by another unit that does not count it": (
        lambda: Beside().came("U01", "A", enterprise("K1", NEW)).came("U02", "A", enterprise("K1", GROWING)),
        [],
    ),
    "ruled to be one's own": (lambda: two_claim(owners={("A", "K1"): "U01"}), []),
    "ruled to be another's": (lambda: two_claim(owners={("A", "K1"): "U02"}), [("X19", "C8")]),
    "ruled to be nobody's": (lambda: two_claim(owners={("A", "K1"): ""}), [("X19", "C8")]),
    "ruled for a unit that claims it no more": (
        lambda: two_claim(owners={("A", "K1"): "U03"}),
        [("X1", "C8")],
    ),
    "another name in the other annex": (
        lambda: Beside(twin_plan())
        .came("U01", "A", enterprise("K1", NEW))
        .came("U01", "B", enterprise("K1", GROWING, name="示例别名")),
        [("X2", "B8")],
    ),
    "the same name in the other annex, with a space": (
        lambda: Beside(twin_plan())
        .came("U01", "A", enterprise("K1", NEW))
        .came("U01", "B", enterprise("K1", GROWING, name="示例企业 K1")),
        [],
    ),
    "one name with two codes, each with one unit": (
        lambda: Beside()
        .came("U01", "A", enterprise("K1", NEW, name="示例甲"))
        .came("U02", "A", enterprise("K2", NEW, name="示例甲")),
        [("X5", "B8")],
    ),
    "one code with two names, each with one unit": (
        lambda: Beside()
        .came("U01", "A", enterprise("K1", GROWING, name="示例甲"))
        .came("U02", "A", enterprise("K1", GROWING, name="示例乙")),
        [("X5", "B8")],
    ),
    "one name with two codes in one list": (
        lambda: Beside().came(
            "U01", "A", enterprise("K1", NEW, name="示例甲"), enterprise("K2", NEW, name="示例甲")
        ),
        [("X5", "B9")],
    ),
    "a name without a code is nobody's": (
        lambda: Beside().came("U01", "A", enterprise("", NEW, name="示例甲")),
        [],
    ),
    # ------------------------------------------------------------ earlier periods
    "counted last month and not listed now": (
        lambda: in_september(*new(2)).came("U01", "A", enterprise("K1", NEW)),
        [("X3", "")],
    ),
    "under cultivation last month and not listed now": (
        lambda: in_september(enterprise("K1", GROWING)).came("U01", "A", enterprise("K2", GROWING)),
        [],
    ),
    "counted last month and left now": (
        lambda: in_september(*new(1)).came("U01", "A", enterprise("K1", LEFT)),
        [],
    ),
    "left last month and not listed now": (
        lambda: Beside()
        .accepted(AUGUST, "U01", "A", *new(1))
        .accepted(SEPTEMBER, "U01", "A", enterprise("K1", LEFT))
        .came("U01", "A", enterprise("K2", GROWING)),
        [],
    ),
    "counted last year and not listed now": (
        lambda: Beside()
        .accepted(LAST_YEAR, "U01", "A", enterprise("K1", NEW, "2022"))
        .came("U01", "A", enterprise("K2", GROWING)),
        [],
    ),
    "fewer count than last month": (
        lambda: in_september(*new(2)).came("U01", "A", enterprise("K1", NEW), enterprise("K2", GROWING)),
        [("X4", "")],
    ),
    "stock last month, new now": (
        lambda: in_september(enterprise("K1", STOCK)).came("U01", "A", enterprise("K1", NEW)),
        [("X6", "C8")],
    ),
    "another unit's stock, new now": (
        lambda: Beside()
        .accepted(SEPTEMBER, "U02", "A", enterprise("K1", STOCK))
        .came("U01", "A", enterprise("K1", NEW)),
        [("X6", "C8")],
    ),
    "new last month, stock now": (
        lambda: in_september(enterprise("K1", NEW), enterprise("K2", GROWING)).came(
            "U01", "A", enterprise("K1", STOCK), enterprise("K2", NEW)
        ),
        [],
    ),
    "more than twice the target of the year": (over_target, [("X7", "")]),
    "just twice the target of the year": (lambda: in_september(*new(3)).came("U01", "A", *new(4)), []),
    "more than three times what the last month added": (
        lambda: Beside()
        .accepted(AUGUST, "U04", "A", *new(1))
        .accepted(SEPTEMBER, "U04", "A", *new(2))
        .came("U04", "A", *new(6)),
        [("X7", "")],
    ),
    "three times what the last month added": (
        lambda: Beside()
        .accepted(AUGUST, "U04", "A", *new(1))
        .accepted(SEPTEMBER, "U04", "A", *new(2))
        .came("U04", "A", *new(5)),
        [],
    ),
    "last month's list again, said to have changed": (lambda: copied("否"), [("X10", "")]),
    "last month's list again, said to be the same": (lambda: copied("是"), []),
    "another name than last month": (
        lambda: in_september(enterprise("K1", NEW)).came("U01", "A", enterprise("K1", NEW, name="示例新名")),
        [("X12", "B8")],
    ),
    "counted last year, new again": (
        lambda: Beside()
        .accepted(LAST_YEAR, "U01", "A", enterprise("K1", NEW, "2022"))
        .came("U01", "A", enterprise("K1", NEW, "2023")),
        [("X13", "C8")],
    ),
    "counted last year, and still listed as such": (
        lambda: Beside()
        .accepted(LAST_YEAR, "U01", "A", enterprise("K1", NEW, "2022"))
        .came("U01", "A", enterprise("K1", NEW, "2022")),
        [],
    ),
    "a stage back": (
        lambda: Beside()
        .accepted(SEPTEMBER, "U05", "B", incubated("示例甲", "毕业"))
        .came("U05", "B", incubated("示例甲", "储备")),
        [("X14", "C8"), ("X4", "")],
    ),
    "a stage without an order": (
        lambda: Beside()
        .accepted(SEPTEMBER, "U05", "B", incubated("示例甲", "储备"))
        .came("U05", "B", incubated("示例甲", "注销")),
        [],
    ),
    "back after it had left": (
        lambda: in_september(enterprise("K1", LEFT)).came("U01", "A", enterprise("K1", GROWING)),
        [("X15", "C8")],
    ),
    "sales up by more than half": (
        lambda: Beside(HAVING_SALES).accepted(SEPTEMBER, "U01", "A", sold("K1", 100.0)).came(
            "U01", "A", sold("K1", 151.0)
        ),
        [("X16", "G8")],
    ),
    "sales down by half": (
        lambda: Beside(HAVING_SALES).accepted(SEPTEMBER, "U01", "A", sold("K1", 100.0)).came(
            "U01", "A", sold("K1", 50.0)
        ),
        [],
    ),
    "sales of another year": (
        lambda: Beside(HAVING_SALES).accepted(LAST_YEAR, "U01", "A", sold("K1", 100.0)).came(
            "U01", "A", sold("K1", 500.0)
        ),
        [],
    ),
    "first listed this month, with a day of March": (
        lambda: Beside(SINCE)
        .accepted(SEPTEMBER, "U01", "A", *new(1))
        .came("U01", "A", *new(2)),
        [("X17", "F9")],
    ),
    "everything listed for the first time": (lambda: Beside(SINCE).came("U01", "A", *new(2)), []),
    # ------------------------------------------------------------ reference lists
    "in the baseline, and new": (lambda: listed(baseline={"K1": Listed("K1")}), [("X8", "C8")]),
    "on the official list": (lambda: listed(official={"K1": Listed("K1")}), []),
    "not on the official list, which has another of the unit's": (
        lambda: listed(official=OFFICIAL),
        [("X18", ""), ("X9", "C8")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", STORIES)
def test_beside_the_others_exactly_this_is_found(name: str) -> None:
    tell, expected = STORIES[name]
    assert tell().codes() == expected


@pytest.mark.parametrize("name", STORIES)
def test_every_sentence_can_be_made_and_tells_nothing_of_others_but_their_names(name: str) -> None:
    story = STORIES[name][0]()
    for unit, form in story.now:
        own = story.now[unit, form]
        secrets = {
            str(value)
            for each in story.now.values()
            for column in each.values.values()
            for value in column
            if each.unit != unit and value is not None
        }
        known = {str(value) for column in own.values.values() for value in column} | {*own.keys}
        for finding in story.found(unit, form):
            said = render(finding)
            assert said.endswith(f"（{finding.code}）")
            assert "{" not in said
            assert [secret for secret in secrets - known if secret in said] == []


def test_both_units_are_told_of_a_contest_each_by_the_name_of_the_other() -> None:
    story = two_claim()
    said = [render(*story.found(unit, "A")) for unit in ("U01", "U02")]
    assert "另有单位（示例西镇）也填报了“示例企业K1”，待收表单位裁定归属，裁定前两家均不计入" in said[0]
    assert "示例东镇" in said[1]


def test_a_list_that_was_issued_with_last_months_is_not_called_copied() -> None:
    story = copied("否")
    last = story.pasts["U01", "A"].last
    assert last
    assert story.found("U01", "A", begun=last.sha256) == ()


def test_what_the_plan_leaves_out_is_not_checked_and_its_severities_hold() -> None:
    left_out = checking_plan(CrossRule("X1", None))
    assert two_claim(plan=left_out).found("U01", "A") == ()
    stricter = checking_plan(CrossRule("X1", Severity.EXPLAIN))
    (finding,) = two_claim(plan=stricter).found("U01", "A")
    assert finding.severity is Severity.EXPLAIN


def test_an_enterprise_is_said_to_be_of_a_kind_that_the_other_annex_does_not_list() -> None:
    asked = twin_plan(CrossRule("X20", Severity.EXPLAIN, (2,), ("计入年度",)))
    said = enterprise("K1", GROWING, "是")
    story = Beside(asked).came("U01", "A", said)
    owing = [row.unit for row in asked.annexes[1].rows]
    for unit in owing[1:]:
        story.came(unit, "B", enterprise("K2", STOCK))
    assert story.codes() == []  # the other annex is not complete yet
    story.came(owing[0], "B", enterprise("K1", STOCK))
    assert story.codes() == []
    story.came(owing[0], "B", enterprise("K1", GROWING))
    assert story.codes() == [("X20", "E8")]


def test_what_counts_may_be_said_of_a_computed_field() -> None:
    plan, rows = (
        conditions_on_a_result(example_plan()),
        (enterprise("K1", GROWING), enterprise("K2", GROWING)[:-1]),
    )
    reading = reading_of(example_plan().forms[0], "U01", OCTOBER, (rows[0], (*rows[1], 12)))
    own = stated(reading, plan, plan.forms[0], plan.annexes[0])
    assert (own.counts, own.exits, own.stock) == ([True, False], [False, True], [True, False])


def test_a_statement_survives_the_cache() -> None:
    own = Beside().came("U01", "A", *new(2), enterprise("", STOCK)).now["U01", "A"]
    again = type(own).load(own.dump())
    assert again.records == own.records
    assert again.counted == own.counted
    assert again.dump() == own.dump()
    assert replace(again, period=OCTOBER).at("代码", 1) == (9, 3)
