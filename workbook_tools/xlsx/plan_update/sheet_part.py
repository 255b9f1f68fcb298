"""One worksheet part: cells put in, styles, merges, frozen rows; what is not touched stays."""

import re
from collections.abc import Mapping
from copy import copy

from lxml import etree

from workbook_tools.model import Address, a1, address_of
from workbook_tools.xlsx.plan_update.book_parts import main, parsed, written

# What may stand between the cells and the merged areas; element order is fixed.
_BEFORE_MERGES = (
    "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
    "dataConsolidate", "customSheetViews",
)  # fmt: skip
# What belongs to one sheet only and may not be shared by a copy of it.
_OWN = (
    "legacyDrawing",
    "legacyDrawingHF",
    "drawing",
    "picture",
    "oleObjects",
    "controls",
    "tableParts",
    "extLst",
)
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_HEIGHT = ("ht", "customHeight")

EMPTY = f'<worksheet xmlns="{main("")[1:-1]}"><sheetData/></worksheet>'.encode()


class SheetPart:
    """A worksheet that is being changed."""

    def __init__(self, data: bytes) -> None:
        self._root = parsed(data)
        self._data = self._child("sheetData")
        self._rows = {int(row.get("r") or 0): row for row in self._data}

    def style(self, at: Address) -> str:
        """The style number of a cell; empty where it has none."""
        cell = self._cell(at)
        return "" if cell is None else cell.get("s") or ""

    def height(self, row: int) -> Mapping[str, str]:
        """What a row says about its height."""
        found = self._rows.get(row)
        return {} if found is None else {key: found.get(key, "") for key in _HEIGHT if found.get(key)}

    def clear(self) -> None:
        """Take away all cells and merged areas; columns, print set-up and all else stay."""
        for row in list(self._data):
            self._data.remove(row)
        self._rows = {}
        for merges in self._root.findall(main("mergeCells")):
            self._root.remove(merges)

    def put(self, at: Address, value: str | int | None, style: str) -> None:
        """Set the value of a cell (None = blank) and its style."""
        cell = self._made_cell(at)
        for child in list(cell):
            cell.remove(child)
        for name in ("t", "s"):
            cell.attrib.pop(name, "")
        if style:
            cell.set("s", style)
        if isinstance(value, str):
            cell.set("t", "inlineStr")
            text = etree.SubElement(etree.SubElement(cell, main("is")), main("t"))
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            text.text = value
        elif value is not None:
            etree.SubElement(cell, main("v")).text = str(value)

    def set_height(self, row: int, height: Mapping[str, str]) -> None:
        """Give a row the height of another."""
        for key, value in height.items():
            self._made_row(row).set(key, value)

    def merge(self, first: Address, last: Address) -> None:
        """Merge an area of two cells or more; a single cell stays as it is."""
        if first == last:
            return
        merges = self._root.find(main("mergeCells"))
        if merges is None:
            merges = etree.Element(main("mergeCells"))
            before = [child for name in _BEFORE_MERGES for child in self._root.findall(main(name))]
            max([self._data, *before], key=self._root.index).addnext(merges)
        etree.SubElement(merges, main("mergeCell"), ref=f"{a1(first)}:{a1(last)}")
        merges.set("count", str(len(merges)))

    def freeze(self, row: int) -> None:
        """Where rows are frozen, freeze those down to this one."""
        for pane in self._root.iter(main("pane")):
            if pane.get("ySplit"):
                pane.set("ySplit", str(row))
                pane.set("topLeftCell", a1((row + 1, int(pane.get("xSplit") or 0) + 1)))

    def widen(self, column: int) -> None:
        """Give the columns up to this one the width of the last that has its own."""
        columns = self._root.find(main("cols"))
        if columns is not None and len(columns) and int(columns[-1].get("max") or 0) < column:
            last = columns[-1]
            added = copy(last)
            columns.append(added)
            added.set("min", str(int(last.get("max") or 0) + 1))
            added.set("max", str(column))

    def filtered_to(self, row: int) -> str | None:
        """Let the filter, where there is one, reach down to a row; returns its area as in $A$1:$E$9."""
        found = self._root.find(main("autoFilter"))
        match = (
            re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", found.get("ref", "")) if found is not None else None
        )
        if found is None or match is None:
            return None
        found.set("ref", f"{match[1]}{match[2]}:{match[3]}{row}")
        return f"${match[1]}${match[2]}:${match[3]}${row}"

    def twin(self) -> "SheetPart":
        """A copy fit to be another sheet: without what one sheet only may own, and not selected."""
        other = SheetPart(self.data())
        for name in _OWN:
            for element in other._root.findall(main(name)):
                other._root.remove(element)
        for element in other._root.iter(main("pageSetup")):
            element.attrib.pop(_RELATION, "")
        for element in other._root.iter(main("sheetView")):
            element.attrib.pop("tabSelected", "")
        for element in other._root.iter(main("sheetPr")):
            element.attrib.pop("codeName", "")
        return other

    def data(self) -> bytes:
        """The part as bytes, its used area stated anew."""
        cells = [at for cell in self._data.iter(main("c")) if (at := address_of(cell.get("r") or ""))]
        dimension = self._root.find(main("dimension"))
        if dimension is not None and cells:
            rows, columns = zip(*cells, strict=True)
            dimension.set("ref", f"{a1((min(rows), min(columns)))}:{a1((max(rows), max(columns)))}")
        return written(self._root)

    def _child(self, name: str) -> etree._Element:
        found = self._root.find(main(name))
        return etree.SubElement(self._root, main(name)) if found is None else found

    def _cell(self, at: Address) -> etree._Element | None:
        row, reference = self._rows.get(at[0]), a1(at)
        return None if row is None else next((cell for cell in row if cell.get("r") == reference), None)

    def _made_row(self, number: int) -> etree._Element:
        if number not in self._rows:
            row = etree.Element(main("row"), r=str(number))
            after = next((other for other in self._data if int(other.get("r") or 0) > number), None)
            self._data.append(row) if after is None else after.addprevious(row)
            self._rows[number] = row
        self._rows[number].attrib.pop("spans", "")
        return self._rows[number]

    def _made_cell(self, at: Address) -> etree._Element:
        found = self._cell(at)
        if found is not None:
            return found
        row, cell = self._made_row(at[0]), etree.Element(main("c"), r=a1(at))
        after = next((other for other in row if _column(other) > at[1]), None)
        row.append(cell) if after is None else after.addprevious(cell)
        return cell


def _column(cell: etree._Element) -> int:
    at = address_of(cell.get("r") or "")
    return at[1] if at else 0
