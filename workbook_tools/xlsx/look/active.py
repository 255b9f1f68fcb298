"""What in an .xlsx, .xlsm or .xlsb would run, or lead out of it, were it opened: counted and told, never followed."""

import re
from collections.abc import Iterator, Mapping, Sequence

from workbook_tools.messages.found import found
from workbook_tools.model import Address, Finding
from workbook_tools.xlsx.look.package import Package, relations_of

_Links = Mapping[str, Sequence[bytes]]
"""The kinds of relationships that lead out of the package, by the part that holds them."""
Formulas = Mapping[str, Mapping[Address, bytes]]
"""The XML of each cell with a formula: by the name of its sheet, then by its address."""

_FORMULA = re.compile(rb"<f[^<>]*>([^<]*)")
_TEXT = re.compile(rb'"[^"]*"')
_OTHER_BOOK = re.compile(rb"\[[0-9]+\]")
_PICTURE_IN_CELL = re.compile(rb"DISPIMG\(")
"""WPS keeps a picture set into a cell (嵌入单元格图片) as =DISPIMG("ID_…",1)."""
_DDE = re.compile(rb"[\w.']\s*\|")
_OUTSIDE_DATA = re.compile(
    rb"(?<![\w.])(?:_xlfn\.)?(?:WEBSERVICE|RTD|CALL|REGISTER(?:\.ID)?|EXEC|SQL\.REQUEST)\s*\(", re.I
)
_OUTSIDE_LINK = re.compile(rb'(?<![\w.])(?:_xlfn\.)?(?:HYPERLINK\s*\(\s*(?!"#)|IMAGE\s*\()', re.I)

_WORKBOOK = "xl/workbook.xml"
_MACRO_KINDS = frozenset({"vbaProject", "xlMacrosheet", "xlIntlMacrosheet"})
_BOOKS = "xl/externallinks/"
_MACROS = re.compile(r"(?:\A|/)vbaproject[^/]*\.bin\Z|\Axl/(?:intl)?macrosheets/")
_OBJECTS = re.compile(
    r"xl/embeddings/|xl/(?:activex|ctrlprops|webextensions)/[^/]*\.xml|customui[^/]*/[^/]*\.xml"
)
_OUTSIDE = re.compile(rb'<(?:\w+:)?Relationship\b[^<>]*\bTargetMode\s*=\s*["\']External["\'][^<>]*>')
_TYPE = re.compile(rb'\bType\s*=\s*["\'][^"\'<>]*/(\w+)["\']')
_LINKED_OBJECTS = frozenset({b"oleObject", b"package", b"control"})
_SERVERS = re.compile(rb"<(?:dde|ole)Link\b")
_PIVOTS = "xl/pivotcache/"
_CONNECTIONS = "xl/connections.xml"
_CUSTOM = re.compile(r"customxml/item[0-9]*\.xml")
_MASHUP = re.compile(rb"<\0?D\0?a\0?t\0?a\0?M\0?a\0?s\0?h\0?u\0?p")
"""The queries of Power Query, most often in UTF-16, among whatever else programs and people keep there."""


def active_content(package: Package, formulas: Formulas, places: Mapping[str, str]) -> Iterator[Finding]:
    """One notice a kind, with its number and, where it stands in a cell, the first; `places`: sheet -> part."""
    if any(_MACROS.search(name) for name in package.names) or _MACRO_KINDS & {
        kind for kind, _, _ in package.related(package.main(_WORKBOOK)).values()
    }:
        yield found("F141")
    links = _outside(package)
    yield from _other_books(package, formulas)
    yield from _dde(package, formulas)
    yield from _data(package, formulas, links)
    yield from _objects(package, links)
    yield from _links(formulas, links, places)
    if package.count("xl/cellimages"):
        yield from _by_sheet(formulas, _PICTURE_IN_CELL, "F143")


def _other_books(package: Package, formulas: Formulas) -> Iterator[Finding]:
    if any(not _SERVERS.search(package.part(name)) for name in _external_links(package)):
        linked = tuple(_by_sheet(formulas, _OTHER_BOOK, "F142"))
        yield from linked or (found("F146"),)


def _external_links(package: Package) -> list[str]:
    return sorted(name for name in package.names if name.startswith(f"{_BOOKS}externallink"))


def _dde(package: Package, formulas: Formulas) -> Iterator[Finding]:
    linked = sum(package.part(name).count(b"<ddeLink") for name in _external_links(package))
    yield from _told("F148", _with(formulas, _DDE), linked)


def _data(package: Package, formulas: Formulas, links: _Links) -> Iterator[Finding]:
    connections = _connections(package)
    # A query table draws on a connection, as does most of Power Query.
    queries = 0 if connections else package.count("xl/queryTables/")
    items = [name for name in package.names if _CUSTOM.fullmatch(name)]
    mashups = sum(_MASHUP.search(package.raw(name)) is not None for name in items)
    pivots = sum(len(kinds) for name, kinds in links.items() if name.startswith(_PIVOTS))
    yield from _told("F149", _with(formulas, _OUTSIDE_DATA), connections + queries + mashups + pivots)


def _connections(package: Package) -> int:
    """How many there are; the records of an .xlsb are taken for one."""
    if package.has(_CONNECTIONS):
        return package.part(_CONNECTIONS).count(b"<connection ")
    return package.count("xl/connections.bin")


def _objects(package: Package, links: _Links) -> Iterator[Finding]:
    inside = sum(_OBJECTS.match(name) is not None for name in package.names)
    linked = sum(kind in _LINKED_OBJECTS for kinds in links.values() for kind in kinds)
    served = sum(package.part(name).count(b"<oleLink") for name in _external_links(package))
    yield from _told("F150", [], inside + linked + served)


def _links(formulas: Formulas, links: _Links, places: Mapping[str, str]) -> Iterator[Finding]:
    outside = {
        name: sum(kind not in _LINKED_OBJECTS for kind in kinds)
        for name, kinds in links.items()
        if not name.startswith(_PIVOTS)
    }
    cells = _with(formulas, _OUTSIDE_LINK, whole=True)
    if not cells and any(outside.values()):
        sheet = next((sheet for sheet, part in places.items() if outside.get(relations_of(part).lower())), "")
        yield found("F156", sheet, count=str(sum(outside.values())))
    else:
        yield from _told("F156", cells, sum(outside.values()))


def _outside(package: Package) -> _Links:
    found_in = {
        name: [
            kind[1] if (kind := _TYPE.search(link[0])) else b""
            for link in _OUTSIDE.finditer(package.part(name))
        ]
        for name in sorted(package.names)
        if name.endswith(".rels") and not name.startswith(_BOOKS)
    }
    return {name: kinds for name, kinds in found_in.items() if kinds}


def _told(code: str, cells: Sequence[tuple[str, Address]], others: int) -> Iterator[Finding]:
    """One notice of all there are, at the first cell if any."""
    if cells or others:
        sheet, at = cells[0] if cells else ("", None)
        yield found(code, sheet, at, count=str(len(cells) + others))


def _with(
    formulas: Formulas, pattern: re.Pattern[bytes], *, whole: bool = False
) -> list[tuple[str, Address]]:
    """The cells whose formula holds the pattern: outside of the texts in it, or in the whole of it."""
    return [
        (sheet, at)
        for sheet, cells in formulas.items()
        for at, cell in cells.items()
        if (formula := _FORMULA.search(cell)) and pattern.search(formula[1] if whole else _bare(formula[1]))
    ]


def _bare(formula: bytes) -> bytes:
    return _TEXT.sub(b"", formula.replace(b"&quot;", b'"'))


def _by_sheet(formulas: Formulas, pattern: re.Pattern[bytes], code: str) -> Iterator[Finding]:
    """One finding a sheet: the first cell whose formula holds the pattern, and how many do."""
    for sheet, cells in formulas.items():
        matching = [at for at, cell in cells.items() if (f := _FORMULA.search(cell)) and pattern.search(f[1])]
        if matching:
            yield found(code, sheet, matching[0], count=str(len(matching)))
