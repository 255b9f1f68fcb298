"""Characters that look alike or cannot be seen: what may be exchanged or dropped and mean the same."""

import re
from datetime import date, datetime, time

TRUSTED = 1e15
"""From here on a spreadsheet number has lost digits: it carries fifteen."""

_INVISIBLE = [
    *range(0x00, 0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xAD,
    *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF,
]  # fmt: skip
_SPACES = [0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F]
_UNSEEN: dict[int, str | None] = {**dict.fromkeys(_INVISIBLE), **dict.fromkeys(_SPACES, " ")}

# Only the range that mirrors ASCII: NFKC would also turn Ⅰ类 into I类, ① into 1 and ㎡ into m2.
_HALF: dict[int, str | None] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_HALF_WIDTH = {**_UNSEEN, **_HALF, 0x3000: " ", 0x2212: "-"}

SCIENTIFIC = re.compile(r"[+-]?\d+(\.\d*)?[Ee][+-]?\d+")
"""A number as a narrow cell shows it, digits lost."""

MARKS = "-‐‑‒–—―─－_＿/／\\＼.．。、，,；;·…'’‘`~～"
"""Characters that say nothing where they stand alone."""


def seen(text: str) -> str:
    """The text without characters that cannot be seen, odd spaces made plain, lines ended by a newline."""
    return text.translate(_UNSEEN).replace("\r\n", "\n").replace("\r", "\n")


def half_width(text: str) -> str:
    """The text as `seen`, with the full-width forms of ASCII characters made half-width."""
    return text.translate(_HALF_WIDTH)


def joined(text: str) -> str:
    """The text without any white space."""
    return "".join(text.split())


def says_nothing(text: str) -> bool:
    """Whether only dashes, slashes or stops stand here, as people put where nothing is to be said."""
    return not text.strip(MARKS)


def as_text(raw: object) -> str:
    """A raw value as the clerk sees it: 12.0 -> 12, dates as 2023-05-06, long numbers as 9.15E+17."""
    match raw:
        case str():
            return raw
        case bool():
            return str(raw).upper()
        case float() | int():
            return _number_text(raw)
        case datetime():
            return raw.date().isoformat() if raw.time() == time() else raw.isoformat(" ", "seconds")
        case date() | time():
            return raw.isoformat()
        case _:
            return str(raw)


def _number_text(number: float) -> str:
    if not abs(number) < TRUSTED:
        return f"{float(number):.5G}"
    return str(int(number)) if number == int(number) else repr(number)
