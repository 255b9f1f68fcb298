"""Chinese numerals below a hundred, and years written digit by digit."""

import re

_DIGITS = {
    **{digit: value for value, digit in enumerate("〇一二三四五六七八九")},
    **{digit: value for value, digit in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "○": 0, "两": 2, "貳": 2, "參": 3, "陸": 6,
}  # fmt: skip
_TENS = {"十": 10, "拾": 10, "廿": 20, "卅": 30}
_DIGIT = f"[{''.join(_DIGITS)}]"
NUMERAL = f"[{''.join(_DIGITS)}{''.join(_TENS)}]"
"""A regular expression for one character of a numeral."""

_BELOW_HUNDRED = re.compile(rf"(?P<tens>{_DIGIT}?[十拾]|[廿卅])?(?P<ones>{_DIGIT})?")


def below_hundred(text: str) -> int | None:
    """What 三, 十二, 廿三 or 壹拾贰 stands for; None for anything else (一二 may be 12, or 1 to 2)."""
    match = _BELOW_HUNDRED.fullmatch(text)
    if not text or not match or (match["tens"] or "").startswith(("零", "〇", "○")):
        return None
    return _tens(match["tens"] or "") + _DIGITS.get(match["ones"] or "", 0)


def _tens(text: str) -> int:
    if not text:
        return 0
    return _DIGITS.get(text[0], 1) * _TENS[text[-1]] if len(text) == 2 else _TENS[text]


def in_digits(text: str) -> str:
    """The text with each Chinese digit exchanged for its own: 二〇二三 -> 2023; tens are left alone."""
    return "".join(str(_DIGITS.get(character, character)) for character in text)
