"""编号: certificate and register numbers, kept as text."""

import re

from workbook_tools.understand.characters import SCIENTIFIC, TRUSTED, as_text, half_width, joined
from workbook_tools.understand.outcome import BLANK, Approach, Understood, refused, taken
from workbook_tools.understand.personal import personal

_WRAPPED = re.compile(r"第+([^第号]+)号*")


def number_text() -> Approach:
    """How certificate numbers are read: spaces, width and case are form, and so is 第…号 around them."""
    return Approach(_quick, _careful)


def _quick(raw: object) -> Understood | None:
    if type(raw) is str and raw.isascii() and raw.isalnum() and raw.upper() == raw and not personal(raw):
        return Understood(raw)
    return None


def _careful(raw: object) -> Understood:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return refused("C325")
    if not isinstance(raw, str):
        trusted = abs(raw) < TRUSTED and raw == int(raw)
        return taken(as_text(raw), "C322") if trusted else refused("C323")
    text = joined(half_width(raw)).strip("'").upper()
    if SCIENTIFIC.fullmatch(text):
        return refused("C323")
    if match := _WRAPPED.fullmatch(text):
        text = match[1]
    if not text:
        return BLANK
    return taken(text, "C321" if text != raw else "")
