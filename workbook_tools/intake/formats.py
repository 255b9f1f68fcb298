"""What a file really is, told by its bytes; its name only explains a mismatch to the sender."""

import re
from dataclasses import dataclass

from workbook_tools.envelope.compound import MAGIC as _OLE
from workbook_tools.intake import compound, package
from workbook_tools.messages.found import found
from workbook_tools.model import Finding

WORKBOOKS = frozenset({"xlsx", "xlsm", "xlsb", "xls", "ods"})
CONTAINERS = frozenset({"zip", "eml"})
SCANS = frozenset({"pdf", "ofd", "jpg", "png", "tiff", "bmp", "gif", "webp", "heic"})
"""Formats in which a stamped copy travels beside the workbook."""

_ZIP = b"PK"
_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"GIF8", "gif"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gz"),
    (b"x\x9f>\x22", "tnef"),
)
_CODES = {
    "empty": "F101",
    "damaged": "F102",
    "encrypted": "F103",
    **dict.fromkeys(("doc", "docx", "odt"), "F104"),
    **dict.fromkeys(("ppt", "pptx", "odp"), "F105"),
    **dict.fromkeys(("pdf", "ofd"), "F106"),
    **dict.fromkeys(SCANS - {"pdf", "ofd"}, "F107"),
    "text": "F108",
    **dict.fromkeys(("html", "xml"), "F109"),
    **dict.fromkeys(("rar", "7z", "gz"), "F110"),
    **dict.fromkeys(("msg", "tnef"), "F111"),
    "unknown": "F112",
    "hollow": "F113",
    "ole": "F114",
}
_EXTENSIONS = {
    **dict.fromkeys(("xlsx", "xlsm"), frozenset({"xlsx", "xlsm", "xltx", "xltm"})),
    "xlsb": frozenset({"xlsb"}),
    # WPS keeps the stream of an .xls in its .et.
    "xls": frozenset({"xls", "xlt", "et", "ett"}),
    "ods": frozenset({"ods", "ots"}),
}
_MAIL_HEADERS = re.compile(
    rb"^(?:from|to|subject|date|received|message-id|mime-version|return-path|x-[a-z-]+):", re.I | re.M
)
_MAILBOX_LINE = re.compile(rb"\AFrom [^\n]*\n")
_WEB_PAGE = re.compile(rb"\A\s*(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|meta|table|body)\b", re.I | re.S)
_NOT_TEXT = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]")
OPENING = 65_536
"""The first bytes of a file, which tell what it is unless it is a zip or OLE file."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file is: one of WORKBOOKS, CONTAINERS, or another format with the refusal that goes with it."""

    format: str
    refusal: Finding | None = None


def recognise(data: bytes) -> Recognised:
    """The format of a file by its content, never by its name.

    Its first bytes decide, whatever follows: a PDF or a picture with a workbook behind it is what it begins as, and a
    workbook with anything else behind it is refused. Formats that are no workbook and no container carry a refusal
    (F101-F114): `encrypted` needs a password, `damaged` is a zip or OLE file that breaks off, `hollow` a zip without
    files. So does a workbook whose zip is made to deceive (F131-F137, F159).
    """
    if data.startswith(_ZIP):
        form, refusal = package.kind(data)
    else:
        form, refusal = _format(data), None
    code = _CODES.get(form)
    return Recognised(form, refusal or (found(code, format=form) if code else None))


def is_looked_into(opening: bytes) -> bool:
    """Whether a file that begins so is a zip, an OLE file or a mail, of which `recognise` needs every byte."""
    return opening.startswith((_ZIP, _OLE)) or _format(opening) == "eml"


def name_note(name: str, form: str) -> Finding | None:
    """A notice where a workbook's name promises another format (F115), or its format is not xlsx (F116)."""
    named = name.rpartition(".")[2].lower()
    if named not in _EXTENSIONS[form]:
        return found("F115", value=name, format=form)
    return None if form in ("xlsx", "xlsm") else found("F116", format=form)


def _format(data: bytes) -> str:
    if not data:
        return "empty"
    if data.startswith(_OLE):
        return compound.kind(data)
    return _by_magic(data) or _by_text(data)


def _by_magic(data: bytes) -> str | None:
    if data[4:8] == b"ftyp" and data[8:11] in {b"hei", b"hev", b"mif", b"avi"}:
        return "heic"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    if data.startswith(b"BM") and data[6:10] == bytes(4):
        return "bmp"
    return next((form for magic, form in _MAGIC if data.startswith(magic)), None)


def _by_text(data: bytes) -> str:
    opening = data[:OPENING].removeprefix(b"\xef\xbb\xbf")
    if opening.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text"
    if _NOT_TEXT.search(opening):
        return "unknown"
    if _WEB_PAGE.match(opening) or b"X-Document-Type: Workbook" in opening:
        return "html"
    if opening.lstrip().startswith(b"<?xml"):
        return "xml"
    return "eml" if _is_mail(opening) else "text"


def _is_mail(opening: bytes) -> bool:
    """A mail opens with header lines, at least two of them known, before the first blank line."""
    # Some programs save a mail with the line that opens it in a mailbox file.
    headers = re.split(rb"\r?\n\r?\n", _MAILBOX_LINE.sub(b"", opening.lstrip()), maxsplit=1)[0]
    starts_with_header = re.match(rb"[A-Za-z][A-Za-z0-9-]*:", headers)
    return bool(starts_with_header) and len(_MAIL_HEADERS.findall(headers)) >= 2
