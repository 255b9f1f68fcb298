"""The members of a zip, read one at a time and never written to disk by the name they bear."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from workbook_tools.intake.limits import Budget
from workbook_tools.intake.member import Member
from workbook_tools.intake.names import inner_path, is_junk, legible
from workbook_tools.messages.found import found
from workbook_tools.model import Finding

_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_CHUNK = 2**20
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


def zip_members(data: bytes, budget: Budget) -> Iterator[Member]:
    """Every file of the zip, members of equal names each for themselves.

    Raises LimitReachedError when the budget is spent. A member that is encrypted (F125), broken (F126) or too
    large (F124) is yielded without data; the others go on.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            if not info.is_dir():
                budget.take_member()
                yield _member(archive, info, budget)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> Member:
    path = inner_path(member_name(info))
    if is_junk(path):
        return Member(path, b"")
    if info.flag_bits & _ENCRYPTED:
        return Member(path, b"", found("F125"))
    try:
        content = _inflated(archive, info, budget)
    except _BROKEN:
        return Member(path, b"", found("F126"))
    return Member(path, b"", content) if isinstance(content, Finding) else Member(path, content)


def _inflated(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> bytes | Finding:
    """The member's bytes, or F124 as soon as more comes out than one member may hold."""
    limits = budget.limits
    most = min(limits.member_bytes, max(limits.ratio_from, limits.ratio * info.compress_size))
    chunks: list[bytes] = []
    size = 0
    with archive.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            budget.take_bytes(len(chunk))
            chunks.append(chunk)
            size += len(chunk)
            if size > most:
                return found("F124", limit=str(most // 2**20))
    return b"".join(chunks)


def member_name(info: zipfile.ZipInfo) -> str:
    """A member's name as it was meant: zipfile takes one without the UTF-8 flag for cp437, where Chinese programs mean
    GBK, and macOS UTF-8."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        return legible(info.filename.encode("cp437"))
    except UnicodeEncodeError:
        return info.filename
