"""Taking turns in a folder: one run at a time, and whoever waits is told for whom."""

import json
import platform
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from workbook_tools.errors import Misuse, PlanMistakesError, WorkspaceInUse
from workbook_tools.messages import faults
from workbook_tools.safe_write import write_atomically, write_faults

PATIENCE = 20.0
"""Seconds that a run waits for another one to finish."""
_HOLDER_SIZE = 1000
"""Bytes that the name of a holder can have; what is longer was not written by us."""


class Turn:
    """The right to do one kind of thing in a folder; the operating system takes it from a run that is killed."""

    def __init__(self, folder: Path, kind: str, told: Callable[[str], None]) -> None:
        """Without a look at the disk; `told` hears, once, that a run has to wait."""
        self._folder, self._told = folder, told
        self._lock = FileLock(folder / f".{kind}.lock")
        # Beside the lock: Windows cannot read a locked file.
        self._holder = folder / f".{kind}.json"

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Have it, after up to PATIENCE seconds; raises WorkspaceInUse, or what the folder does not allow."""
        with write_faults(self._folder):
            self._wait()
        try:
            yield
        finally:
            self._lock.release()

    @contextmanager
    def taken_by(self, user: str) -> Iterator[bool]:
        """Have it under a name that others are told; tells whether the run before was cut off. Raises as `taken`."""
        with self.taken():
            was_cut_off = self._holder.exists()
            write_atomically(self._holder, _named(user))
            try:
                yield was_cut_off
            except (Misuse, PlanMistakesError):
                # What was asked for cannot be: that is an end too.
                self._leave()
                raise
            # Only a run that comes to its end takes its name away.
            self._leave()

    @contextmanager
    def taken_if_free(self) -> Iterator[bool]:
        """Have it at once, or go on without; tells which."""
        with suppress(Timeout, OSError):
            self._lock.acquire(timeout=0)
        try:
            yield self._lock.is_locked
        finally:
            self._lock.release()

    def holder(self) -> str:
        """Who has it now, in a sentence, empty where nobody has; nothing is written for that, and nobody waits."""
        held = _is_held(Path(self._lock.lock_file))
        return self._in_use(faults.IN_USE, faults.IN_USE_UNKNOWN) if held else ""

    @property
    def was_cut_off(self) -> bool:
        """Whether a run that had it under a name did not come to its end, or is still at work."""
        return self._holder.exists()

    def _leave(self) -> None:
        with suppress(OSError):
            self._holder.unlink()

    def _wait(self) -> None:
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            self._told(self._in_use(faults.WAITING, faults.WAITING_UNKNOWN))
            try:
                self._lock.acquire(timeout=PATIENCE)
            except Timeout as error:
                raise WorkspaceInUse(self._in_use(faults.IN_USE, faults.IN_USE_UNKNOWN)) from error

    def _in_use(self, named: str, unnamed: str) -> str:
        """A sentence that says who has it, or one without a name where that cannot be read."""
        try:
            with self._holder.open("rb") as file:
                holder = json.loads(file.read(_HOLDER_SIZE))
            told = {name: " ".join(str(holder[name]).split()) for name in ("user", "machine", "since")}
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return unnamed.format(seconds=PATIENCE)
        return named.format(**told, seconds=PATIENCE)


def _named(user: str) -> bytes:
    # The one clock below the command line: whoever waits needs the real time, whatever --now says.
    since = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
    return json.dumps({"user": user, "machine": platform.node(), "since": since}).encode()


def _is_held(path: Path) -> bool:
    """Whether a run has a lock file locked; to ask takes the lock for an instant, which a run waits out."""
    try:
        file = path.open("rb")
    except OSError:
        return False
    with file:
        return not _can_be_locked(file.fileno())


def _can_be_locked(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - on Windows alone

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - not on Windows

            # Shared, so that those who only ask do not take each other for a run.
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
