"""The ledger's database and its twin in the archive: appending, recovering, reading, checking."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Self

from workbook_tools.errors import DiskFull, EnvironmentFault, FileUnwritable, LedgerDamaged, WorkspaceInUse
from workbook_tools.ledger.chain import Break, Broken, Entry, breaks
from workbook_tools.ledger.twin import breaks_against, line_file, read_line, twin
from workbook_tools.messages import faults
from workbook_tools.record import Event, Record
from workbook_tools.safe_write import (
    PRIVATE_FILE,
    READ_ONLY,
    private_folder,
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
_INSERT = "INSERT INTO events VALUES (:seq, :at, :kind, :body, :previous, :hash)"
_BUSY_SECONDS = 5.0


class Ledger:
    """The ledger of one workspace: one writer at a time (its lock sees to it), any number of readers.

    Every method raises LedgerDamaged where the database is no ledger, WorkspaceInUse where it stays locked.
    """

    def __init__(self, path: Path, archived: Path) -> None:
        """Open the database at `path`, or make it, unless events in the folder `archived` say it was lost.

        Raises FileUnwritable or DiskFull too.
        """
        if not path.exists() and line_file(archived, 1).exists():
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
        while (path := line_file(self._archived, last.seq + 1 if last else 1)).exists():
            entry = read_line(path)
            for broken in breaks([entry], last):
                raise _damaged(broken)
            self._insert(entry)
            last, recovered = entry, recovered + 1
        return recovered

    def entries(self) -> tuple[Entry, ...]:
        """Every line in order, whether it holds or not."""
        with _database_faults(self._path):
            return tuple(Entry(*row) for row in self._connection.execute(_ALL))

    def events(self) -> tuple[Event, ...]:
        """Everything that happened, in order; raises LedgerDamaged at the first line that does not hold."""
        try:
            return tuple(entry.event for entry in self.proved())
        except (KeyError, TypeError, ValueError) as error:
            raise LedgerDamaged(faults.LEDGER_NEWER.format(path=self._path)) from error

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


def _connect(path: Path) -> sqlite3.Connection:
    if not path.exists():
        with write_faults(path):
            path.touch(mode=PRIVATE_FILE)
    with _database_faults(path):
        connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level="IMMEDIATE")
        # A rollback journal, because workspaces live on network shares, where WAL does not work.
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = FULL")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > _FORMAT:
            raise LedgerDamaged(faults.LEDGER_NEWER.format(path=path))
        if version < _FORMAT:
            connection.executescript(_SET_UP)
        # A view in its place could be a query without an end.
        if connection.execute(_IS_TABLE).fetchone() != (1,):
            raise LedgerDamaged(faults.LEDGER_UNREADABLE.format(path=path, reason="events"))
        # What is no text breaks its own line, not the whole ledger.
        connection.text_factory = lambda text: text.decode("utf-8", "backslashreplace")
        return connection


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
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return FileUnwritable(faults.UNWRITABLE_REASON.format(path=path, reason=error))
        case _:
            return LedgerDamaged(faults.LEDGER_UNREADABLE.format(path=path, reason=error))
