"""A workbook in memory read for what it says, sheet by sheet.

openpyxl cannot give a formula and its stored result in one pass, and knows neither spelling of a link apart from
another; it is not used to read.
"""

import zipfile
import zlib
from collections.abc import Mapping

from lxml import etree

from workbook_tools.errors import Misuse
from workbook_tools.messages import compare as words
from workbook_tools.xlsx.compare.facts import Facts, SheetFacts
from workbook_tools.xlsx.compare.package import MAX_BYTES, Parts, Relation, TooLargeError, part_name
from workbook_tools.xlsx.compare.sheet import Book, SheetReader
from workbook_tools.xlsx.compare.styles import number_formats
from workbook_tools.xlsx.compare.texts import shared_texts

_OLE = b"\xd0\xcf\x11\xe0"
_TRUE = frozenset({"1", "true"})
_DAMAGED = (
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


def read_facts(data: bytes, name: str) -> Facts:
    """What a workbook says.

    Misuse with one sentence where the bytes are no .xlsx, are protected by a password, damaged, or inflate to
    more than MAX_BYTES; `name` is what the file is called in it.
    """
    if not data.startswith(b"PK"):
        sentence = (
            words.ENCRYPTED if data.startswith(_OLE) and b"E\0n\0c\0r\0y\0p\0t" in data else words.NO_WORKBOOK
        )
        raise Misuse(sentence.format(file=name))
    try:
        return _facts(Parts(data))
    except TooLargeError as error:
        raise Misuse(words.TOO_LARGE.format(file=name, limit=MAX_BYTES // 2**20)) from error
    except _DAMAGED as error:
        raise Misuse(words.DAMAGED.format(file=name)) from error


def _facts(parts: Parts) -> Facts:
    main = _of_kind(parts, "", "officeDocument")
    if main is None:
        raise ValueError("no workbook part")
    workbook, related = parts.xml(main), parts.related(main)
    texts, styles = (_of_kind(parts, main, kind) for kind in ("sharedStrings", "styles"))
    book = Book(
        shared_texts(parts.xml(texts) if texts else None),
        number_formats(parts.xml(styles) if styles else None),
        any(each.get("date1904") in _TRUE for each in workbook.iter("{*}workbookPr")),
    )
    sheets = tuple(
        _sheet(parts, book, each, main, related) for each in workbook.iterfind("{*}sheets/{*}sheet")
    )
    if len({sheet.name.casefold() for sheet in sheets}) < len(sheets) or not sheets:
        raise ValueError("sheets of one name")
    return Facts(sheets)


def _of_kind(parts: Parts, source: str, kind: str) -> str | None:
    """The first part of a kind that a part refers to."""
    targets = (part_name(source, each.target) for each in parts.related(source).values() if each.kind == kind)
    return next(targets, None)


def _sheet(
    parts: Parts, book: Book, entry: etree._Element, main: str, related: Mapping[str, Relation]
) -> SheetFacts:
    """One sheet; a chart sheet has a name and no cells."""
    # The namespace of r:id differs between transitional and strict files.
    number = next(str(value) for key, value in entry.attrib.items() if str(key).endswith("}id"))
    name, hidden = entry.get("name", ""), entry.get("state", "visible") != "visible"
    if related[number].kind != "worksheet":
        return SheetFacts(name, hidden, {}, frozenset(), frozenset())
    part = part_name(main, related[number].target)
    with parts.open(part) as stream:
        return SheetReader(book, parts.related(part)).read(stream, name, hidden)
