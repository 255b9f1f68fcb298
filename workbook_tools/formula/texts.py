"""Text functions, each for one row; characters are counted as a reader counts them (code points)."""

import re
from collections.abc import Callable
from typing import Any

from numpy.typing import NDArray

from workbook_tools.formula.column import (
    Column,
    FormulaFault,
    Numbers,
    Texts,
    each,
    encode,
    fault,
    of_numbers,
    with_faults,
)

_LONGEST = 32767.0
_WILDCARDS = re.compile(r"~[*?~]|[*?]|[^*?]", re.DOTALL)


def by_row(function: Callable[..., str | float | FormulaFault]) -> Callable[..., Column]:
    """A function of plain values as a function of columns."""

    def apply(*arrays: NDArray[Any]) -> Column:
        return encode(each(function, *arrays))

    return apply


def _whole(number: float) -> int:
    """A count or a place as Excel takes it: cut to a whole number, no longer than any text."""
    return int(min(number, _LONGEST))


def left(text: str, count: float = 1) -> str | FormulaFault:
    """LEFT."""
    return text[: _whole(count)] if count >= 0 else FormulaFault.VALUE


def right(text: str, count: float = 1) -> str | FormulaFault:
    """RIGHT."""
    return text[max(len(text) - _whole(count), 0) :] if count >= 0 else FormulaFault.VALUE


def middle(text: str, start: float, count: float) -> str | FormulaFault:
    """MID, `start` counted from 1."""
    if start < 1 or count < 0:
        return FormulaFault.VALUE
    first = _whole(start) - 1
    return text[first : first + _whole(count)]


def trim(text: str) -> str:
    """TRIM: the ordinary space only; no other blank is touched."""
    return " ".join(word for word in text.split(" ") if word)


def clean(text: str) -> str:
    """CLEAN: without control characters, line ends among them."""
    return "".join(character for character in text if character >= " ")


def substitute(text: str, old: str, new: str, occurrence: float | None = None) -> str | FormulaFault:
    """SUBSTITUTE, everywhere or at one occurrence counted from 1."""
    if occurrence is not None and occurrence < 1:
        return FormulaFault.VALUE
    if not old:
        return text
    if occurrence is None:
        return text.replace(old, new)
    pieces = text.split(old)
    place = _whole(occurrence)
    if place >= len(pieces):
        return text
    return old.join(pieces[:place]) + new + old.join(pieces[place:])


def find(sought: Texts, text: Texts, start: Numbers | None = None) -> Column:
    """FIND: the place counted from 1, case included; #VALUE! where it is not there."""
    if start is not None:
        return by_row(_found_from)(sought, text, start)
    places = each(str.find, text, sought).astype(float) + 1
    return with_faults(of_numbers(places), fault(FormulaFault.VALUE, places == 0))


def _found_from(sought: str, text: str, start: float) -> float | FormulaFault:
    if not 1 <= start <= len(text) + 1:
        return FormulaFault.VALUE
    place = text.find(sought, _whole(start) - 1)
    return place + 1 if place >= 0 else FormulaFault.VALUE


def search(sought: str, text: str, start: float = 1) -> float | FormulaFault:
    """SEARCH: as FIND, but whatever the case; ? and * stand for any characters, ~ before one for itself."""
    if not 1 <= start <= len(text) + 1:
        return FormulaFault.VALUE
    pattern = re.compile("".join(map(_expression, _WILDCARDS.findall(sought))), re.DOTALL | re.IGNORECASE)
    match = pattern.search(text, _whole(start) - 1)
    return match.start() + 1 if match else FormulaFault.VALUE


def _expression(wildcard: str) -> str:
    return {"*": ".*?", "?": "."}.get(wildcard) or re.escape(wildcard[-1])
