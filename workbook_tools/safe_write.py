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
TEMPORARY = ".~*.tmp"
"""What files are called while they are being written; a run that is killed leaves them."""

FULL = (errno.ENOSPC, errno.EDQUOT)
"""What the operating system says where no space is left."""
_LOST = (*FULL, errno.EIO)
"""What it says where something that was written did not reach the disk."""
_NO_SUCH_PATH, _PATH_TOO_LONG, _LONGEST_PATH = 3, 206, 260
"""Windows says the first of a path that is too long, too, unless somebody allowed longer ones."""


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
            discard(Path(name))
            raise
        _sync_folder(path.parent)


def move_into_place(file: Path, path: Path, mode: int = PRIVATE_FILE) -> None:
    """Move a whole file of the tool's own, on the same disk, to `path`; raises as `open_atomically` does."""
    with write_faults(path):
        with file.open("r+b") as whole:
            os.fsync(whole.fileno())
        file.chmod(mode)
        file.replace(path)
        _sync_folder(path.parent)


def discard(path: Path) -> None:
    """Remove a temporary file, if the system lets us: whatever went wrong before is what the user must hear of."""
    with suppress(OSError):
        # Windows deletes nothing that is read-only; a link would hand the mode on to what it leads to.
        if not path.is_symlink():
            path.chmod(PRIVATE_FILE)
        path.unlink()


def private_folder(path: Path) -> None:
    """Make a folder that only its owner can read, and those it lies in; one that is there stays as it is."""
    with write_faults(path):
        if not path.is_dir():
            private_folder(path.parent)
            path.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            _sync_folder(path.parent)


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
        raise FileUnreadable(faults.READING_HINDERED.format(path=path, trouble=_trouble(error))) from error


@contextmanager
def write_faults(path: Path) -> Iterator[None]:
    """What the operating system says against writing `path` comes out as the fault it means to the user."""
    try:
        yield
    except OSError as error:
        raise _write_fault(path, error, faults.WRITING_HINDERED) from error
    except UnicodeEncodeError as error:
        # A name with letters that the system's own encoding of names (GBK, ASCII) does not have.
        trouble = faults.TROUBLES["EILSEQ"]
        raise FileUnwritable(faults.WRITING_HINDERED.format(path=path, trouble=trouble)) from error


def unexpected_fault(error: OSError) -> EnvironmentFault:
    """The fault behind what the operating system said where nothing was expected of it: output, temporary folder."""
    if error.filename is None:
        kind = DiskFull if error.errno in FULL else FileUnwritable
        return kind(faults.OUTPUT_HINDERED.format(trouble=_trouble(error)))
    return _write_fault(Path(os.fsdecode(error.filename)), error, faults.HINDERED)


def _write_fault(path: Path, error: OSError, sentence: str) -> EnvironmentFault:
    if error.errno in FULL:
        return DiskFull(faults.DISK_FULL.format(path=path))
    return FileUnwritable(sentence.format(path=path, trouble=_trouble(error)))


def _trouble(error: OSError) -> str:
    """What the operating system's no means, and what to do about it, in words."""
    code = getattr(error, "winerror", None) or 0
    if code == _NO_SUCH_PATH and len(str(error.filename)) >= _LONGEST_PATH:
        code = _PATH_TOO_LONG
    by_errno = faults.TROUBLES.get(errno.errorcode.get(error.errno or 0, ""), "")
    unknown = faults.UNKNOWN_TROUBLE.format(reason=error.strerror or type(error).__name__)
    return faults.WINDOWS_TROUBLES.get(code, by_errno) or unknown


def _sync_folder(folder: Path) -> None:
    # Makes the rename itself durable. Windows and some network shares cannot: there the file system's own
    # journal has to do, and what a power cut can undo is a whole file, never half of one.
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno in _LOST:
            raise
    finally:
        os.close(handle)
