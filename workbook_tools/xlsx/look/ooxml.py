"""The parts of an .xlsx or .xlsm that calamine does not show."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from workbook_tools.layout import UNREAD_SHEETS
from workbook_tools.messages.found import found
from workbook_tools.model import Finding, Look, SheetLook
from workbook_tools.xlsx.look.cells import formulas_with, look_cells
from workbook_tools.xlsx.look.package import Package, comments, custom_properties
from workbook_tools.xlsx.look.struck import struck_cells, struck_styles

_WORKBOOK = "xl/workbook.xml"
_TRUE = frozenset({"1", "true"})
_OTHER_BOOK = re.compile(rb"<f[^>]*>[^<]*\[[0-9]+\]")
_PICTURE_IN_CELL = re.compile(rb"<f[^>]*>[^<]*DISPIMG\(")
"""WPS keeps a picture set into a cell (嵌入单元格图片) as =DISPIMG("ID_…",1)."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A sheet as the workbook part lists it; `part` is empty for chart and macro sheets."""

    name: str
    visible: bool
    part: str


def look_ooxml(data: bytes, form: str) -> Look:
    """The workbook without its values, one SheetLook a sheet in the workbook's order.

    Raises what a broken zip or broken XML raises, TooFarError for a cell beyond the limits.
    """
    package = Package(data)
    workbook = package.xml(_WORKBOOK)
    entries = tuple(_entries(package, workbook))
    struck = struck_styles(package)
    return Look(
        format=form,
        sheets=tuple(_sheet(package, entry, struck) for entry in entries),
        properties=custom_properties(package),
        date1904=any(entry.get("date1904") in _TRUE for entry in workbook.iter("{*}workbookPr")),
        pictures=package.count("xl/media/"),
        notes=tuple(_notes(package, entries)),
    )


def _entries(package: Package, workbook: etree._Element) -> Iterator[_Entry]:
    related = package.related(_WORKBOOK)
    for sheet in workbook.iter("{*}sheet"):
        # The namespace of r:id differs between transitional and strict files.
        number = next(str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id"))
        kind, part = related[number]
        visible = sheet.get("state", "visible") == "visible"
        yield _Entry(sheet.get("name", ""), visible, part if kind == "worksheet" else "")


def _sheet(package: Package, entry: _Entry, struck: frozenset[bytes]) -> SheetLook:
    if not entry.part or entry.name in UNREAD_SHEETS:
        return SheetLook(entry.name, entry.visible, ())
    part = package.part(entry.part)
    look = look_cells(entry.name, entry.visible, part)
    noted = {
        at: comment
        for kind, part in package.related(entry.part).values()
        if kind == "comments"
        for at, comment in comments(package.xml(part))
    }
    return replace(look, comments=noted, struck=struck_cells(part, struck))


def _notes(package: Package, entries: Sequence[_Entry]) -> Iterator[Finding]:
    if "xl/vbaProject.bin" in package.names:
        yield found("F141")
    if package.count("xl/externalLinks/externalLink"):
        linked = tuple(_formulas(package, entries, _OTHER_BOOK, "F142"))
        yield from linked or (found("F146"),)
    if package.count("xl/cellimages"):
        yield from _formulas(package, entries, _PICTURE_IN_CELL, "F143")


def _formulas(
    package: Package, entries: Sequence[_Entry], pattern: re.Pattern[bytes], code: str
) -> Iterator[Finding]:
    """One finding a sheet: the first cell whose formula holds the pattern, and how many do."""
    for entry in entries:
        cells = formulas_with(package.part(entry.part), pattern) if entry.part else []
        if cells:
            yield found(code, entry.name, cells[0], count=str(len(cells)))
