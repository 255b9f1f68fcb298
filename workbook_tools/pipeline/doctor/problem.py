"""A problem of a workspace: what is wrong, where, and what mends it."""

from dataclasses import dataclass
from pathlib import Path

from workbook_tools.messages.doctor import AND, MORE_NAMES, TROUBLES, Grade

_NAMED = 3
"""Of many files, so many are named in a sentence."""
_LONGEST, _KEPT, _ENDING = 60, 26, 8
"""Characters of a name that is told whole, and of one that is not."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem, by the code of its kind; `mendable`: doctor can do it."""

    code: str
    grade: Grade
    path: Path
    message: str
    remedy: str
    mendable: bool


def problem(code: str, path: Path, w: str, /, **named: object) -> Problem:
    """The problem of a kind at a path; `w` is the option by which a command finds the workspace."""
    trouble = TROUBLES[code]
    says, todo = trouble.says.format(**named), trouble.todo.format(**named, w=w)
    return Problem(code, trouble.grade, path, says, todo, bool(trouble.repair))


def some(names: list[str]) -> str:
    """The first of many names, for a sentence; of a long one its beginning and its end."""
    told = (name if len(name) <= _LONGEST else f"{name[:_KEPT]}…{name[-_ENDING:]}" for name in names[:_NAMED])
    return AND.join(told) + (MORE_NAMES if len(names) > _NAMED else "")
