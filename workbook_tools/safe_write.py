"""Files that are whole or not there at all: written beside their place, forced to disk, renamed into it."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from workbook_tools.errors import DiskFull, EnvironmentFault, FileUnreadable, FileUnwritable
from workbook_tools.messages import faults

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
READ_ONLY = 0o400

_FULL = (errno.ENOSPC, errno.EDQUOT)


def write_atomically(path: Path, data: bytes, mode: int = PRIVATE_FILE) -> None:
    """Put `data` at `path` so that a reader, or a run after a power cut, finds the old or the new file.

    Raises as `open_atomically` does.
    """
    with open_atomically(path, mode) as file:
        file.write(data)


@contextmanager
def open_atomically(path: Path, mode: int = PRIVATE_FILE) -> Iterator[IO[bytes]]:
    """A binary file that becomes `path` once all of it was written, and never if that fails.

    The file is private to its owner unless `mode` says otherwise (Windows knows only its read-only bit).
    Raises FileUnwritable (held open by Excel or WPS, no permission) or DiskFull; then the old file stands.
    """
    with write_faults(path):
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".~", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(mode)
            Path(name).replace(path)
        except BaseException:
            _discard(Path(name))
            raise
        _sync_folder(path.parent)


def _discard(path: Path) -> None:
    # Windows deletes nothing that is read-only; whatever went wrong before is what the user must hear of.
    with suppress(OSError):
        path.chmod(PRIVATE_FILE)
        path.unlink()


def private_folder(path: Path) -> None:
    """Make a folder that only its owner can read; one that is there stays as it is."""
    with write_faults(path):
        path.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that the command needs; raises FileUnreadable."""
    with read_faults(path):
        return path.read_bytes()


@contextmanager
def read_faults(path: Path) -> Iterator[None]:
    """What the operating system says against reading `path` comes out as FileUnreadable."""
    try:
        yield
    except OSError as error:
        raise FileUnreadable(faults.UNREADABLE.format(path=path, reason=_reason(error))) from error


@contextmanager
def write_faults(path: Path) -> Iterator[None]:
    """What the operating system says against writing `path` comes out as the fault it means to the user."""
    try:
        yield
    except OSError as error:
        raise _fault(path, error) from error


def _fault(path: Path, error: OSError) -> EnvironmentFault:
    if error.errno in _FULL:
        return DiskFull(faults.DISK_FULL.format(path=path))
    if isinstance(error, PermissionError):
        return FileUnwritable(faults.UNWRITABLE.format(path=path))
    return FileUnwritable(faults.UNWRITABLE_REASON.format(path=path, reason=_reason(error)))


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


def _sync_folder(folder: Path) -> None:
    # Makes the rename itself durable. Windows and some network shares cannot: there the file system's own
    # journal has to do, and what a power cut can undo is a whole file, never half of one.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
