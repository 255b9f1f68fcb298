"""What was handed in, opened up to single files: folders, zips and mails, whatever is inside what.

Files are read when their turn comes and are not kept: one file and the containers around it are in memory.
"""

import email.errors
import stat
import zipfile
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from workbook_tools.intake.formats import recognise
from workbook_tools.intake.limits import LIMITS, Budget, LimitReachedError, Limits
from workbook_tools.intake.mails import mail_members
from workbook_tools.intake.member import Member
from workbook_tools.intake.names import is_junk, printable
from workbook_tools.intake.zips import zip_members
from workbook_tools.messages.found import found
from workbook_tools.model import Finding

_OPENERS: Mapping[str, Callable[[bytes, Budget], Iterator[Member]]] = {
    "zip": zip_members,
    "eml": mail_members,
}
_BROKEN = (zipfile.BadZipFile, email.errors.MessageError, OSError, ValueError, RecursionError)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file stands.

    `folder` is its folder on disk as the user gave it, `inner` its path from the file on disk on, the same
    wherever that file lies (收件.zip/赵家.xlsx), `company` what it came with: its mail or zip (an inner path,
    folders inside the zip included), or the bare name of its folder on disk. `depth` counts containers.
    """

    folder: str
    inner: str
    company: str
    mail: str = ""
    depth: int = 0

    def inside(self, path: str, is_mail: bool) -> "Place":
        """The place of a member of this container; what came in one mail stays together."""
        inner = f"{self.inner}/{path}"
        mail = self.mail or (self.inner if is_mail else "")
        return Place(self.folder, inner, mail or inner.rpartition("/")[0], mail, self.depth + 1)


@dataclass(frozen=True, slots=True)
class Item:
    """One file handed in, or found inside another.

    `finding` is None for a workbook to be read; else it says what became of the file: refused (F101-F117,
    F122-F128), expanded (F121) or ignored as junk (F129). `format` is as in intake.formats, `data` is empty
    for junk and where no bytes could be had.
    """

    place: Place
    data: bytes
    format: str = ""
    finding: Finding | None = None

    @property
    def path(self) -> str:
        """The path for display, from what the user gave on."""
        return f"{self.place.folder}/{self.place.inner}" if self.place.folder else self.place.inner

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.place.inner.rpartition("/")[2]

    @property
    def inner(self) -> str:
        """The path from the file on disk on; it does not depend on where that file lay."""
        return self.place.inner

    @property
    def company(self) -> str:
        """What the file came with; it does not depend on what was handed in together."""
        return self.place.company

    @property
    def junk(self) -> bool:
        """Whether it is nobody's return: a leftover of a system or an office program, or the tool's own."""
        return self.finding is not None and self.finding.code in ("F129", "F130")


Owned = Callable[[Path], bool]
"""Tells what is the tool's own in a folder that is walked."""


def _nothing(_: Path) -> bool:
    return False


def expand(paths: Iterable[Path], limits: Limits = LIMITS, *, owned: Owned = _nothing) -> Iterator[Item]:
    """Every file of the given files and folders, in their order, folders sorted by name.

    Each file is one Item, readable or not, and nothing raises; a container follows what was inside it. A
    folder reached twice, as by a link that leads back, is opened once. The limits hold for each file on disk
    with all that is inside it. What is `owned` is left alone where a walk comes upon it (F130), but opened
    where it is handed in by name.
    """
    opened: set[Path] = set()
    for path in paths:
        yield from _on_disk(path, limits, opened, owned)


def _on_disk(path: Path, limits: Limits, opened: set[Path], owned: Owned) -> Iterator[Item]:
    place = _place(path)
    try:
        if path.is_dir():
            yield from _folder(path, limits, opened, owned)
        elif is_junk(path.as_posix()):
            yield _junk(place)
        else:
            yield from _file(path, place, limits)
    except OSError as error:
        code = "F128" if isinstance(error, FileNotFoundError) else "F127"
        yield Item(place, b"", finding=found(code))


def _place(path: Path) -> Place:
    folder, _, name = printable(path.as_posix()).rpartition("/")
    return Place(folder, name, printable(path.absolute().parent.name))


def _folder(path: Path, limits: Limits, opened: set[Path], owned: Owned) -> Iterator[Item]:
    real = path.resolve()
    if real in opened:
        return
    opened.add(real)
    for entry in sorted(path.iterdir(), key=lambda entry: entry.name):
        if owned(entry):
            yield Item(_place(entry), b"", finding=found("F130"))
        else:
            yield from _on_disk(entry, limits, opened, owned)


def _file(path: Path, place: Place, limits: Limits) -> Iterator[Item]:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        # A pipe or a device would be waited for without end.
        yield Item(place, b"", finding=found("F127"))
    elif status.st_size > limits.total_bytes:
        yield Item(place, b"", finding=found("F124", limit=str(limits.total_bytes // 2**20)))
    else:
        yield from _opened(place, path.read_bytes(), Budget(limits))


def _opened(place: Place, data: bytes, budget: Budget) -> Iterator[Item]:
    """The item itself, after everything inside it where it is a container."""
    recognised = recognise(data)
    if recognised.format not in _OPENERS:
        yield Item(place, data, recognised.format, recognised.refusal)
    elif place.depth == budget.limits.depth:
        yield Item(place, data, recognised.format, found("F122", limit=str(budget.limits.depth)))
    else:
        outcome = yield from _contents(place, recognised.format, data, budget)
        yield Item(place, data, recognised.format, outcome)


def _contents(place: Place, form: str, data: bytes, budget: Budget) -> Generator[Item, None, Finding]:
    """The items inside a container; returns what became of it: expanded, or stopped and why."""
    count = 0
    try:
        for member in _OPENERS[form](data, budget):
            count += 1
            yield from _inside(place.inside(member.path, form == "eml"), member, budget)
    except LimitReachedError as stop:
        return stop.refusal
    except _BROKEN:
        return found("F102")
    return found("F121", count=str(count)) if count else found("F117")


def _inside(place: Place, member: Member, budget: Budget) -> Iterator[Item]:
    if is_junk(place.inner):
        yield _junk(place)
    elif member.refusal:
        yield Item(place, member.data, finding=member.refusal)
    else:
        yield from _opened(place, member.data, budget)


def _junk(place: Place) -> Item:
    return Item(place, b"", finding=found("F129"))
