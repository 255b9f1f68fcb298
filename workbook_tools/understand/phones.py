"""Phone numbers: kept as text, in the form they are dialled; what a note says never repeats them."""

import re

from workbook_tools.understand.characters import SCIENTIFIC, TRUSTED, as_text, half_width, joined
from workbook_tools.understand.outcome import BLANK, Approach, Note, Understood, refused

_WELL_WRITTEN = re.compile(r"1[3-9]\d{9}|(?:0\d{2,3}-?)?\d{7,8}", re.ASCII)
_MOBILE = re.compile(r"(?:\+|00)?(?:86)?(1[3-9]\d{9})", re.ASCII)
_LANDLINE = re.compile(r"\(?(0\d{2,3})\)?[-–—― ]*(\d{3,4})[- ]?(\d{4})", re.ASCII)
_BETWEEN = re.compile(r"[、，,;；/\n]|(?<=\d{7}) +(?=1[3-9]\d|0\d{2,3}[- ]?\d)", re.ASCII)


def phone() -> Approach:
    """How phone numbers are read; two in one cell are kept, joined by 、."""
    return Approach(_quick, _careful)


def _quick(raw: object) -> Understood | None:
    return Understood(raw) if type(raw) is str and _WELL_WRITTEN.fullmatch(raw) else None


def _careful(raw: object) -> Understood:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return refused("C345")
    if not isinstance(raw, str):
        trusted = 0 < raw < TRUSTED and raw == int(raw)
        return Understood(as_text(raw), (Note("C341"),)) if trusted else refused("C323")
    text = half_width(raw).strip(" \t\n'")
    if SCIENTIFIC.fullmatch(text):
        return refused("C323")
    numbers = [_dialled(part) for part in _BETWEEN.split(text) if part.strip()]
    found = "、".join(numbers)
    return _noted(found, raw, len(numbers))


def _noted(found: str, raw: str, numbers: int) -> Understood:
    if not found:
        return BLANK
    if found == raw:
        return Understood(found)
    return Understood(found, (Note("C341" if numbers == 1 else "C342"),))


def _dialled(text: str) -> str:
    """One number without what stands between its digits, but with the hyphen after an area code."""
    if match := _MOBILE.fullmatch(re.sub(r"[-–—― ()]", "", text)):
        return match[1]
    if match := _LANDLINE.fullmatch(text.strip()):
        return f"{match[1]}-{match[2]}{match[3]}"
    return joined(text)
