"""validate: the rules over every submission of a period, statuses, and a slip for each one returned."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime

from workbook_tools import standing
from workbook_tools.ledger import Ledger
from workbook_tools.model import Finding, Plan, ReportingPeriod, Status, Unreported
from workbook_tools.period import Period
from workbook_tools.pipeline import Progress, grounds
from workbook_tools.pipeline.deciding.pending import Written, write_pending
from workbook_tools.pipeline.deciding.questions import Scene
from workbook_tools.pipeline.generate import last_issued
from workbook_tools.pipeline.grounds import Grounds
from workbook_tools.pipeline.judging.judge import judged
from workbook_tools.pipeline.late import late_queue
from workbook_tools.pipeline.planned import (
    Obligation,
    must_be_issued,
    obligations,
    plan_now,
    reporting,
)
from workbook_tools.pipeline.readers import Checked
from workbook_tools.pipeline.readings import Readings
from workbook_tools.pipeline.slips import Sent, Setting, write_slips
from workbook_tools.record import Result, Validated
from workbook_tools.standing import Ruling, Standing, State
from workbook_tools.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One submission: whose, what the rules found, and its status beside the other versions."""

    unit: str
    name: str
    form: str
    sha256: str
    status: Status
    flags: tuple[str, ...]
    findings: tuple[Finding, ...]


NOTHING_SENT = Sent((), (), None, ())


@dataclass(frozen=True, slots=True)
class Validation:
    """All submissions of a period in the plan's order, what was written for those returned, and 待办: what is open.

    `closed` is the time (ISO) at which the period was closed: the submissions are then as they were, what came later
    stands after them, and nothing was written. Empty while it is open.
    """

    submissions: tuple[Reviewed, ...]
    sent: Sent = NOTHING_SENT
    pending: Written | None = None
    closed: str = ""


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


def as_judged(on: Grounds, readings: Readings, progress: Progress) -> Scene:
    """A period as its grounds have it: where everything stands, and what is found of each return."""
    own = readings.checked(on.state, of_period(on.state, on.period.period), progress)
    state, judgement = judged(on.workspace, on.plan, on.state, on.period.period, readings)
    where = standings_of(on.plan, state, on.period, on.as_of)
    return Scene(on.plan, state, on.period, where, judgement.beside(own), judgement)


def unchecked(state: State, plan: Plan, period: Period) -> int:
    """How many submissions of a period the rules were not applied to under this plan."""
    outcomes = map(state.outcomes.get, of_period(state, period))
    return sum(outcome is None or outcome.plan != plan.digest for outcome in outcomes)


def _reviewed(
    owed: Obligation, where: Standing, rulings: Mapping[str, Ruling], checked: Mapping[str, Checked]
) -> list[Reviewed]:
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
            Reviewed(
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
    """Check every submission of a period, or show a closed one as it was; raises PlanMistakesError, Misuse and faults
    of the environment.
    """
    with workspace.writing(user) as ledger:
        if str(period) in standing.fold(ledger.events()).closings:
            return _as_closed(grounds.of_now(workspace, ledger.proved(), period, now), progress)
        return _checked(workspace, ledger, period, now, progress)


def _checked(
    workspace: Workspace, ledger: Ledger, period: Period, now: datetime, progress: Progress
) -> Validation:
    """The submissions of an open period checked, recorded and answered."""
    current = plan_now(workspace)
    plan = current.plan
    wanted = reporting(plan, period)
    before = standing.fold(ledger.events(), plan.digest)
    must_be_issued(before, period)
    with closing(Readings(workspace, plan, before)) as readings:
        own = readings.checked(before, of_period(before, period), progress)
        _record(ledger, before, plan, period, own, now.isoformat())
        after = standing.fold(ledger.events(), plan.digest)
        state, judgement = judged(workspace, plan, after, period, readings)
        where = standings_of(plan, state, wanted, now.date())
        scene = Scene(plan, state, wanted, where, judgement.beside(own), judgement)
        setting = Setting(workspace, current, state, wanted, readings, last_issued(ledger, period))
        sent = write_slips(setting, where, scene.checked)
    return Validation(tuple(_submissions(scene)), sent, write_pending(workspace, scene))


def _as_closed(on: Grounds, progress: Progress) -> Validation:
    """The submissions of a closed period as they were when it was closed, and what came later."""
    with closing(Readings(on.workspace, on.plan, on.state)) as readings:
        scene = as_judged(on, readings, progress)
    late = (
        Reviewed(each.unit, each.name, each.form, each.sha256, Status.LATE, (), ())
        for each in late_queue(on.plan, on.known, on.period.period)
    )
    return Validation((*_submissions(scene), *late), closed=on.closed_at)


def _submissions(scene: Scene) -> Iterator[Reviewed]:
    rulings = standing.rulings(scene.state)
    for owed, where in scene.where:
        yield from _reviewed(owed, where, rulings, scene.checked)
