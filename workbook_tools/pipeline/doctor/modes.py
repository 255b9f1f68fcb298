"""Who on this machine may look: archive, ledger and outputs hold originals and phone numbers."""

import os
from collections.abc import Iterator
from pathlib import Path

from workbook_tools.pipeline.doctor.case import Case
from workbook_tools.pipeline.doctor.problem import Problem, some

_OTHERS = 0o077
_OF_PEOPLE = ("plan.xlsx", "decisions")
"""Files of the workspace that people write too; who may see them is theirs to say."""


def private(case: Case) -> Iterator[Problem]:
    """Files that other users of this machine can read; Windows has other ways to say who may."""
    seen = [] if os.name == "nt" else list(readable_by_others(case))
    if seen:
        names = some([case.name(path) for path in seen])
        yield case.problem("W191", case.workspace.root, count=len(seen), names=names)


def readable_by_others(case: Case) -> Iterator[Path]:
    """Files of the tool's own, those without a byte left out, whose modes let others in.

    Where a link leads is not the tool's own: to change its mode would change a file outside of the workspace.
    """
    own = (path for path in sorted(case.workspace.root.iterdir()) if case.workspace.owns(path))
    for top in own:
        if top.name not in _OF_PEOPLE:
            inside = sorted(top.rglob("*")) if top.is_dir() else [top]
            yield from (path for path in inside if is_own_file(path) and _is_open(path))


def is_own_file(path: Path) -> bool:
    """Whether it is a file, and not a link to one."""
    return path.is_file() and not path.is_symlink()


def _is_open(path: Path) -> bool:
    status = path.stat()
    return bool(status.st_size and status.st_mode & _OTHERS)
