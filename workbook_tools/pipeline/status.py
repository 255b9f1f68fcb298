"""status: who is in, late, returned, held, missing, and the 催报名单."""

from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from workbook_tools import standing
from workbook_tools.messages import chase as words
from workbook_tools.messages.chase import OWING, Chase, Chased
from workbook_tools.messages.plain_text import for_windows
from workbook_tools.model import ReportingPeriod, Severity, Status
from workbook_tools.period import Period
from workbook_tools.pipeline import grounds
from workbook_tools.pipeline.closing import turns
from workbook_tools.pipeline.grounds import Grounds
from workbook_tools.pipeline.judging.judge import judged
from workbook_tools.pipeline.judging.judgement import Judgement
from workbook_tools.pipeline.late import Late, late_queue
from workbook_tools.pipeline.planned import Obligation, must_be_issued, reporting, usable
from workbook_tools.pipeline.readings import Readings
from workbook_tools.pipeline.validate import as_judged, standings_of
from workbook_tools.safe_write import write_atomically
from workbook_tools.standing import Closure, Flag, Standing, State
from workbook_tools.workspace import Workspace
from workbook_tools.xlsx.chase import chase_list

_UNSETTLED = (*OWING, Status.HELD)
_REMARKED = (Flag.CARRIED, Flag.PREVIOUS)
"""Flags that the columns of the 催报名单 do not say already."""
_EXPLAINED = (Severity.EXPLAIN, Severity.WAIVABLE)

Units = tuple[tuple[Obligation, Standing], ...]
"""Everything owed in a period, in the plan's order, and where it stands."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Where every obligation of a period stands on a day, in the plan's order, and the 催报名单 written of it.

    `late` is what came after the closing, `turns` every time the period was closed or reopened.
    """

    period: ReportingPeriod
    units: Units
    listed: Chase
    workbook: Path
    text: Path
    late: tuple[Late, ...]
    turns: tuple[Closure, ...]

    @property
    def counts(self) -> Mapping[Status, int]:
        """How many obligations have each status."""
        return self.listed.counts

    @property
    def chase(self) -> Units:
        """催报名单: what has not come, or must come again; nothing once the period is closed."""
        owing = ((owed, where) for owed, where in self.units if where.status in OWING)
        return () if self.listed.closed else tuple(owing)

    @property
    def days(self) -> int:
        """Days left until the due day; negative past it."""
        return (self.period.due - self.listed.as_of).days

    def days_of(self, where: Standing) -> int:
        """Days left for what is still owed, or that were left when it came; negative past the due day."""
        return _days(where, self.period.due, self.listed.as_of)


def status(workspace: Workspace, period: Period, now: datetime) -> Overview:
    """Where every obligation stands, and the 催报名单; raises PlanMistakesError, Misuse and faults of the environment.

    The record is only read, so that anyone may ask at any time; what is written is derived, and whole.
    """
    with closing(workspace.ledger()) as ledger:
        # Lines that a newer version wrote are refused here. The rest is read once: another run may be recording.
        ledger.events()
        lines = ledger.proved()
    known = standing.fold(each.event for each in lines)
    if str(period) in known.closings:
        return _closed(grounds.of_now(workspace, lines, period, now))
    plan = usable(workspace)
    wanted = reporting(plan, period)
    state = standing.fold((each.event for each in lines), plan.digest)
    must_be_issued(state, period)
    with closing(Readings(workspace, plan, state)) as readings:
        state, judgement = judged(workspace, plan, state, period, readings)
    units = standings_of(plan, state, wanted, now.date())
    chased = tuple(
        _chased(state, judgement, owed, where, _days(where, wanted.due, now.date()))
        for owed, where in units
        if where.status in _UNSETTLED
    )
    listed = Chase(period, now.date(), wanted.due, _counts(units), chased)
    return Overview(wanted, units, listed, *_written(workspace, listed), (), turns(known, period))


def _closed(on: Grounds) -> Overview:
    """A closed period as it was; nobody is chased for it any more."""
    with closing(Readings(on.workspace, on.plan, on.state)) as readings:
        scene = as_judged(on, readings, lambda _done, _total: None)
    units, period = tuple(scene.where), on.period.period
    listed = Chase(period, on.as_of, on.period.due, _counts(units), (), closed=True)
    late = late_queue(on.plan, on.known, period)
    return Overview(on.period, units, listed, *_written(on.workspace, listed), late, turns(on.known, period))


def _counts(units: Units) -> Mapping[Status, int]:
    return Counter(where.status for _, where in units)


def _written(workspace: Workspace, listed: Chase) -> tuple[Path, Path]:
    """Write the 催报名单: the workbook, and the text for a group chat."""
    workbook, text = workspace.chase(listed.period)
    with workspace.deriving():
        write_atomically(workbook, chase_list(listed))
        write_atomically(text, for_windows(words.chat(listed)))
    return workbook, text


def _days(where: Standing, due: date, as_of: date) -> int:
    came = as_of if where.status in OWING else date.fromisoformat(where.received[:10])
    return (due - came).days


def _chased(state: State, judgement: Judgement, owed: Obligation, where: Standing, days: int) -> Chased:
    counts = _last_counts(state, judgement, where)
    flags = [flag.value for flag in where.flags if flag in _REMARKED]
    return Chased(
        annex=owed.annex.number,
        unit=owed.unit.name,
        form=owed.form.title,
        status=where.status,
        days=days,
        contact=owed.unit.contact,
        phone=owed.unit.phone,
        returned=standing.times_returned(state, where),
        correct=counts.get(Severity.MANDATORY.name, 0),
        explain=sum(counts.get(severity.name, 0) for severity in _EXPLAINED),
        remark=words.remark(flags, where.status, where.code),
    )


def _last_counts(state: State, judgement: Judgement, where: Standing) -> Mapping[str, int]:
    """Findings by severity name of a return sent back: its own as recorded, and those beside others."""
    outcome, beside = state.outcomes.get(where.current), judgement.returns.get(where.current)
    if where.status is not Status.RETURNED:
        return {}
    own = Counter(outcome.result.counts if outcome else {})
    return own + Counter(finding.severity.name for finding in (beside.findings if beside else ()))
