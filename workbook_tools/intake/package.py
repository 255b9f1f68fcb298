"""What a zip file is: a workbook, a document, or a plain archive."""

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
from workbook_tools.model import Finding

_WORKBOOKS = frozenset({"xlsx", "xlsm", "xlsb", "ods"})
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_OPEN_DOCUMENT_KINDS = {"spreadsheet": "ods", "text": "odt", "presentation": "odp"}
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
    return form, unsound(data, directory) if form in _WORKBOOKS else None


def _kind(data: bytes, directory: Directory) -> str:
    # Office programs ask for a part by its name in whatever case.
    entries = {entry.name.lower(): entry for entry in directory.entries}
    if "[content_types].xml" in entries:
        return _office(entries)
    if "mimetype" in entries:
        return _open_document(data, entries)
    if "ofd.xml" in entries:
        return "ofd"
    return "zip" if any(not name.endswith("/") for name in entries) else "hollow"


def _office(entries: Mapping[str, Entry]) -> str:
    if "xl/workbook.bin" in entries:
        return "xlsb"
    if "xl/workbook.xml" in entries:
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
