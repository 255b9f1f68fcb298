"""verify of an evidence pack: its files, then the master in it, on nothing but what the pack holds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from workbook_tools import __version__
from workbook_tools.errors import FileUnreadable, Misuse, WorkspaceMissing
from workbook_tools.period import parse
from workbook_tools.pipeline import Progress
from workbook_tools.pipeline.pack import layout
from workbook_tools.pipeline.pack.contents import Packed, beside_master, guides, tags
from workbook_tools.pipeline.pack.opening import Flaw, Opened, Problem, opened
from workbook_tools.pipeline.pack.zipping import Member
from workbook_tools.pipeline.planned import reporting
from workbook_tools.pipeline.verifying import Verified, verify
from workbook_tools.safe_write import read_bytes
from workbook_tools.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PackVerified:
    """What is wrong with the files of a pack, and what its master was found to be (None: it cannot be read)."""

    problems: tuple[Problem, ...]
    master: Verified | None

    @property
    def ok(self) -> bool:
        """Whether nothing speaks against the pack."""
        return self.master is not None and self.master.ok and not self.problems


def verify_pack(path: Path, progress: Progress, *, code: str = "") -> PackVerified:
    """Everything that speaks for or against a pack; `code` is a 校验码 to compare with, as `Basis.code` spells it.

    Raises Misuse where the file is no pack, or holds what should not be opened, and faults of the environment.
    """
    with opened(path, progress) as pack:
        if pack.master is None:
            return PackVerified(pack.problems, None)
        try:
            found = verify(Workspace(pack.folder), pack.master, progress, code=code)
        except (FileUnreadable, Misuse, WorkspaceMissing):
            unusable = Problem(f"{layout.PAYLOAD}{pack.master.name}", Flaw.UNUSABLE)
            return PackVerified((*pack.problems, unusable), None)
        problems = (*pack.problems, *_out_of_place(pack, found))
        return PackVerified(problems, replace(found, master=path))


def _out_of_place(pack: Opened, found: Verified) -> Iterator[Problem]:
    """What else the payload holds, and what says once more in words what ledger and plan do not come to.

    Asked only where those are sound. The words only of packs of this version: another may have chosen them otherwise.
    """
    made = found.rebuilt
    period = parse(made.basis.period) if made.basis else None
    if not (found.is_borne_out and found.footing and made.data and made.basis and made.plan and period):
        return
    if found.witnesses.problems or found.archive.problems:
        return
    packed = Packed(
        Workspace(pack.folder),
        made.plan,
        made.basis,
        reporting(made.plan, period),
        found.footing.line,
        found.witnesses.twin,
    )
    members = beside_master(packed)
    expected = {packed.master, *(each.path for each in members)}
    there = {
        path.relative_to(pack.folder.parent).as_posix() for path in pack.folder.rglob("*") if path.is_file()
    }
    beside = layout.description(guides(packed), tags(packed), pack.size, pack.files)
    foreign = pack.tags.keys() - beside.keys() - {layout.MANIFEST, layout.TAG_MANIFEST}
    yield from (Problem(name, Flaw.FOREIGN) for name in sorted((there - expected) | foreign))
    if made.basis.tool == __version__:
        yield from _other_copies(pack, members)
        yield from (
            Problem(name, Flaw.OTHER) for name in beside if pack.tags.get(name) not in (None, beside[name])
        )


def _other_copies(pack: Opened, members: Iterable[Member]) -> Iterator[Problem]:
    """The files written out of ledger and plan that are not what those come to."""
    for each in members:
        path = pack.folder.parent / each.path
        if isinstance(each.source, bytes) and path.is_file() and read_bytes(path) != each.source:
            yield Problem(each.path, Flaw.OTHER)
