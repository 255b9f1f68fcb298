"""The members of a zip, inflated one at a time into files that bear numbers, never the names they came with.

`envelope` reads workbooks, which are held in memory; a container may be far larger than a worker's memory, and is read
from its file through zipfile.
"""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from workbook_tools.intake.drawer import Drawer, laid
from workbook_tools.intake.limits import Budget, LimitReachedError
from workbook_tools.intake.member import Member
from workbook_tools.intake.names import inner_path, is_junk, leads_away, legible, shortened
from workbook_tools.messages.found import found
from workbook_tools.model import Finding

_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_CHUNK = 2**20
_HEADER = 30
_END = b"PK\5\6"
_END_RECORD = struct.Struct("<10xHI6x")
"""Of the end record (APPNOTE 4.3.16): how many entries the directory has, and its size."""
_LONGEST_END = _END_RECORD.size + 0xFFFF
_LONGEST_ENTRY = 4096
_LATER, _LATER64 = 0xFFFF, 0xFFFFFFFF
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


def zip_members(file: Path, drawer: Drawer, budget: Budget) -> Iterator[Member]:
    """Every file of the zip, members of equal names each for themselves.

    Raises LimitReachedError when the budget is spent or cannot suffice, or when members overlap (F166). A member that
    is encrypted (F125), broken or packed in an unusual way (F126), too large (F124), a link or device (F162) or whose
    name leads away (F161) is yielded as refused; the others go on.
    """
    _foresee(file, budget)
    with zipfile.ZipFile(file) as archive:
        members = [info for info in archive.infolist() if not info.filename.endswith("/")]
        budget.foresee_members(len(members))
        if _overlap(members):
            raise LimitReachedError("F166")
        for number, info in enumerate(members, start=1):
            budget.take_member()
            yield _member(archive, info, f"part-{number}", drawer, budget)


def _foresee(file: Path, budget: Budget) -> None:
    """Stop at a directory of more entries than are opened, before zipfile has all of them in memory."""
    with file.open("rb") as stream:
        stream.seek(max(0, file.stat().st_size - _LONGEST_END))
        tail = stream.read()
    at = tail.rfind(_END)
    if 0 <= at <= len(tail) - _END_RECORD.size:
        claimed, size = _END_RECORD.unpack_from(tail, at)
        # Either may lie. Some programs always leave both to the zip64 record.
        budget.foresee_members(claimed if claimed != _LATER else 0)
        budget.foresee_members(size // _LONGEST_ENTRY if size != _LATER64 else 0)


def _overlap(members: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether two members share bytes: one small stretch could be inflated thousands of times."""
    places = sorted((info.header_offset, info.compress_size) for info in members)
    return any(at + _HEADER + size > following for (at, size), (following, _) in pairwise(places))


def is_plain_zip(file: Path) -> bool:
    """Whether a file is a zip that is no Office workbook or document, by its directory alone."""
    try:
        with zipfile.ZipFile(file) as archive:
            return "[Content_Types].xml" not in archive.namelist()
    except _BROKEN:
        return False


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, stand_in: str, drawer: Drawer, budget: Budget
) -> Member:
    path = inner_path(member_name(info)) or stand_in
    if is_junk(path):
        return Member(path, None)
    refusal = _refusal(info)
    if refusal:
        return Member(shortened(path), None, refusal)
    file = drawer.next()
    try:
        too_large = _inflate(archive, info, file, budget)
    except _BROKEN:
        return Member(path, None, found("F126"))
    return Member(path, None if too_large else file, too_large)


def _refusal(info: zipfile.ZipInfo) -> Finding | None:
    """Why a member is not even inflated; this is a matter of its place in this zip and not of its bytes."""
    # zipfile cuts a name at its first NUL.
    if leads_away(member_name(info)) or "\0" in info.orig_filename:
        return found("F161")
    if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
        return found("F162")
    if info.flag_bits & _ENCRYPTED:
        return found("F125")
    # Other ways of packing name the memory that they want, up to gigabytes.
    return None if info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) else found("F126")


def _inflate(archive: zipfile.ZipFile, info: zipfile.ZipInfo, file: Path, budget: Budget) -> Finding | None:
    """Inflate a member into a file; F124 as soon as more comes out than one member may hold."""
    limits = budget.limits
    most = min(limits.member_bytes, max(limits.ratio_from, limits.ratio * info.compress_size))
    size = 0
    with archive.open(info) as stream, laid(file) as write:
        while chunk := stream.read(_CHUNK):
            budget.take_bytes(len(chunk))
            size += len(chunk)
            if size > most:
                return found("F124", limit=str(most // 2**20))
            write(chunk)
    return None


def member_name(info: zipfile.ZipInfo) -> str:
    """A member's name as it was meant: zipfile takes one without the UTF-8 flag for cp437, where Chinese programs mean
    GBK, and macOS UTF-8."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        return legible(info.filename.encode("cp437"))
    except UnicodeEncodeError:
        return info.filename
