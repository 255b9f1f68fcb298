"""Annex tables out of a notice (.txt, .docx, .html), and every mistake found in them."""

import re
import zipfile
import zlib
from io import BytesIO

from docx.opc.exceptions import OpcError
from lxml import etree

from workbook_tools.annex_table import AnnexTable
from workbook_tools.messages import annexes as words
from workbook_tools.messages.found import found
from workbook_tools.model import Finding
from workbook_tools.notice import plain_text, web_page, word
from workbook_tools.notice.assembly import annexes
from workbook_tools.notice.blocks import Block
from workbook_tools.notice.encoding import decode

_SIGNATURES = {
    b"%PDF": "pdf",
    b"\xd0\xcf\x11\xe0": "ole",
    b"{\\rtf": "rtf",
    b"MIME-Version": "mht",
}
_PAGE = re.compile(r"<\s*(?:!doctype\s+html|html|head|body|table|div|p)\b", re.IGNORECASE)


def read_notice(
    data: bytes, name: str, year: int | None
) -> tuple[tuple[AnnexTable, ...], tuple[Finding, ...]]:
    """The annexes of planned figures in a notice, which is called `name`, and all findings.

    The format is told by content; `year` is for columns such as 10月 where heading and title name no year.
    One that is no notice is a finding. Spans and nesting are anybody's: call this in a limited worker.
    """
    read = _blocks(data)
    if isinstance(read, str):
        return (), (found("P102", field=name, found=words.FORMATS[read]),)
    return annexes(read, year)


def _blocks(data: bytes) -> tuple[Block, ...] | str:
    """What a file is made of, or what kind of other file it is."""
    kind = next((kind for start, kind in _SIGNATURES.items() if data.lstrip()[: len(start)] == start), None)
    if kind:
        return kind
    if data.startswith(b"PK"):
        return _document(data)
    text = decode(data, web_page.declared_charset(data))
    if text is None:
        return "binary"
    return web_page.blocks(text) if _PAGE.search(text) else plain_text.blocks(text)


def _document(data: bytes) -> tuple[Block, ...] | str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            if "word/document.xml" not in package.namelist():
                return "zip"
        return word.blocks(data)
    except (zipfile.BadZipFile, zlib.error, OpcError, etree.XMLSyntaxError, KeyError, ValueError):
        return "damaged"
