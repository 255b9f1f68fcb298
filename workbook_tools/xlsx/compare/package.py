"""The parts of a workbook that may come from anyone: found the way Excel finds them, opened within limits."""

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO

from lxml import etree

from workbook_tools.envelope import RefusedError, read_directory, unsound

MAX_BYTES = 2**30
"""What all parts that are read may inflate to."""
TRUE, FALSE = frozenset({"1", "true"}), frozenset({"0", "false"})
"""How attributes spell yes and no."""

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_KINDS = (f"{_OFFICE}/", f"{_STRICT}/", "http://schemas.microsoft.com/office/")
"""How types of relationships begin that programs know; they pass over all others."""
_LINK = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAINS = tuple(
    f"{{{each}}}"
    for each in (
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
)
_EITHER = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)


class TooLargeError(Exception):
    """The parts inflate to more than MAX_BYTES."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part refers to: the last word of the relationship's type, its target as written, whether outside.

    `kind` is empty where no program knows the type.
    """

    kind: str
    target: str
    outside: bool


class Parts:
    """The parts of an Office package in memory."""

    def __init__(self, data: bytes) -> None:
        """BrokenZipError where it is no zip, RefusedError where two programs could see two workbooks in it.

        Sheets of a master are large: zipfile, which inflates bit by bit, is given what nothing else could be made of.
        """
        if refusal := unsound(data, read_directory(data)):
            raise RefusedError(refusal)
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        # Some exporters write part names the Windows way.
        self._members = {member.filename.replace("\\", "/"): member for member in self._archive.infolist()}
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
        """The relationships of a part by id; of the package itself where `name` is ''.

        ValueError where two have the same id.
        """
        folder, base = posixpath.split(name)
        part = posixpath.join(folder, "_rels", f"{base}.rels")
        if part not in self._members:
            return {}
        links = list(self.xml(part).iterchildren(_LINK))
        related = {
            link.get("Id", ""): Relation(
                _kind(link.get("Type", "")), link.get("Target", ""), link.get("TargetMode", "") == "External"
            )
            for link in links
        }
        if len(related) < len(links):
            raise ValueError("relationships of one id")
        return related


def _kind(written: str) -> str:
    return written.rpartition("/")[2] if written.startswith(_KINDS) else ""


def related_id(element: etree._Element) -> str:
    """The id of the relationship that an element names; '' where it names none."""
    return str(element.get(f"{{{_OFFICE}}}id") or element.get(f"{{{_STRICT}}}id") or "")


def main_space(root: etree._Element) -> str:
    """The namespace (in braces) of a part that spreadsheet programs read; ValueError for any other."""
    space = str(root.tag)[: str(root.tag).rfind("}") + 1]
    if space not in _MAINS:
        raise ValueError(root.tag)
    return space


def children(root: etree._Element, name: str) -> list[etree._Element]:
    """What an element of a spreadsheet holds under one name; ValueError where some of it is under another.

    An element of a namespace that a program does not know is passed over by it, and perhaps not by the next one.
    """
    tag = main_space(root) + name
    if any(each.tag != tag for each in root if str(each.tag) != f"{main_space(root)}extLst"):
        raise ValueError(root.tag)
    return list(root.iterchildren(tag))


def settled(root: etree._Element) -> etree._Element:
    """The root itself; ValueError where the part leaves it to the program what of it counts."""
    if next(root.iter(_EITHER), None) is not None:
        raise ValueError("alternate content")
    return root


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
