"""The parts of an Office package (zip): bounded reading, relationships, custom properties, comments."""

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping

from lxml import etree

from workbook_tools.model import Address, address_of
from workbook_tools.xlsx.look.cells import PARSER
from workbook_tools.xlsx.look.limits import MAX_PART_BYTES


class Package:
    """An Office package held in memory."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        # Some exporters write part names the Windows way.
        self._members = {member.filename.replace("\\", "/"): member for member in self._archive.infolist()}
        self.names = frozenset(self._members)

    def part(self, name: str) -> bytes:
        """The inflated bytes of a part; KeyError where there is none, ValueError where it is too large."""
        with self._archive.open(self._members[name]) as stream:
            content = stream.read(MAX_PART_BYTES + 1)
        if len(content) > MAX_PART_BYTES:
            raise ValueError(name)
        return content

    def xml(self, name: str) -> etree._Element:
        """The parsed root of a part, entities left alone."""
        return etree.fromstring(self.part(name), PARSER)

    def related(self, name: str) -> Mapping[str, tuple[str, str]]:
        """Relationship id -> (last word of its type, part name); empty where the part has none."""
        folder, base = posixpath.split(name)
        part = f"{folder}/_rels/{base}.rels"
        if part not in self.names:
            return {}
        return {
            link.get("Id", ""): (
                link.get("Type", "").rpartition("/")[2],
                _target(folder, link.get("Target", "")),
            )
            for link in self.xml(part).iter("{*}Relationship")
        }

    def count(self, folder: str) -> int:
        """How many parts stand in a folder such as `xl/media/`."""
        return sum(name.startswith(folder) and not name.endswith("/") for name in self.names)


def _target(folder: str, target: str) -> str:
    return target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def custom_properties(package: Package) -> dict[str, str]:
    """The custom document properties as texts, by name."""
    if "docProps/custom.xml" not in package.names:
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
