"""close and reopen: a period is fixed as it stands, and what comes for it later waits in a queue."""

from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from workbook_tools import standing
from workbook_tools.errors import Misuse
from workbook_tools.messages import closing as words
from workbook_tools.messages import decisions
from workbook_tools.messages.times import minute
from workbook_tools.model import Status
from workbook_tools.period import Period
from workbook_tools.pipeline import Progress, grounds
from workbook_tools.pipeline.deciding.questions import Scene
from workbook_tools.pipeline.generate import record_plan
from workbook_tools.pipeline.late import Late, late_queue
from workbook_tools.pipeline.planned import must_be_issued, plan_now, reporting, usable
from workbook_tools.pipeline.readings import Readings
from workbook_tools.pipeline.validate import as_judged, unchecked
from workbook_tools.record import Closed, Reopened
from workbook_tools.standing import Closure, Flag, Standing, State
from workbook_tools.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Fixed:
    """A closed period: when it was closed (ISO) and where every obligation then stood.

    `already`: it was closed before, and nothing was done now. `unchecked` are the returns that the rules were never
    applied to under the plan it was closed under.
    """

    period: Period
    at: str
    already: bool
    where: tuple[Standing, ...]
    unchecked: int

    @property
    def counts(self) -> Mapping[Status, int]:
        """How many obligations have each status."""
        return Counter(each.status for each in self.where)

    @property
    def counted(self) -> int:
        """How many obligations a return of the period itself counts for."""
        return sum(bool(each.counts) for each in self.where)

    @property
    def previous(self) -> int:
        """How many of these are older than the unit's newest return, which was not accepted."""
        return sum(Flag.PREVIOUS in each.flags for each in self.where)

    @property
    def carried(self) -> int:
        """How many obligations the figures of an earlier period are carried on for."""
        return sum(bool(each.carried) for each in self.where)


@dataclass(frozen=True, slots=True)
class Opened:
    """A period reopened: when (ISO), why, and what had come in the meantime."""

    period: Period
    at: str
    reason: str
    late: tuple[Late, ...]


def close(workspace: Workspace, period: Period, now: datetime, user: str, progress: Progress) -> Fixed:
    """Fix a period as it stands, or say how it was fixed; raises PlanMistakesError, Misuse and faults."""
    with workspace.writing(user) as ledger:
        before = standing.fold(ledger.events())
        already = str(period) in before.closings
        if not already:
            current = plan_now(workspace)
            reporting(current.plan, period)
            must_be_issued(before, period)
            record_plan(workspace, ledger, current, now.isoformat())
        on = grounds.of_now(workspace, ledger.proved(), period, now)
        with closing(Readings(workspace, on.plan, on.state)) as readings:
            scene = as_judged(on, readings, progress)
        at = turns(before, period)[-1].at if already else now.isoformat()
        if not already:
            ledger.append(_closed(scene, turns(before, period), user), at)
    where = tuple(each for _, each in scene.where)
    return Fixed(period, at, already, where, unchecked(on.state, on.plan, period))


def reopen(workspace: Workspace, period: Period, reason: str, now: datetime, user: str) -> Opened:
    """Take the closing of a period back; raises Misuse where it is not closed or no reason is given, and faults."""
    if not (because := reason.strip()):
        raise Misuse(words.NO_REASON)
    with workspace.writing(user) as ledger:
        plan = usable(workspace)
        state = standing.fold(ledger.events())
        closed = state.closings.get(str(period))
        if closed is None:
            raise Misuse(_not_closed(turns(state, period), period))
        ledger.append(Reopened(str(period), closed.number, user, because), now.isoformat())
    return Opened(period, now.isoformat(), because, late_queue(plan, state, period))


def turns(state: State, period: Period) -> tuple[Closure, ...]:
    """Every time a period was closed or reopened, in that order."""
    return tuple(each for each in state.closures if each.record.period == str(period))


def lines(state: State, period: Period) -> tuple[decisions.Line, ...]:
    """Every time a period was closed or reopened, as 裁定记录 prints it."""
    all_turns = turns(state, period)
    return tuple(_line(each, period, last=each is all_turns[-1]) for each in all_turns)


def _closed(scene: Scene, before: tuple[Closure, ...], user: str) -> Closed:
    """The closing of a period with every file that was taken in for it, those of unknown unit among them."""
    period = scene.period.period
    ruled, state = standing.rulings(scene.state), scene.state
    files = {
        sha256: ruled[sha256].status.value
        for sha256, each in state.submissions.items()
        if each.taken_in and each.facts.period == str(period)
    }
    number = before[-1].record.number + 1 if before else 1
    return Closed(str(period), number, scene.plan.digest, user, files)


def _not_closed(before: tuple[Closure, ...], period: Period) -> str:
    if before:
        at, reason = minute(before[-1].at), before[-1].reason
        return words.REOPENED_ALREADY.format(period=period.paper, at=at, reason=reason)
    return words.NOT_CLOSED.format(period=period.paper)


def _line(turn: Closure, period: Period, *, last: bool) -> decisions.Line:
    closes = isinstance(turn.record, Closed)
    holds = decisions.IN_FORCE if last else decisions.TAKEN_BACK
    return decisions.Line(
        recorded=minute(turn.at),
        matter=words.CLOSE,
        unit="",
        form="",
        says=period.paper,
        ruling=words.CLOSE if closes else words.REOPEN,
        reason=turn.reason,
        officer=turn.user,
        day=turn.at[:10],
        # Like a decision that took another back, a reopening holds nothing itself.
        stands=holds if closes else "",
        workbook="",
    )
