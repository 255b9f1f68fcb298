"""Where one worker lays the members of one container: files under numbers, in a folder of the spool."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from workbook_tools.safe_write import write_faults


class Drawer:
    """New file names in `folder`, each beginning with `label`, which no other drawer of the folder has."""

    def __init__(self, folder: Path, label: str) -> None:
        self._folder, self._label = folder, label
        self._numbers = count(1)

    def next(self) -> Path:
        """A name that is not taken."""
        return self._folder / f"{self._label}-{next(self._numbers)}"


@contextmanager
def laid(file: Path) -> Iterator[Callable[[bytes], None]]:
    """A function to write a new file with, bit by bit.

    A full disk comes out as the fault that it is, for no OSError of a container means that.
    """
    with write_faults(file):
        target = file.open("wb")

    def write(data: bytes) -> None:
        with write_faults(file):
            target.write(data)

    try:
        yield write
        with write_faults(file):
            target.flush()
    finally:
        with suppress(OSError):
            target.close()
