"""trace: one cell of a master, explained out of ledger and archive."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from workbook_tools.basis import Basis
from workbook_tools.errors import Misuse, WorkspaceMissing
from workbook_tools.ledger import Entry
from workbook_tools.messages import trace as words
from workbook_tools.messages import verify as verify_words
from workbook_tools.model import Address
from workbook_tools.pipeline import Progress, grounds
from workbook_tools.pipeline.consolidate import make
from workbook_tools.pipeline.grounds import Grounds
from workbook_tools.pipeline.readings import Readings
from workbook_tools.pipeline.tracing import Differing, Trace, Tracer
from workbook_tools.pipeline.verifying.claims import claims, footing, published
from workbook_tools.pipeline.verifying.lines import witnesses
from workbook_tools.pipeline.verifying.opened import Opened, opened
from workbook_tools.workspace import Workspace
from workbook_tools.xlsx.compare import Kind
from workbook_tools.xlsx.compare.cells import cell_differences

_SAYING = (Kind.VALUE, Kind.FORMULA, Kind.RESULT)


@dataclass(frozen=True, slots=True)
class Traced:
    """The answer for one cell, and what the master that it stands in is computed from, with the last line of that."""

    trace: Trace
    basis: Basis
    line: int


def trace(workspace: Workspace, path: Path, cell: str, progress: Progress) -> Traced:
    """Where a cell ('SHEET!CELL') of a master came from; writes nothing but the cache.

    Raises Misuse where the file is no master of this ledger or the cell is none of its, WorkspaceMissing,
    FileUnreadable and faults of the environment.
    """
    if not workspace.archive.root.is_dir():
        raise WorkspaceMissing(verify_words.NO_ARCHIVE.format(path=workspace.root))
    master = opened(path)
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        scratch = Path(folder)
        on, entries = _grounds(_with_cache(workspace, scratch), master, path, scratch)
        with tracing(on, entries, progress) as tracer:
            sheet, address = tracer.place(cell)
            found = tracer.trace(sheet, address)
            return Traced(replace(found, differs=_differs(master, tracer, sheet, address)), on.basis, on.line)


@contextmanager
def tracing(on: Grounds, entries: tuple[Entry, ...], progress: Progress) -> Iterator[Tracer]:
    """A tracer of the master on these grounds, made once for any number of cells."""
    made = make(on, progress)
    with closing(Readings(on.workspace, on.plan, on.state)) as readings:
        yield Tracer(on, made, entries, readings)


def _with_cache(workspace: Workspace, scratch: Path) -> Workspace:
    """The workspace with a cache of its own where it has none: an evidence pack is read, never written in."""
    return (
        workspace if workspace.cache.exists() else Workspace(workspace.root, cache=scratch / "cache.sqlite")
    )


def _grounds(
    workspace: Workspace, master: Opened, path: Path, scratch: Path
) -> tuple[Grounds, tuple[Entry, ...]]:
    """The grounds that a master names as its own, and the lines of the ledger that bear them out."""
    seen = witnesses(workspace, scratch)
    masters = published(seen.events())
    stood_on = footing(claims(master.told, masters), seen, masters)
    if stood_on is None or not stood_on.stands:
        raise Misuse(words.NOT_BORNE_OUT.format(file=path.name))
    entries = stood_on.entries[: stood_on.line]
    return grounds.of_basis(workspace, entries, stood_on.claim.basis), entries


def _differs(master: Opened, tracer: Tracer, sheet: str, address: Address) -> tuple[Differing, ...]:
    """What the file at hand says otherwise in a cell than the master rebuilt."""
    if tracer.data == master.data:
        return ()
    expected, found = tracer.fact(sheet, address), master.fact(sheet, address, tracer.data)
    differences = cell_differences(sheet, expected, found, (address, address))
    said = (each for each in differences if each.kind in _SAYING)
    return tuple(Differing(each.expected, each.found) for each in said)
