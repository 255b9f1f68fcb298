"""Cells of an .xlsx that are struck through: their looks mean something to a clerk and nothing to a reader."""

import re
from collections.abc import Iterator

from lxml import etree

from workbook_tools.model import Address
from workbook_tools.xlsx.look.cells import cell_address
from workbook_tools.xlsx.look.package import Package

_FALSE = frozenset({"0", "false"})
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?=[^<>]* s="([0-9]+)")[^<>]*[^/<>]>(?!</c>)')
"""A cell with a style and content."""


def struck_styles(package: Package, part: str) -> frozenset[bytes]:
    """The numbers of the cell styles in this part whose font is struck through, as cells write them."""
    if b"strike" not in package.part(part):
        return frozenset()
    root = package.xml(part)
    fonts = {str(i) for i, font in enumerate(root.iterfind("{*}fonts/{*}font")) if _is_struck(font)}
    styles = enumerate(root.iterfind("{*}cellXfs/{*}xf"))
    return frozenset(str(i).encode() for i, style in styles if style.get("fontId") in fonts)


def _is_struck(font: etree._Element) -> bool:
    mark = font.find("{*}strike")
    return mark is not None and mark.get("val", "1") not in _FALSE


def struck_cells(part: bytes, styles: frozenset[bytes]) -> frozenset[Address]:
    """The cells of a plainly spelled part that have content and one of these styles."""
    return frozenset(_cells(part, styles)) if styles else frozenset()


def _cells(part: bytes, styles: frozenset[bytes]) -> Iterator[Address]:
    for cell in _CELL.finditer(part):
        if cell[3] in styles:
            yield cell_address(cell[1], cell[2])
