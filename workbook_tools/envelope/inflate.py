"""One part of a zip, inflated no further than its directory says."""

import struct
import zlib

from workbook_tools.envelope.directory import BrokenZipError, Entry
from workbook_tools.envelope.refused import RefusedError
from workbook_tools.messages.found import found

STORED, DEFLATED = 0, 8
LOCAL_HEADER = struct.Struct("<4s5H3I2H")


def body_at(data: bytes, entry: Entry) -> int:
    """Where the packed bytes of a member begin; BrokenZipError where its header lies outside of the bytes."""
    if entry.offset + LOCAL_HEADER.size > len(data):
        raise BrokenZipError(entry.name)
    *_, name_size, extra_size = LOCAL_HEADER.unpack_from(data, entry.offset)
    return int(entry.offset + LOCAL_HEADER.size + name_size + extra_size)


def inflate(data: bytes, entry: Entry) -> bytes:
    """The bytes of a member, counted as they come out: the number in the directory may be a lie.

    RefusedError (F135) as soon as more comes than was said, BrokenZipError where less does, or other bytes.
    """
    at = body_at(data, entry)
    packed = memoryview(data)[at : at + entry.packed]
    content = bytes(packed) if entry.method == STORED else _inflated(packed, entry)
    if len(content) > entry.size:
        raise RefusedError(found("F135"))
    if len(content) < entry.size or zlib.crc32(content) != entry.crc:
        raise BrokenZipError(entry.name)
    return content


def _inflated(packed: memoryview, entry: Entry) -> bytes:
    if entry.method != DEFLATED:
        raise BrokenZipError(entry.name)
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, entry.size + 1)
    except zlib.error as error:
        raise BrokenZipError(entry.name) from error
