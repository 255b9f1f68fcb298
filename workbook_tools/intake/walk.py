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
    opened: set[Path] = set()
    for path in paths:
        yield from _at(path, opened, owned)


def _at(path: Path, opened: set[Path], owned: Owned) -> Iterator[Handed | Item]:
    place = Place.on_disk(path)
    try:
        if path.is_dir():
            yield from _folder(path, opened, owned)
        elif is_junk(path.as_posix()):
            yield Item(place, finding=found("F129"))
        else:
            yield _file(path, place)
    except OSError as error:
        yield unread(place, error)


def unread(place: Place, error: OSError) -> Item:
    """What is said of a file or folder that the system does not let us read: F128 where it is gone, else F127."""
    return Item(place, finding=found("F128" if isinstance(error, FileNotFoundError) else "F127"))


def _folder(path: Path, opened: set[Path], owned: Owned) -> Iterator[Handed | Item]:
    real = path.resolve()
    if real in opened:
        return
    opened.add(real)
    for entry in sorted(path.iterdir(), key=lambda entry: entry.name):
        if owned(entry):
            yield Item(Place.on_disk(entry), finding=found("F130"))
        else:
            yield from _at(entry, opened, owned)


def _file(path: Path, place: Place) -> Handed | Item:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        # A pipe or a device would be waited for without end.
        return Item(place, finding=found("F127"))
    if status.st_size > LIMITS.total_bytes:
        return Item(place, finding=found("F124", limit=str(LIMITS.total_bytes // 2**20)))
    return Handed(path, place)
