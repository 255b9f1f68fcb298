"""What an OLE compound file is: an old or WPS workbook, an encrypted workbook, a document, a mail."""

import io
import struct

import olefile

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),
    ("__properties_version1.0", "msg"),
)
_FILEPASS = 0x002F
_EOF = 0x000A
_OPENING = 65_536


def kind(data: bytes) -> str:
    """The format of OLE bytes: xls (also .et of WPS), encrypted, doc, ppt, msg, ole (another) or damaged."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return _kind(ole)
    except (OSError, ValueError, IndexError, TypeError, AttributeError, struct.error):
        # olefile raises whatever a torn sector chain leads it to.
        return "damaged"


def _kind(ole: olefile.OleFileIO) -> str:
    # WPS writes .et as an OLE file with the BIFF8 stream of .xls: the same readers open it.
    for stream in ("Workbook", "Book"):
        if ole.exists(stream):
            return "encrypted" if _needs_password(ole.openstream(stream).read(_OPENING)) else "xls"
    return next((form for stream, form in _STREAMS if ole.exists(stream)), "ole")


def _needs_password(globals_stream: bytes) -> bool:
    """FILEPASS stands among the first records of an encrypted BIFF stream ([MS-XLS] 2.4.117)."""
    at = 0
    while at + 4 <= len(globals_stream):
        record, size = struct.unpack_from("<HH", globals_stream, at)
        if record in (_FILEPASS, _EOF):
            return bool(record == _FILEPASS)
        at += 4 + size
    return False
