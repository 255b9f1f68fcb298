"""A workbook in memory read for what it says, sheet by sheet.

openpyxl cannot give a formula and its stored result in one pass, and knows neither spelling of a link apart from
another; it is not used to read.
"""

import zipfile
import zlib
from collections.abc import Container, Mapping

from lxml import etree

from workbook_tools.envelope import RefusedError
from workbook_tools.errors import Misuse
from workbook_tools.messages import compare as words
from workbook_tools.xlsx.compare.facts import Facts, Mark, SheetFacts
from workbook_tools.xlsx.compare.laid import laid, of_relations
from workbook_tools.xlsx.compare.package import (
    FALSE,
    MAX_BYTES,
    TRUE,
    Parts,
    Relation,
    TooLargeError,
    children,
    main_space,
    part_name,
    related_id,
    settled,
)
from workbook_tools.xlsx.compare.sheet import Book, SheetReader
from workbook_tools.xlsx.compare.styles import styles
from workbook_tools.xlsx.compare.texts import shared_texts

_OLE = b"\xd0\xcf\x11\xe0"
_DAMAGED = (
    RefusedError,
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


def read_facts(data: bytes, name: str, only: Container[str] | None = None) -> Facts:
    """What a workbook says; of its sheets all, or `only` those of these names, the others left without cells.

    Misuse with one sentence where the bytes are no .xlsx, are protected by a password, damaged, or inflate to
    more than MAX_BYTES; `name` is what the file is called in it.
    """
    if not data.startswith(b"PK"):
        sentence = (
            words.ENCRYPTED if data.startswith(_OLE) and b"E\0n\0c\0r\0y\0p\0t" in data else words.NO_WORKBOOK
        )
        raise Misuse(sentence.format(file=name))
    try:
        return _facts(Parts(data), only)
    except TooLargeError as error:
        raise Misuse(words.TOO_LARGE.format(file=name, limit=MAX_BYTES // 2**20)) from error
    except _DAMAGED as error:
        raise Misuse(words.DAMAGED.format(file=name)) from error


def _facts(parts: Parts, only: Container[str] | None) -> Facts:
    main = _of_kind(parts, "", "officeDocument")
    if main is None:
        raise ValueError("no workbook part")
    workbook, related = parts.xml(main), parts.related(main)
    space = main_space(workbook)
    texts, style, theme = (_of_kind(parts, main, kind) for kind in ("sharedStrings", "styles", "theme"))
    looks = styles(parts.xml(style) if style else None, parts.xml(theme) if theme else None)
    book = Book(
        shared_texts(settled(parts.xml(texts)) if texts else None, looks.palette),
        looks,
        any(each.get("date1904") in TRUE for each in workbook.iter(f"{space}workbookPr")),
    )
    (listed,) = workbook.iter(f"{space}sheets")
    sheets = tuple(
        _sheet(parts, book, each, (main, related))
        if only is None or each.get("name") in only
        else _bare(each)
        for each in children(listed, "sheet")
    )
    if len({sheet.name.casefold() for sheet in sheets}) < len(sheets) or not sheets:
        raise ValueError("sheets of one name")
    marks = list(of_relations(related))
    if any(each.get("fullPrecision") in FALSE for each in workbook.iter(f"{space}calcPr")):
        marks.append(Mark("", words.AS_DISPLAYED))
    return Facts(sheets, tuple(marks))


def _of_kind(parts: Parts, source: str, kind: str) -> str | None:
    """The part of a kind that a part refers to; ValueError where there are several."""
    targets = [part_name(source, each.target) for each in parts.related(source).values() if each.kind == kind]
    if len(targets) > 1:
        raise ValueError(kind)
    return targets[0] if targets else None


def _sheet(
    parts: Parts, book: Book, entry: etree._Element, beside: tuple[str, Mapping[str, Relation]]
) -> SheetFacts:
    """One sheet that the workbook part `beside`, whose relationships are given, lists; a chart sheet has no cells."""
    main, related = beside
    bare, relation = _bare(entry), related[related_id(entry)]
    if relation.kind != "worksheet":
        return bare
    part = part_name(main, relation.target)
    with parts.open(part) as stream:
        return SheetReader(book, parts.related(part), laid(parts, part)).read(stream, bare.name, bare.hidden)


def _bare(entry: etree._Element) -> SheetFacts:
    """A sheet without anything on it."""
    hidden = entry.get("state", "visible") != "visible"
    return SheetFacts(entry.get("name", ""), hidden, {}, frozenset(), frozenset())
