"""doctor --mend: what is derived is derived again; originals, plan and what people wrote are left alone."""

import hashlib
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from workbook_tools.errors import ClockWentBack, LedgerDamaged
from workbook_tools.ledger import Ledger, line_file, twin
from workbook_tools.messages import faults, names
from workbook_tools.pipeline import Progress
from workbook_tools.pipeline.doctor.archive import not_read_only
from workbook_tools.pipeline.doctor.case import Case
from workbook_tools.pipeline.doctor.checks import CHECKS
from workbook_tools.pipeline.doctor.examining import Examined, examine, found_by, must_be_one, opened_case
from workbook_tools.pipeline.doctor.machine import clock
from workbook_tools.pipeline.doctor.modes import readable_by_others
from workbook_tools.pipeline.doctor.problem import Problem
from workbook_tools.record import Mended
from workbook_tools.safe_write import READ_ONLY, private_folder, read_bytes, write_atomically, write_faults
from workbook_tools.workspace import Workspace

_OWNER = 0o700


@dataclass(frozen=True, slots=True)
class Mending:
    """What was mended, and what is found afterwards."""

    done: tuple[Problem, ...]
    examined: Examined


def mend(workspace: Workspace, now: datetime, user: str, w: str, progress: Progress) -> Mending:
    """Mend what can be, and look again; raises WorkspaceMissing, WorkspaceInUse, ClockWentBack and what writing raises.

    Killed at any moment, it leaves what the next one mends: every file is put in place whole, what is damaged is
    copied aside before anything takes its place, and the archive is mended before the database is made from it.
    """
    must_be_one(workspace)
    with (
        workspace.mending(user) as was_cut_off,
        opened_case(workspace, w, progress, was_cut_off=was_cut_off) as case,
    ):
        done = _mended(case)
        if done and case.copies.proved is not None:
            with closing(workspace.ledger()) as ledger:
                ledger.append(Mended(user, tuple(each.code for each in done)), now.isoformat())
    return Mending(done, examine(workspace, w, progress))


def _mended(case: Case) -> tuple[Problem, ...]:
    found = [each for check in CHECKS if check.mends for each in found_by(check, case)]
    mendable = {each.code: each for each in found if each.mendable}
    for wrong in clock(case) if mendable else ():
        raise ClockWentBack(wrong.message)
    ordered = [code for code in MENDERS if code in mendable]
    for code in ordered:
        MENDERS[code](case)
    return tuple(mendable[code] for code in ordered)


def _restore_lines(case: Case) -> None:
    """Lines that the archive does not hold as they were recorded."""
    folder = case.workspace.archive.events
    private_folder(folder)
    for entry in case.twin_to_restore():
        path = line_file(folder, entry.seq)
        _copy_aside(case, path)
        write_atomically(path, twin(entry), READ_ONLY)


def _rebuild(case: Case) -> None:
    """The database out of the archive: made elsewhere, held against what is proved, and put in place whole."""
    made = case.scratch / "rebuilt.sqlite"
    with closing(Ledger.rebuild(made, case.workspace.archive.events)) as ledger:
        if ledger.entries() != case.copies.proved or ledger.check():
            raise LedgerDamaged(
                faults.LEDGER_UNREADABLE.format(path=case.workspace.database, reason="events")
            )
    database = case.workspace.database
    _copy_aside(case, database)
    for ending in ("-journal", "-wal", "-shm"):
        # SQLite would roll back into the new database what belongs to the old one.
        beside = database.with_name(f"{database.name}{ending}")
        _copy_aside(case, beside)
        with write_faults(beside):
            beside.unlink(missing_ok=True)
    write_atomically(database, read_bytes(made))


def _copy_aside(case: Case, path: Path) -> None:
    """Keep what is there under another name, by which the same bytes are kept once."""
    if path.is_file():
        data = read_bytes(path)
        digest = hashlib.sha256(data).hexdigest()[:8]
        write_atomically(case.workspace.root / names.DAMAGED.format(name=path.name, digest=digest), data)


def _take_in(case: Case) -> None:
    """What a killed run left half done in the ledger: opened, SQLite rolls back; what is archived is taken in."""
    with closing(case.workspace.ledger()) as ledger:
        ledger.recover()


def _clear(case: Case) -> None:
    case.workspace.clear()


def _leave(_case: Case) -> None:
    """The name of a run cut off goes with that of this one."""


def _renew_cache(case: Case) -> None:
    """Readings are made again from the originals."""
    for ending in ("", "-journal"):
        path = case.workspace.cache.with_name(f"{case.workspace.cache.name}{ending}")
        with write_faults(path):
            path.unlink(missing_ok=True)


def _tighten(case: Case) -> None:
    for path in list(readable_by_others(case)):
        with write_faults(path):
            path.chmod(path.stat().st_mode & _OWNER)


def _protect(case: Case) -> None:
    for path in not_read_only(case):
        with write_faults(path):
            path.chmod(READ_ONLY)


MENDERS: Mapping[str, Callable[[Case], None]] = {
    "W124": _restore_lines,
    "W121": _rebuild,
    "W122": _rebuild,
    "W123": _take_in,
    "W129": _take_in,
    "W161": _clear,
    "W162": _leave,
    "W171": _renew_cache,
    "W191": _tighten,
    "W135": _protect,
}
"""What mends each problem, in the order in which it is done."""
