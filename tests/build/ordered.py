"""What a power cut could undo: system calls of a run in an order in which something is not on the disk yet."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from tests.build.syscalls import Touch

SYNCING = ("fsync", "fdatasync")
_WRITING = ("write", "pwrite64", "writev", "ftruncate", "copy_file_range", "sendfile")


def _folder(path: str) -> str:
    return PurePosixPath(path).parent.as_posix()


def undone(touches: Sequence[Touch]) -> Iterator[str]:
    """Every file whose bytes, or whose place in its folder, was never forced to the disk, or too late.

    A file is forced out between its last write and the rename that gives it its name, and its folder after that; so is
    the folder of a new folder.
    """
    for at, touch in enumerate(touches):
        if touch.name == "rename":
            before = [each.name for each in touches[:at] if each.path == touch.path]
            if not _forced_out(before):
                yield f"{touch.to} has a name before its bytes are on the disk"
            if not _synced(touches[at:], _folder(touch.to)):
                yield f"the name of {touch.to} is never on the disk"
        elif touch.name == "mkdir" and touch.path != "." and not _synced(touches[at:], _folder(touch.path)):
            yield f"the folder {touch.path} is never on the disk"


def _forced_out(names: Sequence[str]) -> bool:
    last = {name: at for at, name in enumerate(names)}
    written = max((last[name] for name in _WRITING if name in last), default=-1)
    return max((last[name] for name in SYNCING if name in last), default=-1) > written


def _synced(touches: Sequence[Touch], path: str) -> bool:
    return any(each.name in SYNCING and each.path == path for each in touches)


def lines_ahead(touches: Sequence[Touch]) -> Iterator[str]:
    """Every write to the ledger's database before the line that it records is in the archive for good.

    The database is written once a line: a first write to its journal begins it.
    """
    archived = recorded = 0
    for before, touch in zip((None, *touches), touches, strict=False):
        archived += touch.name in SYNCING and touch.path == "archive/events"
        if touch.name == "openat" and touch.path == "ledger.sqlite-journal":
            recorded += 1
            if recorded > archived:
                yield f"line {recorded} is recorded after {before}, with {archived} in the archive"
