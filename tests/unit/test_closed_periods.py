"""A closed period in the fold: which files are late, what stays as it was, and what a later ruling or list can change.

Returns are written as in test_standing; `closed(a="accepted")` closes October with the files that it names.
"""

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest

from tests.build.court import NOVEMBER as LATER_PERIOD
from tests.build.court import Court, company, grading
from tests.build.looks import credit_code
from tests.build.versions import IN_TIME, LATE, LATER, NOVEMBER, OCTOBER, came, checked, stand
from workbook_tools.messages.versions import LATE as CAME_LATE
from workbook_tools.messages.versions import SUPERSEDED
from workbook_tools.model import Severity, Status, Verdict
from workbook_tools.record import Closed, Event, Reopened, Result, Validated
from workbook_tools.standing import Judgement, Obligation, Ruling, counting, fold, rulings, verdicts


def closed(at: str = LATE, number: int = 1, **files: str) -> Event:
    """October was closed under plan d1."""
    return Event(at, Closed("2023-10", number, "d1", "示例经办", files))


def reopened(at: str = LATER, number: int = 1) -> Event:
    """That closing of October was taken back."""
    return Event(at, Reopened("2023-10", number, "示例经办", "示例原因"))


FIRST = (came("a"), checked(IN_TIME, a="accepted"))
AGAIN = came("b", LATER, filled_on="2023-11-05")


# ---------------------------------------------------------------- late


def test_what_came_after_the_closing_is_late_and_supersedes_nothing() -> None:
    events = [*FIRST, closed(a="accepted"), AGAIN, checked(a="accepted", b="accepted")]
    assert rulings(fold(events)) == {"a": Ruling(Status.ACCEPTED), "b": Ruling(Status.LATE, CAME_LATE)}
    assert (stand(*events).status, stand(*events).counts, stand(*events).versions) == (
        Status.ACCEPTED,
        "a",
        ("a",),
    )


def test_its_verdict_says_what_it_waits_for() -> None:
    late = [came("b", LATER), came("c", LATER, verdict=Verdict.HELD, code="S002")]
    expected = Judgement(Verdict.COLLECTED, CAME_LATE, (("period", "2023年10月"),))
    assert verdicts(fold([closed(), *late])) == {"b": expected, "c": expected}


def test_the_late_queue_is_in_the_order_of_receipt_and_holds_what_was_taken_in() -> None:
    refused = came("x", LATER, verdict=Verdict.REFUSED, code="S009")
    other = came("y", LATER, period="2023-11")
    queue = [came("c", LATE), came("b", LATER), came("d", LATER)]
    state = fold([closed(IN_TIME), refused, other, *reversed(queue)])
    assert [each.facts.sha256 for each in state.late(OCTOBER)] == ["c", "b", "d"]
    assert state.late(NOVEMBER) == ()


def test_a_file_that_was_there_is_not_late_when_it_comes_again() -> None:
    state = fold([*FIRST, closed(a="accepted"), came("a", LATER, name="又一份.xlsx")])
    assert state.late(OCTOBER) == ()


def test_a_file_refused_before_the_closing_and_read_after_it_is_late() -> None:
    refused = came("b", IN_TIME, verdict=Verdict.REFUSED, code="S009")
    assert [each.facts.sha256 for each in fold([refused, closed(), came("b", LATER)]).late(OCTOBER)] == ["b"]


def test_reopened_the_period_counts_what_came_in_the_meantime() -> None:
    events = [*FIRST, closed(a="accepted"), AGAIN, reopened(), checked(a="accepted", b="accepted")]
    assert rulings(fold(events)) == {
        "a": Ruling(Status.SUPERSEDED, SUPERSEDED),
        "b": Ruling(Status.ACCEPTED),
    }
    assert fold(events).late(OCTOBER) == ()


@pytest.mark.parametrize("at", [(LATE, LATER, LATER), (LATE, LATE, LATE)], ids=["in turn", "at one time"])
def test_of_closings_and_reopenings_the_numbers_tell_the_order(at: tuple[str, str, str]) -> None:
    turns = [closed(at[0], a="accepted"), reopened(at[1]), closed(at[2], 2, a="accepted", b="accepted")]
    for order in permutations(turns):
        state = fold(order)
        assert [each.record for each in state.closures] == [each.record for each in turns]
        assert state.closings == {"2023-10": turns[-1].record}


# ---------------------------------------------------------------- fixed


def test_the_status_judged_at_the_closing_stays() -> None:
    """b was sound by itself and sent back beside other units: the version before it counts, then and later."""
    b = came("b", IN_TIME, filled_on="2023-11-05")
    events = [*FIRST, b, checked(IN_TIME, b="accepted"), closed(a="accepted", b="returned")]
    assert counting(fold(events), NOVEMBER) == {Obligation(OCTOBER, "甲", "表一"): "a"}
    assert stand(*events, month=NOVEMBER).carried == "a"


@pytest.mark.parametrize("plan", ["d1", "d2"])
def test_results_under_another_plan_change_nothing_of_what_was_fixed(plan: str) -> None:
    """Of two corrections of one day the sound one stands, by the results under the plan of the closing."""
    twins = [came("a"), came("b"), checked(IN_TIME, a="returned", b="accepted")]
    other = Event(
        LATER, Validated("2023-10", "d2", (Result("a", "accepted", {}), Result("b", "returned", {})))
    )
    state = fold([*twins, closed(a="superseded", b="accepted"), other], plan)
    assert counting(state, OCTOBER) == {Obligation(OCTOBER, "甲", "表一"): "b"}


def test_what_was_never_checked_counts_no_more_after_the_closing() -> None:
    events = [came("a"), closed(a="collected"), checked(a="accepted")]
    assert counting(fold(events), NOVEMBER) == {}


# ---------------------------------------------------------------- the judgement of later periods


def october_closed(court: Court, files: Sequence[str] = ("a", "b")) -> Court:
    """October closed with these files accepted."""
    fixed = Closed("2024-10", 1, court.plan.digest, "示例经办", dict.fromkeys(files, "accepted"))
    court.events.append(Event("2024-12-03T09:00:00", fixed))
    return court


@pytest.mark.parametrize("is_closed", [True, False])
def test_no_later_plan_changes_which_returns_of_a_closed_period_count(
    tmp_path: Path, is_closed: bool
) -> None:
    why = "两户同名企业分别登记，均有营业执照"
    court = Court(tmp_path).came("a", "B01", company(1, name="示例县同名有限公司", why=why))
    court.came("b", "B02", company(2, name="示例县同名有限公司", why=why))
    assert court.statuses(LATER_PERIOD) == {"a": "accepted", "b": "accepted"}, "explained, as the plan asks"
    if is_closed:
        october_closed(court)
    court.plan = grading("X5", Severity.MANDATORY)
    assert set(court.statuses(LATER_PERIOD).values()) == {"accepted" if is_closed else "returned"}


def test_a_late_return_is_seen_beside_nothing(tmp_path: Path) -> None:
    court = october_closed(Court(tmp_path).came("a", "B01", company(1)), ["a"])
    court.came("b", "B02", company(1)).came("c", "B02", company(2), period=LATER_PERIOD, on="2024-12-05")
    assert court.statuses(LATER_PERIOD) == {"a": "accepted", "c": "accepted"}
    assert court.codes(LATER_PERIOD) == {"c": []}


def test_a_contest_from_a_closed_period_is_still_found(tmp_path: Path) -> None:
    court = Court(tmp_path).came("a", "B01", company(1)).came("b", "B02", company(1))
    earlier = october_closed(court).judged(LATER_PERIOD).earlier
    assert {sha: [each.code for each in judged.findings] for sha, judged in earlier.items()} == {
        "a": ["X1"],
        "b": ["X1"],
    }
    assert credit_code(1) in dict(earlier["a"].findings[0].params).values()
