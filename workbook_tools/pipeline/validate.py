"""validate: the rules over every submission of a period, statuses, and a slip for each one returned."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime

from workbook_tools import standing
from workbook_tools.ledger import Ledger
from workbook_tools.model import Finding, Plan, ReportingPeriod, Status, Unreported
from workbook_tools.period import Period
from workbook_tools.pipeline import Progress
from workbook_tools.pipeline.deciding.pending import Written, write_pending
from workbook_tools.pipeline.deciding.questions import Scene
from workbook_tools.pipeline.generate import last_issued
from workbook_tools.pipeline.judging.judge import judged
from workbook_tools.pipeline.planned import (
    Obligation,
    must_be_issued,
    obligations,
    reporting,
    usable,
)
from workbook_tools.pipeline.readers import Checked
from workbook_tools.pipeline.readings import Readings
from workbook_tools.pipeline.slips import Sent, Setting, write_slips
from workbook_tools.record import Result, Validated
from workbook_tools.standing import Ruling, Standing, State
from workbook_tools.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Verified:
    """One submission: whose, what the rules found, and its status beside the other versions."""

    unit: str
    name: str
    form: str
    sha256: str
    status: Status
    flags: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Validation:
    """All submissions of a period in the plan's order, what was written for those returned, and 待办: what is open."""

    submissions: tuple[Verified, ...]
    sent: Sent
    pending: Written


def of_period(state: State, period: Period) -> tuple[str, ...]:
    """The sha256 of every submission taken in for a period, in that order."""
    return tuple(
        sha256
        for sha256, submission in state.submissions.items()
        if submission.obligation and submission.obligation.period == period and submission.facts.content
    )


def _result(sha256: str, checked: Checked) -> Result:
    return Result(sha256, checked.status.value, checked.counts())


def _record(
    ledger: Ledger, state: State, plan: Plan, period: Period, checked: dict[str, Checked], at: str
) -> None:
    """One event for all that is new: results that the ledger has already are not recorded again."""
    results = tuple(_result(sha256, result) for sha256, result in sorted(checked.items()))
    known = {sha256: (outcome.result, outcome.plan) for sha256, outcome in state.outcomes.items()}
    fresh = tuple(result for result in results if known.get(result.sha256) != (result, plan.digest))
    if fresh:
        ledger.append(Validated(str(period), plan.digest, fresh), at)


def standings_of(
    plan: Plan, state: State, period: ReportingPeriod, as_of: date
) -> tuple[tuple[Obligation, Standing], ...]:
    """What is owed in a period, and where each stands on a day."""
    owed = tuple(obligations(plan))
    pairs = [(each.unit.code, each.form.code) for each in owed]
    carry = plan.unreported is Unreported.CARRIED
    found = standing.standings(state, pairs, period, carry=carry, as_of=as_of)
    return tuple(zip(owed, found, strict=True))


def _verified(
    owed: Obligation, where: Standing, rulings: Mapping[str, Ruling], checked: dict[str, Checked]
) -> list[Verified]:
    found = []
    for sha256 in where.versions:
        flags = (
            tuple(f.value for f in where.flags)
            if sha256 in (where.counts or where.current, where.current)
            else ()
        )
        result = checked.get(sha256)
        findings = result.findings if result else ()
        found.append(
            Verified(
                owed.unit.code,
                owed.unit.name,
                owed.form.code,
                sha256,
                rulings[sha256].status,
                flags,
                findings,
            )
        )
    return found


def validate(
    workspace: Workspace, period: Period, now: datetime, user: str, progress: Progress
) -> Validation:
    """Check every submission of a period; raises PlanMistakesError, Misuse and faults of the environment."""
    plan = usable(workspace)
    wanted = reporting(plan, period)
    with workspace.writing(user) as ledger:
        before = standing.fold(ledger.events(), plan.digest)
        must_be_issued(before, period)
        with closing(Readings(workspace, plan, before)) as readings:
            own = readings.checked(before, of_period(before, period), progress)
            _record(ledger, before, plan, period, own, now.isoformat())
            state, judgement = judged(
                workspace, plan, standing.fold(ledger.events(), plan.digest), period, readings
            )
            checked = judgement.beside(own)
            where = standings_of(plan, state, wanted, now.date())
            setting = Setting(workspace, plan, state, wanted, readings, last_issued(ledger, period))
            sent = write_slips(setting, where, checked)
        pending = write_pending(workspace, Scene(plan, state, wanted, where, checked, judgement))
    rulings = standing.rulings(state)
    submissions = tuple(each for owed, s in where for each in _verified(owed, s, rulings, checked))
    return Validation(submissions, sent, pending)
