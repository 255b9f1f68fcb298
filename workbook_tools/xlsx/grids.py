"""Plan workbooks as plain grids of values."""

from pathlib import Path

from workbook_tools.errors import FileUnreadable
from workbook_tools.messages import faults
from workbook_tools.messages.render import render_briefly
from workbook_tools.model import Finding, SheetLook
from workbook_tools.safe_write import read_bytes
from workbook_tools.xlsx.look import look


def read_grids(path: Path) -> tuple[SheetLook, ...]:
    """All sheets of a workbook the bureau keeps, in order; FileUnreadable where it cannot be opened."""
    found = look(read_bytes(path), "xlsx")
    if isinstance(found, Finding):
        raise FileUnreadable(faults.UNREADABLE.format(path=path.name, reason=render_briefly(found)))
    return found.sheets
