"""Personal data: id-card numbers where none was asked, and the one way in which such numbers are masked."""

import re
from datetime import date

from stdnum.cn import ric

from workbook_tools.model import Field, FieldType
from workbook_tools.understand.characters import as_text, half_width

_ID_CARD = re.compile(
    r"(?<!\d)(\d{6})[ -]?((?:19|20)\d\d)[ -]?(\d\d)[ -]?(\d\d)[ -]?(\d{3}[\dXx])(?!\d)",
    re.ASCII,
)
_ID_CARD_LENGTH = 18
_SIX_DIGITS = re.compile(r"\d{6}")
# Fewer say nothing about a person: 转 801, 2 个, 110.
_FEWEST_DIGITS = 5
_LONGEST_SHOWN = 60


def _is_id_card(match: re.Match[str]) -> bool:
    """Whether the digits hold together (GB 11643): a day that exists, and the check character."""
    number = "".join(match.groups()).upper()
    try:
        date(int(match[2]), int(match[3]), int(match[4]))
    except ValueError:
        return False
    return bool(ric.calc_check_digit(number) == number[-1])


def personal(text: str) -> bool:
    """Whether the text contains an id-card number: 18 characters with a valid day and check character."""
    if len(text) < _ID_CARD_LENGTH or not _SIX_DIGITS.search(text):
        return False
    return any(_is_id_card(found) for found in _ID_CARD.finditer(half_width(text)))


def masked(text: str) -> str:
    """A phone or id-card number with only its first and last four characters left; words stay as they are.

    Of eight characters or fewer the first half is left. Numbers joined by 、 are masked one by one.
    """
    return "、".join(_masked_one(part) for part in text.split("、"))


def _masked_one(text: str) -> str:
    if sum(map(str.isdigit, text)) < _FEWEST_DIGITS:
        return text
    if len(text) <= 8:
        kept = len(text) // 2
        return text[:kept] + "*" * (len(text) - kept)
    return text[:4] + "*" * (len(text) - 8) + text[-4:]


def shown(raw: object, field: Field) -> str:
    """A raw value as a finding may print it: masked where personal, on one line, shortened when long."""
    text = as_text(raw)
    if field.type is FieldType.PHONE:
        return masked(text)
    text = _ID_CARD.sub(_mask_id_card, half_width(text)) if personal(text) else text
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SHOWN else line[: _LONGEST_SHOWN - 1] + "…"


def _mask_id_card(match: re.Match[str]) -> str:
    return masked("".join(match.groups())) if _is_id_card(match) else match[0]
