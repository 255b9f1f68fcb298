"""The archive: every file that the ledger rests on, as it came, and nothing else."""

import stat
from collections.abc import Iterator
from pathlib import Path

from workbook_tools.archive import suffix_of
from workbook_tools.pipeline.doctor.case import Case
from workbook_tools.pipeline.doctor.modes import is_own_file
from workbook_tools.pipeline.doctor.problem import Problem, some
from workbook_tools.pipeline.filed import filed
from workbook_tools.pipeline.verifying.archived import FileProblem, held_against
from workbook_tools.record import Received
from workbook_tools.safe_write import TEMPORARY

_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def archived(case: Case) -> Iterator[Problem]:
    """Files lost, changed or unknown; every one is read, which takes its time."""
    found = held_against(case.workspace.archive, case.events, case.progress)
    for each in found.problems:
        yield _of_file(case, each)
    # Where the ledger is not proved to its end, what it names is not known.
    if found.strangers and case.copies.proved is not None:
        root = case.workspace.archive.root
        names = some(list(found.strangers))
        yield case.problem("W134", root, count=len(found.strangers), names=names)


def read_only(case: Case) -> Iterator[Problem]:
    """Files of the archive that anybody could write over by mistake."""
    if found := not_read_only(case):
        names = some([case.name(path) for path in found])
        yield case.problem("W135", case.workspace.archive.root, count=len(found), names=names)


def not_read_only(case: Case) -> list[Path]:
    """Those files; what lies in the archive for the time of a run is none."""
    archive = case.workspace.archive
    files = (path for path in sorted(archive.root.rglob("*")) if is_own_file(path))
    kept = (path for path in files if not path.match(TEMPORARY) and archive.spool not in path.parents)
    return [path for path in kept if path.stat().st_mode & _WRITABLE]


def _of_file(case: Case, wrong: FileProblem) -> Problem:
    code = "W133" if wrong.renamed else "W131" if wrong.lost else "W132"
    store, ending = next(
        (place[0], suffix_of(event.record.format) if isinstance(event.record, Received) else ".xlsx")
        for event in case.events
        if (place := filed(case.workspace.archive, event.record)) and place[1] == wrong.sha256
    )
    path = store.folder / f"{wrong.sha256}{ending}" if wrong.lost else store.path(wrong.sha256)
    return case.problem(code, path, path=case.name(path), file=wrong.file, ending=ending)
