"""Readings and findings of recorded submissions: out of the cache, or made again from the archived originals."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from workbook_tools import __version__, reading, standing
from workbook_tools.cache import ReadingCache
from workbook_tools.checks.order import in_order
from workbook_tools.cross import Statement, stated
from workbook_tools.intake import formats
from workbook_tools.model import Finding, Identity, Plan, Reading, Status
from workbook_tools.pipeline import Progress
from workbook_tools.pipeline.readers import (
    BLANK,
    UNKNOWN,
    Check,
    Checked,
    Job,
    Prior,
    TakenIn,
    check_all,
    examine_all,
    reported_all,
    whole_all,
)
from workbook_tools.record import Received, Scalar, canonical
from workbook_tools.standing import State, Submission
from workbook_tools.workspace import Workspace

NOTHING_RULED = State()


class Readings:
    """The readings of a workspace's submissions under one plan, taken for what the bureau ruled them to be."""

    def __init__(self, workspace: Workspace, plan: Plan, state: State = NOTHING_RULED) -> None:
        self._workspace, self._plan = workspace, plan
        self._ruled = _ruled(state, plan)
        places = {sha256: f"{sha256}:{_spelled(identity)}" for sha256, identity in self._ruled.items()}
        self._places = places
        self._read = ReadingCache(workspace.cache, plan.digest, __version__, places)
        self._checked = ReadingCache(workspace.cache, f"{plan.digest}:checked", __version__)
        self._stated = ReadingCache(workspace.cache, f"{plan.digest}:stated", __version__, places)

    def keep(self, readings: Mapping[str, bytes]) -> None:
        """Keep readings that were just made."""
        self._read.put_many(readings)

    def prepare(self, wanted: Iterable[str]) -> None:
        """Read what the cache lacks of these submissions in one go: `get` starts worker processes for each."""
        self._all([sha256 for sha256 in wanted if self._read.get(sha256) is None])

    def get(self, sha256: str) -> bytes | None:
        """The serialised reading of a submission; None where this plan, changed since, cannot read it."""
        return self._read.get(sha256) or self._all([sha256])[0].get(sha256)

    def whole(self, state: State, wanted: Iterable[str]) -> Iterator[tuple[str, Reading | None]]:
        """Each submission with its phones as typed, read anew from its original; None where this plan cannot read it.

        For the unit's own next form alone: not cached, not recorded, not logged.
        """
        jobs = self._taken_in(state, wanted)
        for job, found in whole_all(self._plan, list(jobs)):
            yield jobs[job], found

    def reported(self, state: State, wanted: Iterable[str]) -> Iterator[tuple[str, reading.Reported | None]]:
        """What was filled in, as found, in each submission's original; None where this plan cannot read it.

        For the unit's own slip alone: not cached, not recorded, not logged.
        """
        jobs = self._taken_in(state, wanted)
        for job, found in reported_all(self._plan, list(jobs)):
            yield jobs[job], found

    def _taken_in(self, state: State, wanted: Iterable[str]) -> Mapping[TakenIn, str]:
        path, submissions = self._workspace.archive.originals.path, state.submissions
        return {TakenIn(path(sha256), _identity(submissions[sha256].facts)): sha256 for sha256 in wanted}

    def checked(self, state: State, wanted: Sequence[str], progress: Progress) -> dict[str, Checked]:
        """What the rules say of each submission, and what is to be said of the name it came under."""
        keys = {sha: self._circumstances(state, sha) for sha in wanted}
        known = {sha: Checked.load(data) for sha in wanted if (data := self._checked.get(keys[sha]))}
        readable, refused = self._all([sha for sha in wanted if sha not in known])
        fresh = {sha: Checked(Status.RETURNED, (reason,)) for sha, reason in refused.items()}
        jobs = self._jobs(state, readable)
        for done, (job, checked) in enumerate(check_all(self._plan, jobs), 1):
            fresh[job.sha256] = checked
            progress(done, len(jobs))
        self._checked.put_many({keys[sha]: result.dump() for sha, result in fresh.items()})
        self._stated.put_many({sha: result.statement for sha, result in fresh.items() if result.statement})
        both = known | fresh
        return {sha: _with_name_note(both[sha], state.submissions[sha]) for sha in wanted}

    def _circumstances(self, state: State, sha256: str) -> str:
        """A digest of all that the findings on a submission depend on, besides the plan."""
        submission = state.submissions[sha256]
        issued, begun = _issued(state, submission.facts.issue), _prefill(state, submission.facts)
        place, prior = self._places.get(sha256, sha256), self._places.get(begun or "", begun)
        told = canonical([place, issued, submission.received[:10], prior])
        return hashlib.sha256(told.encode("utf-8", "backslashreplace")).hexdigest()

    def statements(self, wanted: Sequence[str]) -> dict[str, Statement]:
        """What submissions state to other units and periods; those that this plan cannot read are left out."""
        known = {sha: data for sha in wanted if (data := self._stated.get(sha))}
        readable, _ = self._all([sha for sha in wanted if sha not in known])
        fresh = {sha: self._stated_anew(data).dump() for sha, data in readable.items()}
        self._stated.put_many(fresh)
        return {sha: Statement.load(data) for sha, data in (known | fresh).items()}

    def _stated_anew(self, data: bytes) -> Statement:
        read = reading.load(data)
        form = self._plan.form(read.identity.form)
        assert form, "what this plan reads is one of its forms"
        return stated(read, self._plan, form, self._plan.annex_of(form.code))

    def _all(self, wanted: Sequence[str]) -> tuple[dict[str, bytes], dict[str, Finding]]:
        """The serialised readings of submissions, and why the others cannot be read under this plan."""
        found = {sha256: data for sha256 in wanted if (data := self._read.get(sha256))}
        originals, refused = self._workspace.archive.originals, {}
        jobs = [
            Job(originals.path(sha256), sha256, self._ruled.get(sha256))
            for sha256 in wanted
            if sha256 not in found
        ]
        for job, examined in examine_all(self._plan, jobs):
            if examined.reading is not None:
                found[job.sha256] = examined.reading
            elif examined.reason is not None:
                refused[job.sha256] = examined.reason
        self._read.put_many({job.sha256: found[job.sha256] for job in jobs if job.sha256 in found})
        return found, refused

    def _jobs(self, state: State, readable: Mapping[str, bytes]) -> list[Check]:
        path = self._workspace.archive.originals.path
        begun = {sha: _prefill(state, state.submissions[sha].facts) for sha in readable}
        returns = sorted(filter(None, begun.values()))
        read, _ = self._all(returns)
        priors = {None: UNKNOWN, "": BLANK} | {sha: Prior(read.get(sha), path(sha)) for sha in returns}
        return [
            Check(
                sha256=sha,
                reading=data,
                issued=_issued(state, state.submissions[sha].facts.issue),
                received=date.fromisoformat(state.submissions[sha].received[:10]),
                path=path(sha),
                prior=priors[begun[sha]],
                ruled=sha in self._ruled,
            )
            for sha, data in readable.items()
        ]

    def close(self) -> None:
        """Let go of the cache."""
        self._read.close()
        self._checked.close()
        self._stated.close()


def _ruled(state: State, plan: Plan) -> Mapping[str, Identity]:
    """The submissions that are not what they say they are, and what the bureau ruled them to be."""
    return {
        sha256: ruled_identity(plan, each.facts)
        for sha256, each in state.submissions.items()
        if each.facts.ruled
    }


def _spelled(identity: Identity) -> str:
    return standing.identity(identity.unit, identity.form, identity.period)


def ruled_identity(plan: Plan, facts: Received) -> Identity:
    """What a file is once the bureau ruled whose it is: a form of today's plan."""
    version = plan.settings.get("模板版本", "")
    return Identity(facts.unit, facts.form, facts.period, version, plan.digest, facts.issue, facts.round)


def _with_name_note(checked: Checked, submission: Submission) -> Checked:
    """Names are no part of a reading: the same bytes come under several, in any order."""
    note = formats.name_note(submission.names[0], submission.facts.format)
    return replace(checked, findings=in_order([*checked.findings, note])) if note else checked


def _issued(state: State, issue: str) -> tuple[tuple[str, Scalar], ...] | None:
    known = state.issues.get(issue)
    return tuple(known.template.values.items()) if known else None


def _prefill(state: State, facts: Received) -> str | None:
    """The sha256 of the return that the list of a submission began with; empty: a blank list, None: not known.

    A file that lost its identity was filled in on whatever was issued for what it answers.
    """
    if known := state.issues.get(facts.issue):
        return known.template.prefill
    answered = (facts.unit, facts.form, facts.period)
    issued = [(each.template, each.period) for each in state.issues.values()]
    begun = {t.prefill for t, period in issued if (t.unit, t.form, period) == answered}
    return begun.pop() if len(begun) == 1 else None


def _identity(facts: Received) -> Identity:
    """What a submission was taken in as: the record knows it even where the file itself does not say."""
    return Identity(facts.unit, facts.form, facts.period, "", "", facts.issue, facts.round)
