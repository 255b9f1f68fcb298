"""A long sheet: title, note, one heading row, then rows; filtered, frozen, its heading repeated in print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbook_tools.model import LAST_CELL, Value
from workbook_tools.xlsx.lines import HIGHEST, line_count
from workbook_tools.xlsx.master.book import Book
from workbook_tools.xlsx.master.rows import put_row

HEAD_ROW = 2
_LINE = 13.5
"""Height of one line of dense text, in points."""
_HEAD_LINE, _HEAD_SCALE = 15, 1.15
"""Height of one line of a heading, in points, and how much wider its letters are."""
_READABLE_WIDTH = 200
"""Characters on one printed page that can still be read; more columns go on further pages."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a listing: heading, width in characters, look, and number format where it has one.

    A `folded` column is out of sight until the + above the next one that is not is clicked; it is not printed.
    """

    heading: str
    width: float
    look: str
    number_format: str = ""
    folded: bool = False


class Listing:
    """The sheet with its heads written, ready for the first row; `frozen` columns stay in view."""

    def __init__(
        self, book: Book, name: str, columns: Sequence[Column], *, title: str, note: str, frozen: int = 0
    ) -> None:
        self.book = book
        self.page = book.page(name)
        self.columns = columns
        self._heads(title, note)
        self._styles = [self._style(index, column) for index, column in enumerate(columns)]
        self._wrapped = [
            (at, column.width) for at, column in enumerate(columns) if column.look == "dense_wrap"
        ]
        self.page.sheet.freeze_panes(HEAD_ROW + 1, frozen)
        shown = sum(column.width for column in columns if not column.folded)
        wide = max(1, round(shown / _READABLE_WIDTH))
        self.page.print_setup(HEAD_ROW, wide=wide)
        if wide > 1:
            self.page.sheet.repeat_columns(0, frozen - 1)

    def _heads(self, title: str, note: str) -> None:
        page = self.page
        page.height(30)
        page.put(0, title, "section")
        page.down()
        page.height(22)
        page.put(0, note, "line")
        page.down()
        # Headings stand in a wider font than the texts that are counted.
        lines = max(line_count(column.heading, column.width / _HEAD_SCALE) for column in self.columns)
        page.height(max(44, _HEAD_LINE * lines + 6))
        for index, column in enumerate(self.columns):
            page.put(index, column.heading, "head")
        page.down()

    def _style(self, index: int, column: Column) -> int:
        more = {"num_format": column.number_format} if column.number_format else {}
        style = self.book.style(column.look, **more)
        self.page.sheet.set_column(index, index, column.width, style, self._outline(index))
        return self.book.number(column.look, **more)

    def _outline(self, index: int) -> Mapping[str, object]:
        """How a column takes part in folding; the one after those folded carries the +."""
        if self.columns[index].folded:
            return {"level": 1, "hidden": True}
        return {"collapsed": index > 0 and self.columns[index - 1].folded}

    def add(self, values: Sequence[Value], formats: Mapping[int, int] | None = None) -> None:
        """Write the next row; `formats` (column -> number) stand in for the columns' own."""
        styles = self._styles
        if formats:
            styles = styles.copy()
            for column, number in formats.items():
                styles[column] = number
        put_row(self.page.sheet, self.page.row, values, styles, self.height_of(values))
        self.page.down()

    def height_of(self, values: Sequence[Value]) -> float | None:
        """The height a row needs for its wrapped texts; None where one line is enough."""
        lines = max((line_count(str(values[at]), width) for at, width in self._wrapped), default=1)
        return min(_LINE * lines + 4, HIGHEST) if lines > 1 else None

    def close(self) -> None:
        """The filter over all rows written, and lines around their cells, without a cell for each blank."""
        page = self.page
        if page.row > LAST_CELL[0]:
            raise ValueError(f"{page.name}: {page.row} rows, a sheet holds {LAST_CELL[0]}")
        area = (HEAD_ROW, 0, max(page.row - 1, HEAD_ROW), len(self.columns) - 1)
        page.sheet.autofilter(*area)
        page.sheet.print_area(0, 0, area[2], area[3])
        lines = {"type": "formula", "criteria": "=TRUE", "format": self.book.lines()}
        page.sheet.conditional_format(*area, lines)
