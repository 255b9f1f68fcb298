"""The ledger replayed: which versions stood after each command, judged as any command would have judged them then."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby

from workbook_tools import standing
from workbook_tools.model import Plan
from workbook_tools.period import Period, month, parse
from workbook_tools.pipeline.grounds import Grounds, archived_plan
from workbook_tools.pipeline.judging.judge import judged
from workbook_tools.pipeline.readings import Readings
from workbook_tools.record import (
    Closed,
    Decided,
    Decision,
    Event,
    Issued,
    ListRecorded,
    Matter,
    PlanRecorded,
    Received,
    Record,
    Reopened,
    Validated,
)
from workbook_tools.standing import Obligation, State
from workbook_tools.standing.versions import Versions, by_obligation

_OF_A_RETURN = (Matter.WAIVER, Matter.VERSION, Matter.CORRECTION)
"""Decisions whose subject begins with a period."""
_EVERY = month(1, 1)
"""Stands for the first period of what concerns all of them."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The record as it was after the lines of one command: its time, what it recorded, what that came to.

    `state` is judged as far as the returns watched need it; `versions` are theirs alone.
    """

    at: str
    records: tuple[Record, ...]
    state: State
    versions: Mapping[Obligation, Versions]

    def counts(self, owed: Obligation) -> str:
        """The sha256 of the version of a return that counted; empty: none did."""
        versions = self.versions.get(owed)
        return versions.counting.stands if versions and versions.counting else ""


def counted(on: Grounds) -> tuple[Event, ...]:
    """What may have moved the numbers of a master: all its events, for a closed period those up to the closing."""
    closed = on.closed
    last = next((at for at, each in enumerate(on.events) if each.record == closed), len(on.events))
    return on.events[: last + 1]


def moments(on: Grounds, watched: Collection[Obligation]) -> Iterator[Moment]:
    """Every moment at which the version that counts of a return watched may be another, in the order of time.

    What was recorded at one time is one moment, whatever the order of the lines, and is seen under the plan that the
    rules were last applied under; the last is what the master itself shows. What concerns a later period alone cannot
    move an earlier one, nor can anything move a return before the rules were applied to its period: such moments are
    passed over, for each takes a fold of the ledger.
    """
    replay, periods = _Replay(on, watched), sorted({owed.period for owed in watched})
    setting, timed = _parted(counted(on))
    checked, passed, plan = set[Period | None](), 0, ""
    for at, lines in groupby(timed, key=lambda event: event.at):
        records = tuple(event.record for event in lines)
        passed += len(records)
        applied = [each for each in records if isinstance(each, Validated)]
        plan = applied[-1].plan if applied else plan
        checked |= {parse(each.period) for each in applied}
        concerned = [each for each in map(_concerned, records) if each]
        moved = [each for each in periods if each in checked and concerned and each >= min(concerned)]
        if moved:
            yield replay.moment(at, records, (*setting, *timed[:passed]), plan, moved[-1])
    if periods and checked and plan != on.plan.digest:
        yield replay.moment(on.basis.at, (), (*setting, *timed), on.plan.digest, periods[-1])


def _parted(events: Iterable[Event]) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """Plans and issues, which speak at all times; and what happened one after another."""
    known = standing.in_time(events)
    setting = tuple(each for each in known if isinstance(each.record, PlanRecorded | Issued))
    return setting, tuple(each for each in known if not isinstance(each.record, PlanRecorded | Issued))


def _concerned(record: Record) -> Period | None:
    """The first period that a record may move; None where it moves nothing."""
    match record:
        case Received() | Validated() | Closed() | Reopened():
            return parse(record.period)
        case Decided():
            return min(map(_ruled_on, record.decisions))
        case ListRecorded():
            return _EVERY
        case _:
            return None


def _ruled_on(decision: Decision) -> Period:
    of_a_return = decision.matter in _OF_A_RETURN
    return (parse(decision.subject[0]) if of_a_return else None) or _EVERY


class _Replay:
    """Makes moments; plans that were in use are loaded once."""

    def __init__(self, on: Grounds, watched: Collection[Obligation]) -> None:
        self._on, self._watched = on, watched
        self._plans = {on.plan.digest: on.plan}

    def moment(
        self, at: str, records: tuple[Record, ...], events: Sequence[Event], digest: str, through: Period
    ) -> Moment:
        """What the events came to under a plan (its digest), judged up to a period."""
        workspace, plan = self._on.workspace, self._plan(events, digest)
        state = standing.fold(events, plan.digest)
        with closing(Readings(workspace, plan, state)) as readings:
            state, _ = judged(workspace, plan, state, through, readings)
        versions = {owed: each for owed, each in by_obligation(state).items() if owed in self._watched}
        return Moment(at, records, state, versions)

    def _plan(self, events: Sequence[Event], digest: str) -> Plan:
        if digest not in self._plans:
            recorded = (each.record for each in events if isinstance(each.record, PlanRecorded))
            known = next((each for each in recorded if each.digest == digest), None)
            self._plans[digest] = archived_plan(self._on.workspace, known) if known else self._on.plan
        return self._plans[digest]
