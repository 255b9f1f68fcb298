"""What in an .ods would run, or lead out of it, were it opened: counted and told, never followed."""

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from workbook_tools.messages.found import found
from workbook_tools.model import Finding
from workbook_tools.xlsx.look.package import Package

_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _DRAW, _SCRIPT, _MANIFEST = (
    f"{_OASIS}{part}:1.0}}" for part in ("table", "office", "drawing", "script", "manifest")
)
_LINK = "{http://www.w3.org/1999/xlink}href"
_FORMULA = f"{_TABLE}formula"

_OTHER_BOOK, _DDE, _DATA, _OBJECT, _OUTSIDE = "F146", "F148", "F149", "F150", "F156"
_KINDS = {
    f"{_TABLE}table-source": _OTHER_BOOK,
    f"{_OFFICE}dde-source": _DDE,
    **dict.fromkeys(
        (
            f"{_TABLE}cell-range-source",
            f"{_TABLE}database-source-sql",
            f"{_TABLE}database-source-table",
            f"{_TABLE}database-source-query",
        ),
        _DATA,
    ),
    **dict.fromkeys(
        (f"{_DRAW}{name}" for name in ("object-ole", "plugin", "applet", "floating-frame", "control")),
        _OBJECT,
    ),
}
"""Elements that tell by themselves what they are (OpenDocument 1.3, part 3)."""
_CALLS = (
    (re.compile(r"'file:|\bfile://", re.I), _OTHER_BOOK),
    (re.compile(r"(?<![\w.])DDE\s*\(", re.I), _DDE),
    (re.compile(r"(?<![\w.])(?:COM\.SUN\.STAR\.SHEET\.ADDIN\.\w+\.|_xlfn\.)?WEBSERVICE\s*\(", re.I), _DATA),
    (re.compile(r'(?<![\w.])HYPERLINK\s*\(\s*(?!"#)', re.I), _OUTSIDE),
)
_LEADS_OUT = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/|\\|\.\./")
"""Targets inside the package are relative to it, those in the document begin with #."""
_CHART = "application/vnd.oasis.opendocument.chart"
_MACROS = re.compile(r"basic/.*(?<!-lc\.xml)\Z|scripts/.")


def active_content(package: Package, content: etree._Element) -> Iterator[Finding]:
    """One notice a kind, with its number; `content` is the root of the part with the sheets."""
    if (
        any(map(_MACROS.match, package.names))
        or next(content.iter(f"{_SCRIPT}event-listener"), None) is not None
    ):
        yield found("F141")
    counts = Counter(_found(content, _charts(package)))
    if counts[_OTHER_BOOK]:
        yield found(_OTHER_BOOK)
    for code in (_DDE, _DATA, _OBJECT, _OUTSIDE):
        if counts[code]:
            yield found(code, count=str(counts[code]))


def _charts(package: Package) -> frozenset[str]:
    """The folders of charts: they are objects of their own, and nobody's but the sheet's."""
    if not package.has("META-INF/manifest.xml"):
        return frozenset()
    entries = package.xml("META-INF/manifest.xml").iter(f"{_MANIFEST}file-entry")
    charts = (entry for entry in entries if entry.get(f"{_MANIFEST}media-type", "").startswith(_CHART))
    return frozenset(entry.get(f"{_MANIFEST}full-path", "").strip("/") for entry in charts)


def _found(content: etree._Element, charts: frozenset[str]) -> Iterator[str]:
    """The code of each thing that is met."""
    for element in content.iter(etree.Element):
        tag, target = str(element.tag), element.get(_LINK, "")
        if tag in _KINDS:
            yield _KINDS[tag]
        elif tag == f"{_DRAW}object" and target.removeprefix("./").strip("/") not in charts:
            yield _OBJECT
        elif _LEADS_OUT.match(target):
            yield _OUTSIDE
        if formula := element.get(_FORMULA):
            yield from (code for call, code in _CALLS if call.search(formula))
