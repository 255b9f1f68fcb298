"""Notices as plain text: tables with a row a line, cells between tabs, or flattened to one cell a line."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from workbook_tools.annex_table import find_heading
from workbook_tools.annex_table.spelling import annex_mark, is_figure, is_note, is_sequence, is_unit_heading
from workbook_tools.messages import annexes as words
from workbook_tools.notice import flattened
from workbook_tools.notice.blocks import Block, Line, Table
from workbook_tools.notice.flattened_heading import Cells

# Page numbers and captions that only say that a table goes on.
_PAGE_FURNITURE = re.compile(
    r"[-—–]\s*\d{1,4}\s*[-—–]|第\s*\d{1,4}\s*页(?:\s*共\s*\d{1,4}\s*页)?|[（(]?续上?表[)）]?"
)


def blocks(text: str) -> tuple[Block, ...]:
    """The lines and tables of a text."""
    return tuple(_blocks(text.splitlines()))


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    number, stops = 0, [n for n, line in enumerate(lines) if annex_mark(line) or is_note(line)]
    while number < len(lines):
        following = stops[at] if (at := bisect_right(stops, number)) < len(stops) else len(lines)
        read = _table(lines, number, following) if _may_open(lines[number]) else None
        if read:
            table, number = read
            yield table
            continue
        if lines[number].strip() and not _PAGE_FURNITURE.fullmatch(lines[number].strip()):
            yield Line(lines[number].strip())
        number += 1


def _may_open(line: str) -> bool:
    cells = re.split(r"\t|\s{2,}", line.strip())
    words_ = line.split()
    return any(is_sequence(cell) or is_unit_heading(cell) for cell in [*cells[:2], *words_[:1]])


def _table(lines: Sequence[str], first: int, last: int) -> tuple[Table, int] | None:
    """The table that opens at a line and ends before `last`, and the number of the line after it.

    None for any other table.
    """
    tabbed = "\t" in lines[first].strip()
    if not tabbed and not flattened.may_open(_area(lines, first, last)):
        return None
    area = list(_area(lines, first, last))
    rows, end = _tabbed(area) if tabbed else flattened.read(area)
    grid = tuple(tuple(text for text, _ in row) for row in rows)
    if find_heading(grid) is None:
        return None
    places = {
        (row, column): words.LINE_PLACE.format(line=line)
        for row, cells in enumerate(rows, 1)
        for column, (_, line) in enumerate(cells, 1)
    }
    return Table(grid, places), end


def _area(lines: Sequence[str], first: int, last: int) -> Iterator[tuple[int, str]]:
    """The lines of an area that say something, each with its number from 1."""
    for number in range(first, last):
        text = lines[number].strip()
        if text and not _PAGE_FURNITURE.fullmatch(text):
            yield number + 1, lines[number]


def _tabbed(area: Sequence[tuple[int, str]]) -> tuple[list[Cells], int]:
    """Rows of cells between tabs, cells broken over lines put together, up to the first line of prose."""
    rows: list[Cells] = []
    indent = len(area[0][1]) - len(area[0][1].lstrip("\t"))
    for position, (number, line) in enumerate(area):
        cells = [(text.strip().strip('"'), number) for text in _without_indent(line, indent).split("\t")]
        if rows and _goes_on(rows, cells):
            rows[-1][-1] = (rows[-1][-1][0] + cells[0][0], rows[-1][-1][1])
            rows[-1] += cells[1:]
        elif len(cells) == 1 and not _is_completed(area[position + 1 :]):
            return rows, number - 1
        else:
            rows.append(cells)
    return rows, area[-1][0]


def _without_indent(line: str, indent: int) -> str:
    return line[indent:] if line.startswith("\t" * indent) else line.lstrip("\t")


def _goes_on(rows: Sequence[Cells], cells: Cells) -> bool:
    """Whether a line goes on in the cell in which the line before it broke off."""
    texts, broken = [text for text, _ in cells], rows[-1]
    if not texts[0] or is_figure(texts[0]) or not broken[-1][0] or is_figure(broken[-1][0]):
        return False
    if len(rows) == 1:
        return not any(is_figure(text) for text in texts)
    return len(broken) + len(cells) - 1 <= len(rows[0])


def _is_completed(rest: Sequence[tuple[int, str]]) -> bool:
    """Whether the lines after a lone cell bring the figures of its row, rather than leave the table."""
    for _, line in rest[:2]:
        if "\t" in line.strip():
            return any(is_figure(text) for text in line.split("\t"))
    return False
