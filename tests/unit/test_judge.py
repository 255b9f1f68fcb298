"""What becomes of a return beside other units, earlier periods and waivers.

Two units, B01 and B02, owe the small form for October and November. `court.came("a", "B01", company(1))` is a return
known as "a" that the rules found sound; X3 (B, vanished) and X5 (C, one name two codes) stand for all checks.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.build.court import NOVEMBER, OCTOBER, Court, company, finding, grading
from tests.build.looks import FORM, credit_code
from workbook_tools.model import Severity
from workbook_tools.record import Matter

WHY = "两户同名企业分别登记，均有营业执照"


@pytest.fixture
def court(tmp_path: Path) -> Court:
    return Court(tmp_path)


def twins(court: Court, **why: str) -> Court:
    """One name with two codes, one with each unit."""
    court.came("a", "B01", company(1, name="示例县同名有限公司", why=why.get("a")))
    return court.came("b", "B02", company(2, name="示例县同名有限公司", why=why.get("b")))


def test_a_return_alone_keeps_what_the_rules_said(court: Court) -> None:
    assert court.came("a", "B01", company(1)).statuses() == {"a": "accepted"}
    assert court.codes() == {"a": []}


def test_a_contest_is_told_and_changes_no_status(court: Court) -> None:
    court.came("a", "B01", company(1)).came("b", "B02", company(1))
    assert court.codes() == {"a": ["X1"], "b": ["X1"]}
    assert court.statuses() == {"a": "accepted", "b": "accepted"}


def test_what_must_be_explained_sends_back_who_did_not(court: Court) -> None:
    twins(court, a=WHY)
    assert court.codes() == {"a": ["X5"], "b": ["X5"]}
    assert court.statuses() == {"a": "accepted", "b": "returned"}


def test_an_explanation_that_says_nothing_is_none(court: Court) -> None:
    twins(court, a="情况属实", b=WHY)
    assert court.codes()["a"] == ["X5", "S070"]
    assert court.statuses()["a"] == "returned"


def test_a_correction_by_one_unit_lifts_the_finding_of_the_other(court: Court) -> None:
    twins(court).came("c", "B02", company(2), on="2024-12-02")
    assert court.statuses() == {"a": "accepted", "b": "returned", "c": "accepted"}
    assert court.codes()["a"] == []


def test_a_newer_version_that_is_sent_back_is_still_what_others_are_seen_beside(court: Court) -> None:
    court.came("a", "B01", company(1)).came("b", "B02", company(2))
    bad = (finding("S010", Severity.MANDATORY),)
    court.came("c", "B02", company(1), on="2024-12-02", own=bad)
    assert court.codes()["a"] == ["X1"]
    assert court.statuses() == {"a": "accepted", "b": "accepted", "c": "returned"}


def test_every_version_that_may_count_is_judged_not_only_the_newest(court: Court) -> None:
    bad = (finding("S010", Severity.MANDATORY),)
    twins(court).came("c", "B01", company(1), on="2024-12-02", own=bad)
    assert court.statuses()["a"] == "returned"


def test_a_file_in_question_says_nothing_of_anybody(court: Court) -> None:
    court.came("a", "B01", company(1))
    court.came("b", "B02", company(1), own=(finding("S008", Severity.MANDATORY),))
    assert court.codes() == {"a": [], "b": []}
    assert court.statuses() == {"a": "accepted", "b": "held"}


def test_a_unit_that_sent_nothing_speaks_through_its_last_accepted_return(court: Court) -> None:
    court.came("a", "B01", company(1)).came("b", "B02", company(1), period=NOVEMBER)
    assert court.codes(NOVEMBER) == {"b": ["X1"]}


def test_where_silence_counts_as_nothing_it_claims_nothing(court: Court) -> None:
    court.plan = replace(court.plan, settings={**court.plan.settings, "未报处理": "计为零"}, digest="计为零")
    court.came("a", "B01", company(1)).came("b", "B02", company(1), period=NOVEMBER)
    assert court.codes(NOVEMBER) == {"b": []}


# ---------------------------------------------------------------- earlier periods


def vanished(court: Court, note: str | None = None) -> Court:
    """Company 2 counted in October and is not listed in November."""
    court.came("a", "B01", company(1), company(2))
    return court.came("b", "B01", company(1), period=NOVEMBER, header={"note": note})


def test_only_what_was_accepted_is_held_against_the_next_period(court: Court) -> None:
    bad = (finding("S010", Severity.MANDATORY),)
    court.came("a", "B01", company(1), company(2), own=bad).came("b", "B01", company(1), period=NOVEMBER)
    assert court.codes(NOVEMBER) == {"b": []}


def test_what_was_sent_back_beside_others_is_not_held_against_the_next_period(court: Court) -> None:
    twins(court).came("c", "B01", company(3), period=NOVEMBER)
    assert court.statuses(NOVEMBER)["a"] == "returned"
    assert court.codes(NOVEMBER) == {"c": []}


def test_what_vanished_needs_an_explanation_and_then_a_waiver(court: Court) -> None:
    assert vanished(court).codes(NOVEMBER) == {"b": ["X3"]}
    assert court.statuses(NOVEMBER)["b"] == "returned"


@pytest.mark.parametrize(("ruling", "status"), [("同意", "accepted"), ("不同意", "returned")])
def test_the_bureau_waives_or_refuses_what_is_explained(court: Court, ruling: str, status: str) -> None:
    vanished(court, "该企业十一月注销，营业执照已吊销")
    assert court.statuses(NOVEMBER)["b"] == "held"
    (waiting,) = court.judged(NOVEMBER).returns["b"].waivers
    assert (waiting.key, waiting.note) == (credit_code(2), "该企业十一月注销，营业执照已吊销")
    subject = str(NOVEMBER), "B01", FORM.code, "X3", waiting.key
    court.ruled(Matter.WAIVER, *subject, ruling=ruling)
    assert court.statuses(NOVEMBER)["b"] == status
    assert court.judged(NOVEMBER).returns["b"].waivers == ()
    court.ruled(Matter.WAIVER, *subject, ruling="", revoked=True, at="2024-12-03T09:00:00")
    assert court.statuses(NOVEMBER)["b"] == "held"


def test_a_waiver_of_a_rule_of_the_plan_works_alike(court: Court) -> None:
    own = (finding("S022", Severity.WAIVABLE, row=0),)
    court.came("a", "B01", company(1, why=WHY), own=own)
    assert court.statuses() == {"a": "held"}
    assert court.waived("B01", "S022", 1, "同意").statuses() == {"a": "accepted"}


def test_a_waiver_for_another_company_or_unit_waives_nothing(court: Court) -> None:
    own = (finding("S022", Severity.WAIVABLE, row=0),)
    court.came("a", "B01", company(1, why=WHY), own=own)
    court.waived("B01", "S022", 2, "同意").waived("B02", "S022", 1, "同意")
    assert court.statuses() == {"a": "held"}


# ---------------------------------------------------------------- another plan, another time


def test_what_was_accepted_under_the_plan_as_it_was_is_not_sent_back_for_what_it_asks_now(
    court: Court,
) -> None:
    own = (finding("S022", Severity.WAIVABLE, row=0),)
    court.came("a", "B01", company(1), digest="an older plan")
    court.found["a"] = own
    assert court.statuses() == {"a": "accepted"}


def test_the_plan_grades_what_a_contest_comes_to(court: Court) -> None:
    court.plan = grading("X1", Severity.MANDATORY)
    court.came("a", "B01", company(1)).came("b", "B02", company(1))
    assert court.statuses() == {"a": "returned", "b": "returned"}


def test_a_judgement_out_of_the_cache_is_the_one_that_was_made(court: Court) -> None:
    twins(court, a=WHY)
    fresh = court.judged()
    court.read.clear()
    assert court.judged() == fresh


def test_periods_to_come_change_nothing(court: Court) -> None:
    court.came("a", "B01", company(1)).came("b", "B02", company(1), period=NOVEMBER)
    assert court.codes(OCTOBER) == {"a": []}
