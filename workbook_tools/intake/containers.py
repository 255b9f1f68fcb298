"""What one file handed in holds, opened up to single files: zips and mails, whatever is inside what.

This is done in a worker: nothing of a container is looked at anywhere else.
"""

import email.errors
import zipfile
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from workbook_tools.intake.drawer import Drawer
from workbook_tools.intake.formats import OPENING, Recognised, is_looked_into, recognise
from workbook_tools.intake.limits import LIMITS, Budget, LimitReachedError, Limits
from workbook_tools.intake.mails import mail_members
from workbook_tools.intake.member import Member
from workbook_tools.intake.names import is_junk
from workbook_tools.intake.places import Item, Place
from workbook_tools.intake.zips import is_plain_zip, zip_members
from workbook_tools.messages.found import found
from workbook_tools.model import Finding

_OPENERS: Mapping[str, Callable[[Path, Drawer, Budget], Iterator[Member]]] = {
    "zip": zip_members,
    "eml": mail_members,
}
_BROKEN = (
    zipfile.BadZipFile,
    email.errors.MessageError,
    NotImplementedError,
    OSError,
    ValueError,
    RecursionError,
)


@dataclass(frozen=True, slots=True)
class Opening:
    """A file to be opened: its place, and its bytes in the spool."""

    place: Place
    file: Path


def open_up(job: Opening, limits: Limits = LIMITS) -> Iterator[Item]:
    """The file and every file inside it, each one Item, readable or not; a container follows what was inside it.

    Nothing raises but what is to end the worker. The limits hold for the file with all that is inside it; members
    are laid beside it.
    """
    drawer = Drawer(job.file.parent, job.file.name)
    yield from _opened(job.place, job.file, drawer, Budget(limits, job.file.stat().st_size))


def _opened(place: Place, file: Path, drawer: Drawer, budget: Budget) -> Iterator[Item]:
    """The item itself, after everything inside it where it is a container."""
    recognised = _recognised(file, budget.limits.looked_into_bytes)
    if recognised.format not in _OPENERS:
        yield Item(place, file, recognised.format, recognised.refusal)
    elif place.depth == budget.limits.depth:
        # It is in the archive with what it came in; thousands of them would each need a line of their own.
        yield Item(place, None, recognised.format, found("F122", limit=str(budget.limits.depth)))
    else:
        outcome = yield from _contents(place, recognised.format, file, drawer, budget)
        yield Item(place, file, recognised.format, outcome)


def _recognised(file: Path, most: int) -> Recognised:
    """What a file is, from as much of it as tells; a file larger than `most` can only be a plain zip."""
    with file.open("rb") as stream:
        opening = stream.read(OPENING)
        if not is_looked_into(opening):
            return recognise(opening)
        if file.stat().st_size <= most:
            stream.seek(0)
            return recognise(stream.read())
    if is_plain_zip(file):
        return Recognised("zip")
    return Recognised("unknown", found("F124", limit=str(most // 2**20)))


def _contents(
    place: Place, form: str, file: Path, drawer: Drawer, budget: Budget
) -> Generator[Item, None, Finding]:
    """The items inside a container; returns what became of it: expanded, or stopped and why."""
    count = 0
    try:
        for member in _OPENERS[form](file, drawer, budget):
            count += 1
            yield from _inside(place.inside(member.path, form == "eml"), member, drawer, budget)
    except LimitReachedError as stop:
        return stop.refusal
    except _BROKEN:
        return found("F102")
    return found("F121", count=str(count)) if count else found("F117")


def _inside(place: Place, member: Member, drawer: Drawer, budget: Budget) -> Iterator[Item]:
    if is_junk(place.inner):
        yield Item(place, finding=found("F129"))
    elif member.refusal or member.file is None:
        yield Item(place, member.file, "unknown", member.refusal)
    else:
        yield from _opened(place, member.file, drawer, budget)
