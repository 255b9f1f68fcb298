"""A bag as one zip, whose bytes depend on nothing but what goes in: files of any size, each read once."""

import hashlib
import stat
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from workbook_tools.errors import FileUnreadable
from workbook_tools.messages import faults
from workbook_tools.pipeline import Progress
from workbook_tools.pipeline.pack import layout
from workbook_tools.safe_write import PRIVATE_FILE, read_faults

_UNIX = 3
_EARLIEST = datetime(1980, 1, 1)  # noqa: DTZ001 (the times of a zip have no zone)
CHUNK = 2**20


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a bag: its path there, and its bytes or the file that has them.

    `sha256` is what the bytes must have, where that is known from elsewhere.
    """

    path: str
    source: bytes | Path
    sha256: str = ""

    def chunks(self) -> Iterator[bytes]:
        """Its bytes, a part at a time; raises FileUnreadable."""
        if isinstance(self.source, bytes):
            yield self.source
            return
        with read_faults(self.source), self.source.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk


@dataclass(frozen=True, slots=True)
class Bag:
    """What is in a bag: the folder that all of it lies in, its one time (ISO), payload, texts beside it, tags."""

    folder: str
    at: str
    payload: tuple[Member, ...]
    texts: Mapping[str, bytes]
    tags: Mapping[str, str]


def write_bag(target: IO[bytes], bag: Bag, progress: Progress) -> int:
    """Write the payload, then what describes it, and say how many files that were.

    Raises FileUnreadable where a file cannot be read, or does not have the sha256 that it must have.
    """
    listed = []
    with zipfile.ZipFile(target, "w") as archive:
        for done, member in enumerate(sorted(bag.payload, key=lambda each: each.path), 1):
            listed.append((member.path, *_put(archive, bag, member)))
            progress(done, len(bag.payload))
        described = layout.tag_files(bag.texts, bag.tags, listed)
        for name, data in described.items():
            _put(archive, bag, Member(name, data))
    return len(listed) + len(described)


def _put(archive: zipfile.ZipFile, bag: Bag, member: Member) -> tuple[str, int]:
    """Write one file; its sha256 and how many bytes it has."""
    digest, size = hashlib.sha256(), 0
    with archive.open(_entry(bag, member), "w") as entry:
        for chunk in member.chunks():
            digest.update(chunk)
            size += entry.write(chunk)
    sha256 = digest.hexdigest()
    if member.sha256 not in ("", sha256):
        raise FileUnreadable(faults.ORIGINAL_CHANGED.format(path=member.source))
    return sha256, size


def _entry(bag: Bag, member: Member) -> zipfile.ZipInfo:
    at = max(datetime.fromisoformat(bag.at).replace(tzinfo=None), _EARLIEST)
    entry = zipfile.ZipInfo(f"{bag.folder}/{member.path}", at.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    # Left alone, Windows would name itself as the system that wrote it.
    entry.create_system = _UNIX
    entry.external_attr = (stat.S_IFREG | PRIVATE_FILE) << 16
    # Said ahead, for the entry of a file beyond 4 GB looks different from the start.
    entry.file_size = _size(member.source)
    return entry


def _size(source: bytes | Path) -> int:
    if isinstance(source, bytes):
        return len(source)
    with read_faults(source):
        return source.stat().st_size
