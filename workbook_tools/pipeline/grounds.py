"""What a master stands on: which lines of the ledger take part, and the plan they speak under."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workbook_tools import __version__, standing
from workbook_tools import plan as plan_sheets
from workbook_tools.basis import Basis
from workbook_tools.errors import Misuse, PlanMistakesError
from workbook_tools.ledger import Entry
from workbook_tools.messages import terminal
from workbook_tools.model import Plan, ReportingPeriod
from workbook_tools.period import Period, parse
from workbook_tools.pipeline.planned import must_be_issued, reporting
from workbook_tools.record import OBSERVING, Closed, Event, PlanRecorded, Received
from workbook_tools.standing import State
from workbook_tools.workspace import Workspace
from workbook_tools.xlsx.grids import read_grids


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a master of a period is made from.

    `state` is the period as it counts: as it was when it was closed, where it is. `known` is all that takes part:
    `events`, in the order of the ledger, for a closed period up to the last that came for it. `as_of` is the day for
    which 逾期 is asked, the day of the closing where the period is closed.
    """

    workspace: Workspace
    basis: Basis
    plan: Plan
    period: ReportingPeriod
    state: State
    known: State
    as_of: date
    events: tuple[Event, ...]

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
    return _grounds(workspace, entries[:then], period, date.fromisoformat(until[:10]))


def of_basis(workspace: Workspace, entries: Sequence[Entry], basis: Basis) -> Grounds:
    """The grounds that a master names as its own; raises Misuse where these lines were never such."""
    period = parse(basis.period)
    if period is None:
        raise Misuse(terminal.BAD_PERIOD.format(value=basis.period))
    as_of = date.fromisoformat(basis.as_of)
    return _grounds(workspace, entries[: basis.line], period, as_of)


def _grounds(workspace: Workspace, entries: Sequence[Entry], period: Period, as_of: date) -> Grounds:
    taking_part = [each for each in entries if each.kind not in OBSERVING]
    events = tuple(each.event for each in taking_part)
    closing = _closing(events, period)
    if closing is not None:
        as_of = date.fromisoformat(events[closing].at[:10])
        events = events[: _last_of(events, closing, period) + 1]
    counted = events[:closing] if closing is not None else events
    recorded = _last_plan(counted, period)
    plan = archived_plan(workspace, recorded)
    state = standing.fold(counted, plan.digest)
    must_be_issued(state, period)
    last = taking_part[len(events) - 1]
    basis = Basis(
        period=str(period),
        as_of=as_of.isoformat(),
        line=last.seq,
        head=last.hash,
        at=last.at,
        plan=plan.digest,
        plan_file=recorded.sha256,
        tool=__version__,
    )
    return Grounds(
        workspace,
        basis,
        plan,
        reporting(plan, period),
        state,
        standing.fold(events, plan.digest),
        as_of,
        events,
    )


def _closing(events: Sequence[Event], period: Period) -> int | None:
    """The place of the event that closed a period and was not taken back."""
    closed = standing.fold(events).closings.get(str(period))
    return next((at for at, event in enumerate(events) if event.record == closed), None) if closed else None


def _last_of(events: Sequence[Event], closing: int, period: Period) -> int:
    """The place of the last event that a closed period shows: its closing, or a file that came for it later."""
    late = (
        at
        for at, event in enumerate(events)
        if isinstance(event.record, Received) and event.record.period == str(period)
    )
    return max((closing, *late))


def _last_plan(events: Sequence[Event], period: Period) -> PlanRecorded:
    recorded = [event.record for event in events if isinstance(event.record, PlanRecorded)]
    if not recorded:
        raise Misuse(terminal.NOTHING_ISSUED.format(period=period))
    return recorded[-1]


def archived_plan(workspace: Workspace, recorded: PlanRecorded) -> Plan:
    """A plan as it was when it was recorded; raises PlanMistakesError and faults of the archive."""
    workspace.archive.plans.read(recorded.sha256)
    loaded = plan_sheets.load(read_grids(workspace.archive.plans.path(recorded.sha256)))
    if loaded.plan is None:
        raise PlanMistakesError(loaded.findings)
    return loaded.plan
