"""The ledger's database and its twin in the archive: appending, recovering, reading, checking."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from workbook_tools.errors import (
    ClockWentBack,
    DiskFull,
    EnvironmentFault,
    FileUnwritable,
    LedgerDamaged,
    LedgerNewer,
    WorkspaceInUse,
)
from workbook_tools.ledger.chain import Break, Broken, Entry, breaks
from workbook_tools.ledger.twin import breaks_against, line_file, read_line, twin
from workbook_tools.messages import faults
from workbook_tools.record import Event, Record
from workbook_tools.safe_write import (
    PRIVATE_FILE,
    READ_ONLY,
    private_folder,
    read_faults,
    write_atomically,
    write_faults,
)

_FORMAT = 1
# The triggers are a courtesy to whoever opens the file with a database editor; what proves that nothing was
# changed is the chain.
_SET_UP = f"""
BEGIN IMMEDIATE;
CREATE TABLE events (
    seq INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL,
    previous TEXT NOT NULL, hash TEXT NOT NULL);
CREATE TRIGGER no_update BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER no_delete BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'append-only'); END;
PRAGMA user_version = {_FORMAT};
COMMIT;
"""
_COLUMNS = ", ".join(f"CAST({name} AS TEXT)" for name in ("at", "kind", "body", "previous", "hash"))
_ALL = f"SELECT seq, {_COLUMNS} FROM events ORDER BY seq"
_LAST = f"{_ALL} DESC LIMIT 1"
_IS_TABLE = "SELECT type = 'table' FROM sqlite_schema WHERE name = 'events'"
_HOLDS = "SELECT count(*) FROM sqlite_schema"
_INSERT = "INSERT INTO events VALUES (:seq, :at, :kind, :body, :previous, :hash)"
_BUSY_SECONDS = 5.0
CLOCKS_DIFFER = timedelta(minutes=10)
"""Two computers that share a workspace may differ by so much."""


class Ledger:
    """The ledger of one workspace: one writer at a time (its lock sees to it), any number of readers.

    Every method raises LedgerDamaged where the database is no ledger, WorkspaceInUse where it stays locked.
    """

    def __init__(self, path: Path, archived: Path) -> None:
        """Open the database at `path`, or make it, unless events in the folder `archived` say it was lost.

        Raises FileUnreadable, FileUnwritable or DiskFull too.
        """
        with read_faults(path):
            if _is_blank(path) and line_file(archived, 1).exists():
                raise LedgerDamaged(faults.LEDGER_LOST.format(path=path))
        self._path, self._archived = path, archived
        self._connection = _connect(path)

    @classmethod
    def rebuild(cls, path: Path, archived: Path) -> Self:
        """A new ledger at `path`, where none must be, out of the archived events; raises as opening does."""
        _connect(path).close()
        ledger = cls(path, archived)
        ledger.recover()
        return ledger

    def append(self, record: Record, at: str) -> Event:
        """Record what happened, first in the archive, then in one transaction; `at` is the command's time."""
        event = Event(at, record)
        entry = Entry.after(self._last(), event)
        target = line_file(self._archived, entry.seq)
        if target.exists():
            # What a killed run archived without recording it, `recover` took in before; this is another
            # writer's.
            raise _damaged(Break(entry.seq, Broken.UNRECORDED))
        private_folder(self._archived)
        write_atomically(target, twin(entry), READ_ONLY)
        self._insert(entry)
        return event

    def recover(self) -> int:
        """Take in the events that are archived but not recorded, and say how many; writers do so first."""
        last, recovered = self._last(), 0
        if last and not line_file(self._archived, last.seq).exists():
            # Somebody moved the archive away, or put another one there: nothing may be written on top of that.
            raise _damaged(Break(last.seq, Broken.UNARCHIVED))
        while (path := line_file(self._archived, last.seq + 1 if last else 1)).exists():
            entry = read_line(path)
            for broken in breaks([entry], last):
                raise _damaged(broken)
            self._insert(entry)
            last, recovered = entry, recovered + 1
        return recovered

    def must_not_lie_ahead_of(self, clock: datetime) -> None:
        """Raise ClockWentBack where the last line is later than the clock by more than a clock may be wrong."""
        last = self._last()
        with suppress(ValueError, TypeError):
            if last and datetime.fromisoformat(last.at) - clock > CLOCKS_DIFFER:
                raise ClockWentBack(faults.CLOCK_BACK.format(now=clock.isoformat(" "), last=last.at))

    def entries(self) -> tuple[Entry, ...]:
        """Every line in order, whether it holds or not."""
        with _database_faults(self._path):
            return tuple(Entry(*row) for row in self._connection.execute(_ALL))

    def events(self) -> tuple[Event, ...]:
        """Everything that happened, in order; raises LedgerDamaged at the first line that does not hold."""
        try:
            return tuple(entry.event for entry in self.proved())
        except (KeyError, TypeError, ValueError) as error:
            raise LedgerNewer(faults.LEDGER_NEWER.format(path=self._path)) from error

    def proved(self) -> tuple[Entry, ...]:
        """All lines in order; raises LedgerDamaged at the first that does not hold."""
        entries = self.entries()
        for broken in breaks(entries):
            raise _damaged(broken)
        return entries

    def check(self) -> tuple[Break, ...]:
        """Every line that does not hold, in the chain or against the archive; a killed run leaves one."""
        entries = self.entries()
        return (*breaks(entries), *breaks_against(entries, self._archived))

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()

    def _last(self) -> Entry | None:
        with _database_faults(self._path):
            row = self._connection.execute(_LAST).fetchone()
            return Entry(*row) if row else None

    def _insert(self, entry: Entry) -> None:
        with _database_faults(self._path), self._connection:
            self._connection.execute(_INSERT, asdict(entry))


def _is_blank(path: Path) -> bool:
    return not path.exists() or (path.is_file() and path.stat().st_size == 0)


def _connect(path: Path) -> sqlite3.Connection:
    with write_faults(path):
        if not path.exists():
            path.touch(mode=PRIVATE_FILE)
        elif not path.is_file():
            raise LedgerDamaged(faults.LEDGER_FOREIGN.format(path=path))
    with _database_faults(path):
        connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level="IMMEDIATE")
        try:
            _prepare(connection, path)
        except BaseException:
            # Windows lets nobody mend a file that is open.
            connection.close()
            raise
        return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    # A rollback journal, because workspaces live on network shares, where WAL does not work.
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = FULL")
    _must_be_a_ledger(connection, path)
    # What is no text breaks its own line, not the whole ledger.
    connection.text_factory = lambda text: text.decode("utf-8", "backslashreplace")


def _must_be_a_ledger(connection: sqlite3.Connection, path: Path) -> None:
    """Set up what is empty, raise where it is anything else than a ledger of ours."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > _FORMAT:
        raise LedgerNewer(faults.LEDGER_NEWER.format(path=path))
    if version < _FORMAT and connection.execute(_HOLDS).fetchone() == (0,):
        connection.executescript(_SET_UP)
    # A view in its place could be a query without an end.
    if connection.execute(_IS_TABLE).fetchone() != (1,):
        raise LedgerDamaged(faults.LEDGER_FOREIGN.format(path=path))


def _damaged(broken: Break) -> LedgerDamaged:
    return LedgerDamaged(faults.LEDGER_BROKEN.format(seq=broken.seq, what=faults.BREAKS[broken.why.value]))


@contextmanager
def _database_faults(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _fault(path, error) from error


def _fault(path: Path, error: sqlite3.DatabaseError) -> EnvironmentFault:
    # The low byte is SQLite's primary code; the rest only says more precisely where it happened.
    match getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return WorkspaceInUse(faults.IN_USE_UNKNOWN)
        case sqlite3.SQLITE_FULL:
            return DiskFull(faults.DISK_FULL.format(path=path))
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            # What is wrong is the disk, a permission or a connection: the ledger itself is as it was.
            reason = getattr(error, "sqlite_errorname", error)
            return FileUnwritable(faults.LEDGER_HINDERED.format(path=path, reason=reason))
        case _:
            return LedgerDamaged(faults.LEDGER_UNREADABLE.format(path=path, reason=error))
