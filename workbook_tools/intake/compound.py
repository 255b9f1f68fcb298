"""What an OLE compound file is: an old or WPS workbook, an encrypted workbook, a document, a mail."""

import struct

from workbook_tools.envelope import BrokenCompoundError, Compound

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
        return _kind(Compound(data))
    except BrokenCompoundError:
        return "damaged"


def _kind(ole: Compound) -> str:
    # WPS writes .et as an OLE file with the BIFF8 stream of .xls: the same readers open it.
    for stream in ("Workbook", "Book"):
        if ole.has(stream):
            return "encrypted" if _needs_password(ole.stream(stream)[:_OPENING]) else "xls"
    return next((form for stream, form in _STREAMS if ole.has(stream)), "ole")


def _needs_password(globals_stream: bytes) -> bool:
    """FILEPASS stands among the first records of an encrypted BIFF stream ([MS-XLS] 2.4.117)."""
    at = 0
    while at + 4 <= len(globals_stream):
        record, size = struct.unpack_from("<HH", globals_stream, at)
        if record in (_FILEPASS, _EOF):
            return bool(record == _FILEPASS)
        at += 4 + size
    return False
