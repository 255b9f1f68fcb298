"""Notices as Word documents (.docx): paragraphs and tables in reading order."""

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.table import _Row
from lxml import etree

from workbook_tools.notice.blocks import Block, Line, counted

_SPANS = (qn("w:gridSpan"), qn("w:gridBefore"), qn("w:gridAfter"))
_LARGEST_SPAN = 1000
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t"}


def blocks(data: bytes) -> tuple[Block, ...]:
    """The lines and tables of a document; merged cells are repeated, text deleted in revision is left out.

    ValueError where a cell goes over more columns than any table has.
    """
    document = docx.Document(io.BytesIO(data))
    for span in document.element.body.iter(*_SPANS):
        if int(span.get(qn("w:val"), "1")) > _LARGEST_SPAN:
            raise ValueError("a cell over too many columns")
    found: list[Block] = []
    tables = 0
    for element in _elements(document.element.body):
        if element.tag == qn("w:tbl"):
            tables += 1
            found.append(counted(tuple(_cells(row) for row in WordTable(element, document).rows), tables))
        else:
            found += [Line(line) for line in _text(element).splitlines() if line.strip()]
    return tuple(found)


def _elements(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables, also those inside content controls."""
    for child in parent:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins")):
            yield from _elements(child)


def _cells(row: _Row) -> tuple[str, ...]:
    return (*("",) * row.grid_cols_before, *(_cell_text(cell._tc) for cell in row.cells))


def _cell_text(cell: etree._Element) -> str:
    return "\n".join(_text(paragraph) for paragraph in cell.iter(qn("w:p"))).strip()


def _text(paragraph: etree._Element) -> str:
    """The text as it reads now: inserted runs are in, deleted ones (w:delText) are out."""
    elements = (element for run in paragraph.iter(qn("w:r")) for element in run)
    pieces = (
        (element.text or "") if element.tag == qn("w:t") else _BREAKS.get(str(element.tag), "")
        for element in elements
    )
    return "".join(pieces).strip()
