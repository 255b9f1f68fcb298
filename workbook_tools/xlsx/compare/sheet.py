"""One sheet of a workbook read in a single pass over its XML, row by row."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import IO

from lxml import etree

from workbook_tools.messages import compare as words
from workbook_tools.model import LAST_CELL, Address, address_of, column_number
from workbook_tools.xlsx.compare.facts import BLANK, CellFact, Mark, SheetFacts
from workbook_tools.xlsx.compare.formulas import translated
from workbook_tools.xlsx.compare.hiding import LATER_RULES, of_rules, of_view
from workbook_tools.xlsx.compare.laid import Laid
from workbook_tools.xlsx.compare.links import resolved
from workbook_tools.xlsx.compare.number_formats import shows_days
from workbook_tools.xlsx.compare.package import TRUE, Relation, main_space, related_id, without_doctype
from workbook_tools.xlsx.compare.styles import Styles
from workbook_tools.xlsx.compare.values import stored, whole_number

_LAST_ROW, _LAST_COLUMN = LAST_CELL
_MIN_WIDTH, _MIN_HEIGHT = 1.0, 5.0
"""Columns of less than a character and rows of less than 5 points show nothing."""
_LARGEST_LINK = 1_000
"""As many cells of one link are told apart; a larger area is named by its first."""
_DAYS_TO_1904 = 1462


@dataclass(frozen=True, slots=True)
class Book:
    """What the cells of all sheets refer to: texts by number, styles, from when days count."""

    texts: Sequence[str]
    styles: Styles
    date1904: bool


@dataclass(slots=True)
class SheetReader:
    """What is gathered while the XML of one sheet goes by."""

    book: Book
    related: Mapping[str, Relation]
    laid: Laid
    rows: dict[int, dict[int, CellFact]] = field(default_factory=dict)
    _shown: dict[int, bool | None] = field(default_factory=dict)
    """Whether a row listed says that it is shown; None where its height is the usual one."""
    _columns: dict[int, bool] = field(default_factory=dict)
    _usual: Mapping[str, str] = field(default_factory=dict)
    _shared: dict[str, tuple[str, Address]] = field(default_factory=dict)
    _alike: dict[CellFact, CellFact] = field(default_factory=dict)
    _marks: list[Mark] = field(default_factory=list)
    _space: str = ""
    _row: int = 0

    def read(self, stream: IO[bytes], name: str, hidden: bool) -> SheetFacts:
        """The sheet; XMLSyntaxError, ValueError, LookupError for what no spreadsheet program writes."""
        take = {
            "sheetView": self._take_view,
            "row": self._take_row,
            "col": self._take_columns,
            "sheetFormatPr": self._take_usual,
            "mergeCell": self._take_merge,
            "conditionalFormatting": self._take_rules,
            "hyperlink": self._take_link,
        }
        self._space = _space(stream)
        tags = [*(f"{self._space}{name}" for name in take), LATER_RULES]
        parts = etree.iterparse(
            stream, tag=tags, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        for _, element in parts:
            if element.tag != LATER_RULES and not all(map(self._is_main, element.iterancestors())):
                raise ValueError(element.tag)
            take[_local(element.tag)](element)
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
        without_doctype(parts.root)
        return self._facts(name, hidden)

    # ------------------------------------------------------------ cells

    def _take_row(self, element: etree._Element) -> None:
        self._row = _next(self._row, element.get("r"), _LAST_ROW)
        self._shown[self._row] = _row_shown(element)
        cells: dict[int, CellFact] = {}
        row, column = str(self._row), 0
        for cell in self._own(element, "c"):
            address = cell.get("r")
            column = _next(column, _column(address.removesuffix(row)) if address else None, _LAST_COLUMN)
            fact = self._cell(cell, column) if len(cell) else None
            if fact is not None:
                # Lists repeat the same cells over and over: one object stands for all that are alike.
                cells[column] = self._alike.setdefault(fact, fact)
        if cells:
            self.rows[self._row] = cells

    def _cell(self, cell: etree._Element, column: int) -> CellFact | None:
        parts = {_local(part.tag): part for part in self._own(cell, "v", "is", "f")}
        if len(parts) < len(cell) or any(len(part) for name, part in parts.items() if name != "is"):
            raise ValueError("one value twice")
        book = self.book
        text = (parts["v"].text or "") if "v" in parts else None
        formula = self._formula(parts["f"], (self._row, column)) if "f" in parts else ""
        value = stored(cell.get("t"), text, parts.get("is"), book.texts, book.styles.palette)
        if not formula and value in (None, ""):
            return None
        number_format, display = book.styles.cells[cell.get("s", "0")]
        if book.date1904 and isinstance(value, float) and shows_days(number_format):
            value += _DAYS_TO_1904
        return CellFact(value, formula, number_format, display=display)

    def _own(self, element: etree._Element, *names: str) -> Iterator[etree._Element]:
        """What a row or cell holds; ValueError for what one program would pass over and another would not."""
        for each in element:
            if each.tag.removeprefix(self._space) in names:
                yield each
            elif not self._is_main(each):
                raise ValueError(each.tag)

    def _is_main(self, element: etree._Element) -> bool:
        return str(element.tag).startswith(self._space)

    def _formula(self, part: etree._Element, at: Address) -> str:
        """The formula with its leading =; in braces where it is one of an area."""
        text, kind = part.text or "", part.get("t", "normal")
        if kind not in ("normal", "shared", "array"):
            raise ValueError(kind)
        if kind == "shared":
            number = part.get("si", "")
            if text:
                # Of a cell that shares the formula of another, its own text counts for some programs only.
                if number in self._shared or part.get("ref") is None:
                    raise ValueError(number)
                self._shared[number] = f"={text}", at
            return translated(*self._shared[number], at)
        return "{=" + text + "}" if kind == "array" else f"={text}" if text else ""

    def _take_link(self, element: etree._Element) -> None:
        """Links stand behind all rows."""
        number = related_id(element)
        target = self.related[number].target if number else ""
        link = resolved(target, element.get("location") or "")
        for row, column in _area(element.get("ref") or ""):
            cells = self.rows.setdefault(row, {})
            fact = cells.get(column, BLANK)
            # Of two links on a cell, which one is followed is anyone's guess.
            cells[column] = fact._replace(link=f"{fact.link} {link}" if fact.link else link)

    # ------------------------------------------------------------ what cannot be seen as it is

    def _take_view(self, element: etree._Element) -> None:
        self._marks += of_view(element)

    def _take_rules(self, element: etree._Element) -> None:
        self._marks += of_rules(element, self.book.styles)

    def _take_merge(self, element: etree._Element) -> None:
        """Merged areas stand behind all rows."""
        first, last = _corners(element.get("ref") or "")
        self._cover((first, last), words.COVERED_BY_MERGE, but=first)

    def _cover(self, area: tuple[Address, Address], word: str, but: Address | None = None) -> None:
        (top, left), (bottom, right) = area
        for row in self.rows.keys() & range(top, bottom + 1):
            cells = self.rows[row]
            for column in cells.keys() & range(left, right + 1):
                if (row, column) != but:
                    cells[column] = cells[column]._replace(display=word)

    # ------------------------------------------------------------ what is hidden

    def _take_columns(self, element: etree._Element) -> None:
        width = element.get("width")
        hidden = element.get("hidden") in TRUE or (width is not None and float(width) < _MIN_WIDTH)
        first, last = int(element.get("min") or 0), int(element.get("max") or 0)
        self._columns |= dict.fromkeys(range(first, min(last, _LAST_COLUMN) + 1), hidden)

    def _take_usual(self, element: etree._Element) -> None:
        self._usual = {str(key): str(value) for key, value in element.attrib.items()}

    def _facts(self, name: str, hidden: bool) -> SheetFacts:
        for area in self.laid.charts:
            self._cover(area, words.COVERED_BY_CHART)
        flat = float(self._usual.get("defaultRowHeight", _MIN_HEIGHT)) < _MIN_HEIGHT
        narrow = float(self._usual.get("defaultColWidth", _MIN_WIDTH)) < _MIN_WIDTH
        unlisted = flat or self._usual.get("zeroHeight") in TRUE
        rows = range(1, max(self.rows, default=0) + 1)
        columns = range(1, max((max(row) for row in self.rows.values()), default=0) + 1)
        return SheetFacts(
            name,
            hidden,
            self.rows,
            frozenset(row for row in rows if self._is_hidden(row, unlisted, flat)),
            frozenset(column for column in columns if self._columns.get(column, narrow)),
            (*self._marks, *self.laid.marks),
        )

    def _is_hidden(self, row: int, unlisted: bool, flat: bool) -> bool:
        if row not in self._shown:
            return unlisted
        shown = self._shown[row]
        return flat if shown is None else not shown


@cache
def _local(tag: str) -> str:
    """The name of a tag without its namespace, which differs between transitional and strict files."""
    return tag.rpartition("}")[2]


@cache
def _column(letters: str) -> int:
    """The number of a column; ValueError where an address has more than letters before the number of its row."""
    if not (letters.isascii() and letters.isalpha() and letters.isupper()):
        raise ValueError(letters)
    return column_number(letters)


def _row_shown(element: etree._Element) -> bool | None:
    if element.get("hidden") in TRUE:
        return False
    height = element.get("ht")
    return None if height is None else float(height) >= _MIN_HEIGHT


def _next(last: int, given: str | int | None, most: int) -> int:
    """The number of a row or column: as given, else the next; ValueError where they do not ascend or end."""
    number = last + 1 if given is None else whole_number(str(given))
    if not last < number <= most:
        raise ValueError(given)
    return number


def _space(stream: IO[bytes]) -> str:
    """The namespace of the sheet, from its first tag."""
    _, root = next(iter(etree.iterparse(stream, events=("start",), resolve_entities=False, no_network=True)))
    stream.seek(0)
    return main_space(root)


def _corners(reference: str) -> tuple[Address, Address]:
    """The first and the last cell of a reference such as A1 or A1:C3; ValueError for what is none."""
    first, _, last = reference.replace("$", "").partition(":")
    top, bottom = address_of(first), address_of(last or first)
    if top is None or bottom is None or bottom[0] > _LAST_ROW or bottom[1] > _LAST_COLUMN:
        raise ValueError(reference)
    return top, bottom


def _area(reference: str) -> Iterator[Address]:
    """The cells of a reference such as A1 or A1:C3."""
    top, bottom = _corners(reference)
    if (bottom[0] - top[0] + 1) * (bottom[1] - top[1] + 1) > _LARGEST_LINK:
        bottom = top
    for row in range(top[0], bottom[0] + 1):
        for column in range(top[1], bottom[1] + 1):
            yield row, column
