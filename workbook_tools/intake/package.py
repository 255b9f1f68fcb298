"""What a zip file is: a workbook, a document, or a plain archive."""

import re
from collections.abc import Mapping

from workbook_tools.envelope import (
    BrokenZipError,
    Directory,
    Entry,
    RefusedError,
    inflate,
    read_directory,
    unsound,
)
from workbook_tools.messages.found import found
from workbook_tools.model import Finding

_WORKBOOKS = frozenset({"xlsx", "xlsm", "xlsb", "ods"})
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_OPEN_DOCUMENT_KINDS = {"spreadsheet": "ods", "text": "odt", "presentation": "odp"}
_WORKBOOK_PART = re.compile(r"xl/workbook[0-9]*\.xml")
"""Some web services number it."""
_FIRST_MEMBER = b"PK\3\4"
_LONGEST_MIMETYPE = 200
_LONGEST_MANIFEST = 2**20


def kind(data: bytes) -> tuple[str, Finding | None]:
    """The format of zip bytes: a workbook, a document, `zip` for a plain archive, or what is wrong with it.

    One of xlsx, xlsm, xlsb, ods, docx, pptx, odt, odp, ofd, zip, encrypted, hollow (no file in it), damaged,
    unknown; and of a workbook why it is refused unopened, where it is (`envelope.unsound`).
    """
    try:
        directory = read_directory(data)
        form = _kind(data, directory)
    except BrokenZipError:
        return "damaged", None
    except RefusedError as stop:
        return "ods", stop.refusal
    if form not in _WORKBOOKS:
        return form, None
    return form, unsound(data, directory) or _ambiguous(directory)


def _ambiguous(directory: Directory) -> Finding | None:
    """Why a zip is refused (F158) that is a workbook of Office and one of OpenDocument at once."""
    names = {entry.name.lower() for entry in directory.entries}
    return found("F158") if names >= {"[content_types].xml", "content.xml"} else None


def _kind(data: bytes, directory: Directory) -> str:
    # Office programs ask for a part by its name in whatever case.
    entries = {entry.name.lower(): entry for entry in directory.entries}
    if "[content_types].xml" in entries:
        return _office(entries)
    if "mimetype" in entries:
        return _open_document(data, entries)
    if "ofd.xml" in entries:
        return "ofd"
    if any(not name.endswith("/") for name in entries):
        return "zip"
    # There is something, but the directory has lost it.
    return "damaged" if not entries and data.startswith(_FIRST_MEMBER) else "hollow"


def _office(entries: Mapping[str, Entry]) -> str:
    if "xl/workbook.bin" in entries:
        return "xlsb"
    if any(map(_WORKBOOK_PART.fullmatch, entries)):
        return "xlsm" if "xl/vbaproject.bin" in entries else "xlsx"
    folders = {name.partition("/")[0] for name in entries}
    return "docx" if "word" in folders else "pptx" if "ppt" in folders else "unknown"


def _open_document(data: bytes, entries: Mapping[str, Entry]) -> str:
    mimetype = _small(data, entries["mimetype"], _LONGEST_MIMETYPE).decode("ascii", "replace").strip()
    if not mimetype.startswith(_OPEN_DOCUMENT):
        return "unknown"
    manifest = entries.get("meta-inf/manifest.xml")
    if manifest and b"encryption-data" in _small(data, manifest, _LONGEST_MANIFEST):
        return "encrypted"
    family = mimetype.removeprefix(_OPEN_DOCUMENT).partition("-")[0]
    return _OPEN_DOCUMENT_KINDS.get(family, "unknown")


def _small(data: bytes, entry: Entry, longest: int) -> bytes:
    """A part that is small in every document; nothing where it says to be larger."""
    return inflate(data, entry) if entry.size <= longest else b""
