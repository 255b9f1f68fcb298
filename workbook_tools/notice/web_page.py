"""Notices saved as web pages: lines and tables in reading order, spans repeated over the cells they cover."""

import re
from collections.abc import Iterator

from lxml import html

from workbook_tools.notice.blocks import Block, Line, Table, counted

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_UNSEEN = {"script", "style", "head", "title", "noscript", "template"}
_INLINE = {
    "a", "abbr", "b", "big", "em", "font", "i", "ins", "label", "mark", "s", "small", "span", "strong", "sub",
    "sup", "tt", "u",
}  # fmt: skip
_LARGEST_SPAN = 1000


def declared_charset(data: bytes) -> str:
    """The character set a page declares in its first bytes; empty where it declares none."""
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii").lower() if match else ""


def blocks(text: str) -> tuple[Block, ...]:
    """The lines and tables of a page; a table that only holds other tables is layout and is looked into."""
    # Given as bytes: lxml refuses text that declares an encoding, as saved pages do.
    root = html.document_fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    found = list(_Walk().blocks(root))
    tables = [block for block in found if isinstance(block, Table)]
    numbers = {id(table): number for number, table in enumerate(tables, 1)}
    return tuple(
        counted(block.rows, numbers[id(block)]) if isinstance(block, Table) else block for block in found
    )


class _Walk:
    """Reads elements in order, holding back text until its line is complete."""

    def __init__(self) -> None:
        self._text = ""

    def blocks(self, root: html.HtmlElement) -> Iterator[Block]:
        yield from self._element(root)
        yield from self._line()

    def _line(self) -> Iterator[Block]:
        line, self._text = " ".join(self._text.split()), ""
        if line:
            yield Line(line)

    def _element(self, element: html.HtmlElement) -> Iterator[Block]:
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            return
        breaks = element.tag not in _INLINE
        if breaks:
            yield from self._line()
        if element.tag == "table" and not _is_layout(element):
            yield Table(_rows(element))
            return
        self._text += element.text or ""
        for child in element:
            yield from self._element(child)
            self._text += child.tail or ""
        if breaks:
            yield from self._line()


def _is_layout(table: html.HtmlElement) -> bool:
    cells = table.xpath(".//td | .//th")
    return len(cells) < 2 or bool(table.xpath(".//table"))


def _rows(table: html.HtmlElement) -> tuple[tuple[str, ...], ...]:
    grid: list[dict[int, str]] = [{} for _ in table.xpath(".//tr")]
    for number, row in enumerate(table.xpath(".//tr")):
        for cell in row.xpath("./td | ./th"):
            column = next(free for free in range(len(grid[number]) + 1) if free not in grid[number])
            text, across = _text(cell), range(column, column + _span(cell, "colspan"))
            for below in grid[number : number + _span(cell, "rowspan")]:
                below.update(dict.fromkeys(across, text))
    return tuple(
        tuple(cells.get(column, "") for column in range(max(cells, default=-1) + 1)) for cells in grid
    )


def _span(cell: html.HtmlElement, name: str) -> int:
    written = cell.get(name, "").strip()
    return min(max(int(written), 1), _LARGEST_SPAN) if written.isascii() and written.isdigit() else 1


def _text(cell: html.HtmlElement) -> str:
    return str(cell.text_content()).strip()
