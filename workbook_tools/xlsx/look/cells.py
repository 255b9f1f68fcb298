"""What calamine hides in one sheet part of an .xlsx: formulas, errors, what is hidden, merged, or far away.

Parsing a sheet costs more than reading its values, so the part is searched as bytes. That is exact for XML as
every common program spells it; a part spelled otherwise (prefixes, comments, CDATA, single quotes, UTF-16, line
breaks, cells without an address) is parsed and spelled anew first. A search for one byte is nearly free, so one
goes before each costly search.
"""

import re
from collections.abc import Iterator

from lxml import etree

from workbook_tools.model import Address, SheetLook, column_letter, column_number
from workbook_tools.xlsx.look.limits import MAX_COLUMNS, check_reach

PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)

_PLAIN_START = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?<worksheet[ >]")
_NO_ADDRESS_FIRST = re.compile(rb'<c[ >](?!r=")')
_FORMULA = re.compile(rb"<f[ />]")
_ERROR = re.compile(rb' t="e"')
_ADDRESS = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_VALUE = re.compile(rb"<v(?: [^>]*)?>([^<]+)</v>")
_PERHAPS_FAR = re.compile(rb' r="(?:[A-Z]{3}|[0-9]{5})')
_FAR = re.compile(rb'<c r="([A-Z]{3,}|[A-Z]+(?=[0-9]{5}))([0-9]+)"(?:[^>]*[^/>])?>(?!</c>)')
_HIDDEN_ROW = re.compile(rb'<row (?=[^>]*\bhidden="(?:1|true)")[^>]*\br="([0-9]{1,7})"')
_HIDDEN_COLUMNS = re.compile(rb'<col (?=[^>]*\bhidden="(?:1|true)")[^>]*>')
_SPAN = re.compile(rb'\b(min|max)="([0-9]{1,5})"')
_MERGE = re.compile(rb'<mergeCell [^>]*\bref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')


def cell_address(letters: bytes, digits: bytes) -> Address:
    """The address of a cell out of the two parts of its spelling: F, 12 -> (12, 6)."""
    return int(digits), column_number(letters.decode())


def look_cells(name: str, visible: bool, part: bytes) -> SheetLook:
    """The sheet without its values. TooFarError where a cell with content stands beyond what is read."""
    part = plainly_spelled(part)
    begin, end = part.find(b"<sheetData"), part.rfind(b"</sheetData>")
    _check_far(name, part, begin, end)
    cells = dict(_cells(part, _FORMULA, begin, end))
    return SheetLook(
        name=name,
        visible=visible,
        rows=(),
        errors=dict(_errors(part, begin, end)),
        formulas=frozenset(cells),
        uncached=frozenset(at for at, cell in cells.items() if not _has_result(cell)),
        hidden_rows=_hidden_rows(part, begin, end),
        hidden_columns=_hidden_columns(part[:begin]),
        merges=tuple(_merges(part, end)),
    )


def formulas_with(part: bytes, pattern: re.Pattern[bytes]) -> list[Address]:
    """The cells of a sheet part whose formula text holds the pattern, in the order of the part."""
    part = plainly_spelled(part)
    begin, end = part.find(b"<sheetData"), part.rfind(b"</sheetData>")
    cells = _cells(part, _FORMULA, begin, end)
    return [at for at, cell in cells if pattern.search(cell, 0, max(cell.find(b"</f>"), 0))]


def plainly_spelled(part: bytes) -> bytes:
    """The sheet part as the searches expect it: itself, or parsed and spelled anew."""
    if _PLAIN_START.match(part) and not _is_odd(part):
        return part
    root = etree.fromstring(part, PARSER)
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname
    _number(root)
    return etree.tostring(root, encoding="UTF-8")


def _is_odd(part: bytes) -> bool:
    """Whether anything is spelled as a search may miss it."""
    begin = max(part.find(b"<sheetData"), 0)
    return (
        (b"!" in part and b"<!" in part)
        or (b"'" in part and b"='" in part)
        or any(_in_a_tag(part[begin:], blank) for blank in (b"\n", b"\t", b"\r"))
        or _NO_ADDRESS_FIRST.search(part, begin) is not None
    )


def _in_a_tag(part: bytes, blank: bytes) -> bool:
    """Whether a blank other than a space stands inside a tag; in texts, as of a heading in two lines, many do."""
    return any(b"<" in piece.rpartition(b">")[2] for piece in part.split(blank)[:-1])


def _number(root: etree._Element) -> None:
    """Put the address of rows and cells first; one that has none comes right after the one before it."""
    row_number = 0
    for row in root.iterfind("sheetData/row"):
        row_number = int(row.get("r") or row_number + 1)
        _put_first(row, str(row_number))
        column = 0
        for cell in row.iterfind("c"):
            letters = cell.get("r", "").rstrip("0123456789")
            column = column_number(letters) if letters else column + 1
            _put_first(cell, f"{column_letter(column)}{row_number}")


def _put_first(element: etree._Element, address: str) -> None:
    others = {key: value for key, value in element.attrib.items() if key != "r"}
    element.attrib.clear()
    element.attrib.update({"r": address, **others})


def _cells(part: bytes, mark: re.Pattern[bytes], begin: int, end: int) -> Iterator[tuple[Address, bytes]]:
    """Address and XML of each cell in which the mark stands; cells without an address are passed over."""
    for found in mark.finditer(part, max(begin, 0), max(end, 0)):
        start = part.rfind(b"<c ", begin, found.start() + 1)
        cell = part[start : part.find(b"</c>", found.start())]
        address = _ADDRESS.search(cell, 0, cell.find(b">"))
        if start >= 0 and address:
            yield cell_address(address[1], address[2]), cell


def _errors(part: bytes, begin: int, end: int) -> Iterator[tuple[Address, str]]:
    if b"#" not in part:
        return
    for at, cell in _cells(part, _ERROR, begin, end):
        opening = cell[: cell.find(b">")]
        value = _VALUE.search(cell)
        if value and b' t="e"' in opening and not opening.endswith(b"/"):
            yield at, value[1].decode("utf-8", "replace")


def _has_result(cell: bytes) -> bool:
    """A formula's result is stored: a value, or an empty text that is said to be text."""
    return bool(_VALUE.search(cell)) or (b' t="str"' in cell[: cell.find(b">")] and b"<v" in cell)


def _check_far(name: str, part: bytes, begin: int, end: int) -> None:
    if not _PERHAPS_FAR.search(part, max(begin, 0), max(end, 0)):
        return
    for cell in _FAR.finditer(part, max(begin, 0), max(end, 0)):
        check_reach(name, cell_address(cell[1], cell[2]))


def _hidden_rows(part: bytes, begin: int, end: int) -> frozenset[int]:
    if b"hidden=" not in part:
        return frozenset()
    return frozenset(int(row) for row in _HIDDEN_ROW.findall(part, max(begin, 0), max(end, 0)))


def _hidden_columns(head: bytes) -> frozenset[int]:
    columns: set[int] = set()
    for column in _HIDDEN_COLUMNS.findall(head):
        span = {key: int(number) for key, number in _SPAN.findall(column)}
        if b"min" in span:
            last = min(span.get(b"max", span[b"min"]), MAX_COLUMNS)
            columns.update(range(span[b"min"], last + 1))
    return frozenset(columns)


def _merges(part: bytes, end: int) -> Iterator[tuple[int, int, int, int]]:
    for left, top, right, bottom in _MERGE.findall(part, max(end, 0)):
        yield *cell_address(left, top), *cell_address(right, bottom)
