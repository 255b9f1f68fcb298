"""Which version of a return counted when, and the reason given for it.

Told in events: `came("a")` is a return of 甲 for October 2023, filled in on 1 November; `checked(a="accepted")` is what
the rules said. Each event is a moment; nothing is judged beside others.
"""

from dataclasses import replace

from tests.build.versions import OCTOBER, came, checked
from workbook_tools.messages import changes as words
from workbook_tools.pipeline.lives import Life
from workbook_tools.pipeline.replay import Moment
from workbook_tools.record import (
    Closed,
    Decided,
    Decision,
    Event,
    Matter,
    PlanRecorded,
    Reopened,
    Result,
    Validated,
)
from workbook_tools.standing import Obligation, fold
from workbook_tools.standing.versions import by_obligation

OWED = Obligation(OCTOBER, "甲", "表一")
RETURN = ("2023-10", "甲", "表一")
WHY = "示例理由"


def happened(*events: Event) -> list[str]:
    """What is told of the return when these follow each other: from which version to which, and why."""
    life, before = Life(OWED), None
    for number, event in enumerate(events, 1):
        # Every event is later than the one before it: of two decisions on one subject the later holds.
        known = [
            replace(each, at=f"2023-11-{day:02}T09:00:00") for day, each in enumerate(events[:number], 1)
        ]
        plans = [each.record.digest for each in known if isinstance(each.record, PlanRecorded)]
        state = fold(known, ["d1", *plans][-1])
        now = Moment(known[-1].at, (event.record,), state, by_obligation(state))
        life.goes_on(before, now)
        before = now
    return [f"{_number(turn.before)}{_number(turn.after)} {turn.why}" for turn in life.turns]


def _number(version: object) -> str:
    return str(version[0]) if isinstance(version, tuple) else "-"


def ruled(matter: Matter, ruling: str, *more: str, revoked: bool = False) -> Event:
    """A decision on the return."""
    made = Decision(matter, (*RETURN, *more), ruling, WHY, "示例经办", "2023-11-06", revoked)
    return Event("", Decided("0" * 64, (made,)))


def test_what_is_accepted_first_is_told_as_such() -> None:
    assert happened(came("a"), checked(a="accepted")) == [f"-1 {words.FIRST}"]
    assert happened(came("a"), checked(a="returned")) == []


def test_a_later_day_an_answered_slip_or_a_correction_of_the_same_day_replaces_what_was_there() -> None:
    first = came("a"), checked(a="accepted")
    later = happened(*first, came("b", filled_on="2023-11-03"), checked(b="accepted"))
    reason = words.LATER.format(new="2023-11-03", old="2023-11-01")
    assert later[1:] == [f"12 {words.REPLACES.format(why=reason)}"]

    slip = happened(*first, came("b", round=2), checked(b="accepted"))
    assert slip[1:] == [f"12 {words.REPLACES.format(why=words.SLIP.format(round=2))}"]

    same_day = happened(*first, checked(a="returned"), came("b"), checked(b="accepted"))
    assert same_day[2:] == [f"-2 {words.SAME_DAY}"]


def test_the_same_values_in_another_file_are_no_other_version() -> None:
    twins = came("b", content="same"), came("a", content="same"), checked(a="accepted", b="accepted")
    assert happened(*twins) == [f"-1 {words.FIRST}"]
    assert happened(twins[0], checked(b="accepted"), twins[1], twins[2]) == [f"-1 {words.FIRST}"]


def test_a_rival_of_the_same_day_suspends_what_counted_until_the_bureau_chooses() -> None:
    story = (came("a"), checked(a="accepted"), came("b"), checked(b="accepted"))
    chosen, dropped = ruled(Matter.VERSION, "b"), ruled(Matter.VERSION, "", revoked=True)
    assert happened(*story, chosen, dropped, ruled(Matter.VERSION, "a"))[1:] == [
        f"1- {words.CONTESTED}",
        f"-2 {words.CHOSEN.format(reason=WHY)}",
        f"2- {words.REOPENED_CHOICE}",
        f"-1 {words.CHOSEN.format(reason=WHY)}",
    ]


def test_a_return_that_must_be_corrected_gives_way_to_the_one_before_and_comes_back() -> None:
    story = came("a"), checked(a="accepted"), came("b", filled_on="2023-11-03"), checked(b="accepted")
    asked = ruled(Matter.CORRECTION, "b")
    reason = words.TO_CORRECT.format(reason=WHY)
    assert happened(*story, asked, ruled(Matter.CORRECTION, "", revoked=True))[2:] == [
        f"21 {words.FALLS_BACK.format(why=reason)}",
        f"12 {words.TAKEN_BACK.format(reason=WHY)}",
    ]
    assert happened(*story[:2], ruled(Matter.CORRECTION, "a"))[1:] == [f"1- {reason}"]


def test_what_the_rules_say_anew_is_told_with_what_set_it_off() -> None:
    first = came("a"), checked(a="accepted")
    again = happened(*first, checked(a="returned"), checked(a="accepted"))
    assert again[1:] == [
        "1- 重新审核后，前版被退回，暂不计",
        "-1 重新审核后，恢复计入",
    ]
    held = happened(*first, checked(a="held"), ruled(Matter.WAIVER, "同意", "R3", ""))
    assert held[1:] == ["1- 重新审核后，前版待裁定，暂不计"], "the waiver itself is weighed in the judgement"


def test_a_plan_under_which_the_rules_say_otherwise_is_named() -> None:
    under_d2 = Event("", Validated("2023-10", "d2", (Result("a", "returned", {}),)))
    story = came("a"), checked(a="accepted"), under_d2, Event("", PlanRecorded("d2", "1" * 64))
    assert happened(*story)[1:] == ["1- 方案修改后，前版被退回，暂不计"]


def test_a_file_that_the_bureau_takes_away_or_refuses_answers_the_return_no_more() -> None:
    refused = Decision(Matter.IDENTITY, ("a",), "", WHY, "示例经办", "2023-11-06")
    story = came("a"), checked(a="accepted"), Event("", Decided("0" * 64, (refused,)))
    assert happened(*story)[1:] == [f"1- {words.NOT_OF_THIS}"]


def test_closing_and_reopening_the_period_are_told_beside_the_versions() -> None:
    closed = Event("", Closed("2023-10", 1, "d1", "示例", {"a": "accepted"}))
    reopened = Event("", Reopened("2023-10", 1, "示例", "示例：漏报"))
    story = came("a"), checked(a="accepted"), closed, came("b", filled_on="2023-11-04")
    assert happened(*story, reopened, checked(b="accepted"))[1:] == [
        f"11 {words.CLOSED}",
        f"11 {words.REOPENED.format(reason='示例：漏报')}",
        f"12 {words.REPLACES.format(why=words.LATER.format(new='2023-11-04', old='2023-11-01'))}",
    ]
    nothing = Event("", Closed("2023-10", 1, "d1", "示例", {"a": "returned"}))
    assert happened(came("a"), checked(a="returned"), nothing) == [f"-- {words.CLOSED_WITHOUT}"]
