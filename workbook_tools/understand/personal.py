"""Personal data: id-card numbers where none was asked, phones in free text, and the one way both are masked in."""

import re
from collections.abc import Iterator
from datetime import date

from stdnum.cn import ric

from workbook_tools.model import Field, FieldType
from workbook_tools.understand.characters import as_text

_FEWEST_LETTERS = 11
_UNSEEN = "\u00ad\u200b-\u200f\u2060-\u2064\ufeff"
_GAP = f"[ .\u2010-\u2015{_UNSEEN}-]{{0,3}}"
_MANY_DIGITS = re.compile(rf"(?:\d{_GAP}){{11}}")
"""What all of these numbers hold, and few other texts."""
_NUMBER = re.compile(rf"(?<!\d)(?=((?:\d{_GAP}){{17}}[\dXx])(?!\d))", re.ASCII)
"""Eighteen characters, in whatever groups; another may begin inside one that is none."""
_OLD_NUMBER = re.compile(rf"(?<!\d)((?:\d{_GAP}){{14}}\d)(?!\d)", re.ASCII)
_MOBILE = re.compile(rf"(?<!\d)((?:\+?86{_GAP})?1[3-9]\d(?:{_GAP}\d{{4}}){{2}})(?!\d)", re.ASCII)
_CARD = "身份证"
"""Numbers of fifteen digits ended in 2013, and register numbers have as many: they are known by this word alone."""
_BETWEEN = re.compile(r"[^\dX]")
_NARROW = {
    code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), 0xFF38, 0xFF58, 0xFF0D, 0xFF0E, 0xFF0B)
}
_PLAIN = {**_NARROW, 0x3000: " ", 0xA0: " "}
"""Digits and what stands between them as ASCII, letter for letter: every number keeps its place."""
_FEWEST_DIGITS = 5
"""Fewer say nothing about a person: 转 801, 2 个, 110."""
_LONGEST_SHOWN = 60
_COUNTED = frozenset({FieldType.INTEGER, FieldType.DECIMAL, FieldType.PERCENT})
"""Eleven digits may be an amount there."""

Span = tuple[int, int]


def _id_cards(text: str) -> Iterator[Span]:
    """Where id-card numbers stand in a plain text."""
    yield from (found.span(1) for found in _NUMBER.finditer(text) if _is_new(_bare(found[1])))
    if _CARD in text:
        yield from (found.span(1) for found in _OLD_NUMBER.finditer(text) if _is_old(_bare(found[1])))


def _bare(number: str) -> str:
    return _BETWEEN.sub("", number).upper()


def _is_new(number: str) -> bool:
    """Whether the digits hold together (GB 11643): a day that exists, and the check character."""
    return _is_day(number[6:14]) and ric.calc_check_digit(number) == number[-1]


def _is_old(number: str) -> bool:
    return _is_day(f"19{number[6:12]}")


def _is_day(digits: str) -> bool:
    try:
        return 1900 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year < 2100
    except ValueError:
        return False


def _may_hold(text: str) -> bool:
    return len(text) >= _FEWEST_LETTERS and _MANY_DIGITS.search(text) is not None


def personal(raw: object) -> bool:
    """Whether a cell contains an id-card number, with a valid day and check character.

    As a number it has lost its last digits: of eighteen, the day tells.
    """
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return 1e17 <= raw < 1e18 and _is_day(str(int(raw))[6:14])
    return isinstance(raw, str) and _may_hold(raw) and any(_id_cards(raw.translate(_PLAIN)))


def veiled(text: str) -> str:
    """A text in which id-card numbers and mobile phones are masked; without any it stays as it is."""
    if not _may_hold(text):
        return text
    plain = text.translate(_PLAIN)
    spans = [*_id_cards(plain), *(found.span(1) for found in _MOBILE.finditer(plain))]
    for start, end in reversed(list(_apart(spans))):
        text = text[:start] + masked(_bare(plain[start:end])) + text[end:]
    return text


def _apart(spans: list[Span]) -> Iterator[Span]:
    """The spans in order, without those that begin inside another."""
    after = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= after:
            after = end
            yield start, end


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
    is_amount = field.type in _COUNTED and not personal(text)
    line = " ".join((text if is_amount else veiled(text)).split())
    return line if len(line) <= _LONGEST_SHOWN else line[: _LONGEST_SHOWN - 1] + "…"
