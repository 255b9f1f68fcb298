"""The workspace: one folder with everything, one writer at a time."""

import json
import platform
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Self

from filelock import FileLock, Timeout

from workbook_tools.archive import Archive
from workbook_tools.errors import FileUnwritable, WorkspaceInUse, WorkspaceMissing
from workbook_tools.ledger import Ledger
from workbook_tools.messages import faults, names
from workbook_tools.period import Period
from workbook_tools.safe_write import private_folder, write_atomically, write_faults

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
    ".writer.*",
)


class Workspace:
    """The paths of a workspace, its archive, and the right to write in it.

    Make one with `create` or `open`. Folders of a period are there once something was written into them.
    """

    def __init__(self, root: Path, cache: Path | None = None) -> None:
        """Without a look at the disk; `cache` is where derived readings are kept, if not in the folder itself."""
        self.root = root
        self.plan = root / "plan.xlsx"
        self.inbox = root / "inbox"
        self.decisions = root / "decisions"
        self.database = root / "ledger.sqlite"
        self.cache = cache or root / "cache.sqlite"
        self.archive = Archive(root / "archive")

    @classmethod
    def create(cls, root: Path, plan: bytes) -> Self:
        """A new workspace around the bytes of a plan workbook; raises FileUnwritable where one is already."""
        workspace = cls(root)
        with write_faults(root):
            is_taken = workspace.plan.exists()
        if is_taken:
            raise FileUnwritable(faults.PLAN_EXISTS.format(path=root))
        for folder in (workspace.inbox, workspace.decisions, workspace.archive.root):
            private_folder(folder)
        workspace.ledger().close()
        # The plan comes last: a folder that has one is a whole workspace.
        write_atomically(workspace.plan, plan)
        return workspace

    @classmethod
    def open(cls, root: Path) -> Self:
        """The workspace in this folder; raises WorkspaceMissing, or FileUnwritable where the system refuses."""
        workspace = cls(root)
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
        return path.parent.resolve() == self.root.resolve() and any(map(path.match, _OWN))

    def ledger(self) -> Ledger:
        """The ledger, to read from and to close; raises as `Ledger` does."""
        return Ledger(self.database, self.archive.events)

    @contextmanager
    def writing(self, user: str) -> Iterator[Ledger]:
        """The only writer's ledger, with what an interrupted run left half done recovered.

        Raises WorkspaceInUse, which names who is writing, on which computer and since when.
        """
        with self._sole_writer(user), closing(self.ledger()) as ledger:
            ledger.recover()
            yield ledger

    @contextmanager
    def _sole_writer(self, user: str) -> Iterator[None]:
        lock = FileLock(self.root / ".writer.lock", timeout=0)
        with write_faults(self.root):
            self._acquire(lock)
        try:
            write_atomically(self._holder, _holder_of_now(user))
            yield
        finally:
            lock.release()

    def _acquire(self, lock: FileLock) -> None:
        try:
            lock.acquire()
        except Timeout as error:
            raise WorkspaceInUse(self._in_use()) from error

    @property
    def _holder(self) -> Path:
        # Beside the lock: Windows cannot read a locked file. It outlives its run; only the lock counts.
        return self.root / ".writer.json"

    def _in_use(self) -> str:
        try:
            return faults.IN_USE.format(**json.loads(self._holder.read_bytes()))
        except (OSError, ValueError, KeyError, TypeError):
            return faults.IN_USE_UNKNOWN


def _holder_of_now(user: str) -> bytes:
    # The one clock below the command line: whoever waits needs the real time, whatever --now says.
    since = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
    return json.dumps({"user": user, "machine": platform.node(), "since": since}).encode()
