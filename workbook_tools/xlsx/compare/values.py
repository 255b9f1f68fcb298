"""What a cell's XML stores as its value; whatever programs would read in different ways is refused."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from math import isfinite

from lxml import etree

from workbook_tools.xlsx.compare.colours import Palette
from workbook_tools.xlsx.compare.facts import Fixed, Stored
from workbook_tools.xlsx.compare.package import TRUE
from workbook_tools.xlsx.compare.texts import run_text, unescaped

_DAY_ZERO = date(1899, 12, 30).toordinal()
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?")
"""Python alone would also take 1_000, full-width digits and inf."""


def stored(
    kind: str | None,
    text: str | None,
    inline: etree._Element | None,
    shared: Sequence[str],
    palette: Palette,
) -> Stored:
    """The value of a cell of type `kind` (its `t`), whose `v` holds `text` (None = it has no `v`).

    A text without a character is a text only where it is the result of a formula (`str`). ValueError, IndexError
    for what is no value.
    """
    if (inline is not None) != (kind == "inlineStr") or (inline is not None and text is not None):
        raise ValueError("two places for a value")
    if inline is not None:
        return run_text(inline, palette)
    if text is None or not (text or kind == "str"):
        return None
    if kind is None or kind == "n":
        return _number(text)
    if kind == "s":
        return shared[whole_number(text)]
    if kind == "str":
        return unescaped(text)
    return _day(text) if kind == "d" else _fixed(kind, text)


def whole_number(text: str) -> int:
    """A number that counts rows, texts and the like; ValueError for anything but digits."""
    if not (text.isascii() and text.isdecimal()):
        raise ValueError(text)
    return int(text)


def _number(text: str) -> float:
    number = float(text)
    if not (_NUMBER.fullmatch(text) and isfinite(number)):
        raise ValueError(text)
    return number


def _day(text: str) -> float:
    """The serial number of a day and time as strict files write it."""
    moment = datetime.fromisoformat(text)
    seconds = (moment.hour * 60 + moment.minute) * 60 + moment.second
    return moment.toordinal() - _DAY_ZERO + seconds / 86_400


def _fixed(kind: str, text: str) -> Fixed:
    if kind == "b":
        return Fixed("TRUE" if text in TRUE else "FALSE")
    if kind == "e":
        return Fixed(text)
    raise ValueError(kind)
