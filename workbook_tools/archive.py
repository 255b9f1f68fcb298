"""The archive: whatever the record rests on, kept by content, written once, never changed or deleted."""

import hashlib
from functools import cached_property
from pathlib import Path

from workbook_tools.errors import FileUnreadable
from workbook_tools.messages import faults
from workbook_tools.safe_write import (
    READ_ONLY,
    move_into_place,
    private_folder,
    read_bytes,
    read_faults,
    write_atomically,
)


def suffix_of(form: str) -> str:
    """The ending that an original of a detected format is kept under."""
    return f".{form}" if form.isalnum() else ".bin"


class Store:
    """One area of the archive: files named by the sha256 of their bytes and a suffix, read-only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, data: bytes, suffix: str) -> str:
        """Keep these bytes and return their sha256; bytes that are there already stay as they are.

        `suffix` is that of the detected format (`.xlsx`), so that an auditor can open the file; it is no part
        of the identity. Raises FileUnwritable or DiskFull.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 not in self._names:
            private_folder(self.folder)
            write_atomically(self.folder / f"{sha256}{suffix}", data, READ_ONLY)
            self._names[sha256] = f"{sha256}{suffix}"
        return sha256

    def adopt(self, file: Path, suffix: str) -> str:
        """Keep a file of the tool's own by moving it here, however large it is.

        Raises as `put` does, and FileUnreadable.
        """
        with read_faults(file), file.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        if sha256 not in self._names:
            private_folder(self.folder)
            move_into_place(file, self.folder / f"{sha256}{suffix}", READ_ONLY)
            self._names[sha256] = f"{sha256}{suffix}"
        return sha256

    def path(self, sha256: str) -> Path:
        """Where these bytes lie; raises FileUnreadable where the archive does not have them."""
        if sha256 not in self._names:
            raise FileUnreadable(faults.NOT_ARCHIVED.format(sha256=sha256))
        return self.folder / self._names[sha256]

    def read(self, sha256: str) -> bytes:
        """The bytes, proved to be those put there; raises FileUnreadable where they are lost or changed."""
        path = self.path(sha256)
        data = read_bytes(path)
        if hashlib.sha256(data).hexdigest() != sha256:
            raise FileUnreadable(faults.ORIGINAL_CHANGED.format(path=path))
        return data

    def __contains__(self, sha256: str) -> bool:
        return sha256 in self._names

    @cached_property
    def _names(self) -> dict[str, str]:
        # The folder is listed once: after five years it holds tens of thousands of files. Temporary files of
        # an interrupted run start with a dot and are passed over.
        if not self.folder.is_dir():
            return {}
        return {path.stem: path.name for path in self.folder.iterdir() if not path.name.startswith(".")}


class Archive:
    """Its areas: what came in, the plan as it was, the bureau's decisions, the ledger's own events."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.originals = Store(root / "originals")
        self.plans = Store(root / "plans")
        self.decisions = Store(root / "decisions")
        self.lists = Store(root / "lists")
        self.spool = root / ".spool"
        """Where a running command has what came in until it is in an area."""
        self.events = root / "events"
        """Folder of the ledger: one JSON file an event, named by its number."""
