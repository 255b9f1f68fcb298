"""Comments on cells, hidden until pointed at: their texts, and the boxes that old and new programs draw them in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from workbook_tools.layout import AUTHOR
from workbook_tools.model import Address, a1
from workbook_tools.xlsx.cell_text import text_content
from workbook_tools.xlsx.lines import line_count

_COLUMN = re.compile(rb"<col [^>]*>")
_ROW = re.compile(rb'<row r="(\d+)"[^>]*? ht="([\d.]+)"')
_ATTRIBUTE = re.compile(rb'(min|max|width|hidden)="([^"]*)"')
_USUAL_WIDTH, _USUAL_HEIGHT = 64, 20
_BOX, _LINE, _EDGE = 320, 17, 12
"""Width of a box, height of a line in it and what its edges take, in pixels."""
_CHARACTERS = 50
"""Half-width characters that a line of a box takes."""
_OFFSET = 15
_SHAPES = 1024
"""Numbers of shapes that one block holds."""

_TEXTS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    f"<authors><author>{AUTHOR}</author></authors><commentList>%s</commentList></comments>"
)
_TEXT = (
    '<comment ref="%s" authorId="0"><text><r><rPr><sz val="9"/><rFont val="宋体"/></rPr>'
    '<t xml:space="preserve">%s</t></r></text></comment>'
)
_BOXES = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit"'
    ' data="%s"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
    ' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>%s</xml>'
)
_BOX_SHAPE = (
    '<v:shape id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;z-index:%d;visibility:hidden"'
    ' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/>'
    '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%s</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>"
)


@dataclass(frozen=True)
class Grid:
    """How wide and high the columns and rows of a sheet are drawn."""

    sheet: bytes

    @cached_property
    def _widths(self) -> dict[int, int]:
        widths: dict[int, int] = {}
        for column in _COLUMN.findall(self.sheet):
            found = {name: text.decode() for name, text in _ATTRIBUTE.findall(column)}
            hidden = found.get(b"hidden") in ("1", "true")
            width = 0 if hidden else round(float(found.get(b"width", "8.43")) * 7) + 5
            widths |= dict.fromkeys(range(int(found[b"min"]), min(int(found[b"max"]), 300) + 1), width)
        return widths

    @cached_property
    def _heights(self) -> dict[int, int]:
        return {int(row): round(float(height) * 4 / 3) for row, height in _ROW.findall(self.sheet)}

    def anchor(self, at: Address, lines: int) -> str:
        """Where the box of a cell begins and ends, as its drawing says it: beside the cell, as high as its text."""
        row, column = max(at[0] - 1, 1), at[1] + 1
        right = _reach(self._widths, _USUAL_WIDTH, column, _OFFSET + _BOX)
        foot = _reach(self._heights, _USUAL_HEIGHT, row, _OFFSET + _LINE * lines + _EDGE)
        numbers = (column - 1, _OFFSET, row - 1, _OFFSET, *right, *foot)
        return ", ".join(map(str, numbers))


def _reach(sizes: Mapping[int, int], usual: int, start: int, length: int) -> tuple[int, int]:
    """The row or column, counted from 0, in which something this long ends, and how far into it."""
    at = start
    while length > sizes.get(at, usual):
        length -= sizes.get(at, usual)
        at += 1
    return at - 1, length


def comment_parts(texts: Mapping[Address, str], grid: Grid) -> tuple[bytes, bytes]:
    """The part with the texts of all comments, and the part with their boxes."""
    ordered = sorted(texts.items())
    said = "".join(_TEXT % (a1(at), text_content(text)) for at, text in ordered)
    boxes = "".join(
        _BOX_SHAPE % (_shape(number), number, grid.anchor(at, _lines(text)), at[0] - 1, at[1] - 1)
        for number, (at, text) in enumerate(ordered, 1)
    )
    blocks = ",".join(map(str, range(1, _shape(len(ordered)) // _SHAPES + 1)))
    return (_TEXTS % said).encode(), (_BOXES % (blocks, boxes)).encode()


def _shape(number: int) -> int:
    """The number of a shape: the first one of each block is the block's own."""
    block, place = divmod(number - 1, _SHAPES - 1)
    return (block + 1) * _SHAPES + place + 1


def _lines(text: str) -> int:
    return line_count(text, _CHARACTERS)
