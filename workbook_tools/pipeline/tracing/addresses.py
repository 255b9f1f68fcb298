"""'SHEET!CELL' as people write it."""

import re
from collections.abc import Sequence

from workbook_tools.errors import Misuse
from workbook_tools.messages import trace as words
from workbook_tools.model import LAST_CELL, Address, column_number

_TYPED = re.compile(r"\s*(?:'((?:[^']|'')+)'|([^'!]+?))\s*!\s*(\S.*?)\s*")
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_WIDTH = {0xFF01: "!", 0xFF04: "$", 0xFF07: "'", 0x2018: "'", 0x2019: "'"} | {
    code: code - 0xFEE0 for first, last in ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
    for code in range(first, last + 1)
}  # fmt: skip


def parse(text: str, sheets: Sequence[str]) -> tuple[str, Address]:
    """The sheet (spelled as in the workbook) and the address that a text names; Misuse where it names none."""
    typed = text.translate(_WIDTH).strip()
    if typed.startswith("'") and typed.endswith("'"):
        typed = typed[1:-1]  # the Windows command prompt hands the quotes on
    match = _TYPED.fullmatch(typed)
    cell = _CELL.fullmatch(match[3].upper()) if match else None
    if match is None or cell is None:
        raise Misuse(words.BAD_ADDRESS.format(value=text))
    named = match[1].replace("''", "'") if match[1] else match[2]
    found = next((each for each in sheets if each.translate(_WIDTH).casefold() == named.casefold()), None)
    if found is None:
        raise Misuse(words.NO_SHEET.format(sheet=named, known="、".join(sheets)))
    address = int(cell[2]), column_number(cell[1])
    if address[0] > LAST_CELL[0] or address[1] > LAST_CELL[1]:
        raise Misuse(words.BAD_ADDRESS.format(value=text))
    return found, address
