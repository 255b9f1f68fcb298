"""Readings kept between runs to save time: derived from the archive, and safe to delete at any moment."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import TypeVar

_SET_UP = """
PRAGMA journal_mode = DELETE;
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS readings (
    sha256 TEXT, plan TEXT, tool TEXT, reading BLOB NOT NULL, PRIMARY KEY (sha256, plan, tool)) WITHOUT ROWID;
"""
_BUSY_SECONDS = 5.0

_Answer = TypeVar("_Answer")

EVERYTHING_IN_PLACE: Mapping[str, str] = {}


class ReadingCache:
    """Serialised readings by (submission, plan digest, tool version).

    `places` has submissions that are kept under something else than their sha256: those read in another way.
    It never fails: a cache that is damaged is started afresh, and one that cannot be used (locked, read-only, disk full
    or failing) knows nothing and keeps nothing from then on.
    """

    def __init__(
        self, path: Path, plan: str, tool: str, places: Mapping[str, str] = EVERYTHING_IN_PLACE
    ) -> None:
        self._path, self._plan, self._tool, self._places = path, plan, tool, places
        self._connection: sqlite3.Connection | None = None
        self._is_out_of_use = False

    def get(self, sha256: str) -> bytes | None:
        """The reading of a submission, or None where it has to be read."""

        def fetch(connection: sqlite3.Connection) -> bytes | None:
            row = connection.execute(
                "SELECT reading FROM readings WHERE sha256 = ? AND plan = ? AND tool = ?",
                (self._place(sha256), self._plan, self._tool),
            ).fetchone()
            return row[0] if row else None

        return self._attempt(fetch)

    def put_many(self, readings: Mapping[str, bytes]) -> None:
        """Keep readings by the sha256 of their submission."""

        def store(connection: sqlite3.Connection) -> None:
            rows = [(self._place(sha), self._plan, self._tool, data) for sha, data in readings.items()]
            with connection:
                connection.executemany("INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?)", rows)

        self._attempt(store)

    def close(self) -> None:
        """Let go of the file."""
        if self._connection:
            self._connection.close()
        self._connection = None

    def _place(self, sha256: str) -> str:
        return self._places.get(sha256, sha256)

    def _attempt(self, act: Callable[[sqlite3.Connection], _Answer]) -> _Answer | None:
        if self._is_out_of_use:
            return None
        try:
            return act(self._open())
        except sqlite3.OperationalError:
            # Locked, read-only or full: the file itself may be sound and somebody else's. Not tried again, for
            # whoever waits for a lock waits for seconds, at every reading anew.
            self._is_out_of_use = True
            return None
        except sqlite3.DatabaseError:
            self.close()
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
            return None

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            with suppress(OSError):
                self._path.touch(mode=0o600)
            connection = sqlite3.connect(self._path, timeout=_BUSY_SECONDS)
            self._connection = connection
            connection.executescript(_SET_UP)
        return self._connection


def is_sound(path: Path) -> bool:
    """Whether the cache in a file can be read from end to end; nothing is written for that."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            return bool(connection.execute("PRAGMA quick_check").fetchall() == [("ok",)])
    except sqlite3.OperationalError:
        # Locked, or to be rolled back by who opens it next.
        return True
    except sqlite3.DatabaseError:
        return False
