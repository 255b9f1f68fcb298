"""doctor: what is wrong with a workspace, and --mend."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import click

from workbook_tools.cli.call import Call, common
from workbook_tools.cli.progress import progress
from workbook_tools.messages import doctor as words
from workbook_tools.messages.columns import aligned
from workbook_tools.messages.doctor import Grade
from workbook_tools.pipeline.doctor import Examined, Looked, Mending, Problem, examine, mend

_SHOWN = 3
"""Problems of one kind that are told one by one; JSON has all."""


@click.command(help=words.HELP)
@common
@click.option("--mend", "mending", is_flag=True, help=words.HELP_MEND)
def doctor(call: Call, *, mending: bool) -> int:
    """Look at a workspace and tell what is wrong; 1 where somebody has to do something."""
    workspace, w = call.unopened(), _option(call.root)
    with progress(words.WORKING, call.as_json) as advance:
        if mending:
            found = mend(workspace, call.now, call.user, w, advance)
        else:
            found = Mending((), examine(workspace, w, advance))
    data = {
        "ok": found.examined.ok,
        "problems": [_json(each) for each in found.examined.problems],
        "mended": [_json(each) for each in found.done],
    }
    call.answer(data, lambda: list(_lines(call.root, w, found, mending=mending)))
    return 0 if found.examined.ok else 1


def _option(root: Path) -> str:
    """How a command is told of the workspace; nothing where it is the current folder."""
    return "" if root == Path() else f' -w "{root}"'


def _json(each: Problem) -> dict[str, object]:
    return {
        "code": each.code,
        "severity": each.grade.value,
        "path": str(each.path),
        "message": each.message,
        "remedy": each.remedy,
        "mendable": each.mendable,
    }


def _lines(root: Path, w: str, found: Mending, *, mending: bool) -> Iterator[str]:
    yield words.TITLE.format(path=root.absolute())
    yield from aligned([("", each.group, _in_short(each)) for each in found.examined.groups])
    if mending:
        yield from _mended(found.done)
    for grade in (Grade.TO_MEND, Grade.REMINDER):
        yield from _graded(grade, [each for each in found.examined.problems if each.grade is grade])
    yield ""
    yield from _conclusion(found.examined, w)


def _in_short(looked: Looked) -> str:
    if not looked.judged:
        return words.NOT_JUDGED
    counts = [(grade, sum(each.grade is grade for each in looked.problems)) for grade in reversed(Grade)]
    told = [words.GROUP_COUNT.format(grade=grade.value, count=count) for grade, count in counts if count]
    return words.AND.join(told) or Grade.NORMAL.value


def _mended(done: Sequence[Problem]) -> Iterator[str]:
    yield ""
    if not done:
        yield words.NOTHING_MENDED
        return
    yield words.MENDED_HEADING.format(count=len(done))
    for each in done:
        yield words.MENDED.format(repair=words.REPAIRS[each.code], says=each.message)


def _graded(grade: Grade, problems: Sequence[Problem]) -> Iterator[str]:
    """The problems of one grade, those of one kind together, with what to do said once."""
    if problems:
        yield ""
        yield words.HEADING.format(grade=grade.value, count=len(problems))
    for number, (_, alike) in enumerate(groupby(problems, key=lambda each: (each.code, each.remedy)), 1):
        first, *others = alike
        yield words.ITEM.format(number=number, says=first.message)
        for each in others[: _SHOWN - 1]:
            yield words.ALSO.format(says=each.message)
        if len(others) >= _SHOWN:
            yield words.MORE.format(count=len(others) - _SHOWN + 1)
        yield words.TODO.format(todo=first.remedy)


def _conclusion(examined: Examined, w: str) -> Iterator[str]:
    to_mend = [each for each in examined.problems if each.grade is Grade.TO_MEND]
    if to_mend:
        yield words.UNHEALTHY.format(count=len(to_mend))
    else:
        yield words.ONLY_REMINDERS if examined.problems else words.HEALTHY
    if mendable := sum(each.mendable for each in examined.problems):
        yield words.MENDABLE.format(count=mendable, w=w)
