"""Which of several versions of one return counts: a matter of what they say, never of when they came."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from workbook_tools.messages.versions import (
    CONTESTED,
    CORRECTED,
    LATE,
    REPEATED,
    RULED_OUT,
    SUPERSEDED,
    TO_CORRECT,
)
from workbook_tools.model import Status, Verdict
from workbook_tools.record import Decision, Matter
from workbook_tools.standing.state import Obligation, State, Submission


@dataclass(frozen=True, slots=True)
class Ruling:
    """The 报送状态 of one submission, and the code of its reason where findings are not the reason."""

    status: Status
    code: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """All versions of one rank: their files, the one that stands for them, and its ruling.

    `stands` is empty where they disagree; `corrected` are files returned on their own findings beside one that is
    not; `received` is the earliest receipt of any of them (ISO); `chosen`: the bureau ruled which one stands.
    """

    files: tuple[str, ...]
    stands: str
    ruling: Ruling
    received: str
    corrected: frozenset[str] = frozenset()
    chosen: bool = False

    @property
    def accepted(self) -> bool:
        """Whether this edition may count."""
        return self.ruling.status is Status.ACCEPTED


@dataclass(frozen=True, slots=True)
class Versions:
    """Everything that came for one obligation, the highest rank first; never empty."""

    editions: tuple[Edition, ...]

    @property
    def newest(self) -> Edition:
        """The edition of the highest rank."""
        return self.editions[0]

    @property
    def counting(self) -> Edition | None:
        """The accepted edition of the highest rank: what is newer but not accepted does not displace it."""
        return next((edition for edition in self.editions if edition.accepted), None)


def by_obligation(state: State) -> Mapping[Obligation, Versions]:
    """The versions of every return that came in time, in the order of obligations."""
    answers: dict[Obligation, list[Submission]] = {}
    for submission in state.submissions.values():
        if (obligation := submission.obligation) and not state.is_late(submission):
            answers.setdefault(obligation, []).append(submission)
    return {obligation: _versions(state, obligation, answers[obligation]) for obligation in sorted(answers)}


def rulings(state: State) -> Mapping[str, Ruling]:
    """The status of every submission that was taken in, by sha256."""
    own = {
        sha256: _own_ruling(state, submission)
        for sha256, submission in state.submissions.items()
        if submission.taken_in
    }
    for versions in by_obligation(state).values():
        for edition in versions.editions:
            in_force = edition in (versions.newest, versions.counting)
            own |= {sha256: _ruling(edition, sha256, in_force) for sha256 in edition.files}
    return own


def _own_ruling(state: State, submission: Submission) -> Ruling:
    """What a submission is by itself, without regard to other versions."""
    facts = submission.facts
    if state.is_late(submission):
        return Ruling(Status.LATE, LATE)
    if facts.verdict is Verdict.HELD:
        return Ruling(Status.HELD, facts.code)
    if correction_asked(state, submission):
        return Ruling(Status.RETURNED, TO_CORRECT)
    outcome = state.outcomes.get(facts.sha256)
    return Ruling(Status(outcome.result.status) if outcome else Status.COLLECTED)


def correction_asked(state: State, submission: Submission) -> Decision | None:
    """The decision in force that asks for this return to be corrected: for this file, or one that says the same."""
    owed = submission.obligation
    decision = owed and state.decision(Matter.CORRECTION, str(owed.period), owed.unit, owed.form)
    if not decision:
        return None
    wrong = state.submissions.get(decision.ruling)
    return decision if wrong and _says(wrong) == _says(submission) else None


def _says(submission: Submission) -> str:
    """What a return says; what could not be read says nothing that could equal another."""
    return submission.facts.content or submission.facts.sha256


def _ruling(edition: Edition, sha256: str, in_force: bool) -> Ruling:
    if not in_force:
        return Ruling(Status.SUPERSEDED, SUPERSEDED)
    if sha256 in edition.corrected:
        return Ruling(Status.SUPERSEDED, CORRECTED)
    if edition.stands in ("", sha256):
        return edition.ruling
    return Ruling(Status.SUPERSEDED, RULED_OUT if edition.chosen else REPEATED)


def _rank(submission: Submission) -> tuple[int, str]:
    # ISO dates compare as text, and a return without a date ranks below every dated one.
    return submission.facts.round, submission.facts.filled_on


def _versions(state: State, owed: Obligation, submissions: Iterable[Submission]) -> Versions:
    ranked = sorted(submissions, key=_rank, reverse=True)
    decision = state.decision(Matter.VERSION, str(owed.period), owed.unit, owed.form)
    chosen = decision.ruling if decision else ""
    return Versions(tuple(_edition(state, list(equals), chosen) for _, equals in groupby(ranked, key=_rank)))


def _judged(state: State, sha256: str, own: Ruling) -> Ruling:
    """The ruling of a version seen beside other units and periods: it settles its status, never which one stands."""
    status = state.settled(sha256)
    return own if status is None or own.code else replace(own, status=status)


def _edition(state: State, equals: list[Submission], chosen: str) -> Edition:
    files = tuple(sorted(submission.facts.sha256 for submission in equals))
    received = min(submission.received for submission in equals)
    own = {submission.facts.sha256: _own_ruling(state, submission) for submission in equals}
    if chosen in files:
        return Edition(files, chosen, _judged(state, chosen, own[chosen]), received, chosen=True)
    # Who corrects a return the same day declares the same day: what must be corrected gives way to what need not.
    corrected = frozenset(sha256 for sha256 in files if own[sha256].status is Status.RETURNED)
    if len(corrected) == len(files):
        corrected = frozenset()
    contents = {_says(submission) for submission in equals if submission.facts.sha256 not in corrected}
    if len(contents) > 1:
        return Edition(files, "", Ruling(Status.HELD, CONTESTED), received, corrected)
    # The same values may sit in a sound file and in one with, say, a changed target: the sound one speaks.
    speaking = [sha256 for sha256 in files if sha256 not in corrected]
    stands = min(speaking, key=lambda sha256: (own[sha256].status is not Status.ACCEPTED, sha256))
    return Edition(files, stands, _judged(state, stands, own[stands]), received, corrected)
