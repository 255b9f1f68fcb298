"""A zip from anywhere taken for an evidence pack: nothing in it may lead elsewhere, or grow beyond bounds."""

import stat
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from workbook_tools.envelope import RATIO, RATIO_FROM, is_device
from workbook_tools.errors import Misuse
from workbook_tools.intake.names import is_junk
from workbook_tools.intake.zips import member_name
from workbook_tools.messages import pack as words
from workbook_tools.pipeline.pack.layout import DECLARATION_FILE

_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_FILES = 200_000
_WHOLE_RATIO, _WHOLE_FROM = 50, 2**28
"""Inflated to packed, of all files together."""
_LONGEST = 240
"""Bytes of a path; below the folder of temporary files Windows takes no more."""
_FORBIDDEN = frozenset('<>:"|?*\\')


def is_pack(path: Path) -> bool:
    """Whether a file is a zip with a bag in it."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(_declares(member_name(info)) for info in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _declares(name: str) -> bool:
    return name.count("/") == 1 and name.endswith(f"/{DECLARATION_FILE}")


def entries(archive: zipfile.ZipFile, path: Path) -> dict[str, zipfile.ZipInfo]:
    """Every file of the bag by its path there, folders and what systems leave behind passed over.

    `path` is the zip. Raises Misuse, which names the member, where anything is not as in a pack: a path that leads
    elsewhere or means two things, a name that stands twice, a link, encryption, sizes beyond bounds.
    """
    files = [(member_name(info), info) for info in archive.infolist() if not info.is_dir()]
    files = [(name, info) for name, info in files if not is_junk(name)]
    for name, why in _objections(files, path.stat().st_size):
        raise Misuse(words.UNSAFE.format(path=path, member=name, why=why))
    return {name.partition("/")[2]: info for name, info in files}


def _objections(files: Iterable[tuple[str, zipfile.ZipInfo]], size: int) -> Iterator[tuple[str, str]]:
    """What stands against opening a zip of this many bytes: the member and why."""
    tops, seen, folders, whole = set[str](), set[str](), set[str](), 0
    for count, (name, info) in enumerate(files, 1):
        tops.add(name.partition("/")[0])
        same = unicodedata.normalize("NFC", name).casefold()
        whole += info.file_size
        if objection := _objection(name, info):
            yield name, objection
        above = {str(folder) for folder in PurePosixPath(same).parents}
        if same in seen or same in folders or not above.isdisjoint(seen):
            yield name, words.WHY_TWICE
        if len(tops) > 1:
            yield name, words.WHY_OUTSIDE
        if count > _FILES:
            yield name, words.WHY_COUNT
        if whole > max(_WHOLE_FROM, _WHOLE_RATIO * size):
            yield name, words.WHY_SIZE
        seen.add(same)
        folders |= above


def _objection(name: str, info: zipfile.ZipInfo) -> str:
    """What is wrong with one member by itself; '' for nothing."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    tests = (
        (len(name.encode("utf-8", "replace")) > _LONGEST, words.WHY_LONG),
        (not _is_plain(name) or "\0" in info.orig_filename, words.WHY_NAME),
        (kind not in (0, stat.S_IFREG), words.WHY_LINK),
        (bool(info.flag_bits & _ENCRYPTED), words.WHY_ENCRYPTED),
        (info.compress_type not in _METHODS, words.WHY_METHOD),
        (info.file_size > max(RATIO_FROM, RATIO * info.compress_size), words.WHY_SIZE),
    )
    return next((why for holds, why in tests if holds), "")


def _is_plain(name: str) -> bool:
    """Whether a path means the same file below its folder on every system."""
    return "/" in name and all(map(_is_plain_part, name.split("/")))


def _is_plain_part(part: str) -> bool:
    return (
        part.strip(". ") != ""
        and part == part.rstrip(". ")
        and part.isprintable()
        and _FORBIDDEN.isdisjoint(part)
        and not is_device(part)
    )
