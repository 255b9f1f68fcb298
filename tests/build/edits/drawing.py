"""Edits drawn at random for one master, each kind as often as wanted."""

import io
import warnings
from collections.abc import Callable, Mapping
from random import Random

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from tests.build.edits import Edit

Maker = Callable[["Drawer"], Edit | None]
"""An edit of one kind; None where what was drawn does not lend itself to it."""


def loaded(data: bytes, *, results: bool = False) -> Workbook:
    """A workbook as openpyxl reads it: formulas, or their results."""
    with warnings.catch_warnings():
        # openpyxl says so of the data bars, which it does not know.
        warnings.simplefilter("ignore", UserWarning)
        return load_workbook(io.BytesIO(data), data_only=results)


class Drawer:
    """A master as openpyxl reads it, and chance; equal seeds draw equal edits."""

    def __init__(self, data: bytes, seed: int) -> None:
        self.book, self._results = loaded(data), loaded(data, results=True)
        self.random = Random(seed)
        cells = [cell for sheet in self.book for row in sheet.iter_rows() for cell in row]
        self.cells = [cell for cell in cells if not isinstance(cell, MergedCell)]
        self.held = [cell for cell in self.cells if cell.value is not None]
        self.formulas = [cell for cell in self.held if cell.data_type == "f"]
        self.numbers = [cell for cell in self.held if cell.data_type == "n" and not cell.is_date]
        self.texts = [cell for cell in self.held if cell.data_type in ("s", "inlineStr")]

    def draw(self, makers: Mapping[str, Maker], kind: str = "") -> tuple[str, Edit]:
        """An edit of this kind, or of any; the kind first."""
        while True:
            chosen = kind or self.random.choice(list(makers))
            edit = makers[chosen](self)
            if edit:
                return chosen, edit

    def result(self, cell: Cell) -> object:
        """The stored result of a formula."""
        return self._results[cell.parent.title][cell.coordinate].value

    def sheet(self, *names: str) -> Worksheet:
        """Any sheet, or one of these."""
        return self.book[self.random.choice(names or self.book.sheetnames)]

    def row(self, sheet: Worksheet, first: int = 1) -> int:
        """A row down to the last that holds anything."""
        return self.random.randint(first, self.height(sheet))

    def height(self, sheet: Worksheet) -> int:
        """The last row that holds anything; blank cells may have a style below it."""
        return max(cell.row for cell in self.held if cell.parent is sheet)

    def width(self, sheet: Worksheet) -> int:
        """The last column that holds anything."""
        return max(cell.column for cell in self.held if cell.parent is sheet)
