"""A private folder for what has come in and is not in the archive yet; empty before and after each command."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import IO

from workbook_tools.safe_write import PRIVATE_FILE, private_folder, write_faults

_ATTEMPTS = 5
_PAUSE_SECONDS = 0.5
_CHUNK = 2**20


class ChangingFileError(Exception):
    """A file was written to by somebody else as often as it was read."""


class Spool:
    """Files under numbers, each a whole copy of what came in; its folder is on the disk of the archive."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = count(1)

    def take(self, path: Path) -> Path:
        """A copy of a file as it stands, read again where it changed meanwhile.

        Raises OSError where it cannot be read, ChangingFileError where it never stands still, and faults of the
        environment where the copy cannot be written.
        """
        copy = self.folder / str(next(self._numbers))
        for attempt in range(_ATTEMPTS):
            time.sleep(_PAUSE_SECONDS if attempt else 0)
            if self._copied(path, copy):
                return copy
        copy.unlink()
        raise ChangingFileError(path)

    def _copied(self, path: Path, copy: Path) -> bool:
        """Copy a file, and tell whether it was the same before and after."""
        with path.open("rb") as source:
            before = os.fstat(source.fileno())
            copied = _copy(source, before.st_size, copy)
            after = os.fstat(source.fileno())
        return before.st_size == copied == after.st_size and before.st_mtime_ns == after.st_mtime_ns


def _copy(source: IO[bytes], size: int, copy: Path) -> int:
    """Copy what is said to be so many bytes, and one more where there are: a file may grow as fast as it is read."""
    copied = 0
    with _opened(copy) as target:
        while chunk := source.read(min(_CHUNK, size + 1 - copied)):
            with write_faults(copy):
                target.write(chunk)
            copied += len(chunk)
        with write_faults(copy):
            target.flush()
    return copied


def _opened(copy: Path) -> IO[bytes]:
    with write_faults(copy):
        copy.touch(PRIVATE_FILE)
        return copy.open("wb")


@contextmanager
def spool(folder: Path) -> Iterator[Spool]:
    """A spool of a run's own inside `folder`, which is cleared of what killed runs left, and gone at the end."""
    shutil.rmtree(folder, ignore_errors=True)
    private_folder(folder)
    # Another name each time: a worker may outlive its killed run by the file that it is at, and write on.
    with write_faults(folder):
        own = Path(tempfile.mkdtemp(dir=folder))
    try:
        yield Spool(own)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
