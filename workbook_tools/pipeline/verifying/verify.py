"""verify: is this master what the ledger and the archived originals come to, and were those ever changed?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from workbook_tools.basis import Basis
from workbook_tools.errors import WorkspaceMissing
from workbook_tools.messages import verify as words
from workbook_tools.pipeline import Progress
from workbook_tools.pipeline.handed import alone
from workbook_tools.pipeline.verifying.archived import held_against
from workbook_tools.pipeline.verifying.claims import Claim, Footing, Source, claims, footing, published
from workbook_tools.pipeline.verifying.differences import NOT_COMPARED, Blame, Cause, Compared, compared
from workbook_tools.pipeline.verifying.lines import witnesses
from workbook_tools.pipeline.verifying.opened import Opened, allowance, opened
from workbook_tools.pipeline.verifying.rebuilt import NOT_REBUILT, rebuilt
from workbook_tools.pipeline.verifying.verified import Verified
from workbook_tools.record import Published
from workbook_tools.workspace import Workspace
from workbook_tools.xlsx.compare import read_facts


def verify(workspace: Workspace, path: Path, progress: Progress, *, code: str = "") -> Verified:
    """Everything that speaks for or against a master; writes nothing into the workspace and needs no lock.

    `code` is a 校验码 to compare with, as `Basis.code` spells it. Raises Misuse where the file is no master of this
    tool, WorkspaceMissing where there is no archive, and FileUnreadable.
    """
    if not workspace.archive.root.is_dir():
        raise WorkspaceMissing(words.NO_ARCHIVE.format(path=workspace.root))
    master = opened(path)
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        scratch = Path(folder)
        seen = witnesses(workspace, scratch)
        events = seen.events()
        archive, masters = held_against(workspace.archive, events, progress), published(events)
        wanted = claims(master.told, masters)
        on = footing(wanted, seen, masters)
        sound = on is not None and on.stands and not archive.problems
        tool = _tool(on.claim.basis, master.sha256, masters) if on else ""
        made = rebuilt(workspace, on, tool, scratch, progress, sound=sound) if on else NOT_REBUILT
    found = Verified(
        master=path,
        sha256=master.sha256,
        witnesses=seen,
        archive=archive,
        own=_own(wanted, on),
        footing=on,
        rebuilt=made,
        compared=NOT_COMPARED,
        published=any(each.sha256 == master.sha256 for each in masters),
        asked=code,
    )
    return replace(found, compared=_compared(found, master, workspace))


def _own(wanted: Sequence[Claim], on: Footing | None) -> Basis | None:
    """What the master itself names as its basis: what it was rebuilt on, if that is one of its own."""
    own = [claim for claim in wanted if claim.source is not Source.PUBLISHED]
    if on and on.claim in own:
        return on.claim.basis
    return own[0].basis if own else None


def _tool(basis: Basis, sha256: str, masters: Sequence[Published]) -> str:
    """The version that the ledger says wrote a master of this basis; where it knows several, the one named."""
    known = {each.sha256: str(each.basis.get("tool", "")) for each in masters if each.code == basis.code}
    named = known.get(sha256, basis.tool)
    return named if named in known.values() else next(iter(known.values()), "")


def _compared(found: Verified, master: Opened, workspace: Workspace) -> Compared:
    made = found.rebuilt
    if not made.data or made.basis is None:
        return NOT_COMPARED
    if made.data == master.data:
        return Compared(identical=True)
    pair = _Pair(made.data, master, made.basis, _blame(found, workspace))
    return alone(_held_together, pair, master.name, allowance(made.data))


@dataclass(frozen=True, slots=True)
class _Pair:
    """The master as it should be and the one at hand, with what a comparison names."""

    expected: bytes
    found: Opened
    basis: Basis
    blame: Blame


def _held_together(pair: _Pair) -> Compared:
    """What a worker does with the two."""
    name = pair.found.name
    expected, found = (read_facts(data, name) for data in (pair.expected, pair.found.data))
    return compared(expected, found, pair.found.told.properties, pair.basis, pair.blame)


def _blame(found: Verified, workspace: Workspace) -> Blame:
    """Who made the differences: what is proved to be unchanged did not."""
    altered = [each for each in found.archive.altered if each.sha256 in workspace.archive.originals]
    if not found.is_borne_out:
        cause = Cause.LEDGER if found.published else Cause.UNCLEAR
        return Blame(cause, of_basis=cause)
    if not altered:
        # These bytes are on record as written: what differs is how this version would write them.
        cause = Cause.TOOL if found.published else Cause.FILE
        return Blame(cause, of_basis=cause)
    if found.published:
        return Blame(Cause.ORIGINAL)
    touched = {each.sha256 for each in altered} | {found.unit(each.unit) for each in altered if each.unit}
    return Blame(Cause.UNCLEAR, altered=frozenset(touched))
