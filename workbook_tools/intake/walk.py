"""The files handed in, as they lie on disk: folders are walked, what cannot be read is named, nothing is opened."""

import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from workbook_tools.intake.limits import LIMITS
from workbook_tools.intake.names import is_junk
from workbook_tools.intake.places import Item, Place
from workbook_tools.messages.found import found

Owned = Callable[[Path], bool]
"""Tells what is the tool's own in a folder that is walked."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A file on disk to be taken in."""

    path: Path
    place: Place


def _nothing(_: Path) -> bool:
    return False


def walk(paths: Iterable[Path], *, owned: Owned = _nothing) -> Iterator[Handed | Item]:
    """Every file of the given files and folders, in their order, folders sorted by name; nothing raises.

    Junk and what cannot be read come out as Items with their finding. A folder reached twice, as by a link that
    leads back, is opened once. What is `owned` is left alone where a walk comes upon it (F130), but taken where
    it is handed in by name.
    """
    opened: set[object] = set()
    for path in paths:
        yield from _below(path, opened, owned)


def _below(start: Path, opened: set[object], owned: Owned) -> Iterator[Handed | Item]:
    """The file itself, or all below the folder, which may lie deeper than calls go."""
    waiting = [start]
    while waiting:
        path = waiting.pop()
        place = Place.on_disk(path)
        try:
            if path is not start and owned(path):
                yield Item(place, finding=found("F130"))
            elif path.is_dir():
                waiting += reversed(_entries(path, opened))
            elif is_junk(path.as_posix()):
                yield Item(place, finding=found("F129"))
            else:
                yield _file(path, place)
        except OSError as error:
            yield unread(place, error)


def unread(place: Place, error: OSError) -> Item:
    """What is said of a file or folder that the system does not let us read: F128 where it is gone, else F127."""
    return Item(place, finding=found("F128" if isinstance(error, FileNotFoundError) else "F127"))


def _entries(folder: Path, opened: set[object]) -> list[Path]:
    """What is in a folder, by name; nothing where it was opened before."""
    status = folder.stat()
    # Some network drives number nothing.
    itself = (status.st_dev, status.st_ino) if status.st_ino else folder.resolve()
    if itself in opened:
        return []
    opened.add(itself)
    return sorted(folder.iterdir(), key=lambda entry: entry.name)


def _file(path: Path, place: Place) -> Handed | Item:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        # A pipe or a device would be waited for without end.
        return Item(place, finding=found("F127"))
    if status.st_size > LIMITS.total_bytes:
        return Item(place, finding=found("F124", limit=str(LIMITS.total_bytes // 2**20)))
    return Handed(path, place)
