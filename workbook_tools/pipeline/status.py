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
from workbook_tools.model import ReportingPeriod, Severity, Status
from workbook_tools.period import Period
from workbook_tools.pipeline.judging.judge import judged
from workbook_tools.pipeline.judging.judgement import Judgement
from workbook_tools.pipeline.planned import Obligation, must_be_issued, reporting, usable
from workbook_tools.pipeline.readings import Readings
from workbook_tools.pipeline.validate import standings_of
from workbook_tools.safe_write import write_atomically
from workbook_tools.standing import Flag, Standing, State
from workbook_tools.workspace import Workspace
from workbook_tools.xlsx.chase import chase_list

_UNSETTLED = (*OWING, Status.HELD)
_REMARKED = (Flag.CARRIED, Flag.PREVIOUS)
"""Flags that the columns of the 催报名单 do not say already."""
_EXPLAINED = (Severity.EXPLAIN, Severity.WAIVABLE)


@dataclass(frozen=True, slots=True)
class Overview:
    """Where every obligation of a period stands on a day, in the plan's order, and the 催报名单 written of it."""

    period: ReportingPeriod
    units: tuple[tuple[Obligation, Standing], ...]
    listed: Chase
    workbook: Path
    text: Path

    @property
    def counts(self) -> Mapping[Status, int]:
        """How many obligations have each status."""
        return self.listed.counts

    @property
    def chase(self) -> tuple[tuple[Obligation, Standing], ...]:
        """催报名单: what has not come, or must come again."""
        return tuple((owed, where) for owed, where in self.units if where.status in OWING)

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
    plan = usable(workspace)
    wanted = reporting(plan, period)
    with closing(workspace.ledger()) as ledger:
        state = standing.fold(ledger.events(), plan.digest)
    must_be_issued(state, period)
    with closing(Readings(workspace, plan, state)) as readings:
        state, judgement = judged(workspace, plan, state, period, readings)
    units = standings_of(plan, state, wanted, now.date())
    lines = tuple(
        _chased(state, judgement, owed, where, _days(where, wanted.due, now.date()))
        for owed, where in units
        if where.status in _UNSETTLED
    )
    counts = Counter(where.status for _, where in units)
    listed = Chase(period, now.date(), wanted.due, counts, lines)
    workbook, text = workspace.chase(period)
    write_atomically(workbook, chase_list(listed))
    # A byte order mark and \r\n, so that the plainest editor on Windows shows it as it is.
    write_atomically(text, words.chat(listed).replace("\n", "\r\n").encode("utf-8-sig"))
    return Overview(wanted, units, listed, workbook, text)


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
