"""What a cell's XML stores as its value."""

from collections.abc import Sequence
from datetime import date, datetime
from math import isfinite

from lxml import etree

from workbook_tools.xlsx.compare.facts import Fixed, Stored
from workbook_tools.xlsx.compare.texts import run_text, unescaped

_DAY_ZERO = date(1899, 12, 30).toordinal()
_TRUE = frozenset({"1", "true"})


def stored(
    kind: str | None, text: str | None, inline: etree._Element | None, shared: Sequence[str]
) -> Stored:
    """The value of a cell of type `kind` (its `t`), whose `v` holds `text` (None = it has no `v`).

    A text without a character is a text only where it is the result of a formula (`str`). ValueError, IndexError
    for what is no value.
    """
    if inline is not None:
        return run_text(inline)
    if text is None or not (text or kind == "str"):
        return None
    if kind is None or kind == "n":
        return _number(text)
    if kind == "s":
        return shared[int(text)]
    if kind in ("str", "inlineStr"):
        return unescaped(text)
    return _day(text) if kind == "d" else _fixed(kind, text)


def _number(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError(text)
    return number


def _day(text: str) -> float:
    """The serial number of a day and time as strict files write it."""
    moment = datetime.fromisoformat(text)
    seconds = (moment.hour * 60 + moment.minute) * 60 + moment.second
    return moment.toordinal() - _DAY_ZERO + seconds / 86_400


def _fixed(kind: str, text: str) -> Fixed:
    if kind == "b":
        return Fixed("TRUE" if text in _TRUE else "FALSE")
    if kind == "e":
        return Fixed(text)
    raise ValueError(kind)
