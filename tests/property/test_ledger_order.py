"""Neither the order in which files arrive nor how they are batched changes anything."""

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from workbook_tools import period
from workbook_tools.ledger import Ledger
from workbook_tools.model import ReportingPeriod, Status, Verdict
from workbook_tools.record import (
    Closed,
    Decided,
    Decision,
    Event,
    Matter,
    Received,
    Reopened,
    Result,
    Validated,
)
from workbook_tools.standing import Flag, State, fold, register, rulings, standings, verdicts

OCTOBER = ReportingPeriod(period.month(2023, 10), date(2023, 10, 31), date(2023, 11, 5), {})
OWED = [(unit, form) for unit in ("甲", "乙") for form in ("表一", "表二")]
TIMES = ("2023-11-02T09:00:00", "2023-11-05T09:00:00", "2023-11-06T09:00:00")


@st.composite
def _facts(draw: st.DrawFn, sha256: str) -> Received:
    """What one file says of itself: the same whenever it is read."""
    verdict = draw(
        st.sampled_from([Verdict.COLLECTED] * 4 + [Verdict.HELD, Verdict.REFUSED, Verdict.IGNORED])
    )
    return Received(
        sha256,
        "",
        "",
        1,
        "xlsx",
        verdict,
        code=draw(st.sampled_from(["F106", "F101"])) if verdict is Verdict.REFUSED else "",
        unit=draw(st.sampled_from(["甲", "乙", ""])),
        form=draw(st.sampled_from(["表一", "表二"])),
        period=draw(st.sampled_from(["2023-09", "2023-10", "2023-10", ""])),
        round=draw(st.integers(0, 1)),
        filled_on=draw(st.sampled_from(["", "2023-11-01", "2023-11-02"])),
        content=draw(st.sampled_from(["", "x", "y"])),
        zero=draw(st.booleans()),
    )


@st.composite
def received(draw: st.DrawFn) -> list[Received]:
    """Files as they are handed in: some of them several times, under several names, in several groups."""
    handed_in = []
    for sha256 in "abcdef"[: draw(st.integers(1, 6))]:
        facts = draw(_facts(sha256))
        for _ in range(draw(st.integers(1, 2))):
            name, group = draw(st.sampled_from("123")), draw(st.sampled_from(["", "邮件", "文件夹"]))
            handed_in.append(replace(facts, name=name, group=group))
    return handed_in


@st.composite
def as_ruled(draw: st.DrawFn) -> Received:
    """What a file says once it is taken for the form that it was ruled to be."""
    unit, form = draw(st.sampled_from(OWED))
    facts = draw(_facts(draw(st.sampled_from("abcdef"))))
    told = replace(facts, unit=unit, form=form, period="2023-10", code="", ruled=True)
    return replace(told, verdict=Verdict.COLLECTED)


@st.composite
def decisions(draw: st.DrawFn) -> Decided:
    """What the bureau may rule on files and returns; some of it on what is not there, some taken back."""
    files, owed = st.sampled_from("abcdef"), st.sampled_from(OWED)
    subject: tuple[str, ...]
    matter = draw(st.sampled_from([Matter.VERSION, Matter.CORRECTION, Matter.IDENTITY]))
    if matter is Matter.IDENTITY:
        subject, ruling = (draw(files),), draw(st.sampled_from(["", "甲|表一|2023-10", "乙|表二|2023-10"]))
    else:
        subject, ruling = ("2023-10", *draw(owed)), draw(files)
    made = Decision(matter, subject, ruling, "示例", "示例", "2023-11-05", draw(st.booleans()))
    return Decided(draw(st.sampled_from("xy")), (made,))


@st.composite
def stories(draw: st.DrawFn) -> list[Event]:
    """Everything that may happen to the files of a few units: received and checked, at any time."""
    events = [Event(draw(st.sampled_from(TIMES)), record) for record in draw(received())]
    statuses = st.sampled_from(["accepted", "accepted", "returned", "held"])
    results = draw(st.dictionaries(st.sampled_from("abcdef"), statuses))
    for at in draw(st.lists(st.sampled_from(TIMES), max_size=2)):
        parts = tuple(Result(sha256, status, {}) for sha256, status in results.items())
        events.append(Event(at, Validated("2023-10", "d1", parts)))
    ruled = st.one_of(decisions(), as_ruled())
    events += draw(st.lists(st.builds(Event, st.sampled_from(TIMES), ruled), max_size=3))
    return events


@st.composite
def closings(draw: st.DrawFn) -> list[Event]:
    """Periods closed and reopened, at any time."""
    periods, numbers = st.sampled_from(["2023-09", "2023-10"]), st.integers(1, 2)
    statuses = st.sampled_from(["accepted", "returned", "superseded"])
    files = st.dictionaries(st.sampled_from("abcdef"), statuses)
    turns = st.one_of(
        st.builds(Closed, periods, numbers, st.just("d1"), st.just("示例"), files),
        st.builds(Reopened, periods, numbers, st.just("示例"), st.just("示例原因")),
    )
    return draw(st.lists(st.builds(Event, st.sampled_from(TIMES), turns), max_size=4))


def _cut(draw: st.DataObject, events: list[Event]) -> list[list[Event]]:
    cuts = sorted(draw.draw(st.lists(st.integers(0, len(events)), max_size=4)))
    return [events[start:end] for start, end in zip([0, *cuts], [*cuts, len(events)], strict=True)]


@settings(deadline=None)
@given(stories(), closings(), st.data())
def test_the_state_does_not_depend_on_the_order_of_events(
    happened: list[Event], turns: list[Event], data: st.DataObject
) -> None:
    events = [*happened, *turns]
    assert fold(data.draw(st.permutations(events))) == fold(events)


@settings(deadline=None)
@given(stories(), closings())
def test_an_event_recorded_twice_is_recorded_once(happened: list[Event], turns: list[Event]) -> None:
    events = [*happened, *turns]
    assert fold([*events, *events]) == fold(events)


@settings(deadline=None)
@given(stories(), received(), st.sampled_from(TIMES))
def test_what_comes_after_a_closing_changes_nothing_of_the_period(
    events: list[Event], handed_in: list[Received], at: str
) -> None:
    open_ = fold(events, "d1")
    ruled = rulings(open_)
    files = {
        sha: ruled[sha].status.value for sha in ruled if open_.submissions[sha].facts.period == "2023-10"
    }
    later = [Event(at, replace(each, sha256=each.sha256.upper(), group="")) for each in handed_in]
    closed = fold([*events, Event(at, Closed("2023-10", 1, "d1", "示例", files)), *later], "d2")
    assert _october(closed) == _october(open_)


def _october(state: State) -> list[tuple[Status, str, str, str, tuple[str, ...]]]:
    return [
        (each.status, each.code, each.current, each.counts, each.versions)
        for each in standings(state, OWED, OCTOBER, carry=False, as_of=OCTOBER.due)
    ]


@settings(max_examples=15, deadline=None)
@given(received(), st.data())
def test_files_collected_in_batches_leave_the_state_of_one_batch(
    handed_in: list[Received], data: st.DataObject
) -> None:
    events = [Event(TIMES[0], record) for record in handed_in]
    batches = _cut(data, data.draw(st.permutations(events)))
    assert _state_after(batches) == _state_after([events])


def _state_after(batches: list[list[Event]]) -> State:
    """The state of a workspace after several runs, each of which opens the ledger anew."""
    with tempfile.TemporaryDirectory() as folder:
        for batch in batches:
            ledger = Ledger(Path(folder) / "ledger.sqlite", Path(folder) / "events")
            for event in batch:
                ledger.append(event.record, event.at)
            ledger.close()
        ledger = Ledger(Path(folder) / "ledger.sqlite", Path(folder) / "events")
        state = fold(ledger.events())
        ledger.close()
        return state


@settings(deadline=None)
@given(stories(), st.booleans())
def test_every_unit_has_exactly_one_status_and_at_most_one_return_that_counts(
    events: list[Event], carry: bool
) -> None:
    state = fold(events)
    found = standings(state, OWED, OCTOBER, carry=carry, as_of=OCTOBER.due)
    assert [(each.obligation.unit, each.obligation.form) for each in found] == OWED
    for standing in found:
        assert standing.status not in (Status.SUPERSEDED, Status.LATE)
        assert not (standing.counts and standing.carried)
        assert (standing.status is Status.MISSING) == (standing.versions == ())
        assert (standing.status is Status.ACCEPTED) == (
            standing.counts != "" and Flag.PREVIOUS not in standing.flags
        )


@settings(deadline=None)
@given(stories())
def test_a_return_has_one_status_and_what_counts_is_accepted(events: list[Event]) -> None:
    state = fold(events)
    ruled = rulings(state)
    assert ruled.keys() == {sha256 for sha256, each in state.submissions.items() if each.taken_in}
    counted = {
        standing.counts for standing in standings(state, OWED, OCTOBER, carry=True, as_of=OCTOBER.due)
    } - {""}
    assert all(ruled[sha256].status is Status.ACCEPTED for sha256 in counted)


@settings(deadline=None)
@given(stories())
def test_every_file_has_exactly_one_verdict_under_each_of_its_names(events: list[Event]) -> None:
    state = fold(events)
    assert verdicts(state).keys() == state.submissions.keys()
    lines = [(line.sha256, line.name) for line in register(state)]
    handed_in = {
        (record.sha256, record.name)
        for record in (event.record for event in events)
        if isinstance(record, Received) and not record.ruled
    }
    assert sorted(lines) == sorted(handed_in)
