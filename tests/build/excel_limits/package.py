"""The package: zip members, content types, relationships, well-formed parts, nothing that runs or reaches out."""

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "[Content_Types].xml"
_CONTROL = re.compile(r"(?<!_x005F)_x00(?:0[0-8BCEFbcef]|1[0-9A-Fa-f])_")
"""A control character in Excel's own notation, whose underscore is not itself escaped; XML has no other."""
_RUNS = ("vba", "macro", "activex", "oleobject", "externallink")


@dataclass(frozen=True, slots=True)
class Breach:
    """One thing Excel does not take: the rule, the part it stands in, and what was found."""

    rule: str
    part: str
    detail: str


class Link(NamedTuple):
    """A relationship: the last word of its type, its target (a part, or an address where it is external)."""

    kind: str
    target: str
    external: bool


def tag(name: str) -> str:
    """A tag of the spreadsheet namespace."""
    return f"{{{MAIN}}}{name}"


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return etree.QName(element).localname


def misplaced(parent: etree._Element, order: Sequence[str], repeatable: Sequence[str] = ()) -> Iterator[str]:
    """Children out of the order of the schema, unknown to it, or there twice."""
    names = [local(child) for child in parent if isinstance(child.tag, str)]
    yield from (name for name in names if name not in order)
    yield from (name for name, n in Counter(names).items() if n > 1 and name not in repeatable)
    known = [order.index(name) for name in names if name in order]
    yield from (order[later] for first, later in pairwise(known) if later < first)


class Package:
    """The parts of an .xlsx file, parsed when asked for."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.names = tuple(archive.namelist())
            self._parts = {name: archive.read(name) for name in self.names}
        self.xml = cache(self._xml)
        self.links = cache(self._links)

    def _xml(self, part: str) -> etree._Element:
        return etree.fromstring(self._parts[part], etree.XMLParser(resolve_entities=False, huge_tree=True))

    def _links(self, part: str) -> Mapping[str, Link]:
        folder, name = posixpath.split(part)
        listed = f"{folder}/_rels/{name}.rels".lstrip("/")
        return dict(self._listed(listed, folder)) if listed in self._parts else {}

    def _listed(self, part: str, folder: str) -> Iterator[tuple[str, Link]]:
        for link in self.xml(part):
            external = link.get("TargetMode") == "External"
            target = link.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            yield link.get("Id", ""), Link(link.get("Type", "").rsplit("/", 1)[-1], target, external)

    def linked(self, part: str, kind: str) -> list[str]:
        """The parts a part is linked to by relationships of one kind, in the order of their ids."""
        return [link.target for link in self.links(part).values() if link.kind == kind]

    def is_xml(self, part: str) -> bool:
        """Whether a part is XML by its name."""
        return part.endswith((".xml", ".rels", ".vml"))

    def declares_types(self, part: str) -> bool:
        """Whether a part brings a document type along, and entities with it."""
        return b"<!DOCTYPE" in self._parts[part]


def check_package(package: Package) -> Iterator[Breach]:
    """Breaches of the package as such; links are followed only where every part can be read."""
    for name, count in Counter(package.names).items():
        if count > 1:
            yield Breach("member twice in the zip", name, str(count))
    unreadable = [breach for part in package.names for breach in _check_part(package, part)]
    yield from unreadable
    if not unreadable:
        yield from _check_types(package, package.xml(TYPES))
        for part in package.names:
            if part.endswith(".rels"):
                yield from _check_links(package, part, package.xml(part))
            elif package.is_xml(part):
                yield from _check_used(package, part)


def _check_part(package: Package, part: str) -> Iterator[Breach]:
    if any(word in part.lower() for word in _RUNS):
        yield Breach("macro, object or external workbook", part, part)
    if not package.is_xml(part):
        return
    try:
        root = package.xml(part)
    except etree.XMLSyntaxError as error:
        yield Breach("XML not well formed", part, str(error))
        return
    if package.declares_types(part):
        yield Breach("document type declared", part, part)
    # A drawing's shapes are named like this (_x0000_s1025) by Excel itself.
    for text in () if part.endswith(".vml") else _texts(root):
        if _CONTROL.search(text):
            yield Breach("control character", part, repr(text))


def _texts(root: etree._Element) -> Iterator[str]:
    for element in root.iter():
        yield from (str(text) for text in (element.text, *element.attrib.values()) if text)


def _check_types(package: Package, root: etree._Element) -> Iterator[Breach]:
    defaults = {element.get("Extension") for element in root if local(element) == "Default"}
    parts = [element.get("PartName", "").lstrip("/") for element in root if local(element) == "Override"]
    for part in package.names:
        # Plain "application/xml" says nothing: Excel wants to know which kind of part it is.
        extension = part.rpartition(".")[2]
        if part != TYPES and part not in parts and (extension == "xml" or extension not in defaults):
            yield Breach("part without a content type", part, part)
    for part, count in Counter(parts).items():
        if part not in package.names or count > 1:
            yield Breach("content type without its part", TYPES, part)
    for element in root:
        kind = element.get("ContentType", "")
        if any(word in kind.lower() for word in _RUNS):
            yield Breach("macro, object or external workbook", TYPES, kind)


def _check_links(package: Package, part: str, root: etree._Element) -> Iterator[Breach]:
    folder, name = posixpath.split(part)
    source = posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))
    if source and source not in package.names:
        yield Breach("relationships of a part that is not there", part, source)
        return
    ids = Counter(link.get("Id", "") for link in root)
    for key in (key for key, count in ids.items() if count > 1):
        yield Breach("relationship id twice", part, key)
    for link in package.links(source).values():
        if link.external and link.kind != "hyperlink":
            yield Breach("macro, object or external workbook", part, link.target)
        if not link.external and link.target not in package.names:
            yield Breach("relationship to a part that is not there", part, link.target)


def _check_used(package: Package, part: str) -> Iterator[Breach]:
    """Every id that a part refers to must stand among its relationships."""
    for element in package.xml(part).iter():
        for attribute, key in element.attrib.items():
            if str(attribute).startswith(f"{{{OFFICE}}}") and key not in package.links(part):
                yield Breach("relationship id not listed", part, str(key))
