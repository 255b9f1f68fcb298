"""export-evidence: a period's master and everything it was made from, in one zip."""

import hashlib
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from workbook_tools.basis import Basis
from workbook_tools.errors import LedgerDamaged, Misuse
from workbook_tools.ledger import Broken, Entry
from workbook_tools.messages import faults
from workbook_tools.messages import pack as words
from workbook_tools.period import Period
from workbook_tools.pipeline import Progress, grounds
from workbook_tools.pipeline.consolidate import make
from workbook_tools.pipeline.grounds import Grounds
from workbook_tools.pipeline.pack.contents import Packed, bag
from workbook_tools.pipeline.pack.zipping import write_bag
from workbook_tools.record import OBSERVING, Published
from workbook_tools.safe_write import open_atomically, read_bytes, read_faults
from workbook_tools.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Exported:
    """The pack written: its sha256, number of files and bytes, the 校验码 of its master.

    `later` counts the lines that the ledger has since and that a number may depend on.
    """

    path: Path
    sha256: str
    files: int
    size: int
    code: str
    later: int


def export(workspace: Workspace, period: Period, progress: Progress) -> Exported:
    """Pack the master last written for a period; an equal ledger gives equal bytes.

    The record is only read, so that anyone may ask at any time. Raises Misuse where the master in the workspace is not
    the one that its grounds give, LedgerDamaged, and faults of the environment.
    """
    entries = _sound_lines(workspace)
    written = _last_written(entries, period)
    packed, since = entries[: written.seq], entries[written.seq :]
    on, master = _made_again(workspace, packed, period, progress)
    path = workspace.pack(period)
    with workspace.deriving(), open_atomically(path) as file:
        contents = Packed(workspace, on.plan, on.basis, on.period, on.line, packed)
        files = write_bag(file, bag(contents, master), progress)
    with read_faults(path), path.open("rb") as packed_file:
        sha256 = hashlib.file_digest(packed_file, "sha256").hexdigest()
        size = packed_file.tell()
    later = sum(each.kind not in OBSERVING for each in since)
    return Exported(path, sha256, files, size, on.basis.code, later)


def _sound_lines(workspace: Workspace) -> tuple[Entry, ...]:
    """Every line of the ledger; raises LedgerDamaged where one does not hold, in the chain or against the archive."""
    with closing(workspace.ledger()) as ledger:
        ledger.events()
        for broken in ledger.check():
            # What a killed run archived without recording it is taken in by the next one that writes.
            if broken.why is not Broken.UNRECORDED:
                what = faults.BREAKS[broken.why.value]
                raise LedgerDamaged(faults.LEDGER_BROKEN.format(seq=broken.seq, what=what))
        return ledger.entries()


def _last_written(entries: Sequence[Entry], period: Period) -> Entry:
    """The line that says that the period's last master was written."""
    for entry in reversed(entries):
        record = entry.event.record
        if isinstance(record, Published) and record.period == str(period):
            return entry
    raise Misuse(words.NOT_WRITTEN.format(period=period))


def _made_again(
    workspace: Workspace, entries: Sequence[Entry], period: Period, progress: Progress
) -> tuple[Grounds, bytes]:
    """The master that the last line speaks of, on its grounds; it must be the one in the workspace."""
    record, path = entries[-1].event.record, workspace.master(period)
    assert isinstance(record, Published), "that is how the line was found"
    if not path.is_file():
        raise Misuse(words.NOT_WRITTEN.format(period=period))
    on = grounds.of_basis(workspace, entries, Basis.load(record.basis))
    master = make(on, progress).data
    if master != read_bytes(path):
        raise Misuse(words.NOT_AS_WRITTEN.format(path=path, period=period))
    return on, master
