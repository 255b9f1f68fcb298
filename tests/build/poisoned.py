"""Returns whose every text tries to become something else, and their twins with plain texts in the same places.

A workbook is filled with stand-ins (平常07文字). As it is, it is the twin; with each stand-in exchanged in the XML for
the text of its number it is the hostile one. So both have the same structure, down to the cell.
"""

import io
import re
import zipfile
from xml.sax.saxutils import escape

from tests.build.packages import zip_of

TEXTS = (
    '=1+1&"毒"',
    '=HYPERLINK("http://du.example/毒","毒")',
    "+cmd|' /C calc'!A0毒",
    "-2+3毒",
    "@SUM(A1)毒",
    "=cmd|' /C calc'!A0毒",
    "{=SUM(1+1)}毒",
    "\t=1+2毒",
    "\r=1+3毒",
    "\n=1+4毒",
    " =1+5毒",
    "'=1+6毒",
    "http://du.example/毒",
    "https://du.example/毒",
    "ftp://du.example/毒",
    "mailto:du@du.example毒",
    "internal:'总览'!A1毒",
    "external:c:\\du.example\\毒.xlsx",
    "file:///etc/du.example/毒",
    "\\\\du.example\\share\\毒.xlsx",
    "&L&\"Arial,Bold\"毒&P&G",
    "[毒.xls]Sheet1!A1",
    "<r><t>毒</t></r>",
    "<r>_x0041_毒</r>",
    "]]><f>1+1</f><!--毒",
    "_x0041_x000D_x0041_毒",
    "_x000D_毒_xD800_",
    "毒&amp;<&>\"'&#61;1",
    "毒\x07\x1b[31m\x1b]8;;http://du.example\x07\x85",
    "毒\u202egnp.\u202c\u2066毒\u2069\u200b\u200d\ufeff",
    "\U0001f600毒\U0001f468\u200d\U0001f469",
    "毒" + "长" * 32_766,
    "毒\"'`%00%0d%0a;|${7*7}{{7*7}}{0}{value}%s",
    "#REF!毒",
)  # fmt: skip
"""What may not become a formula, a link, a code, mark-up or an escape; each holds 毒 or du.example."""
MARKS = ("毒", "du.example")

_STAND_IN = re.compile("平常(\\d\\d)文字")
_BY_NUMBER = re.compile(r"&#(\d{5});")
_NOT_SPELLED = re.compile("[\x00-\x08\x0b-\x1f]")


def plain(number: int) -> str:
    """The stand-in of a text, by its number."""
    return f"平常{number % len(TEXTS):02}文字"


def said(text: str, hostile: bool) -> str:
    """A text with stand-ins, as it is or with the texts that they stand for."""
    return _STAND_IN.sub(lambda found: TEXTS[int(found[1])], text) if hostile else text


def poisoned(workbook: bytes, hostile: bool) -> bytes:
    """A workbook with stand-ins, as it is or with the texts that they stand for, spelled as Excel spells them."""
    if not hostile:
        return workbook
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        return zip_of({name: _exchanged(package.read(name)) for name in package.namelist()})


def _exchanged(part: bytes) -> bytes:
    # openpyxl spells the letters of shared strings as numbers.
    text = _BY_NUMBER.sub(lambda found: chr(int(found[1])), part.decode())
    kept = text.replace("<t>", '<t xml:space="preserve">')
    return _STAND_IN.sub(lambda found: _spelled(TEXTS[int(found[1])]), kept).encode()


def _spelled(text: str) -> str:
    """In XML: what Excel would write for the text, so that the reader has exactly that."""
    kept = re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    codes = _NOT_SPELLED.sub(lambda found: f"_x{ord(found[0]):04X}_", kept)
    return escape(codes, {'"': "&quot;", "'": "&apos;", "\n": "&#10;", "\t": "&#9;"})
