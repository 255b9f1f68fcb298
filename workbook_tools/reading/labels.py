"""Printed text as it is compared, and raw values as a person reads them."""

import re
from functools import lru_cache

from workbook_tools.understand import characters, masked

_BLANK = re.compile(r"[\s\u200b-\u200d\ufeff]+")
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord("〔"): "(", ord("〕"): ")"}
_MEASURE = re.compile(r"(.+)\(([^()]*)\)")
_BETWEEN_DIGITS = "[ \u00a0\u3000\\-－]"
_LONG_NUMBER = re.compile(rf"\d(?:{_BETWEEN_DIGITS}?\d){{10,}}(?:{_BETWEEN_DIGITS}?[Xx])?")
"""Phones and id-card numbers, also in groups; a date has too few digits."""


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A label as it is compared: no blanks, ASCII width, no closing colon."""
    return _BLANK.sub("", text).translate(_WIDTH).rstrip(":")


def split_measure(label: str) -> tuple[str, str]:
    """A compared label without its closing brackets, and what is in them: 收入(万元) -> 收入, 万元."""
    match = _MEASURE.fullmatch(label)
    return (match[1], match[2]) if match else (label, "")


def as_text(raw: object) -> str:
    """A raw value as a person reads it in the cell, blank as ''."""
    return "" if raw is None else characters.as_text(raw)


def discreet(text: str) -> str:
    """Free text fit to be shown: phone and id-card numbers inside are masked."""
    return _LONG_NUMBER.sub(lambda match: masked(re.sub(_BETWEEN_DIGITS, "", match[0])), text)


def is_blank(raw: object) -> bool:
    """Whether a raw value is nothing, or text of blanks only."""
    return raw is None or (isinstance(raw, str) and not raw.strip())
