"""Which version of a return counts, and where each unit stands.

A return is written as `came("a", ...)`: round 0, filled in on 1 November, for unit 甲, form 表一 and October
2023 unless said otherwise; `checked(a="accepted")` is what the rules said of it.
"""

from datetime import date
from typing import Any

import pytest

from tests.build.versions import IN_TIME, LATE, LATER, NOVEMBER, OCTOBER, came, checked, scan, stand
from workbook_tools.messages import kind
from workbook_tools.messages.versions import CONTESTED, CORRECTED, REPEATED, SAME_FILE, SCAN, SUPERSEDED
from workbook_tools.model import Status, Verdict
from workbook_tools.record import Event, Issued, PlanRecorded, Result, Template, Validated
from workbook_tools.standing import (
    Flag,
    Judgement,
    Obligation,
    Ruling,
    Standing,
    counting,
    fold,
    register,
    rulings,
    scans,
    verdicts,
)

# ---------------------------------------------------------------- one return


def test_a_unit_nothing_came_from_is_missing() -> None:
    assert stand() == Standing(Obligation(OCTOBER, "甲", "表一"), Status.MISSING)


def test_what_has_not_come_is_overdue_from_the_day_after_it_was_due() -> None:
    assert stand(as_of=date(2023, 11, 5)).flags == ()
    assert stand(as_of=date(2023, 11, 6)).flags == (Flag.OVERDUE,)


def test_a_return_waits_for_the_rules_and_then_has_their_result() -> None:
    assert stand(came("a")).status is Status.COLLECTED
    for status in (Status.RETURNED, Status.HELD, Status.ACCEPTED):
        assert stand(came("a"), checked(a=status.value)).status is status


def test_only_what_is_accepted_counts() -> None:
    assert stand(came("a"), checked(a="accepted")).counts == "a"
    for status in ("returned", "held"):
        assert stand(came("a"), checked(a=status)).counts == ""
    assert stand(came("a")).counts == ""


def test_the_latest_result_of_the_rules_holds() -> None:
    again = (checked(LATE, a="accepted"), checked(LATER, a="returned"))
    assert stand(came("a"), *again).status is Status.RETURNED
    assert stand(came("a"), *reversed(again)).status is Status.RETURNED


def test_under_the_plan_as_it_is_its_own_result_holds_however_many_plans_there_were_since() -> None:
    results = {"d1": "returned", "d2": "accepted"}
    events = [
        came("a"),
        *(Event(LATER, Validated("2023-10", d, (Result("a", results[d], {}),))) for d in results),
    ]
    for order in (events, events[::-1]):
        assert {d: fold(order, d).outcomes["a"].result.status for d in results} == results


def test_a_question_about_the_file_itself_holds_it_whatever_the_rules_say() -> None:
    standing = stand(came("a", verdict=Verdict.HELD, code="S001"), checked(a="accepted"))
    assert (standing.status, standing.code, standing.counts) == (Status.HELD, "S001", "")


@pytest.mark.parametrize("verdict", [Verdict.REFUSED, Verdict.IGNORED])
def test_a_file_that_was_not_taken_in_is_no_return(verdict: Verdict) -> None:
    assert stand(came("a", verdict=verdict, code="F102")).status is Status.MISSING


@pytest.mark.parametrize("unknown", [{"unit": ""}, {"form": ""}, {"period": ""}, {"period": "十月"}])
def test_a_held_file_that_names_no_obligation_is_held_by_itself(unknown: dict[str, str]) -> None:
    nameless = came("a", verdict=Verdict.HELD, code="S001", **unknown)
    assert stand(nameless).status is Status.MISSING
    assert rulings(fold([nameless])) == {"a": Ruling(Status.HELD, "S001")}


def test_the_same_bytes_under_other_names_are_the_same_return() -> None:
    state = fold([came("a", LATE, name="终稿.xlsx"), came("a", IN_TIME, name="初稿.xlsx", group="邮件")])
    (submission,) = state.submissions.values()
    assert (submission.names, submission.groups, submission.received) == (
        ("初稿.xlsx", "终稿.xlsx"),
        ("邮件",),
        IN_TIME,
    )


def test_what_could_be_read_at_last_stays_read_whatever_was_said_of_it_at_other_times() -> None:
    refused: dict[str, Any] = {"verdict": Verdict.REFUSED, "code": "S009"}
    for at in (IN_TIME, LATE, LATER):
        for events in (
            [came("a", LATE), came("a", at, **refused)],
            [came("a", at, **refused), came("a", LATE)],
        ):
            assert stand(*events).status is Status.COLLECTED


# ---------------------------------------------------------------- several versions


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ({"filled_on": "2023-11-01"}, {"filled_on": "2023-11-02"}),
        ({"filled_on": ""}, {"filled_on": "2023-11-01"}),
        ({"round": 0, "filled_on": "2023-11-09"}, {"round": 1, "filled_on": "2023-11-01"}),
    ],
    ids=[
        "by the date it was filled in",
        "undated is older than dated",
        "the return slip's round before the date",
    ],
)
def test_the_higher_rank_supersedes_whichever_came_first(
    older: dict[str, Any], newer: dict[str, Any]
) -> None:
    for old_at, new_at in ((IN_TIME, LATE), (LATE, IN_TIME)):
        events = [came("a", old_at, **older), came("b", new_at, **newer), checked(a="accepted", b="accepted")]
        assert stand(*events).counts == "b"
        assert rulings(fold(events)) == {
            "a": Ruling(Status.SUPERSEDED, SUPERSEDED),
            "b": Ruling(Status.ACCEPTED),
        }


def test_versions_of_equal_rank_that_differ_are_all_held() -> None:
    events = [came("a"), came("b"), checked(a="accepted", b="accepted")]
    standing = stand(*events)
    assert (standing.status, standing.code, standing.current, standing.counts) == (
        Status.HELD,
        CONTESTED,
        "",
        "",
    )
    assert rulings(fold(events)) == dict.fromkeys("ab", Ruling(Status.HELD, CONTESTED))


def test_a_correction_of_the_same_day_takes_the_place_of_what_was_returned() -> None:
    events = [came("a"), came("b"), checked(a="returned", b="accepted")]
    assert (stand(*events).status, stand(*events).counts) == (Status.ACCEPTED, "b")
    assert rulings(fold(events)) == {
        "a": Ruling(Status.SUPERSEDED, CORRECTED),
        "b": Ruling(Status.ACCEPTED),
    }


def test_before_the_correction_is_checked_it_awaits_the_check() -> None:
    assert stand(came("a"), came("b"), checked(a="returned")).status is Status.COLLECTED


def test_two_corrections_of_the_same_day_that_differ_are_held() -> None:
    events = [came("a"), came("b"), came("c"), checked(a="returned", b="accepted", c="accepted")]
    assert stand(*events).code == CONTESTED
    assert rulings(fold(events))["a"] == Ruling(Status.SUPERSEDED, CORRECTED)


def test_versions_that_must_all_be_corrected_are_held_while_they_differ() -> None:
    assert stand(came("a"), came("b"), checked(a="returned", b="returned")).code == CONTESTED


def test_a_later_version_settles_a_contest() -> None:
    events = [came("a"), came("b"), came("c", filled_on="2023-11-02"), checked(a="accepted", c="accepted")]
    assert (stand(*events).status, stand(*events).counts) == (Status.ACCEPTED, "c")


def test_versions_of_equal_rank_that_say_the_same_are_one_return() -> None:
    events = [came("b", content="same"), came("a", content="same"), checked(a="accepted", b="accepted")]
    assert stand(*events).counts == "a"
    assert rulings(fold(events))["b"] == Ruling(Status.SUPERSEDED, REPEATED)


def test_of_two_files_that_say_the_same_the_sound_one_speaks() -> None:
    events = [came("a", content="same"), came("b", content="same"), checked(a="returned", b="accepted")]
    assert (stand(*events).status, stand(*events).counts) == (Status.ACCEPTED, "b")


def test_files_that_could_not_be_read_are_not_the_same() -> None:
    unread: dict[str, Any] = {"verdict": Verdict.HELD, "code": "S001", "content": ""}
    assert stand(came("a", **unread), came("b", **unread)).code == CONTESTED


@pytest.mark.parametrize("status", ["returned", "held", None])
def test_a_newer_version_that_is_not_accepted_does_not_displace_an_accepted_one(status: str | None) -> None:
    newer = came("b", filled_on="2023-11-02")
    events = [came("a"), newer, checked(a="accepted", **({"b": status} if status else {}))]
    standing = stand(*events)
    assert standing.status is Status(status or "collected")
    assert (standing.current, standing.counts, standing.flags) == ("b", "a", (Flag.PREVIOUS,))
    assert rulings(fold(events))["a"] == Ruling(Status.ACCEPTED)


def test_neither_does_a_contest_between_newer_versions() -> None:
    newer = {"filled_on": "2023-11-02"}
    standing = stand(came("a"), came("b", **newer), came("c", **newer), checked(a="accepted", b="accepted"))
    assert (standing.code, standing.counts, standing.flags) == (CONTESTED, "a", (Flag.PREVIOUS,))


def test_all_versions_are_listed_newest_first() -> None:
    standing = stand(came("a"), came("b", filled_on="2023-11-03"), came("c", filled_on="2023-11-02"))
    assert standing.versions == ("b", "c", "a")


# ---------------------------------------------------------------- flags


def test_a_zero_report_is_flagged() -> None:
    assert stand(came("a", zero=True)).flags == (Flag.ZERO,)


def test_a_return_after_the_due_day_is_overdue() -> None:
    assert stand(came("a", "2023-11-05T23:59:59")).flags == ()
    assert stand(came("a", "2023-11-06T00:00:00")).flags == (Flag.OVERDUE,)


def test_what_came_in_time_stays_in_time_when_it_is_sent_again() -> None:
    assert stand(came("a", LATE, name="再发.xlsx"), came("a", IN_TIME)).flags == ()
    assert stand(came("a", LATE, content="same"), came("b", IN_TIME, content="same")).flags == ()


def test_the_version_that_counts_decides_whether_it_was_in_time() -> None:
    late_and_returned = came("b", LATE, filled_on="2023-11-06")
    assert stand(came("a"), late_and_returned, checked(a="accepted", b="returned")).flags == (Flag.PREVIOUS,)


LAST_MONTH = (came("old"), checked(old="accepted"))


def test_a_unit_without_an_accepted_return_carries_its_last_one() -> None:
    standing = stand(*LAST_MONTH, month=NOVEMBER)
    assert (standing.status, standing.carried, standing.flags) == (Status.MISSING, "old", (Flag.CARRIED,))
    returned = stand(*LAST_MONTH, came("new", period="2023-11"), checked(new="returned"), month=NOVEMBER)
    assert (returned.status, returned.carried, returned.flags) == (Status.RETURNED, "old", (Flag.CARRIED,))


def test_nothing_is_carried_once_a_return_is_accepted() -> None:
    standing = stand(*LAST_MONTH, came("new", period="2023-11"), checked(new="accepted"), month=NOVEMBER)
    assert (standing.counts, standing.carried, standing.flags) == ("new", "", ())


def test_nothing_is_carried_where_the_plan_counts_the_unreported_as_nothing() -> None:
    standing = stand(*LAST_MONTH, month=NOVEMBER, carry=False)
    assert (standing.carried, standing.flags) == ("", ())


def test_nothing_is_carried_back_from_a_later_period() -> None:
    assert stand(came("next", period="2023-11"), checked(next="accepted")).carried == ""


def test_what_counts_up_to_a_period_is_one_version_a_return() -> None:
    events = [*LAST_MONTH, came("new", period="2023-11"), came("other", unit="乙"), checked(new="accepted")]
    assert counting(fold(events), OCTOBER) == {Obligation(OCTOBER, "甲", "表一"): "old"}
    assert list(counting(fold(events), NOVEMBER).values()) == ["old", "new"]


# ---------------------------------------------------------------- every file


def test_a_scan_belongs_to_the_one_unit_whose_workbook_came_with_it() -> None:
    events = [came("a", group="邮件"), scan("s", "邮件")]
    for order in (events, events[::-1]):
        assert scans(fold(order)) == {"s": "甲"}
        assert verdicts(fold(order))["s"] == Judgement(Verdict.IGNORED, SCAN)
        assert stand(*order).scan


def test_a_scan_that_came_with_workbooks_of_several_units_waits_to_be_assigned() -> None:
    state = fold([came("a", group="文件夹"), came("b", group="文件夹", unit="乙"), scan("s", "文件夹")])
    assert scans(state) == {"s": None}
    assert verdicts(state)["s"].verdict is Verdict.IGNORED


def test_a_scan_that_came_alone_is_refused_and_its_sender_told_why() -> None:
    for alone in ([scan("s", "")], [scan("s", "邮件"), scan("t", "邮件")], [came("a"), scan("s", "")]):
        assert verdicts(fold(alone))["s"] == Judgement(Verdict.REFUSED, "F106")
    assert not stand(came("a"), scan("s", "")).scan


def test_a_scan_beside_a_workbook_that_could_not_be_opened_is_kept_for_the_next_one() -> None:
    locked = came("a", group="邮件", verdict=Verdict.REFUSED, code="F103", unit="")
    state = fold([locked, scan("s", "邮件")])
    assert (scans(state)["s"], verdicts(state)["s"].verdict) == (None, Verdict.IGNORED)


def test_versions_show_in_the_verdicts() -> None:
    state = fold([came("a"), came("b"), came("c", unit="乙"), came("d", unit="乙", filled_on="2023-11-02")])
    assert verdicts(state) == {
        "a": Judgement(Verdict.HELD, CONTESTED),
        "b": Judgement(Verdict.HELD, CONTESTED),
        "c": Judgement(Verdict.COLLECTED, SUPERSEDED),
        "d": Judgement(Verdict.COLLECTED),
    }


def test_a_file_that_came_twice_is_a_duplicate_under_its_second_name() -> None:
    lines = register(fold([came("a", name="乙.xlsx"), came("a", LATE, name="丙.xlsx")]))
    first, second = lines
    assert (first.name, first.judgement) == ("丙.xlsx", Judgement(Verdict.COLLECTED))
    assert (second.name, second.judgement) == (
        "乙.xlsx",
        Judgement(Verdict.DUPLICATE, SAME_FILE, (("first", "丙.xlsx"),)),
    )


def test_a_refused_file_is_refused_under_each_of_its_names() -> None:
    refused: dict[str, Any] = {"verdict": Verdict.REFUSED, "code": "F101"}
    lines = register(fold([came("a", name="1.xlsx", **refused), came("a", name="2.xlsx", **refused)]))
    assert [line.judgement for line in lines] == [Judgement(Verdict.REFUSED, "F101")] * 2


def test_every_reason_given_here_has_its_words() -> None:
    for code in (CONTESTED, SUPERSEDED, REPEATED, SAME_FILE, SCAN):
        assert kind(code).says


# ---------------------------------------------------------------- what was issued


def test_what_was_issued_is_known_by_its_issue_id() -> None:
    first = Template("甲", "表一", "i1", "甲.xlsx", "t1", {"target": 3})
    second = Template("甲", "表一", "i2", "甲.xlsx", "t2", {"target": 4})
    events = [
        Event(LATE, Issued("2023-10", "d2", (second,))),
        Event(IN_TIME, Issued("2023-10", "d1", (first,))),
        Event(IN_TIME, PlanRecorded("d1", "p1")),
    ]
    state = fold(events)
    assert {issue: (each.template.values, each.plan) for issue, each in state.issues.items()} == {
        "i1": ({"target": 3}, "d1"),
        "i2": ({"target": 4}, "d2"),
    }
    assert state.plans == {"d1": "p1"}
