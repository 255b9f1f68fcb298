"""What decisions come to: which version stands, whose file is whose, and that only what is in force counts.

A decision is written as `decided("VERSION", ...)` about unit 甲, form 表一 and October 2023.
"""

from dataclasses import replace
from typing import Any

from tests.build.versions import IN_TIME, LATE, LATER, came, checked, stand
from workbook_tools.messages.versions import NOT_TAKEN_IN, RULED_OUT, SUPERSEDED, TO_CORRECT
from workbook_tools.model import Status, Verdict
from workbook_tools.record import Decided, Decision, Event, Matter, Received
from workbook_tools.standing import Judgement, Ruling, fold, owners, rulings, verdicts

OWED = ("2023-10", "甲", "表一")
LAST = "2023-11-08T09:00:00"


def decided(matter: str, subject: tuple[str, ...], ruling: str = "", at: str = LATER, **more: Any) -> Event:
    """A decision, out of a workbook of its own."""
    made = Decision(Matter[matter], subject, ruling, "示例理由", "示例经办", "2023-11-07", **more)
    return Event(at, Decided(f"待办 {at}", (made,)))


# ---------------------------------------------------------------- 版本采用

CONTEST = (came("a"), came("b"), checked(a="accepted", b="accepted"))


def test_of_versions_that_differ_the_chosen_one_stands() -> None:
    events = [*CONTEST, decided("VERSION", OWED, "b")]
    assert (stand(*events).status, stand(*events).counts) == (Status.ACCEPTED, "b")
    assert rulings(fold(events)) == {
        "a": Ruling(Status.SUPERSEDED, RULED_OUT),
        "b": Ruling(Status.ACCEPTED),
    }


def test_the_chosen_version_may_be_one_that_must_be_corrected() -> None:
    events = [came("a"), came("b"), checked(a="returned", b="accepted"), decided("VERSION", OWED, "a")]
    assert (stand(*events).status, stand(*events).counts) == (Status.RETURNED, "")


def test_a_newer_version_needs_no_ruling() -> None:
    newer = came("c", filled_on="2023-11-02")
    events = [*CONTEST, newer, checked(c="accepted"), decided("VERSION", OWED, "b")]
    assert stand(*events).counts == "c"
    assert rulings(fold(events))["b"] == Ruling(Status.SUPERSEDED, SUPERSEDED)


def test_a_ruling_that_was_taken_back_settles_nothing() -> None:
    events = [*CONTEST, decided("VERSION", OWED, "b", LATER), decided("VERSION", OWED, at=LAST, revoked=True)]
    for order in (events, events[::-1]):
        assert stand(*order).status is Status.HELD
        assert [made.decision.revoked for made in fold(order).history] == [False, True]


def test_of_two_rulings_the_later_holds() -> None:
    events = [*CONTEST, decided("VERSION", OWED, "b", LATER), decided("VERSION", OWED, "a", LAST)]
    assert stand(*events).counts == stand(*events[::-1]).counts == "a"


# ---------------------------------------------------------------- 更正

ACCEPTED = (came("a"), checked(a="accepted"))
ASKED = decided("CORRECTION", OWED, "a")


def test_a_return_that_is_to_be_corrected_is_sent_back() -> None:
    standing = stand(*ACCEPTED, ASKED)
    assert (standing.status, standing.code, standing.counts) == (Status.RETURNED, TO_CORRECT, "")
    assert verdicts(fold([*ACCEPTED, ASKED]))["a"] == Judgement(
        Verdict.COLLECTED, TO_CORRECT, (("reason", "示例理由"),)
    )


def test_the_same_figures_once_more_correct_nothing() -> None:
    twin = came("b", content="values of a")
    assert stand(*ACCEPTED, twin, checked(b="accepted"), ASKED).status is Status.RETURNED


def test_a_new_file_corrects_it_whenever_it_came() -> None:
    newer = came("b", LATE, filled_on="2023-11-06")
    for asked in (decided("CORRECTION", OWED, "a", LAST), decided("CORRECTION", OWED, "a", IN_TIME)):
        assert stand(*ACCEPTED, newer, checked(b="accepted"), asked).counts == "b"


def test_a_correction_of_the_same_day_is_a_new_file_too() -> None:
    assert stand(*ACCEPTED, came("b"), checked(b="accepted"), ASKED).counts == "b"


# ---------------------------------------------------------------- 身份确认

NAMELESS = came("a", verdict=Verdict.HELD, code="S001", unit="", form="", period="", filled_on="", content="")


def ruled(unit: str = "甲") -> Event:
    """What the file says once it is taken for the form of a unit."""
    record = came("a", LATER, unit=unit).record
    assert isinstance(record, Received)
    return Event(LATER, replace(record, ruled=True))


def test_a_file_answers_what_it_was_ruled_to_be() -> None:
    events = [NAMELESS, ruled(), decided("IDENTITY", ("a",), "甲|表一|2023-10"), checked(LAST, a="accepted")]
    assert (stand(*events).status, stand(*events).counts) == (Status.ACCEPTED, "a")
    assert stand(*events).received == IN_TIME, "it came when it came"


def test_what_it_says_under_another_ruling_or_none_does_not_count() -> None:
    assert stand(NAMELESS, ruled()).status is Status.MISSING
    for_another = decided("IDENTITY", ("a",), "乙|表一|2023-10")
    assert stand(NAMELESS, ruled("甲"), ruled("乙"), for_another).status is Status.MISSING
    taken_back = decided("IDENTITY", ("a",), at=LAST, revoked=True)
    made = decided("IDENTITY", ("a",), "甲|表一|2023-10")
    assert rulings(fold([NAMELESS, ruled(), made, taken_back])) == {"a": Ruling(Status.HELD, "S001")}


def test_a_file_that_is_not_taken_in_is_refused() -> None:
    state = fold([NAMELESS, decided("IDENTITY", ("a",))])
    assert verdicts(state) == {"a": Judgement(Verdict.REFUSED, NOT_TAKEN_IN)}
    assert state.submissions["a"].found.code == "S001", "what its bytes say stays known"


# ---------------------------------------------------------------- 归属裁定


def test_whose_an_enterprise_is_stands_by_form_and_key() -> None:
    events = [decided("OWNER", ("表一", "91X"), "甲"), decided("OWNER", ("表二", "91X"), "")]
    assert owners(fold(events)) == {("表一", "91X"): "甲", ("表二", "91X"): ""}
