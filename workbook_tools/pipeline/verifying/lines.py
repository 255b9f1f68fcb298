"""The ledger as an auditor finds it: by the database and by its twin in the archive, nothing of either touched."""

from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from workbook_tools.errors import FileUnreadable, LedgerDamaged
from workbook_tools.ledger import Break, Broken, Entry, Ledger, breaks, lines
from workbook_tools.messages import faults
from workbook_tools.messages import verify as words
from workbook_tools.record import Event
from workbook_tools.safe_write import read_bytes
from workbook_tools.workspace import Workspace

_TRIES = 5
_BESIDE = ("", "-journal", "-wal")
"""What belongs to a database: itself, and what an interrupted run left to be rolled back."""


@dataclass(frozen=True, slots=True)
class LineProblem:
    """What is wrong with one line of the ledger; `line` None: with the database as a whole."""

    line: int | None
    problem: str


@dataclass(frozen=True, slots=True)
class Witnesses:
    """The lines of the ledger, as the database and its twin in the archive have them.

    `database` is None where there is none (an evidence pack) or it cannot be opened (a problem then). One that
    `holds` follows line from line. `problems` are in the order of the lines.
    """

    database: tuple[Entry, ...] | None
    twin: tuple[Entry, ...]
    database_holds: bool
    twin_holds: bool
    problems: tuple[LineProblem, ...]

    @property
    def all(self) -> tuple[tuple[Entry, ...], ...]:
        """The witnesses there are, one that holds first, and of two such the database."""
        database = [] if self.database is None else [self.database]
        return (
            (*database, self.twin) if self.database_holds or not self.twin_holds else (self.twin, *database)
        )

    def events(self) -> tuple[Event, ...]:
        """Whatever happened according to either of them; lines that cannot be understood left out."""
        entries = dict.fromkeys(entry for witness in self.all for entry in witness)
        return tuple(event for entry in entries if (event := understood(entry)))


def witnesses(workspace: Workspace, scratch: Path) -> Witnesses:
    """Both witnesses and everything wrong with them; `scratch` is an empty folder for a copy of the database.

    Raises FileUnreadable where the operating system refuses.
    """
    twin = lines(workspace.archive.events)
    of_twin = tuple(breaks(twin))
    if not workspace.database.exists():
        problems = [*_broken(of_twin), *_unknown(twin)]
        return Witnesses(None, twin, False, not of_twin, _in_order(problems))
    opened = _opened(workspace, scratch)
    if opened is None:
        whole = LineProblem(None, words.DATABASE_UNREADABLE.format(name=workspace.database.name))
        problems = [whole, *_broken(of_twin, words.IN_TWIN), *_unknown(twin)]
        return Witnesses(None, twin, False, not of_twin, _in_order(problems))
    entries, broken = opened
    # What was archived after the database was copied is another run's, at work now.
    last = twin[-1].seq if twin else 0
    broken = tuple(each for each in broken if each.why is not Broken.UNRECORDED or each.seq <= last)
    # Where both say the same, what is wrong with it is told once.
    told = () if twin == entries else of_twin
    problems = [*_broken(broken), *_broken(told, words.IN_TWIN), *_unknown((*entries, *twin))]
    return Witnesses(entries, twin, not any(breaks(entries)), not of_twin, _in_order(problems))


def _opened(workspace: Workspace, scratch: Path) -> tuple[tuple[Entry, ...], tuple[Break, ...]] | None:
    """The database's lines and what is wrong with them; None where it is no ledger that this version can read."""
    try:
        copy = copied(workspace.database, scratch)
        with closing(Ledger(copy, workspace.archive.events)) as ledger:
            return ledger.entries(), ledger.check()
    except (LedgerDamaged, TypeError, ValueError):
        return None


def copied(database: Path, scratch: Path) -> Path:
    """A copy of the database: opening the original could roll back, convert or set up what is evidence.

    Another run may be writing meanwhile; what was copied then may be half of it, and is copied again.
    """
    folder = scratch
    for attempt in range(_TRIES):
        folder, before = scratch / f"ledger-{attempt}", _stamps(database)
        folder.mkdir()
        with suppress(FileUnreadable):
            for path in before:
                (folder / path.name).write_bytes(read_bytes(path))
            if _stamps(database) == before:
                break
    return folder / database.name


def _stamps(database: Path) -> dict[Path, tuple[int, int]]:
    """Time and size of the database and of what lies beside it."""
    found: dict[Path, tuple[int, int]] = {}
    for ending in _BESIDE:
        path = database.with_name(database.name + ending)
        with suppress(FileNotFoundError):
            status = path.stat()
            found[path] = status.st_mtime_ns, status.st_size
    return found


def _broken(found: Iterable[Break], where: str = "") -> Iterator[LineProblem]:
    for each in found:
        yield LineProblem(each.seq, where + faults.BREAKS[each.why.value])


def _unknown(entries: Iterable[Entry]) -> Iterator[LineProblem]:
    for entry in entries:
        if understood(entry) is None:
            yield LineProblem(entry.seq, words.LINE_UNKNOWN)


def understood(entry: Entry) -> Event | None:
    """What happened; None where this version knows no such event."""
    try:
        return entry.event
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        return None


def _in_order(problems: Iterable[LineProblem]) -> tuple[LineProblem, ...]:
    return tuple(sorted(dict.fromkeys(problems), key=lambda each: each.line or 0))
