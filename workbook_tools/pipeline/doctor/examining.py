"""doctor: a workspace looked at from end to end, nothing in it written."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from workbook_tools.errors import EnvironmentFault, WorkspaceMissing
from workbook_tools.messages import faults
from workbook_tools.messages.doctor import AND, Grade
from workbook_tools.pipeline import Progress
from workbook_tools.pipeline.doctor.case import Case
from workbook_tools.pipeline.doctor.checks import CHECKS, Check
from workbook_tools.pipeline.doctor.problem import Problem, problem
from workbook_tools.workspace import Workspace

_TRIES = 3
"""Looks at a workspace in which somebody began or ended to write meanwhile."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found under one heading; `judged` is False where somebody at work stood in the way."""

    group: str
    problems: tuple[Problem, ...]
    judged: bool = True


@dataclass(frozen=True, slots=True)
class Examined:
    """A workspace from end to end, by headings."""

    groups: tuple[Looked, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All of them, in the order of the headings."""
        return tuple(each for looked in self.groups for each in looked.problems)

    @property
    def ok(self) -> bool:
        """Whether nobody has to do anything."""
        return all(each.grade is not Grade.TO_MEND for each in self.problems)


def must_be_one(workspace: Workspace) -> None:
    """Raise WorkspaceMissing where there is no folder, or nothing of a workspace in it."""
    root = workspace.root
    if not root.is_dir():
        raise WorkspaceMissing(faults.NO_FOLDER.format(path=root))
    signs = (workspace.plan, workspace.database, workspace.archive.root)
    if not any(sign.exists() for sign in signs):
        raise WorkspaceMissing(faults.NO_PLAN.format(path=root))


def examine(workspace: Workspace, w: str, progress: Progress) -> Examined:
    """Everything wrong with a workspace; raises WorkspaceMissing where there is none, and nothing else."""
    must_be_one(workspace)
    for _ in range(_TRIES):
        before = _moment(workspace)
        found = _examined(workspace, w, progress, before[0])
        if before[0] or _moment(workspace) == before:
            break
    return found


def _moment(workspace: Workspace) -> tuple[str, int, int]:
    """Who writes, and which state the database is in."""
    with suppress(OSError):
        status = workspace.database.stat()
        return workspace.at_work(), status.st_mtime_ns, status.st_size
    return workspace.at_work(), 0, 0


def _examined(workspace: Workspace, w: str, progress: Progress, who: str) -> Examined:
    try:
        with opened_case(workspace, w, progress, was_cut_off=workspace.was_cut_off) as case:
            looked = [_looked(case, check, who) for check in CHECKS]
    except OSError as error:
        # Without a folder to put copies in, little can be looked at.
        reason = error.strerror or type(error).__name__
        return Examined((Looked(_MACHINE, (problem("W213", workspace.root, w, reason=reason),)),))
    groups = _gathered(looked)
    if not who:
        return Examined(groups)
    unjudged = AND.join(each.group for each in groups if not each.judged)
    in_use = problem("W181", workspace.root, w, who=who, unjudged=unjudged)
    return Examined((Looked(_IN_USE, (in_use,)), *groups))


_MACHINE, _IN_USE = CHECKS[-1].group, "正在使用"


@contextmanager
def opened_case(workspace: Workspace, w: str, progress: Progress, *, was_cut_off: bool) -> Iterator[Case]:
    """A case with a folder to put copies in, which is gone afterwards; raises OSError where there can be none."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        yield Case(workspace, w, Path(scratch), progress, was_cut_off)


def _looked(case: Case, check: Check, who: str) -> Looked:
    if who and check.needs_quiet:
        return Looked(check.group, (), judged=False)
    return Looked(check.group, found_by(check, case))


def found_by(check: Check, case: Case) -> tuple[Problem, ...]:
    """What a check finds; where it cannot be made, that is what it finds: no damage stops a look at the rest."""
    found: list[Problem] = []
    try:
        found.extend(check.find(case))
    except EnvironmentFault as fault:
        found.append(_unfinished(check, case, fault.sentence))
    except Exception as error:
        found.append(_unfinished(check, case, f"{type(error).__name__}: {error}"))
    return tuple(found)


def _unfinished(check: Check, case: Case, reason: str) -> Problem:
    return case.problem("W299", case.workspace.root, group=check.group, reason=reason)


def _gathered(looked: Sequence[Looked]) -> tuple[Looked, ...]:
    """One a heading."""
    groups: dict[str, Looked] = {}
    for each in looked:
        so_far = groups.get(each.group, Looked(each.group, ()))
        judged = so_far.judged and each.judged
        groups[each.group] = Looked(each.group, so_far.problems + each.problems, judged)
    return tuple(groups.values())
