"""The fold: events in any order -> what is known now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from workbook_tools import period as periods
from workbook_tools.messages.versions import NOT_TAKEN_IN
from workbook_tools.model import Status, Verdict
from workbook_tools.period import Period
from workbook_tools.record import (
    Closed,
    Decided,
    Decision,
    Event,
    Issued,
    ListKind,
    ListRecorded,
    Matter,
    PlanRecorded,
    Received,
    Result,
    Template,
    Validated,
    canonical,
)
from workbook_tools.standing.closings import Closure, closures, in_force

_Key = TypeVar("_Key")
_Known = TypeVar("_Known")


@dataclass(frozen=True, slots=True, order=True)
class Obligation:
    """What is owed: one unit's form for one period; ordered by period."""

    period: Period
    unit: str
    form: str


@dataclass(frozen=True, slots=True)
class Issue:
    """A template as issued, for which period and under which plan (its digest)."""

    template: Template
    period: str
    plan: str


@dataclass(frozen=True, slots=True)
class Submission:
    """One file by its bytes: what they say, every name and group it came under, its first receipt (ISO).

    `facts` are those that hold, `found` what the bytes alone say: they differ where the bureau ruled whose file
    it is.
    """

    facts: Received
    names: tuple[str, ...]
    groups: tuple[str, ...]
    received: str
    found: Received

    @property
    def obligation(self) -> Obligation | None:
        """What it answers; None where it was not taken in, or does not say for whom and for when it is."""
        facts, period = self.facts, periods.parse(self.facts.period)
        if not (self.taken_in and period and facts.unit and facts.form):
            return None
        return Obligation(period, facts.unit, facts.form)

    @property
    def taken_in(self) -> bool:
        """Whether it is a workbook that could be read, be it with a question for the bureau."""
        return _taken_in(self.facts)


def _taken_in(facts: Received) -> bool:
    return facts.verdict in (Verdict.COLLECTED, Verdict.HELD)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result of the rules for one submission, when they were applied and under which plan."""

    result: Result
    at: str
    plan: str


Subject = tuple[Matter, tuple[str, ...]]
"""What a decision is about."""


@dataclass(frozen=True, slots=True)
class Made:
    """A decision as it was made: when it was recorded (ISO), and the sha256 of the workbook it came in."""

    at: str
    decision: Decision
    workbook: str


@dataclass(frozen=True, slots=True)
class State:
    """What is known: archived plans by digest, templates by issue id, files and their outcomes by sha256.

    `decisions` are those in force, by subject, and `history` all that were ever made, in the order of time;
    `lists` the reference lists in use, by annex and kind, `closings` what fixes the periods that are closed, by period
    as in commands, and `closures` every time one was closed or reopened. `judged` is no part of the record: the status
    of versions seen beside other units, other periods and waivers, where that was asked.
    """

    plans: Mapping[str, str] = field(default_factory=dict)
    issues: Mapping[str, Issue] = field(default_factory=dict)
    submissions: Mapping[str, Submission] = field(default_factory=dict)
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    decisions: Mapping[Subject, Decision] = field(default_factory=dict)
    lists: Mapping[tuple[int, ListKind], ListRecorded] = field(default_factory=dict)
    closings: Mapping[str, Closed] = field(default_factory=dict)
    closures: tuple[Closure, ...] = ()
    history: tuple[Made, ...] = ()
    judged: Mapping[str, Status] = field(default_factory=dict)

    def decision(self, matter: Matter, *subject: str) -> Decision | None:
        """The decision in force on a subject."""
        return self.decisions.get((matter, subject))

    def is_late(self, submission: Submission) -> bool:
        """Whether a file answers a period that was closed without it."""
        closed = self.closings.get(submission.facts.period)
        return closed is not None and submission.facts.sha256 not in closed.files

    def late(self, period: Period) -> tuple[Submission, ...]:
        """What was taken in for a period after it was closed, in the order of receipt."""
        came = (
            each
            for each in self.submissions.values()
            if each.taken_in and each.facts.period == str(period) and self.is_late(each)
        )
        return tuple(sorted(came, key=lambda each: (each.received, each.facts.sha256)))

    def settled(self, sha256: str) -> Status | None:
        """The status a file was judged to have: when its period was closed, else now, where that was asked."""
        closed = self.closings.get(self.submissions[sha256].facts.period)
        fixed = closed.files.get(sha256) if closed else None
        return Status(fixed) if fixed else self.judged.get(sha256)


def fold(events: Iterable[Event], plan: str = "") -> State:
    """The state that events amount to, under the plan (its digest) as it is.

    Where two speak of the same thing the later one holds; of the same time, the one whose text is greater; but of
    results of the rules those under this plan before all others (of a closed period: under the plan it was closed
    under), and a file that was taken in stays so. The order in which they were recorded cannot matter, and an event
    recorded twice is recorded once.
    """
    plans: dict[str, str] = {}
    issues: dict[str, Issue] = {}
    submissions: dict[str, Submission] = {}
    outcomes: dict[str, list[Outcome]] = {}
    identified: dict[tuple[str, str], Received] = {}
    made: dict[Made, None] = {}
    lists: dict[tuple[int, ListKind], ListRecorded] = {}
    ordered = in_time(events)
    for event in ordered:
        match event.record:
            case PlanRecorded() as recorded:
                plans[recorded.digest] = recorded.sha256
            case Issued(period, digest, templates):
                issues |= {template.issue: Issue(template, period, digest) for template in templates}
            case Received(ruled=True) as facts:
                identified[facts.sha256, identity(facts.unit, facts.form, facts.period)] = facts
            case Received() as facts:
                submissions[facts.sha256] = _also(submissions.get(facts.sha256), facts, event.at)
            case Validated(_, digest, results):
                for result in results:
                    outcomes.setdefault(result.sha256, []).append(Outcome(result, event.at, digest))
            case Decided(workbook, ruled):
                made |= {Made(event.at, each, workbook): None for each in ruled}
            case ListRecorded(_, annex, listing) as listed:
                lists[annex, listing] = listed
    decisions, turns = _in_force(made), closures(ordered)
    fixed = in_force(turns)
    plan_of = {sha256: closed.plan for closed in fixed.values() for sha256 in closed.files}
    return State(
        plans=_sorted(plans),
        issues=_sorted(issues),
        submissions=_sorted(_as_ruled(submissions, decisions, identified)),
        outcomes=_sorted({sha: _speaking(each, plan_of.get(sha, plan)) for sha, each in outcomes.items()}),
        decisions=_sorted(decisions),
        lists=_sorted(lists),
        closings=fixed,
        closures=turns,
        history=tuple(made),
    )


def _speaking(outcomes: Sequence[Outcome], plan: str) -> Outcome:
    """The last result under a plan, else the last of all."""
    return ([each for each in outcomes if each.plan == plan] or outcomes)[-1]


def in_time(events: Iterable[Event]) -> list[Event]:
    """Events in the order of their times, those of one time by their text: whatever order they come in."""
    return sorted(events, key=_place)


def identity(unit: str, form: str, period: str) -> str:
    """What a file was ruled to be, as a decision on its identity names it."""
    return "|".join((unit, form, period))


def owners(state: State) -> Mapping[tuple[str, str], str]:
    """By form and key, the unit that a contested enterprise was ruled to count for; empty: for none."""
    return {
        (subject[0], subject[1]): decision.ruling
        for (matter, subject), decision in state.decisions.items()
        if matter is Matter.OWNER
    }


def _in_force(made: Iterable[Made]) -> Mapping[Subject, Decision]:
    """The last decision on each subject, unless it took back what was decided before."""
    last = {(each.decision.matter, each.decision.subject): each.decision for each in made}
    return {subject: decision for subject, decision in last.items() if not decision.revoked}


def _as_ruled(
    submissions: Mapping[str, Submission],
    decisions: Mapping[Subject, Decision],
    identified: Mapping[tuple[str, str], Received],
) -> Mapping[str, Submission]:
    """The files as the bureau ruled whose they are; one that it does not take in is refused."""
    found = dict(submissions)
    for (matter, subject), decision in decisions.items():
        known = found.get(subject[0]) if matter is Matter.IDENTITY else None
        if known is not None:
            refused = replace(known.found, verdict=Verdict.REFUSED, code=NOT_TAKEN_IN, params=())
            ruled = identified.get((subject[0], decision.ruling)) if decision.ruling else refused
            found[subject[0]] = replace(known, facts=ruled or known.found)
    return found


def _sorted(known: Mapping[_Key, _Known]) -> Mapping[_Key, _Known]:
    return dict(sorted(known.items(), key=lambda item: _text(item[0])))


def _text(key: object) -> str:
    """What keys are ordered by: kinds and matters by their word."""
    return canonical(key)


def _place(event: Event) -> tuple[str, str, str]:
    return event.at, event.record.kind, canonical(event.record)


def _also(known: Submission | None, facts: Received, at: str) -> Submission:
    # Events come in the order of their times, so the first one gave the earliest receipt.
    groups = (facts.group,) if facts.group else ()
    if known is None:
        return Submission(facts, (facts.name,), groups, at, facts)
    # A refusal ends when the plan or an issue that was missing is there; what was read once stays read.
    holds = known.facts if known.taken_in and not _taken_in(facts) else facts
    return replace(
        known,
        facts=holds,
        found=holds,
        names=tuple(sorted({*known.names, facts.name})),
        groups=tuple(sorted({*known.groups, *groups})),
    )
