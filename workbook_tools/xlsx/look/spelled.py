"""A sheet part of an .xlsx as every common program spells it, so that it can be searched as bytes.

A part spelled otherwise (prefixes, comments, CDATA, instructions, single quotes, line breaks in tags, numeric
references, cells without an address or with a small letter in it, other namespaces) is parsed and spelled anew. A
search for one byte is nearly free, so one goes before each costly search.
"""

import re

from lxml import etree

from workbook_tools.envelope import RefusedError
from workbook_tools.messages.found import found
from workbook_tools.model import column_letter, column_number
from workbook_tools.model.cells import LAST_CELL
from workbook_tools.xlsx.look.cells import cells_within
from workbook_tools.xlsx.look.limits import MAX_TREE_BYTES, too_large
from workbook_tools.xlsx.look.markup import PARSER, has_foreign, refuse_alternatives, without_foreign

_PLAIN_START = re.compile(rb"\A\s*(?:<\?xml[^<>]*\?>\s*)?<worksheet[ >]")
_NO_ADDRESS_FIRST = re.compile(rb'<c[ >](?!r="[A-Z])')
_REFERENCE = re.compile(rb"<(?:row|c) [^<>]*&|<v[^<>]*>[^<&]*&#")
_BLANKS_TO_TAG_END = tuple(re.compile(blank + rb"[^<>]*+(>?)") for blank in (b"\n", b"\t", b"\r"))
_NUMBER = re.compile(r"[0-9]{1,7}")
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def plainly_spelled(part: bytes) -> bytes:
    """The sheet part, in UTF-8, as the searches expect it: itself, or parsed and spelled anew.

    RefusedError (F158) for cells in alternatives, F157 for an address that no workbook has, as far as it is parsed.
    """
    refuse_alternatives(part, *cells_within(part))
    if _PLAIN_START.match(part) and not _is_odd(part):
        return part
    if len(part) > MAX_TREE_BYTES:
        raise too_large(MAX_TREE_BYTES)
    root = etree.fromstring(part, PARSER)
    without_foreign(root)
    if root.tag != "worksheet":
        raise ValueError(root.tag)
    _number(root)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="UTF-8")


def _is_odd(part: bytes) -> bool:
    """Whether anything is spelled as a search may miss it."""
    begin, end = cells_within(part)
    return (
        (b"!" in part and b"<!" in part)
        or part.find(b"<?", begin) >= 0
        or (b"&#" in part and _REFERENCE.search(part, begin) is not None)
        or has_foreign(part, begin, end)
        or (b"'" in part and b"='" in part)
        or any(blank[1] for search in _BLANKS_TO_TAG_END for blank in search.finditer(part, begin))
        or _NO_ADDRESS_FIRST.search(part, begin) is not None
    )


def _number(root: etree._Element) -> None:
    """Put the address of rows and cells first; one that has none comes right after the one before it."""
    row_number = 0
    for row in root.iterfind("sheetData/row"):
        row_number = _row(row.get("r"), row_number + 1)
        _put_first(row, str(row_number))
        column = 0
        for cell in row.iterfind("c"):
            column = _column(cell.get("r"), column + 1)
            _put_first(cell, f"{column_letter(column)}{row_number}")


def _row(said: str | None, following: int) -> int:
    if said is None:
        return following
    return _within(int(said) if _NUMBER.fullmatch(said) else 0, LAST_CELL[0])


def _column(said: str | None, following: int) -> int:
    if said is None:
        return following
    address = _ADDRESS.fullmatch(said.upper())
    return _within(column_number(address[1]) if address and int(address[2]) else 0, LAST_CELL[1])


def _within(number: int, last: int) -> int:
    if not 1 <= number <= last:
        raise RefusedError(found("F157"))
    return number


def _put_first(element: etree._Element, address: str) -> None:
    others = {
        key: value for key, value in element.attrib.items() if key != "r" and not str(key).startswith("{")
    }
    element.attrib.clear()
    element.attrib.update({"r": address, **others})
