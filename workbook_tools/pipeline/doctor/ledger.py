"""The ledger: its database and its twin in the archive, and what they prove together."""

from collections.abc import Iterable, Iterator

from workbook_tools.ledger import Entry, line_file
from workbook_tools.messages import doctor as words
from workbook_tools.pipeline.doctor.case import Case
from workbook_tools.pipeline.doctor.problem import Problem

_SHOWN = 5
"""Runs of lines that are told."""


def ledger(case: Case) -> Iterator[Problem]:
    """What is wrong with either copy; what one of them proves can be mended."""
    copies, database = case.copies, case.workspace.database
    if copies.newer:
        yield case.problem("W127", database, what=copies.newer)
    elif copies.joined.contested:
        yield case.problem("W126", database, line=copies.joined.contested)
    elif copies.joined.lost:
        lost = copies.joined.lost
        events = case.workspace.archive.events
        yield case.problem("W125", events, lines=_lines(lost), files=_files(lost))
    elif copies.without and not copies.joined.entries:
        yield from _nothing_left(case)
    else:
        yield from _database(case)
        yield from _twin(case)


def journal(case: Case) -> Iterator[Problem]:
    """What SQLite laid beside the database for a run that was cut off; it is rolled back when next opened."""
    path = case.workspace.database.with_name(f"{case.workspace.database.name}-journal")
    if case.workspace.database.exists() and path.exists():
        yield case.problem("W129", path, path=path.name)


def _nothing_left(case: Case) -> Iterator[Problem]:
    """No line anywhere; in a workspace where nothing has happened yet none is missed."""
    archive = case.workspace.archive
    if case.copies.without == words.UNREADABLE or any(path.is_file() for path in archive.root.rglob("*")):
        yield case.problem("W128", case.workspace.database, what=case.copies.without)


def _database(case: Case) -> Iterator[Problem]:
    """A database that does not hold just what is proved."""
    copies, path = case.copies, case.workspace.database
    whole, lines = copies.joined.entries, copies.database
    if lines is None:
        code = "W121" if copies.without == words.LOST else "W122"
        if whole:
            yield case.problem(code, path, count=len(whole), what=copies.without)
    elif not is_beginning(lines, whole):
        wrong = {each.seq for each in {*lines} ^ {*whole}}
        yield case.problem("W122", path, count=len(whole), what=_lines(_runs(wrong)))
    elif len(lines) < len(whole):
        yield case.problem("W123", path, count=len(whole) - len(lines))


def _twin(case: Case) -> Iterator[Problem]:
    """Lines that the archive does not hold as they were recorded."""
    if missing := case.twin_to_restore():
        told = _lines(_runs(each.seq for each in missing))
        path = line_file(case.workspace.archive.events, missing[0].seq)
        yield case.problem("W124", path, count=len(missing), lines=told)


def is_beginning(lines: tuple[Entry, ...], whole: tuple[Entry, ...]) -> bool:
    """Whether lines are the beginning of all that is proved."""
    return lines == whole[: len(lines)]


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Numbers as (first, last) of those that follow one another."""
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _lines(runs: Iterable[tuple[int, int]]) -> str:
    return _told(runs, words.LINE, words.LINES)


def _files(runs: Iterable[tuple[int, int]]) -> str:
    return _told(runs, words.LINE_FILE, words.LINE_FILES)


def _told(runs: Iterable[tuple[int, int]], one: str, several: str) -> str:
    told = [(one if first == last else several).format(first=first, last=last) for first, last in runs]
    return words.AND.join(told[:_SHOWN]) + (words.MORE_NAMES if len(told) > _SHOWN else "")
