"""File names as people wrote them, whatever a zip, a mail or a disk made of them."""

import re
from fnmatch import fnmatchcase

from workbook_tools.envelope import is_device
from workbook_tools.understand import veiled

_JUNK = (
    "~$*",  # lock file of Excel and Word
    ".~*",  # lock file of WPS and LibreOffice
    "~*.tmp",
    "._*",
    ".ds_store",
    "thumbs.db",
    "desktop.ini",
)
_JUNK_FOLDER = "__macosx"
_DRIVE = re.compile(r"[A-Za-z]:")
_MOST_LETTERS = 255
_LONGEST_PATH = 1024


def is_junk(path: str) -> bool:
    """Whether a path (parts separated by /) names what systems and office programs leave behind."""
    *folders, name = path.lower().split("/")
    return _JUNK_FOLDER in folders or any(fnmatchcase(name, pattern) for pattern in _JUNK)


def legible(raw: bytes) -> str:
    """A name out of bytes of unknown encoding: UTF-8 or GB18030, else with replacement characters.

    A few GBK names happen to be valid UTF-8, but then of Latin, Greek or Arabic letters: a name that holds
    non-ASCII letters and none of three bytes is taken for GBK.
    """
    text = _decoded(raw, "utf-8")
    if text is not None and (text.isascii() or any(letter >= "\u0800" for letter in text)):
        return text
    return _decoded(raw, "gb18030") or text or raw.decode("utf-8", "replace")


def printable(name: str) -> str:
    """The name fit for paper, JSON and a GBK console: control and undecodable characters replaced, phones masked."""
    whole = legible(name.encode("utf-8", "surrogateescape")) if _has_surrogates(name) else name
    return veiled("".join(letter if letter.isprintable() else "\ufffd" for letter in whole))


def inner_path(name: str) -> str:
    """The path of a container's member, for display only: / between parts, nothing that leads elsewhere."""
    parts = name.replace("\\", "/").split("/")
    return "/".join(printable(part) for part in parts if part not in ("", ".", ".."))


def shortened(path: str) -> str:
    """A path that fits on a line, its middle left out where it is longer than any that people give."""
    half = _LONGEST_PATH // 8
    return path if len(path) <= 2 * half else f"{path[:half]}…{path[-half:]}"


def leads_away(name: str) -> bool:
    """Whether a member's name, taken at its word, is no place inside the container, or none that a disk can have.

    Absolute, with a drive, with `..`, a NUL, a device of Windows (CON, LPT1.xlsx), or too long for any file system.
    """
    parts = name.replace("\\", "/").split("/")
    return (
        (parts[0] == "" and len(parts) > 1)
        or bool(_DRIVE.match(parts[0]))
        or "\0" in name
        or len(name) > _LONGEST_PATH
        or any(part == ".." or is_device(part) or len(part) > _MOST_LETTERS for part in parts)
    )


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _has_surrogates(name: str) -> bool:
    return any("\udc80" <= letter <= "\udcff" for letter in name)
