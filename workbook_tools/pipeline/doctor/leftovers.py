"""What runs and programs leave behind: temporary files, a run cut off, workbooks open in Excel, a damaged cache."""

from collections.abc import Iterator
from pathlib import Path

from workbook_tools.cache import is_sound
from workbook_tools.pipeline.doctor.case import Case
from workbook_tools.pipeline.doctor.problem import Problem, some

_OWNERS = ("~$*", ".~lock.*#", ".~*.xlsx", ".~*.xls")
"""What Excel, LibreOffice and WPS lay beside a workbook that is open."""
_WATCHED = ("", "outbox/*", "returned/*", "decisions")
"""Folders whose workbooks the tool writes."""


def temporary(case: Case) -> Iterator[Problem]:
    """Files of runs that were cut off before they were whole."""
    left = case.workspace.leftovers()
    if left:
        names = some([case.name(path) for path in left])
        yield case.problem("W161", case.workspace.root, count=len(left), names=names)


def cut_off(case: Case) -> Iterator[Problem]:
    """The name of a writer that did not come to its end."""
    if case.was_cut_off:
        yield case.problem("W162", case.workspace.root)


def opened(case: Case) -> Iterator[Problem]:
    """Workbooks that somebody looks at."""
    folders = (found for pattern in _WATCHED for found in _folders(case.workspace.root, pattern))
    for folder in folders:
        for owner in sorted(path for pattern in _OWNERS for path in folder.glob(pattern)):
            yield case.problem("W163", owner, path=_of(owner), owner=case.name(owner))


def _folders(root: Path, pattern: str) -> list[Path]:
    return sorted(root.glob(pattern)) if pattern else [root]


def _of(owner: Path) -> str:
    """The name of the workbook; Excel writes over the first letters of a long one."""
    inner = owner.name.removeprefix(".~lock.").removeprefix("~$").removeprefix(".~").removesuffix("#")
    beside = (path.name for path in sorted(owner.parent.glob(f"*{inner}")) if path != owner)
    return next(beside, inner)


def cache(case: Case) -> Iterator[Problem]:
    """Readings kept to save time."""
    path = case.workspace.cache
    if path.exists() and not is_sound(path):
        yield case.problem("W171", path, path=path.name)
