"""What a zip file is: a workbook, a document, or a plain archive."""

import io
import zipfile
import zlib

_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_OPEN_DOCUMENT_KINDS = {"spreadsheet": "ods", "text": "odt", "presentation": "odp"}


def kind(data: bytes) -> str:
    """The format of zip bytes: a workbook, a document, `zip` for a plain archive, or what is wrong with it.

    One of xlsx, xlsm, xlsb, ods, docx, pptx, odt, odp, ofd, zip, encrypted, hollow (no file in it), damaged,
    unknown.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _kind(archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, ValueError, RuntimeError):
        return "damaged"


def _kind(archive: zipfile.ZipFile) -> str:
    names = frozenset(name.replace("\\", "/") for name in archive.namelist())
    if "[Content_Types].xml" in names:
        return _office(names)
    if "mimetype" in names:
        return _open_document(archive, names)
    if "OFD.xml" in names:
        return "ofd"
    return "zip" if any(not name.endswith("/") for name in names) else "hollow"


def _office(names: frozenset[str]) -> str:
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "xl/workbook.xml" in names:
        return "xlsm" if "xl/vbaProject.bin" in names else "xlsx"
    folders = {name.partition("/")[0] for name in names}
    return "docx" if "word" in folders else "pptx" if "ppt" in folders else "unknown"


def _open_document(archive: zipfile.ZipFile, names: frozenset[str]) -> str:
    with archive.open("mimetype") as part:
        mimetype = part.read(200).decode("ascii", "replace").strip()
    if not mimetype.startswith(_OPEN_DOCUMENT):
        return "unknown"
    if "META-INF/manifest.xml" in names:
        with archive.open("META-INF/manifest.xml") as part:
            if b"encryption-data" in part.read(1_000_000):
                return "encrypted"
    family = mimetype.removeprefix(_OPEN_DOCUMENT).partition("-")[0]
    return _OPEN_DOCUMENT_KINDS.get(family, "unknown")
