"""The parts of an Office package (zip): bounded reading, relationships, custom properties, comments."""

import posixpath
from collections.abc import Iterator, Mapping
from functools import cached_property

from lxml import etree

from workbook_tools.envelope import RefusedError, inflate, read_directory
from workbook_tools.messages.found import found
from workbook_tools.model import Address, address_of
from workbook_tools.xlsx.look.limits import MAX_READ_BYTES, MAX_TREE_BYTES, too_large, too_many
from workbook_tools.xlsx.look.markup import PARSER, plain

Related = tuple[str, str, bool]
"""Last word of a relationship's type, the part it leads to, and whether it leads out of the package."""


class Package:
    """An Office package held in memory; each part is inflated once, all together in bounds."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        # Office programs ask for a part by its name in whatever case.
        self._entries = {entry.name.lower(): entry for entry in read_directory(data).entries}
        self._parts: dict[str, bytes] = {}
        self._left = MAX_READ_BYTES

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all parts, in lower case."""
        return frozenset(name for name in self._entries if not name.endswith("/"))

    def has(self, name: str) -> bool:
        """Whether there is such a part, whatever case its name is in."""
        return name.lower() in self._entries

    def part(self, name: str) -> bytes:
        """The bytes of a part; KeyError where there is none, RefusedError (F132, F135) for one that is too large."""
        key = name.lower()
        if key not in self._parts:
            entry = self._entries[key]
            self._take(entry.size)
            content = inflate(self._data, entry)
            self._parts[key] = content if key.endswith(".bin") else plain(content)
        return self._parts[key]

    def main(self, usual: str) -> str:
        """The part that the package says is the document; the usual one where it says nothing.

        RefusedError (F158) where it names several, or another one though the usual one is there.
        """
        named = {part for kind, part, _ in self.related("").values() if kind == "officeDocument"} or {usual}
        main = min(named)
        if len(named) > 1 or (main.lower() != usual and self.has(usual)):
            raise RefusedError(found("F158"))
        return main

    def raw(self, name: str) -> bytes:
        """The bytes of a part that is only searched, in whatever encoding; counted and raising as `part`."""
        entry = self._entries[name.lower()]
        self._take(entry.size)
        return inflate(self._data, entry)

    def release(self, name: str) -> bytes:
        """The bytes of a part, which are not kept any longer."""
        content = self.part(name)
        del self._parts[name.lower()]
        return content

    def _take(self, size: int) -> None:
        if size > self._left:
            raise too_large(MAX_READ_BYTES)
        self._left -= size

    def xml(self, name: str) -> etree._Element:
        """The parsed root of a part; RefusedError (F132) for one that is too large for that."""
        content = self.part(name)
        if len(content) > MAX_TREE_BYTES:
            raise too_large(MAX_TREE_BYTES)
        return etree.fromstring(content, PARSER)

    def related(self, name: str) -> Mapping[str, Related]:
        """Relationship id -> what it leads to; empty where the part has none."""
        part = relations_of(name)
        if not self.has(part):
            return {}
        folder = posixpath.dirname(name)
        links = list(self.xml(part).iter("{*}Relationship"))
        too_many("关系", len(links))
        return {
            link.get("Id", ""): (
                link.get("Type", "").rpartition("/")[2],
                _target(folder, link.get("Target", "")),
                link.get("TargetMode") == "External",
            )
            for link in links
        }

    def count(self, folder: str) -> int:
        """How many parts stand in a folder such as `xl/media/`."""
        return sum(name.startswith(folder.lower()) for name in self.names)


def relations_of(name: str) -> str:
    """The part that says what a part leads to; for the empty name, what the package does."""
    folder, base = posixpath.split(name)
    return f"{folder}/_rels/{base}.rels".removeprefix("/")


def _target(folder: str, target: str) -> str:
    # Some exporters write paths as Windows has them.
    target = target.replace("\\", "/")
    return target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def custom_properties(package: Package) -> dict[str, str]:
    """The custom document properties as texts, by name."""
    if not package.has("docProps/custom.xml"):
        return {}
    return {
        entry.get("name", ""): "".join(str(text) for text in entry.itertext()).strip()
        for entry in package.xml("docProps/custom.xml").iter("{*}property")
    }


def comments(root: etree._Element) -> Iterator[tuple[Address, tuple[str, str]]]:
    """Address -> (author, text) of a comments part."""
    authors = [(author.text or "").strip() for author in root.iter("{*}author")]
    for comment in root.iter("{*}comment"):
        address = address_of(comment.get("ref", "").upper())
        number = int(comment.get("authorId", "0"))
        text = "".join(run.text or "" for run in comment.iter("{*}t") if not _is_phonetic(run)).strip()
        if address:
            yield address, (authors[number] if number < len(authors) else "", text)


def _is_phonetic(run: etree._Element) -> bool:
    parent = run.getparent()
    return parent is not None and etree.QName(parent).localname == "rPh"
