"""Rows of a sheet part below those that count: frames pasted down to the last row make a million of them."""

import re

_ROW = re.compile(rb"""<(?:\w+:)?row [^<>]*?\br=["']([0-9]{1,7})["']""")
_END = re.compile(rb"</(?:\w+:)?sheetData>")


def down_to(part: bytes, last: int) -> bytes:
    """The part without its rows below one; rows ascend. Nothing is parsed, which would take gigabytes."""
    below = next((row for row in _ROW.finditer(part) if int(row[1]) > last), None)
    end = _END.search(part, below.start()) if below else None
    return part[: below.start()] + part[end.start() :] if below and end else part
