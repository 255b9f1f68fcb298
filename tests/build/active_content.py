"""Everything in a workbook that does something, leads somewhere or steers, out of its raw XML.

No workbook library is asked: each shows what it understands, and here nothing may be overlooked. What is not known
to be inert counts as active.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, recover=False)
_FORMULAS = frozenset(
    {"f", "formula", "formula1", "formula2", "oldFormula", "definedName"}
    | {"calculatedColumnFormula", "totalsRowFormula"}
)
_LINKS = frozenset({"hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver"})
_DOES = frozenset(
    {"ddeLink", "ddeItem", "oleLink", "oleItem", "oleObject", "control", "script", "functionGroup"}
    | {"webPr", "dbPr", "textPr", "connection", "queryTable", "mapInfo", "webPublishItem", "webExtension"}
    | {"externalReference", "externalBook", "externalData", "blip", "imagedata", "image", "smartTagPr"}
)
_PAPER = frozenset({"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"})
_PROMPTS = frozenset({"prompt", "promptTitle", "error", "errorTitle"})
_NAMED = {
    "sheet": "name",
    "numFmt": "formatCode",
    "table": "displayName",
    "tableColumn": "name",
    "cfvo": "val",
}
_INERT = frozenset(
    {"officeDocument", "worksheet", "styles", "sharedStrings", "theme", "comments", "vmlDrawing", "drawing"}
    | {"chart", "printerSettings", "core-properties", "extended-properties", "custom-properties"}
)
"""Kinds of relationships to parts that hold values, looks and remarks."""
_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:app|core|custom)\.xml"
    r"|xl/(?:workbook|styles|sharedStrings|theme/theme\d|comments\w*|worksheets/sheet\d+|charts/chart\d+"
    r"|drawings/drawing\d+)\.xml|xl/drawings/vmlDrawing\w*\.vml|xl/(?:\w+/)?_rels/[\w.]+\.rels"
)
"""Parts that such things are kept in."""
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, order=True)
class Active:
    """One thing: its kind, the part of the package it stands in, and what it says."""

    kind: str
    part: str
    says: str


def active(workbook: bytes) -> tuple[Active, ...]:
    """Everything active in a workbook, sorted."""
    return tuple(sorted(_found(workbook)))


def _found(workbook: bytes) -> Iterator[Active]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        for name in package.namelist():
            if not _PARTS.fullmatch(name):
                yield Active("part", name, "")
            elif name.endswith(".rels"):
                yield from _relations(name, etree.fromstring(package.read(name), _PARSER))
            else:
                yield from _in_part(name, etree.fromstring(package.read(name), _PARSER))


def _relations(name: str, root: etree._Element) -> Iterator[Active]:
    for each in root:
        kind, target = each.get("Type", "").rpartition("/")[2], each.get("Target", "")
        if (
            each.get("TargetMode")
            or kind not in _INERT
            or ":" in target
            or ".." in target.removeprefix("../")
        ):
            yield Active("relation", name, f"{kind} {each.get('TargetMode')} {target}")


def _in_part(name: str, root: etree._Element) -> Iterator[Active]:
    tree = root.getroottree()
    if tree.docinfo.doctype or tree.xpath("//processing-instruction() | /processing-instruction()"):
        yield Active("markup", name, str(tree.docinfo.doctype))
    for element in root.iter(etree.Element):
        yield from _of_element(name, element)


def _of_element(name: str, element: etree._Element) -> Iterator[Active]:
    tag, held = etree.QName(element).localname, "".join(map(str, element.itertext()))
    attributes = {etree.QName(key).localname: str(value) for key, value in element.attrib.items()}
    said = " ".join(f"{key}={value}" for key, value in sorted(attributes.items()))
    if tag in _FORMULAS:
        yield Active("formula", name, f"{said} {held}".strip())
    elif tag in _LINKS or tag in _DOES or attributes.get("href") or attributes.get("macro"):
        yield Active("link" if tag in _LINKS else "action", name, f"{tag} {said} {held}".strip())
    elif tag in _PAPER:
        yield Active("paper", name, held)
    elif tag in _NAMED:
        yield Active("name", name, f"{tag} {attributes.get(_NAMED[tag], '')}")
    yield from (Active("prompt", name, attributes[key]) for key in sorted(_PROMPTS & attributes.keys()))
    if name.startswith("docProps/") and len(element) == 0 and held:
        yield Active("property", name, f"{tag} {held}")


def damage(workbook: bytes) -> tuple[str, ...]:
    """What a strict reader stops at, or takes for a character that no text has: part by part."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        names = package.namelist()
        twice = [f"{name}: twice" for name in sorted(set(names)) if names.count(name) > 1]
        return (*twice, *(problem for name in names for problem in _damage(name, package.read(name))))


def _damage(name: str, part: bytes) -> Iterator[str]:
    try:
        root = etree.fromstring(part, _PARSER)
    except etree.XMLSyntaxError as error:
        yield f"{name}: {error}"
        return
    for element in root.iter(etree.Element):
        # Excel knows its escapes in texts only; those of shapes' names (_x0000_t202) are names.
        held = (spelled_out(element.text or ""), *map(str, element.attrib.values()))
        yield from (f"{name}: {text[:60]!r}" for text in held if _NO_TEXT.search(text))


def spelled_out(text: str) -> str:
    """A text of a workbook with the escapes of the format (_x000D_) as what they stand for, read from the left."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def texts(workbook: bytes) -> tuple[str, ...]:
    """Every text that a cell shows, as the format spells it out; those of formulas' results too."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        return tuple(
            text
            for name in package.namelist()
            if name.endswith(".xml") and name.startswith("xl/")
            for text in _texts(etree.fromstring(package.read(name), _PARSER))
        )


def _texts(root: etree._Element) -> Iterator[str]:
    for element in root.iter("{*}si", "{*}is"):
        yield "".join(spelled_out(each.text or "") for each in element.iter("{*}t"))
    for element in root.iter("{*}c"):
        if element.get("t") == "str":
            yield spelled_out(element.findtext("{*}v") or "")
