"""decide: the bureau's decisions out of a filled-in 待办 into the record; all of them, or none."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from workbook_tools import period as periods
from workbook_tools import standing
from workbook_tools.errors import Misuse
from workbook_tools.messages import decisions as words
from workbook_tools.messages.found import found
from workbook_tools.messages.render import render_briefly
from workbook_tools.model import Finding, Plan, Verdict
from workbook_tools.pipeline.deciding.described import Described, Describer
from workbook_tools.pipeline.deciding.filled import filled_in
from workbook_tools.pipeline.deciding.ruled import Checked, Checker, Ruled, at
from workbook_tools.pipeline.examine import Examined
from workbook_tools.pipeline.handed import read_handed
from workbook_tools.pipeline.planned import usable
from workbook_tools.pipeline.readers import Job, examine_all
from workbook_tools.pipeline.readings import ruled_identity
from workbook_tools.pipeline.register import registers
from workbook_tools.record import Decided, Decision, Matter, Received
from workbook_tools.standing import State
from workbook_tools.workspace import Workspace
from workbook_tools.xlsx.decisions.questions import RULING


@dataclass(frozen=True, slots=True)
class Taken:
    """What a 待办 came to: the decisions recorded, each in words; or what is wrong with it, and none.

    `again`: just this file was taken in before. `open` are the questions it leaves open, `periods` those that the
    decisions touch (as in commands).
    """

    decisions: tuple[tuple[Decision, Described], ...] = ()
    findings: tuple[Finding, ...] = ()
    open: int = 0
    again: bool = False
    periods: tuple[str, ...] = ()


def decide(workspace: Workspace, path: Path, now: datetime, user: str) -> Taken:
    """Take in a 待办 as the bureau filled it; raises PlanMistakesError, Misuse and faults of the environment."""
    data = read_handed(path)
    seen = filled_in(data, path.name)
    if seen.rows is None:
        return Taken(findings=(found("D001"),))
    with workspace.writing(user) as ledger:
        plan = usable(workspace)
        state = standing.fold(ledger.events(), plan.digest)
        if any(made.workbook == _sha256(data) for made in state.history):
            return Taken(again=True)
        checked = Checker(plan, state, now.date(), date1904=seen.date1904).check(seen.rows)
        fresh = [each for each in checked.ruled if _is_new(state, each.decision)]
        identified, unread = _identified(workspace, plan, state, fresh)
        if checked.findings or unread:
            return Taken(findings=(*checked.findings, *unread), open=checked.open)
        _must_be_later(plan, state, fresh, now)
        known = [event.record for event in ledger.events()]
        for facts in identified:
            if facts not in known:
                ledger.append(facts, now.isoformat())
        if fresh:
            sha256 = workspace.archive.decisions.put(data, f".{seen.format}")
            ledger.append(Decided(sha256, tuple(each.decision for each in fresh)), now.isoformat())
        after = standing.fold(ledger.events(), plan.digest)
        registers(workspace, plan, after, _files(after, fresh), now)
        return _taken(plan, after, checked, fresh)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _is_new(state: State, decision: Decision) -> bool:
    """Whether this is not what holds already: a workbook is filled in, and taken in, bit by bit."""
    return decision.revoked or state.decision(decision.matter, *decision.subject) != decision


def _identified(
    workspace: Workspace, plan: Plan, state: State, ruled: Iterable[Ruled]
) -> tuple[list[Received], list[Finding]]:
    """What files say once they are taken for what they were ruled to be, and which cannot be read as that."""
    originals = workspace.archive.originals
    asked = {
        each.decision.subject[0]: each
        for each in ruled
        if each.decision.matter is Matter.IDENTITY and each.decision.ruling and not each.decision.revoked
    }
    facts = {sha256: _facts(plan, state, sha256, each.decision.ruling) for sha256, each in asked.items()}
    jobs = [Job(originals.path(sha), sha, ruled_identity(plan, known)) for sha, known in facts.items()]
    taken, findings = [], []
    for job, examined in examine_all(plan, sorted(jobs, key=lambda job: job.sha256)):
        if examined.verdict is Verdict.COLLECTED:
            taken.append(_as_ruled(facts[job.sha256], examined))
        else:
            findings.append(_not_read(plan, state, asked[job.sha256], examined))
    return sorted(taken, key=lambda each: each.sha256), findings


def _facts(plan: Plan, state: State, sha256: str, ruling: str) -> Received:
    """The facts of a file under the identity it was ruled to have, as far as they do not depend on reading it."""
    unit, form, period = ruling.split("|")
    issues = [
        (each.plan == plan.digest, issue)
        for issue, each in state.issues.items()
        if (each.template.unit, each.template.form, each.period) == (unit, form, period)
    ]
    known = state.submissions[sha256]
    return replace(
        known.found,
        name=known.names[0],
        group="",
        verdict=Verdict.COLLECTED,
        code="",
        params=(),
        unit=unit,
        form=form,
        period=period,
        issue=max(issues)[1] if issues else "",
        ruled=True,
    )


def _as_ruled(facts: Received, examined: Examined) -> Received:
    return replace(facts, filled_on=examined.filled_on, content=examined.content, zero=examined.zero)


def _not_read(plan: Plan, state: State, each: Ruled, examined: Examined) -> Finding:
    describer = Describer(plan, state)
    return at(
        each.row,
        RULING,
        "D009",
        file=describer.file(each.decision.subject[0]),
        ruling=describer.answers(each.decision.ruling),
        reason=render_briefly(examined.reason or found("L001")),
    )


def _must_be_later(plan: Plan, state: State, ruled: Sequence[Ruled], now: datetime) -> None:
    """Misuse where a decision would not be the later one: of two, the later holds, whatever the order of events."""
    last = {(made.decision.matter, made.decision.subject): made.at for made in state.history}
    for each in ruled:
        at_ = last.get((each.decision.matter, each.decision.subject), "")
        if at_ >= now.isoformat():
            says = Describer(plan, state).described(each.decision).says
            raise Misuse(words.NOT_LATER.format(says=says, at=at_, now=now.isoformat()))


def _files(state: State, ruled: Iterable[Ruled]) -> set[str]:
    """The files that decisions speak of: what the register says of them may be another now."""
    named = (text for each in ruled for text in (each.decision.ruling, *each.decision.subject))
    return {text for text in named if text in state.submissions}


def _taken(plan: Plan, state: State, checked: Checked, fresh: Sequence[Ruled]) -> Taken:
    describer = Describer(plan, state)
    decisions = [each.decision for each in fresh]
    touched = {period for each in decisions for period in _periods(each)} or {_last_issued(state)}
    return Taken(
        decisions=tuple((each, describer.described(each)) for each in decisions),
        open=checked.open,
        periods=tuple(sorted(filter(None, touched))),
    )


def _periods(decision: Decision) -> Iterator[str]:
    """The period of the return that a decision is about; one on an enterprise concerns every period."""
    if decision.matter is Matter.IDENTITY and decision.ruling:
        yield decision.ruling.split("|")[2]
    elif decision.matter not in (Matter.OWNER, Matter.IDENTITY):
        yield decision.subject[0]


def _last_issued(state: State) -> str:
    open_ = (each.period for each in state.issues.values() if each.period not in state.closings)
    return str(max(filter(None, map(periods.parse, open_)), default=""))
