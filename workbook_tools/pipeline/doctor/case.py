"""What doctor looks at: the workspace, and what its two copies of the ledger come to together."""

from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from workbook_tools.errors import LedgerDamaged, LedgerNewer
from workbook_tools.ledger import Entry, Joined, Ledger, joined, line_file, lines
from workbook_tools.ledger.twin import read_line
from workbook_tools.messages.doctor import LOST, NEWER_FORMAT, UNKNOWN_LINE, UNREADABLE
from workbook_tools.pipeline import Progress
from workbook_tools.pipeline.doctor.problem import Problem, problem
from workbook_tools.pipeline.verifying.lines import copied, understood
from workbook_tools.record import Event
from workbook_tools.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Copies:
    """The ledger by its database (None where there is none that opens) and by its twin.

    `without` says in words why there is no database, `newer` what in it only a newer version can read.
    """

    database: tuple[Entry, ...] | None
    twin: tuple[Entry, ...]
    joined: Joined
    without: str = ""
    newer: str = ""

    @property
    def proved(self) -> tuple[Entry, ...] | None:
        """Every line that was ever recorded; None where no copy can prove that, or this version cannot read it."""
        return None if self.newer or not self.joined.is_whole else self.joined.entries


@dataclass
class Case:
    """One look at a workspace; nothing in it is written, and what is found is kept for the checks that follow.

    `w` is the option by which a command finds the workspace, `scratch` an empty folder elsewhere. `was_cut_off`: the
    writer before did not come to its end.
    """

    workspace: Workspace
    w: str
    scratch: Path
    progress: Progress
    was_cut_off: bool

    def problem(self, code: str, path: Path, /, **named: object) -> Problem:
        """A problem of this workspace."""
        return problem(code, path, self.w, **named)

    def name(self, path: Path) -> str:
        """A path as people see it from the workspace's folder."""
        return path.relative_to(self.workspace.root).as_posix()

    @cached_property
    def copies(self) -> Copies:
        """The ledger; raises FileUnreadable where the system refuses."""
        twin = lines(self.workspace.archive.events)
        if not self.workspace.database.exists():
            return _copies(None, twin, LOST)
        try:
            copy = copied(self.workspace.database, self.scratch)
            with closing(Ledger(copy, self.workspace.archive.events)) as ledger:
                return _copies(ledger.entries(), twin)
        except LedgerNewer:
            return Copies(None, twin, joined(twin), newer=NEWER_FORMAT)
        except (LedgerDamaged, TypeError, ValueError):
            return _copies(None, twin, UNREADABLE)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Whatever happened, as far as it is proved and understood."""
        entries = self.copies.joined.entries
        return tuple(event for entry in entries if (event := understood(entry)))

    def twin_to_restore(self) -> list[Entry]:
        """Lines that the archive does not hold as they were recorded."""
        folder = self.workspace.archive.events
        return [each for each in self.copies.proved or () if not _is_there(line_file(folder, each.seq), each)]


def _is_there(path: Path, entry: Entry) -> bool:
    return path.is_file() and read_line(path) == entry


def _copies(database: tuple[Entry, ...] | None, twin: tuple[Entry, ...], without: str = "") -> Copies:
    found = joined(database or (), twin)
    unknown = next((entry.seq for entry in found.entries if understood(entry) is None), 0)
    newer = UNKNOWN_LINE.format(line=unknown) if unknown else ""
    return Copies(database, twin, found, without, newer)
