"""The ledger replayed: which versions stood after each command, judged as any command would have judged them then."""

from collections.abc import Collection, Iterator, Mapping, Sequence
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
    """Every moment at which the version that counts of a return watched may be another, in the order of the ledger.

    Neighbouring lines of one kind and one time are one moment: a command's lines. Each is seen under the plan
    recorded last by then. What concerns a later period alone cannot move an earlier one, nor can anything move a
    return before the rules were applied to its period: such moments are passed over, for each takes a fold of the
    ledger.
    """
    events, periods = counted(on), sorted({owed.period for owed in watched})
    replay, checked, passed = _Replay(on, watched), set[Period | None](), 0
    for (at, _), lines in groupby(events, key=lambda event: (event.at, event.record.kind)):
        records = tuple(event.record for event in lines)
        passed += len(records)
        checked |= {parse(each.period) for each in records if isinstance(each, Validated)}
        concerned = [each for each in map(_concerned, records) if each]
        moved = [each for each in periods if each in checked and concerned and each >= min(concerned)]
        if moved:
            yield replay.moment(at, records, events[:passed], moved[-1])


def _concerned(record: Record) -> Period | None:
    """The first period that a record may move; None where it moves nothing."""
    match record:
        case Received() | Validated() | Closed() | Reopened():
            return parse(record.period)
        case Decided():
            return min(map(_ruled_on, record.decisions))
        case PlanRecorded() | ListRecorded():
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
        self._plans = {on.basis.plan_file: on.plan}

    def moment(
        self, at: str, records: tuple[Record, ...], events: Sequence[Event], through: Period
    ) -> Moment:
        """What the events came to, judged up to a period."""
        workspace, plan = self._on.workspace, self._plan(events)
        state = standing.fold(events, plan.digest)
        with closing(Readings(workspace, plan, state)) as readings:
            state, _ = judged(workspace, plan, state, through, readings)
        versions = {owed: each for owed, each in by_obligation(state).items() if owed in self._watched}
        return Moment(at, records, state, versions)

    def _plan(self, events: Sequence[Event]) -> Plan:
        recorded = next(each.record for each in reversed(events) if isinstance(each.record, PlanRecorded))
        if recorded.sha256 not in self._plans:
            self._plans[recorded.sha256] = archived_plan(self._on.workspace, recorded)
        return self._plans[recorded.sha256]
