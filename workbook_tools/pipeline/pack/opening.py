"""An evidence pack opened: every file held against the manifest, and only what the manifest lists unpacked."""

import hashlib
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from workbook_tools.errors import Misuse
from workbook_tools.messages import pack as words
from workbook_tools.pipeline import Progress
from workbook_tools.pipeline.pack import layout
from workbook_tools.pipeline.pack.entries import entries
from workbook_tools.pipeline.pack.zipping import CHUNK
from workbook_tools.safe_write import private_folder, read_faults, write_faults

_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)
_TAG_BYTES = 64 * 2**20
"""Tag files are read whole: a manifest of 200,000 lines is a third of this."""
_MASTERS = "master-*.xlsx"


class Flaw(Enum):
    """What can be wrong with one file of a pack; the values name the words in `messages.pack`."""

    MISSING = "missing"
    ALTERED = "altered"
    UNLISTED = "unlisted"
    FOREIGN = "foreign"
    DAMAGED = "damaged"
    MALFORMED = "malformed"
    OXUM = "oxum"
    OTHER = "other"
    UNUSABLE = "unusable"


@dataclass(frozen=True, slots=True)
class Problem:
    """One file of a pack (its path there) that is not as it must be."""

    file: str
    flaw: Flaw

    @property
    def problem(self) -> str:
        """In words."""
        return words.FLAWS[self.flaw.value]


@dataclass(frozen=True, slots=True)
class Opened:
    """A pack unpacked: the folder of its payload, laid out as a workspace is, and everything wrong with its files.

    `master` is None where it is not there, or could not be read. `tags` are the files beside the payload by name (None:
    cannot be read), `size` and `files` are the payload's bytes and number of files.
    """

    folder: Path
    master: Path | None
    problems: tuple[Problem, ...]
    tags: Mapping[str, bytes | None]
    size: int
    files: int


@contextmanager
def opened(path: Path, progress: Progress) -> Iterator[Opened]:
    """Unpack a pack into a temporary folder, which is there while the context lasts.

    Raises Misuse where it is no pack, or holds what should not be opened, and faults of the environment.
    """
    with tempfile.TemporaryDirectory(prefix="workbook-tools-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch) / layout.PAYLOAD
        private_folder(folder)
        with _zip(path) as archive:
            found = _Pack(archive, entries(archive, path))
            problems = (*found.described(), *found.unpacked(Path(scratch), progress))
        master = min(folder.glob(_MASTERS), default=None)
        yield Opened(folder, master, problems, found.tags, *found.there())


@contextmanager
def _zip(path: Path) -> Iterator[zipfile.ZipFile]:
    with read_faults(path):
        file = path.open("rb")
    with file:
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise Misuse(words.NOT_A_PACK.format(path=path)) from error
        yield archive


class _DamagedError(Exception):
    """A member cannot be inflated."""


class _Pack:
    """The files of a pack in its zip, and what its tag files say of them."""

    def __init__(self, archive: zipfile.ZipFile, files: Mapping[str, zipfile.ZipInfo]) -> None:
        self._archive = archive
        self._payload = {name: info for name, info in files.items() if name.startswith(layout.PAYLOAD)}
        tags = {name: info for name, info in files.items() if name not in self._payload}
        self.tags = {name: self._whole(info) for name, info in tags.items()}

    def described(self) -> Iterator[Problem]:
        """What is wrong with the tag files."""
        listed = self._listed(layout.TAG_MANIFEST)
        if listed is None:
            yield self._unusable(layout.TAG_MANIFEST)
        else:
            for name in sorted((self.tags.keys() | listed.keys()) - {layout.TAG_MANIFEST}):
                if flaw := self._tag_flaw(name, listed):
                    yield Problem(name, flaw)
        if self.tags.get(layout.INFO_FILE) is not None and self._said() != self.there():
            yield Problem(layout.INFO_FILE, Flaw.OXUM)

    def unpacked(self, root: Path, progress: Progress) -> Iterator[Problem]:
        """Unpack below a folder what the manifest lists, and say what is wrong with the files of the payload."""
        listed = self._listed(layout.MANIFEST)
        if listed is None:
            yield self._unusable(layout.MANIFEST)
            return
        names = sorted(listed.keys() | self._payload.keys())
        for done, name in enumerate(names, 1):
            if flaw := self._file_flaw(name, listed, root):
                yield Problem(name, flaw)
            progress(done, len(names))

    def _tag_flaw(self, name: str, listed: Mapping[str, str]) -> Flaw | None:
        if name not in self.tags:
            return Flaw.MISSING
        if (text := self.tags[name]) is None:
            return Flaw.DAMAGED
        if name not in listed:
            return Flaw.UNLISTED
        return None if hashlib.sha256(text).hexdigest() == listed[name] else Flaw.ALTERED

    def _file_flaw(self, name: str, listed: Mapping[str, str], root: Path) -> Flaw | None:
        if name not in self._payload:
            return Flaw.MISSING
        if name not in listed:
            return Flaw.UNLISTED
        try:
            sha256 = self._unpack(self._payload[name], root / name)
        except _DamagedError:
            (root / name).unlink(missing_ok=True)
            return Flaw.DAMAGED
        return None if sha256 == listed[name] else Flaw.ALTERED

    def _unpack(self, info: zipfile.ZipInfo, target: Path) -> str:
        """Inflate a member into a new file, and say what its sha256 is."""
        private_folder(target.parent)
        digest = hashlib.sha256()
        with write_faults(target), target.open("xb") as file:
            for chunk in self._inflated(info):
                digest.update(chunk)
                file.write(chunk)
        return digest.hexdigest()

    def _inflated(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        try:
            with self._archive.open(info) as member:
                while chunk := member.read(CHUNK):
                    yield chunk
        except _BROKEN as error:
            raise _DamagedError from error

    def _whole(self, info: zipfile.ZipInfo) -> bytes | None:
        """A tag file; None where it cannot be read."""
        try:
            return b"".join(self._inflated(info)) if info.file_size <= _TAG_BYTES else None
        except _DamagedError:
            return None

    def _listed(self, manifest: str) -> Mapping[str, str] | None:
        """Path -> sha256 in a manifest; None where it is none."""
        try:
            return layout.read_manifest(self.tags.get(manifest) or b"")
        except ValueError:
            return None

    def _unusable(self, manifest: str) -> Problem:
        return Problem(manifest, Flaw.MALFORMED if self.tags.get(manifest) else Flaw.MISSING)

    def _said(self) -> tuple[int, int] | None:
        """Bytes and number of files of the payload, as bag-info.txt has them."""
        try:
            return layout.oxum(self.tags[layout.INFO_FILE] or b"")
        except ValueError:
            return None

    def there(self) -> tuple[int, int]:
        """Bytes and number of files of the payload as it is."""
        return sum(info.file_size for info in self._payload.values()), len(self._payload)
