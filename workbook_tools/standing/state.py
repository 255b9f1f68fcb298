"""The fold: events in any order -> what is known now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from workbook_tools import period as periods
from workbook_tools.model import Verdict
from workbook_tools.period import Period
from workbook_tools.record import (
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
    body,
    canonical,
)

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
    """One file by its bytes: what they say, every name and group it came under, its first receipt (ISO)."""

    facts: Received
    names: tuple[str, ...]
    groups: tuple[str, ...]
    received: str

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
    """The latest result of the rules for one submission, when they were applied and under which plan."""

    result: Result
    at: str
    plan: str


Subject = tuple[Matter, tuple[str, ...]]
"""What a decision is about."""


@dataclass(frozen=True, slots=True)
class State:
    """What is known: archived plans by digest, templates by issue id, files and their outcomes by sha256.

    `decisions` are those in force, by subject; `lists` the reference lists in use, by annex and kind.
    """

    plans: Mapping[str, str] = field(default_factory=dict)
    issues: Mapping[str, Issue] = field(default_factory=dict)
    submissions: Mapping[str, Submission] = field(default_factory=dict)
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    decisions: Mapping[Subject, Decision] = field(default_factory=dict)
    lists: Mapping[tuple[int, ListKind], ListRecorded] = field(default_factory=dict)


def fold(events: Iterable[Event]) -> State:
    """The state that events amount to.

    Where two speak of the same thing the later one holds; of the same time, the one whose text is greater; a
    file that was taken in stays so. The order in which they were recorded cannot matter, and an event recorded
    twice is recorded once.
    """
    plans: dict[str, str] = {}
    issues: dict[str, Issue] = {}
    submissions: dict[str, Submission] = {}
    outcomes: dict[str, Outcome] = {}
    decisions: dict[Subject, Decision] = {}
    lists: dict[tuple[int, ListKind], ListRecorded] = {}
    for event in sorted(events, key=_place):
        match event.record:
            case PlanRecorded() as plan:
                plans[plan.digest] = plan.sha256
            case Issued(period, digest, templates):
                issues |= {template.issue: Issue(template, period, digest) for template in templates}
            case Received() as facts:
                submissions[facts.sha256] = _also(submissions.get(facts.sha256), facts, event.at)
            case Validated(_, digest, results):
                outcomes |= {result.sha256: Outcome(result, event.at, digest) for result in results}
            case Decided(_, made):
                decisions |= {(each.matter, each.subject): each for each in made}
            case ListRecorded(_, annex, listing) as listed:
                lists[annex, listing] = listed
    in_force = {subject: each for subject, each in decisions.items() if not each.revoked}
    return State(
        _sorted(plans),
        _sorted(issues),
        _sorted(submissions),
        _sorted(outcomes),
        _sorted(in_force),
        _sorted(lists),
    )


def _sorted(known: Mapping[_Key, _Known]) -> Mapping[_Key, _Known]:
    return dict(sorted(known.items(), key=lambda item: _text(item[0])))


def _text(key: object) -> str:
    """What keys are ordered by: kinds and matters by their word."""
    return canonical(key)


def _place(event: Event) -> tuple[str, str, str]:
    return event.at, event.record.kind, canonical(body(event.record))


def _also(known: Submission | None, facts: Received, at: str) -> Submission:
    # Events come in the order of their times, so the first one gave the earliest receipt.
    groups = (facts.group,) if facts.group else ()
    if known is None:
        return Submission(facts, (facts.name,), groups, at)
    # A refusal ends when the plan or an issue that was missing is there; what was read once stays read.
    holds = known.facts if known.taken_in and not _taken_in(facts) else facts
    return replace(
        known,
        facts=holds,
        names=tuple(sorted({*known.names, facts.name})),
        groups=tuple(sorted({*known.groups, *groups})),
    )
