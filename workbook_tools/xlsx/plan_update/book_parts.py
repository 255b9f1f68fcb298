"""A workbook as its zip parts: single sheets are exchanged or added, every other part stays as it was.

openpyxl would drop what it does not know on saving: drop-downs that refer to other sheets as Excel keeps them
(x14), rich text, pictures, shapes.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from copy import copy

from lxml import etree

from workbook_tools.xlsx.far_rows import down_to
from workbook_tools.xlsx.look.limits import MAX_ROWS, MAX_TREE_BYTES
from workbook_tools.xlsx.look.markup import PARSER

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_WORKBOOK, _RELATIONS, _CONTENT = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
_CALC_CHAIN = "calcChain"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
"""Who made a zip member; named so that every system writes the same bytes."""


def main(tag: str) -> str:
    """A tag of the spreadsheet namespace."""
    return f"{{{_MAIN}}}{tag}"


def parsed(data: bytes) -> etree._Element:
    """An XML part, entities left alone; ValueError where it is too large to be changed."""
    if len(data) > MAX_TREE_BYTES:
        raise ValueError("a part that is too large")
    return etree.fromstring(data, PARSER)


def written(root: etree._Element) -> bytes:
    """An XML part as bytes."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


class BookParts:
    """The parts of one .xlsx file; those that stay as they are stay packed until they are written again."""

    def __init__(self, data: bytes) -> None:
        self._package = zipfile.ZipFile(io.BytesIO(data))
        self._parts = {info.filename: copy(info) for info in self._package.infolist()}
        self._changed: dict[str, bytes] = {}
        self._workbook = parsed(self._read(_WORKBOOK))
        self._relations = parsed(self._read(_RELATIONS))
        self._content = parsed(self._read(_CONTENT))

    def sheet(self, name: str) -> bytes:
        """The part of a sheet, as far down as a plan is read; KeyError where there is none."""
        return down_to(self._read(self._part_of(name)), MAX_ROWS)

    def put_sheet(self, name: str, data: bytes) -> None:
        """Exchange the part of a sheet; the calculation chain goes, since formulas may have gone."""
        self._put(self._part_of(name), data)
        self._drop_calc_chain()

    def add_sheet(self, name: str, data: bytes, after: str) -> None:
        """Add a sheet behind another one; names that belong to later sheets move along."""
        numbers = (number for number in range(1, len(self._parts) + 2))
        part = next(p for n in numbers if (p := f"xl/worksheets/sheet{n}.xml") not in self._parts)
        self._put(part, data)
        etree.SubElement(self._content, f"{{{_TYPES}}}Override", PartName=f"/{part}", ContentType=_SHEET_TYPE)
        taken = {relation.get("Id") for relation in self._relations}
        key = next(k for n in range(1, len(taken) + 2) if (k := f"rId{n}") not in taken)
        etree.SubElement(
            self._relations,
            f"{{{_PACKAGE}}}Relationship",
            Id=key,
            Type=f"{_OFFICE}/worksheet",
            Target=f"/{part}",
        )
        self._list_sheet(name, key, after)

    def titles(self, name: str, rows: tuple[int, int]) -> None:
        """Print these rows on top of every page of a sheet."""
        self._define(name, "_xlnm.Print_Titles", f"${rows[0]}:${rows[1]}", create=True)

    def filter(self, name: str, area: str) -> None:
        """Move the hidden name that Excel keeps for a sheet's filter; `area` as in $A$1:$E$9."""
        self._define(name, "_xlnm._FilterDatabase", area, create=False)

    def data(self) -> bytes:
        """The whole file; equal parts give equal bytes."""
        self._put(_WORKBOOK, written(self._workbook))
        self._put(_RELATIONS, written(self._relations))
        self._put(_CONTENT, written(self._content))
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
            for name, info in self._parts.items():
                package.writestr(info, self._read(name))
        return buffer.getvalue()

    def _read(self, part: str) -> bytes:
        changed = self._changed.get(part)
        return self._package.read(part) if changed is None else changed

    def _put(self, part: str, data: bytes) -> None:
        self._parts.setdefault(part, zipfile.ZipInfo(part, _EARLIEST))
        info = copy(self._parts[part])
        info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, _UNIX
        self._parts[part], self._changed[part] = info, data

    def _sheets(self) -> list[etree._Element]:
        return list(self._workbook.iter(main("sheet")))

    def _position(self, name: str) -> int:
        return [sheet.get("name") for sheet in self._sheets()].index(name)

    def _part_of(self, name: str) -> str:
        keys = {sheet.get("name"): sheet.get(f"{{{_OFFICE}}}id") for sheet in self._sheets()}
        parts = {relation.get("Id"): _part(relation) for relation in self._relations}
        return parts[keys[name]]

    def _list_sheet(self, name: str, key: str, after: str) -> None:
        sheets, position = self._sheets(), self._position(after) + 1
        added = etree.Element(main("sheet"), name=name)
        added.set("sheetId", str(max(int(sheet.get("sheetId") or 0) for sheet in sheets) + 1))
        added.set(f"{{{_OFFICE}}}id", key)
        sheets[position - 1].addnext(added)
        for element, attribute in self._sheet_numbers():
            number = int(element.get(attribute) or 0)
            element.set(attribute, str(number + (number >= position)))

    def _sheet_numbers(self) -> Iterator[tuple[etree._Element, str]]:
        for tag, attribute in (
            ("definedName", "localSheetId"),
            ("workbookView", "activeTab"),
            ("workbookView", "firstSheet"),
        ):
            for element in self._workbook.iter(main(tag)):
                if element.get(attribute) is not None:
                    yield element, attribute

    def _define(self, name: str, kind: str, area: str, *, create: bool) -> None:
        position, text = str(self._position(name)), f"'{name}'!{area}"
        for defined in self._workbook.iter(main("definedName")):
            if (defined.get("name"), defined.get("localSheetId")) == (kind, position):
                defined.text = text
                return
        names = self._workbook.find(main("definedNames"))
        if create and names is not None:
            etree.SubElement(names, main("definedName"), name=kind, localSheetId=position).text = text

    def _drop_calc_chain(self) -> None:
        for element in [*self._relations, *self._content]:
            if _CALC_CHAIN in (element.get("Target") or element.get("PartName") or ""):
                parent = element.getparent()
                if parent is not None:
                    parent.remove(element)
        self._parts.pop(f"xl/{_CALC_CHAIN}.xml", None)


def _part(relation: etree._Element) -> str:
    """The part that a relation of the workbook points to."""
    return posixpath.normpath(posixpath.join("/xl", relation.get("Target") or "")).lstrip("/")
