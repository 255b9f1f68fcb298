"""What a master stands on: which lines of the ledger take part, and the plan they speak under."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from workbook_tools import __version__, standing
from workbook_tools import plan as plan_sheets
from workbook_tools.basis import Basis
from workbook_tools.errors import Misuse, PlanMistakesError
from workbook_tools.ledger import Entry
from workbook_tools.messages import terminal
from workbook_tools.model import Plan, ReportingPeriod
from workbook_tools.period import Period, parse
from workbook_tools.pipeline.planned import must_be_issued, reporting
from workbook_tools.record import (
    OBSERVING,
    Closed,
    Decided,
    Event,
    Issued,
    ListRecorded,
    PlanRecorded,
    Received,
    Reopened,
    Validated,
)
from workbook_tools.standing import State
from workbook_tools.workspace import Workspace
from workbook_tools.xlsx.grids import read_grids


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a master of a period is made from.

    `state` is the period as it counts: as it was when it was closed, where it is. `known` is all that takes part:
    `events`, in the order of the ledger, up to its line `line`, for a closed period the last that came for it.
    `as_of` is the day for which 逾期 is asked, the day of the closing where the period is closed.
    """

    workspace: Workspace
    basis: Basis
    plan: Plan
    period: ReportingPeriod
    state: State
    known: State
    as_of: date
    events: tuple[Event, ...]
    line: int

    @property
    def closed(self) -> Closed | None:
        """The closing that fixes the period."""
        return self.known.closings.get(self.basis.period)

    @property
    def closed_at(self) -> str:
        """When that was (ISO); empty while the period is open."""
        turns = [each.at for each in self.known.closures if each.record == self.closed]
        return turns[-1] if turns else ""


def of_now(workspace: Workspace, entries: Sequence[Entry], period: Period, now: datetime) -> Grounds:
    """The grounds as they are, under the plan recorded last; raises Misuse."""
    return _grounds(workspace, entries, period, now.date())


def of_then(workspace: Workspace, entries: Sequence[Entry], period: Period, until: str) -> Grounds:
    """The grounds as they were at the end of a day or at a time (ISO), under the plan then; raises Misuse.

    The order of the lines is what the chain proves, their times are as given: all lines up to the last one of that
    time take part.
    """
    then = max((each.seq for each in entries if each.at[: len(until)] <= until), default=0)
    issued = (each.event.record for each in entries[:then] if each.kind == Issued.kind)
    if not any(isinstance(each, Issued) and each.period == str(period) for each in issued):
        raise Misuse(terminal.NOT_ISSUED_THEN.format(period=period, until=until))
    return _grounds(workspace, entries[:then], period, date.fromisoformat(until[:10]))


def of_basis(workspace: Workspace, entries: Sequence[Entry], basis: Basis) -> Grounds:
    """The grounds of a basis in lines that bear it out (`borne_out_by`); raises Misuse where they never could."""
    period = parse(basis.period)
    if period is None:
        raise Misuse(terminal.BAD_PERIOD.format(value=basis.period))
    return _grounds(workspace, entries, period, date.fromisoformat(basis.as_of))


def borne_out_by(entries: Sequence[Entry], basis: Basis, likely: Sequence[int] = ()) -> int | None:
    """The number of lines from the first that amount to what a basis names; None where no beginning of the ledger does.

    `likely` are numbers to try first. Only lines at which the time of the basis is the last one are tried.
    """
    period, changing, latest = parse(basis.period), [], ""
    for count, entry in enumerate(entries, 1):
        if entry.kind in _TIMED:
            latest = max(latest, entry.at)
        if entry.kind not in OBSERVING and (latest or basis.as_of) == basis.at:
            changing.append(count)
    tried = dict.fromkeys([*(each for each in likely if 0 < each <= len(entries)), *reversed(changing)])
    return next((count for count in tried if period and _amounts_to(entries[:count], period, basis)), None)


def _amounts_to(entries: Sequence[Entry], period: Period, basis: Basis) -> bool:
    part = _part(entries, period)
    return part is not None and part.substance == basis.state


@dataclass(frozen=True)
class _Part:
    """What takes part: events up to a line, those that count, the plan, and for a closed period what came since."""

    events: tuple[Event, ...]
    counted: tuple[Event, ...]
    since: tuple[Event, ...]
    line: int
    plan: PlanRecorded

    @cached_property
    def state(self) -> State:
        """What counts."""
        return standing.fold(self.counted, self.plan.digest)

    @cached_property
    def known(self) -> State:
        """All that takes part."""
        return standing.fold(self.events, self.plan.digest)

    @property
    def substance(self) -> str:
        """The digest of all that shows in the period's master."""
        return standing.digest((*self.counted, *self.since))

    @property
    def at(self) -> str:
        """The time of the last event that a number may depend on; empty where there is none."""
        timed = (*self.counted, *self.since)
        return max((each.at for each in timed if each.record.kind in _TIMED), default="")


_TIMED = tuple(kind.kind for kind in (Received, Validated, Decided, ListRecorded, Closed, Reopened))
"""Events that change what a master says when they come; a plan and an issue say nothing until something comes."""


def _part(entries: Sequence[Entry], period: Period) -> _Part | None:
    """What takes part of these lines; None where no plan was recorded."""
    taking_part = [each for each in entries if each.kind not in OBSERVING]
    counted = events = tuple(each.event for each in taking_part)
    since: tuple[Event, ...] = ()
    closing = _closing(events, period)
    if closing is not None:
        events = events[: _last_of(events, closing, period) + 1]
        late = (each for each in events[closing + 1 :] if _came_for(each, period))
        counted, since = events[:closing], (events[closing], *late)
    recorded = [event.record for event in counted if isinstance(event.record, PlanRecorded)]
    if not recorded:
        return None
    return _Part(events, counted, since, taking_part[len(events) - 1].seq, recorded[-1])


def _grounds(workspace: Workspace, entries: Sequence[Entry], period: Period, as_of: date) -> Grounds:
    part = _part(entries, period)
    if part is None:
        raise Misuse(terminal.NOTHING_ISSUED.format(period=period))
    plan = archived_plan(workspace, part.plan)
    must_be_issued(part.state, period)
    as_of = date.fromisoformat(part.since[0].at[:10]) if part.since else as_of
    basis = Basis(
        period=str(period),
        as_of=as_of.isoformat(),
        at=part.at or as_of.isoformat(),
        state=part.substance,
        plan=plan.digest,
        plan_file=part.plan.sha256,
        tool=__version__,
    )
    wanted = reporting(plan, period)
    return Grounds(workspace, basis, plan, wanted, part.state, part.known, as_of, part.events, part.line)


def _closing(events: Sequence[Event], period: Period) -> int | None:
    """The place of the event that closed a period and was not taken back."""
    closed = standing.fold(events).closings.get(str(period))
    return next((at for at, event in enumerate(events) if event.record == closed), None) if closed else None


def _last_of(events: Sequence[Event], closing: int, period: Period) -> int:
    """The place of the last event that a closed period shows: its closing, or a file that came for it later."""
    late = (at for at, event in enumerate(events) if _came_for(event, period))
    return max((closing, *late))


def _came_for(event: Event, period: Period) -> bool:
    return isinstance(event.record, Received) and event.record.period == str(period)


def archived_plan(workspace: Workspace, recorded: PlanRecorded) -> Plan:
    """A plan as it was when it was recorded; raises PlanMistakesError and faults of the archive."""
    workspace.archive.plans.read(recorded.sha256)
    loaded = plan_sheets.load(read_grids(workspace.archive.plans.path(recorded.sha256)))
    if loaded.plan is None:
        raise PlanMistakesError(loaded.findings)
    return loaded.plan
