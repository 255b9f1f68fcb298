"""The parts of a workbook that may come from anyone: found the way Excel finds them, opened within limits."""

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO

from lxml import etree

MAX_BYTES = 2**30
"""What all parts that are read may inflate to."""


_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)


class TooLargeError(Exception):
    """The parts inflate to more than MAX_BYTES."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part refers to: the last word of the relationship's type, its target as written, whether outside."""

    kind: str
    target: str
    outside: bool


class Parts:
    """The parts of an Office package in memory."""

    def __init__(self, data: bytes) -> None:
        """BadZipFile where it is no zip; ValueError where parts share a name: which one counts is anyone's guess."""
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        members = self._archive.infolist()
        # Some exporters write part names the Windows way.
        self._members = {member.filename.replace("\\", "/").lstrip("/"): member for member in members}
        if len({name.lower() for name in self._members}) < len(members):
            raise ValueError("parts of one name")
        self._left = MAX_BYTES

    def open(self, name: str) -> IO[bytes]:
        """A part, inflated as it is read; KeyError where there is none, TooLargeError beyond the limit."""
        member = self._members[name]
        # zipfile gives out no more than the declared size, whatever the part really holds.
        self._left -= member.file_size
        if self._left < 0:
            raise TooLargeError
        return self._archive.open(member)

    def xml(self, name: str) -> etree._Element:
        """The root of a part; ValueError where it declares a document type, as no spreadsheet program does."""
        with self.open(name) as stream:
            return without_doctype(etree.parse(stream, _PARSER).getroot())

    def related(self, name: str) -> Mapping[str, Relation]:
        """The relationships of a part by id; of the package itself where `name` is ''."""
        folder, base = posixpath.split(name)
        part = posixpath.join(folder, "_rels", f"{base}.rels")
        if part not in self._members:
            return {}
        return {
            link.get("Id", ""): Relation(
                link.get("Type", "").rpartition("/")[2],
                link.get("Target", ""),
                link.get("TargetMode", "") == "External",
            )
            for link in self.xml(part).iter("{*}Relationship")
        }


def without_doctype(root: etree._Element) -> etree._Element:
    """The root itself; ValueError where its document declares a type, for only that can declare entities."""
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("document type")
    return root


def part_name(source: str, target: str) -> str:
    """The part that a relationship of the part `source` leads to."""
    target = target.replace("\\", "/")
    folder = posixpath.dirname(source)
    return target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
