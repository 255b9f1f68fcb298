"""The workspace: one folder with everything, one writer at a time."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from shutil import rmtree
from types import MappingProxyType
from typing import Self

from workbook_tools.archive import Archive
from workbook_tools.errors import FileUnwritable, WorkspaceMissing
from workbook_tools.ledger import Ledger
from workbook_tools.messages import faults, names
from workbook_tools.period import Period
from workbook_tools.safe_write import TEMPORARY, discard, private_folder, write_atomically, write_faults
from workbook_tools.turn import Turn

_OWN = (
    "plan.xlsx",
    "outbox",
    "returned",
    "decisions",
    "archive",
    "ledger.sqlite*",
    "cache.sqlite*",
    "master-*.xlsx",
    names.REGISTER.format(period="*"),
    names.CHASE.format(period="*"),
    names.CHASE_TEXT.format(period="*"),
    names.PACK.format(period="*"),
    names.SAMPLE.format(period="*", seed="*"),
    names.DROP_COMMAND,
    names.DAMAGED.format(name="*", digest="*"),
    ".writer.*",
    ".derived.*",
    TEMPORARY,
)
_WRITTEN = ("outbox", "returned", "decisions", "archive")
"""Folders that a writer writes into."""


def _unheard(_sentence: str) -> None:
    """Where nobody is there to be told."""


class Workspace:
    """The paths of a workspace, its archive, and the right to write in it.

    Make one with `create` or `open`. Folders of a period are there once something was written into them.
    """

    def __init__(
        self,
        root: Path,
        cache: Path | None = None,
        told: Callable[[str], None] = _unheard,
        clock: datetime | None = None,
    ) -> None:
        """Without a look at the disk.

        `cache` is where derived readings are kept, if not in the folder itself. `told` hears, in one sentence, for whom
        this run waits. `clock` is the computer's time where the command goes by it: whoever writes must not be behind
        the record.
        """
        self.root = root
        self.plan = root / "plan.xlsx"
        self.inbox = root / "inbox"
        self.decisions = root / "decisions"
        self.database = root / "ledger.sqlite"
        self.cache = cache or root / "cache.sqlite"
        self.archive = Archive(root / "archive")
        self._writer, self._deriver = Turn(root, "writer", told), Turn(root, "derived", told)
        self.clock = clock

    @classmethod
    def create(cls, root: Path, plan: bytes, beside: Mapping[str, bytes] = MappingProxyType({})) -> Self:
        """A new workspace around the bytes of a plan workbook, with files beside it by name.

        Raises FileUnwritable where one is already.
        """
        workspace = cls(root)
        private_folder(root)
        with workspace._writer.taken():
            if workspace.plan.exists():
                raise FileUnwritable(faults.PLAN_EXISTS.format(path=root))
            workspace._clear(everywhere=False)
            for folder in (workspace.inbox, workspace.decisions, workspace.archive.root):
                private_folder(folder)
            workspace.ledger().close()
            # The plan comes last: a folder that has one is a whole workspace.
            for name, data in {**beside, workspace.plan.name: plan}.items():
                write_atomically(root / name, data)
        return workspace

    @classmethod
    def open(cls, root: Path, told: Callable[[str], None] = _unheard, clock: datetime | None = None) -> Self:
        """The workspace in this folder; raises WorkspaceMissing, or FileUnwritable where the system refuses."""
        workspace = cls(root, told=told, clock=clock)
        with write_faults(root):
            is_folder, has_plan = root.is_dir(), workspace.plan.is_file()
        if not is_folder:
            raise WorkspaceMissing(faults.NO_FOLDER.format(path=root))
        if not has_plan:
            raise WorkspaceMissing(faults.NO_PLAN.format(path=root))
        return workspace

    def outbox(self, period: Period) -> Path:
        """The folder of the templates issued for a period."""
        return self.root / "outbox" / period.file

    def returned(self, period: Period) -> Path:
        """The folder of a period's return slips."""
        return self.root / "returned" / period.file

    def master(self, period: Period) -> Path:
        """The master workbook of a period."""
        return self.root / f"master-{period.file}.xlsx"

    def pending(self, period: Period) -> Path:
        """The workbook of what the bureau has to decide in a period."""
        return self.decisions / names.DECISIONS.format(period=period.file)

    def register(self, period: Period) -> Path:
        """The register of what was handed in for a period."""
        return self.root / names.REGISTER.format(period=period.file)

    def chase(self, period: Period) -> tuple[Path, Path]:
        """催报名单 of a period: the workbook, and the text for a group chat."""
        named = (names.CHASE, names.CHASE_TEXT)
        workbook, text = (self.root / name.format(period=period.file) for name in named)
        return workbook, text

    def sample(self, period: Period, seed: str) -> Path:
        """The audit sample of a period drawn with a seed."""
        return self.root / names.sample(period.file, seed)

    def pack(self, period: Period) -> Path:
        """The evidence pack of a period."""
        return self.root / names.PACK.format(period=period.file)

    def owns(self, path: Path) -> bool:
        """Whether a path is the workspace's own file or folder; inbox, and whatever else people put here, is not."""
        return any(map(path.match, _OWN)) and path.parent.resolve() == self.root.resolve()

    def ledger(self) -> Ledger:
        """The ledger, to read from and to close; raises as `Ledger` does."""
        return Ledger(self.database, self.archive.events)

    @contextmanager
    def writing(self, user: str) -> Iterator[Ledger]:
        """The only writer's ledger, with what an interrupted run left half done recovered.

        Waits a while for another writer. Raises WorkspaceInUse, which names who is writing, on which computer and
        since when, and ClockWentBack.
        """
        with self._writer.taken_by(user) as was_cut_off:
            self._clear(everywhere=was_cut_off)
            with closing(self.ledger()) as ledger:
                ledger.recover()
                if self.clock:
                    ledger.must_not_lie_ahead_of(self.clock)
                yield ledger

    @contextmanager
    def mending(self, user: str) -> Iterator[bool]:
        """The only writer's right where the ledger may not open; tells whether the run before was cut off.

        Waits and raises as `writing`.
        """
        with self._writer.taken_by(user) as was_cut_off:
            yield was_cut_off

    @property
    def was_cut_off(self) -> bool:
        """Whether a writer did not come to its end, or is still at work."""
        return self._writer.was_cut_off

    def at_work(self) -> str:
        """Who is writing now, in a sentence; empty where nobody is."""
        return self._writer.holder()

    @contextmanager
    def deriving(self) -> Iterator[None]:
        """The right to put in place what is derived from the record and no part of it, beside a writer at work.

        Waits a while for another run that has it; raises WorkspaceInUse.
        """
        with self._deriver.taken():
            yield

    def leftovers(self) -> list[Path]:
        """Temporary files of runs that were cut off, unless such a run is still at work."""
        folders = (self.root / folder for folder in _WRITTEN)
        left = [*self.root.glob(TEMPORARY), *(path for folder in folders for path in folder.rglob(TEMPORARY))]
        return sorted([*left, *(path for path in self.archive.spool.rglob("*") if path.is_file())])

    def clear(self) -> None:
        """Remove them; for whoever may write."""
        self._clear(everywhere=True)
        rmtree(self.archive.spool, ignore_errors=True)

    def _clear(self, *, everywhere: bool) -> None:
        """Remove the temporary files of runs that were cut off, unless one of them may be somebody's still."""
        # The archive may hold tens of thousands of files: it is looked through only where a writer was cut off.
        folders = _WRITTEN if everywhere else ()
        with self._deriver.taken_if_free() as is_taken:
            left = [path for folder in folders for path in (self.root / folder).rglob(TEMPORARY)]
            for path in (*left, *self.root.glob(TEMPORARY)) if is_taken else left:
                discard(path)
