"""The folder itself: where it lies, whether it can be written, and whether there is room."""

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from workbook_tools.messages.sizes import readable
from workbook_tools.pipeline.doctor.case import Case
from workbook_tools.pipeline.doctor.problem import Problem

_MOST_ON_WINDOWS = 259
"""Characters of a path that every Windows program can open (MAX_PATH, less the final NUL)."""
_ORIGINAL = len("/archive/originals/") + 64 + len(".xlsx")
"""Characters of the name of an original below the workspace."""
_LITTLE = 200 * 2**20
"""Bytes below which a month's work may not fit any more."""

_SERVICES = {
    "onedrive": "OneDrive",
    "nutstore": "坚果云",
    "坚果云": "坚果云",
    "wps云盘": "WPS云盘",
    "wpsdrive": "WPS云盘",
    "wps cloud files": "WPS云盘",
    "baidusyncdisk": "百度网盘",
    "dropbox": "Dropbox",
    "icloud": "iCloud",
}
"""What the folder of a sync service has in its name, in lower case, and what the service is called."""
_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "9p", "fuse.sshfs"}
_REMOTE_DRIVE = 4
"""Of Windows' GetDriveType: a drive of another computer."""


def writable(case: Case) -> Iterator[Problem]:
    """Folders that the tool has to write into, and may not."""
    workspace = case.workspace
    archive = workspace.archive
    areas = (each.folder for each in (archive.originals, archive.plans, archive.decisions, archive.lists))
    own = (workspace.root / "outbox", workspace.root / "returned", workspace.decisions)
    for folder in (workspace.root, archive.root, *areas, archive.events, *own):
        if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
            yield case.problem("W101", folder, path=folder)


def room(case: Case) -> Iterator[Problem]:
    """Space that is left on the disk, beside what the archive takes."""
    free = shutil.disk_usage(case.workspace.root).free
    size = sum(path.stat().st_size for path in case.workspace.archive.root.rglob("*") if path.is_file())
    if free < _LITTLE:
        yield case.problem("W102", case.workspace.root, free=readable(free))
    elif free < size:
        yield case.problem("W103", case.workspace.root, free=readable(free), size=readable(size))


def length(case: Case) -> Iterator[Problem]:
    """Paths that are too long for Windows, wherever the workspace is now."""
    root = case.workspace.root.resolve()
    made = (len(str(path)) for name in ("outbox", "returned") for path in (root / name).rglob("*"))
    longest = max(made, default=0)
    longest = max(longest, len(str(root)) + _ORIGINAL)
    if longest > _MOST_ON_WINDOWS:
        yield case.problem("W104", root, length=longest, most=_MOST_ON_WINDOWS)


def synchronised(case: Case) -> Iterator[Problem]:
    """A folder that a program copies into the net while it changes."""
    root = case.workspace.root.resolve()
    if service := sync_service(root):
        yield case.problem("W105", root, service=service)


def sync_service(path: PurePath) -> str:
    """The service in whose folder a path lies; empty where it lies in none that we know."""
    parts = [part.lower() for part in path.parts]
    found = (name for sign, name in _SERVICES.items() if any(sign in part for part in parts))
    return next(found, "")


def shared(case: Case) -> Iterator[Problem]:
    """A folder on another computer."""
    root = case.workspace.root.resolve()
    if _is_remote(root):
        yield case.problem("W106", root)


def _is_remote(path: Path) -> bool:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - what it calls is there on Windows alone

        drive = ctypes.windll.kernel32.GetDriveTypeW(path.anchor)
        return path.drive.startswith("\\\\") or bool(drive == _REMOTE_DRIVE)
    mounts = Path("/proc/mounts")
    return mounts.is_file() and is_on_network(path, mounts.read_text("utf-8", "replace").splitlines())


def is_on_network(path: PurePath, mounts: Sequence[str]) -> bool:
    """Whether the mount that a path lies on is another computer's; lines as in /proc/mounts."""
    kinds = {fields[1]: fields[2] for line in mounts if len(fields := line.split()) > 2}
    places = (str(place) for place in (path, *path.parents))
    return next((kinds[place] for place in places if place in kinds), "") in _NETWORK
