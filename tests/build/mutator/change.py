"""Any file changed as what it is: a zip part by part, a part by its XML or records, a mail, plain bytes."""

import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace

from lxml import etree

from tests.build.mutator import compound, mails, raw, records, xml, zips
from tests.build.mutator.chance import Chance

_AS_BYTES = 0.08
"""How often the structure of a file is passed over."""
_DECORATION = re.compile(rb"theme|drawings/|printerSettings|Thumbnails|Configurations2|docProps/(?:app|core)")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    struct.error,
    OSError,
    ValueError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    TypeError,
    AttributeError,
    EOFError,
)
"""What taking apart a file raises that earlier changes broke: from then on it is bytes."""


def mutant(base: bytes, name: str, seed: int) -> tuple[bytes, tuple[str, ...]]:
    """The file changed one to four times, and the changes by name; it follows from its arguments alone."""
    chance = Chance.of(name, seed)
    return changed(base, chance), tuple(chance.told)


def changed(base: bytes, chance: Chance) -> bytes:
    """The file changed one to four times."""
    data = base
    for _ in range(chance.one((1, 1, 1, 2, 3, 4))):
        data = change(data, chance)
    return data


def change(data: bytes, chance: Chance) -> bytes:
    """The file changed once."""
    if not chance.often(_AS_BYTES):
        try:
            return _way(data)(data, chance)
        except _BROKEN:
            chance.told.append("broken already")
    return chance.apply(raw.OPERATIONS, data)


def _way(data: bytes) -> Callable[[bytes, Chance], bytes]:
    return next((way for opening, way in _WAYS if data.startswith(opening)), _in_bytes)


def _in_zip(data: bytes, chance: Chance) -> bytes:
    parts = zips.parts_of(data)
    if chance.often(0.05):
        chance.told.append("end of zip")
        return zips.written(parts, zips.end_of(parts, chance))
    if not parts or chance.often(0.35):
        operated: zips.Parts = chance.apply(zips.OPERATIONS, parts)
        return zips.written(operated)
    at = _part(parts, chance)
    chance.told.append(parts[at].name.decode("utf-8", "replace"))
    part = replace(parts[at], data=change(parts[at].data, chance))
    return zips.written((*parts[:at], part, *parts[at + 1 :]))


def _part(parts: zips.Parts, chance: Chance) -> int:
    """A part, those that only decorate a workbook seldom."""
    first, second = chance.below(len(parts)), chance.below(len(parts))
    return second if _DECORATION.search(parts[first].name) else first


def _in_xml(data: bytes, chance: Chance) -> bytes:
    if chance.often(0.25):
        return chance.apply(xml.AS_TEXT, data)
    return chance.apply(xml.IN_TREE, xml.tree_of(data)).written()


def _in_compound(data: bytes, chance: Chance) -> bytes:
    file = compound.compound_of(data)
    if chance.often(0.35):
        return chance.apply(compound.OPERATIONS, file).data
    stream = records.biff_stream(chance.apply(records.OPERATIONS, records.biff(file.workbook())))
    return file.with_workbook(stream).data


def _in_records(data: bytes, chance: Chance) -> bytes:
    return records.xlsb_stream(chance.apply(records.OPERATIONS, records.xlsb(data)))


def _in_mail(data: bytes, chance: Chance) -> bytes:
    if chance.often(0.4):
        return mails.attachment_changed(data, chance, change)
    return chance.apply(mails.OPERATIONS, data)


def _in_bytes(data: bytes, chance: Chance) -> bytes:
    return chance.apply(raw.OPERATIONS, data)


_WAYS: tuple[tuple[bytes, Callable[[bytes, Chance], bytes]], ...] = (
    (b"PK", _in_zip),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _in_compound),
    (b"<", _in_xml),
    (b"Subject:", _in_mail),
    (b"\x83\x01", _in_records),
    (b"\x81\x01", _in_records),
)
"""How files and parts begin: zip, OLE, XML, mail, the workbook and the sheets of an .xlsb."""
