"""Readings and findings of recorded submissions: out of the cache, or made again from the archived originals."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from workbook_tools import __version__
from workbook_tools.cache import ReadingCache
from workbook_tools.model import Plan
from workbook_tools.pipeline.readers import Check, Checked, Job, check_all, examine_all
from workbook_tools.record import Scalar
from workbook_tools.standing import State
from workbook_tools.workspace import Workspace

Progress = Callable[[int, int], None]


class Readings:
    """The readings of a workspace's submissions under one plan."""

    def __init__(self, workspace: Workspace, plan: Plan) -> None:
        self._workspace, self._plan = workspace, plan
        self._read = ReadingCache(workspace.cache, plan.digest, __version__)
        self._checked = ReadingCache(workspace.cache, f"{plan.digest}:checked", __version__)

    def keep(self, readings: Mapping[str, bytes]) -> None:
        """Keep readings that were just made."""
        self._read.put_many(readings)

    def get(self, sha256: str) -> bytes:
        """The serialised reading of a submission that was taken in; made again from its original where needed."""
        return self._read.get(sha256) or self.all([sha256])[sha256]

    def all(self, wanted: Sequence[str]) -> dict[str, bytes]:
        """The serialised readings of submissions; those that this plan cannot read are left out."""
        found = {sha256: data for sha256 in wanted if (data := self._read.get(sha256))}
        originals = self._workspace.archive.originals
        jobs = [
            Job(path, path.name, sha) for sha in wanted if sha not in found for path in [originals.path(sha)]
        ]
        made = {job.sha256: e.reading for job, e in examine_all(self._plan, jobs) if e.reading is not None}
        self._read.put_many(made)
        return found | made

    def checked(self, state: State, wanted: Iterable[str], progress: Progress) -> dict[str, Checked]:
        """What the rules say of each submission."""
        shas = list(wanted)
        known = {sha: Checked.load(data) for sha in shas if (data := self._checked.get(sha))}
        missing = [sha for sha in shas if sha not in known]
        jobs = [self._job(state, sha, data) for sha, data in self.all(missing).items()]
        fresh: dict[str, Checked] = {}
        for job, checked in check_all(self._plan, jobs):
            fresh[job.sha256] = checked
            progress(len(fresh), len(jobs))
        both = known | fresh
        self._checked.put_many({sha: result.dump() for sha, result in fresh.items()})
        return {sha: both[sha] for sha in shas if sha in both}

    def _job(self, state: State, sha256: str, data: bytes) -> Check:
        submission = state.submissions[sha256]
        return Check(
            sha256, data, _issued(state, submission.facts.issue), date.fromisoformat(submission.received[:10])
        )

    def close(self) -> None:
        """Let go of the cache."""
        self._read.close()
        self._checked.close()


def _issued(state: State, issue: str) -> tuple[tuple[str, Scalar], ...] | None:
    known = state.issues.get(issue)
    return tuple(known.template.values.items()) if known else None
