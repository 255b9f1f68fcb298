"""A zip written anew: stored parts, one a name, nothing that two readers could take in two ways."""

import struct
import zlib
from collections.abc import Iterable

_LOCAL = struct.Struct("<4s5H3I2H")
_ENTRY = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION = 20
_UTF8 = 0x800
_DAY = 0x21
"""1980-01-01, the first day that a zip can name."""


def stored(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of these parts, of 4 GB in all at most."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for name, content in parts:
        raw, size = name.encode(), len(content)
        facts = (_VERSION, _UTF8, 0, 0, _DAY, zlib.crc32(content), size, size, len(raw), 0)
        pieces += (_LOCAL.pack(b"PK\3\4", *facts) + raw, content)
        directory.append(_ENTRY.pack(b"PK\1\2", _VERSION, *facts, 0, 0, 0, 0, at) + raw)
        at += _LOCAL.size + len(raw) + size
    whole = b"".join(directory)
    end = _END.pack(b"PK\5\6", 0, 0, len(directory), len(directory), len(whole), at, 0)
    return b"".join((*pieces, whole, end))
