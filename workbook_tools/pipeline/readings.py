"""Readings and findings of recorded submissions: out of the cache, or made again from the archived originals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from workbook_tools import __version__
from workbook_tools.cache import ReadingCache
from workbook_tools.checks.order import in_order
from workbook_tools.intake import formats
from workbook_tools.model import Finding, Plan, Status
from workbook_tools.pipeline import Progress
from workbook_tools.pipeline.readers import Check, Checked, Job, check_all, examine_all
from workbook_tools.record import Scalar
from workbook_tools.standing import State, Submission
from workbook_tools.workspace import Workspace


class Readings:
    """The readings of a workspace's submissions under one plan."""

    def __init__(self, workspace: Workspace, plan: Plan) -> None:
        self._workspace, self._plan = workspace, plan
        self._read = ReadingCache(workspace.cache, plan.digest, __version__)
        self._checked = ReadingCache(workspace.cache, f"{plan.digest}:checked", __version__)

    def keep(self, readings: Mapping[str, bytes]) -> None:
        """Keep readings that were just made."""
        self._read.put_many(readings)

    def prepare(self, wanted: Iterable[str]) -> None:
        """Read what the cache lacks of these submissions in one go: `get` starts worker processes for each."""
        self._all([sha256 for sha256 in wanted if self._read.get(sha256) is None])

    def get(self, sha256: str) -> bytes | None:
        """The serialised reading of a submission; None where this plan, changed since, cannot read it."""
        return self._read.get(sha256) or self._all([sha256])[0].get(sha256)

    def checked(self, state: State, wanted: Sequence[str], progress: Progress) -> dict[str, Checked]:
        """What the rules say of each submission, and what is to be said of the name it came under."""
        known = {sha: Checked.load(data) for sha in wanted if (data := self._checked.get(sha))}
        readable, refused = self._all([sha for sha in wanted if sha not in known])
        fresh = {sha: Checked(Status.RETURNED, (reason,)) for sha, reason in refused.items()}
        jobs = [self._job(state, sha, data) for sha, data in readable.items()]
        for done, (job, checked) in enumerate(check_all(self._plan, jobs), 1):
            fresh[job.sha256] = checked
            progress(done, len(jobs))
        self._checked.put_many({sha: result.dump() for sha, result in fresh.items()})
        both = known | fresh
        return {sha: _with_name_note(both[sha], state.submissions[sha]) for sha in wanted}

    def _all(self, wanted: Sequence[str]) -> tuple[dict[str, bytes], dict[str, Finding]]:
        """The serialised readings of submissions, and why the others cannot be read under this plan."""
        found = {sha256: data for sha256 in wanted if (data := self._read.get(sha256))}
        originals, refused = self._workspace.archive.originals, {}
        jobs = [Job(originals.path(sha256), sha256) for sha256 in wanted if sha256 not in found]
        for job, examined in examine_all(self._plan, jobs):
            if examined.reading is not None:
                found[job.sha256] = examined.reading
            elif examined.reason is not None:
                refused[job.sha256] = examined.reason
        self._read.put_many({job.sha256: found[job.sha256] for job in jobs if job.sha256 in found})
        return found, refused

    def _job(self, state: State, sha256: str, data: bytes) -> Check:
        submission = state.submissions[sha256]
        return Check(
            sha256, data, _issued(state, submission.facts.issue), date.fromisoformat(submission.received[:10])
        )

    def close(self) -> None:
        """Let go of the cache."""
        self._read.close()
        self._checked.close()


def _with_name_note(checked: Checked, submission: Submission) -> Checked:
    """Names are no part of a reading: the same bytes come under several, in any order."""
    note = formats.name_note(submission.names[0], submission.facts.format)
    return replace(checked, findings=in_order([*checked.findings, note])) if note else checked


def _issued(state: State, issue: str) -> tuple[tuple[str, Scalar], ...] | None:
    known = state.issues.get(issue)
    return tuple(known.template.values.items()) if known else None
