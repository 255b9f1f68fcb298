"""Plan workbooks as plain grids of values."""

from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from workbook_tools.errors import FileUnreadable
from workbook_tools.messages import faults
from workbook_tools.model import SheetLook


def _grid(book: CalamineWorkbook, name: str, visible: bool) -> SheetLook:
    sheet = book.get_sheet_by_name(name)
    rows = tuple(
        tuple(None if value == "" else value for value in row)
        for row in sheet.to_python(skip_empty_area=False)
    )
    merges = tuple((r1 + 1, c1 + 1, r2 + 1, c2 + 1) for (r1, c1), (r2, c2) in sheet.merged_cell_ranges or ())
    return SheetLook(name, visible, rows, merges=merges)


def read_grids(path: Path) -> tuple[SheetLook, ...]:
    """All sheets of a workbook the bureau keeps, in order; FileUnreadable where it cannot be opened."""
    try:
        book = CalamineWorkbook.from_path(path)
        return tuple(
            _grid(book, sheet.name, sheet.visible is SheetVisibleEnum.Visible)
            for sheet in book.sheets_metadata
        )
    except (CalamineError, OSError) as problem:
        raise FileUnreadable(faults.UNREADABLE.format(path=path.name, reason=problem)) from problem
