"""Plan workbooks as plain grids of values."""

from pathlib import Path

from workbook_tools.envelope import BrokenZipError, read_directory, unsound
from workbook_tools.errors import FileUnreadable
from workbook_tools.messages import handed as words
from workbook_tools.messages.render import render_briefly
from workbook_tools.model import Finding, SheetLook
from workbook_tools.safe_write import read_bytes, read_faults
from workbook_tools.xlsx.look import look

MAX_BYTES = 32 * 2**20
"""A plan is typed by hand; with frames on every cell of the last row down it has a few MiB."""


def read_grids(path: Path) -> tuple[SheetLook, ...]:
    """All sheets of a workbook the bureau keeps, in order; FileUnreadable where it cannot be opened."""
    return grids_of(read_plan(path), path.name)


def read_plan(path: Path) -> bytes:
    """The bytes of such a workbook; FileUnreadable where it cannot be read, or is larger than any plan."""
    with read_faults(path):
        size = path.stat().st_size
    if size > MAX_BYTES:
        raise FileUnreadable(words.TOO_LARGE.format(path=path, limit=MAX_BYTES // 2**20))
    return read_bytes(path)


def grids_of(workbook: bytes, file: str) -> tuple[SheetLook, ...]:
    """All sheets in these bytes, in order; FileUnreadable, which names the `file`, where they cannot be opened.

    Every command reads the plan, so this is done here and not in a worker: nothing is inflated before the zip is found
    sound and its parts within bounds.
    """
    found = _unsound(workbook) or look(workbook, "xlsx")
    if isinstance(found, Finding):
        raise FileUnreadable(words.UNREADABLE.format(file=file, reason=render_briefly(found)))
    return found.sheets


def _unsound(data: bytes) -> Finding | None:
    try:
        return unsound(data, read_directory(data))
    except BrokenZipError:
        return None
