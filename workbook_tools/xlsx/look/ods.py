"""The parts of an .ods that calamine does not show (OpenDocument 1.3, part 3)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from workbook_tools.envelope import RefusedError, stored
from workbook_tools.layout import UNREAD_SHEETS
from workbook_tools.messages.found import found
from workbook_tools.model import Address, Look, SheetLook
from workbook_tools.xlsx.look.found import Seen, SheetFound
from workbook_tools.xlsx.look.limits import MAX_CELLS, MAX_ROWS, MAX_SHEETS, check_reach, too_many
from workbook_tools.xlsx.look.ods_active import active_content
from workbook_tools.xlsx.look.package import Package

_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _TEXT, _META = (f"{_OASIS}{part}:1.0}}" for part in ("table", "office", "text", "meta"))
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_CONTENT = "content.xml"
_MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = ("META-INF/manifest.xml", b"<manifest:manifest/>")
_SPACE = re.compile(rb"""\bxmlns(?::([\w.-]+))?\s*=\s*["']([^"'<>]*)["']""")
_PREFIXES = {part.encode(): f"{_OASIS[1:]}{part}:1.0".encode() for part in ("table", "office", "text")}
"""calamine knows elements and attributes by these, whatever they stand for."""
_HIDDEN = frozenset({"collapse", "filter"})


@dataclass(frozen=True, slots=True)
class _Run:
    """An element that stands for `count` equal rows, columns or cells from `first` on."""

    element: etree._Element
    first: int
    count: int


def look_ods(data: bytes, form: str) -> Seen:
    """The workbook without its values; RefusedError for content beyond the limits.

    Dates are written out here, never counted from an epoch: `date1904` is always False.
    """
    package = Package(data)
    _check_prefixes(package.part(_CONTENT))
    content = package.xml(_CONTENT)
    tables = content.findall(f".//{_OFFICE}spreadsheet/{_TABLE}table")
    too_many("工作表", len(tables), MAX_SHEETS)
    too_many("单元格", sum(map(_area, tables)), MAX_CELLS)
    look = Look(
        format=form,
        sheets=tuple(map(_sheet, tables)),
        properties=_properties(package),
        pictures=package.count("Pictures/"),
        notes=tuple(active_content(package, content)),
    )
    return Seen(look, stored([("mimetype", _MIMETYPE), _MANIFEST, (_CONTENT, package.part(_CONTENT))]))


def _check_prefixes(content: bytes) -> None:
    """RefusedError (F158) where a usual prefix stands for something else, or another one for the same."""
    for prefix, space in _SPACE.findall(content):
        is_usual = _PREFIXES.get(prefix) == space
        if not is_usual and (prefix in _PREFIXES or space in _PREFIXES.values() or b"&" in space):
            raise RefusedError(found("F158"))


def _sheet(table: etree._Element) -> SheetLook:
    sheet = SheetFound()
    name = table.get(f"{_TABLE}name", "")
    if name in UNREAD_SHEETS:
        return sheet.look(name)
    for column in _runs(table.iter(f"{_TABLE}table-column"), "columns"):
        if column.element.get(f"{_TABLE}visibility") in _HIDDEN:
            sheet.hide_columns(column.first, column.first + column.count - 1)
    for row in _runs(table.iter(f"{_TABLE}table-row"), "rows"):
        if row.element.get(f"{_TABLE}visibility") in _HIDDEN:
            sheet.hidden_rows.update(range(row.first, min(row.first + row.count, MAX_ROWS + 1)))
        for cell in _runs(row.element.iterchildren(f"{_TABLE}*"), "columns"):
            if len(cell.element):
                _take(sheet, row, cell)
    return sheet.look(name)


def _area(table: etree._Element) -> int:
    """How many cells the filled ones span; RefusedError where one stands too far away."""
    last_row = last_column = 0
    for row in _runs(table.iter(f"{_TABLE}table-row"), "rows"):
        for cell in _runs(row.element.iterchildren(f"{_TABLE}*"), "columns"):
            if len(cell.element):
                last = row.first + row.count - 1, cell.first + cell.count - 1
                check_reach(table.get(f"{_TABLE}name", ""), last)
                last_row, last_column = max(last_row, last[0]), max(last_column, last[1])
    return last_row * last_column


def _runs(elements: Iterator[etree._Element], of: str) -> Iterator[_Run]:
    first = 1
    for element in elements:
        count = int(element.get(f"{_TABLE}number-{of}-repeated", "1"))
        if count < 1:
            raise RefusedError(found("F157"))
        yield _Run(element, first, count)
        first += count


def _take(sheet: SheetFound, row: _Run, cell: _Run) -> None:
    """Note what one run of equal cells with content carries."""
    get = cell.element.get
    at = (row.first, cell.first)
    text = cell.element.findtext(f"{_TEXT}p")
    if get(f"{_TABLE}formula"):
        sheet.formulas.update(_addresses(row, cell))
        if get(f"{_OFFICE}value-type") is None and text is None:
            sheet.uncached.update(_addresses(row, cell))
    if get(f"{_CALC}value-type") == "error":
        sheet.errors.update(dict.fromkeys(_addresses(row, cell), text or ""))
    height, width = (
        int(get(f"{_TABLE}number-rows-spanned", "1")),
        int(get(f"{_TABLE}number-columns-spanned", "1")),
    )
    if height > 1 or width > 1:
        sheet.merges.append((*at, at[0] + height - 1, at[1] + width - 1))
    for comment in cell.element.iterchildren(f"{_OFFICE}annotation"):
        sheet.comments[at] = (comment.findtext(_CREATOR) or "", _paragraphs(comment))


def _addresses(row: _Run, cell: _Run) -> Iterator[Address]:
    columns = range(cell.first, cell.first + cell.count)
    return ((number, column) for number in range(row.first, row.first + row.count) for column in columns)


def _paragraphs(element: etree._Element) -> str:
    lines = ("".join(str(text) for text in line.itertext()) for line in element.iterchildren(f"{_TEXT}p"))
    return "\n".join(lines).strip()


def _properties(package: Package) -> Mapping[str, str]:
    if not package.has("meta.xml"):
        return {}
    return {
        entry.get(f"{_META}name", ""): entry.text or ""
        for entry in package.xml("meta.xml").iter(f"{_META}user-defined")
    }
