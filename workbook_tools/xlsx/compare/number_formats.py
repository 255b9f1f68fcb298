"""Number formats as they are compared: the same code, however the program that saved it spells it.

Excel, WPS and LibreOffice quote or escape the same literal text (`"年"`, `\\年`), name locales (`[$-804]`), repeat the
text section (`;@`) and choose cases as they please.
"""

import re
from collections.abc import Iterator
from functools import cache

from openpyxl.styles.numbers import BUILTIN_FORMATS

GENERAL = "General"
_PIECE = re.compile(
    r"""(?P<literal>"[^"]*"|\\.)
      | (?P<filler>[_*].)
      | (?P<locale>\[\$-[^\]]*\])
      | \[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]
      | (?P<bracket>\[[^\]]*\])
      | (?P<general>general)
      | (?P<section>;)
      | (?P<other>.)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_BARE = frozenset("-+/():!^&'~{}<>= $")
"""Literal characters that need no quotes."""
_DAY_OR_TIME = re.compile(r"[ymdhs]")
_QUOTED = re.compile(r'"[^"]*"|[_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]|general', re.IGNORECASE)


@cache
def built_in(number: int) -> str:
    """The code of a format that the file refers to by number only; `#27` for one that depends on the locale."""
    return canonical(str(BUILTIN_FORMATS[number])) if number in BUILTIN_FORMATS else f"#{number}"


@cache
def canonical(code: str) -> str:
    """The code with literal text in quotes or bare, in lower case, without locales and a closing `;@`."""
    sections = [""]
    for literal, text in _joined(code):
        if literal:
            sections[-1] += text if set(text) <= _BARE else f'"{text}"'
        elif text == ";":
            sections.append("")
        else:
            sections[-1] += text
    if len(sections) > 1 and sections[-1] == "@":
        sections.pop()
    # A code without any figure prints nothing: whatever it is spelled like, it is not the usual one.
    return ";".join(sections) or code or '""'


def shows_days(code: str) -> bool:
    """Whether a canonical code shows a number as a day or time."""
    return bool(_DAY_OR_TIME.search(_QUOTED.sub("", code)))


def _joined(code: str) -> Iterator[tuple[bool, str]]:
    """(is literal text, text), literal text that stands together in one piece."""
    kept = ""
    for literal, text in _pieces(code):
        if literal:
            kept += text
            continue
        if kept:
            yield True, kept
        kept = ""
        yield False, text
    if kept:
        yield True, kept


def _pieces(code: str) -> Iterator[tuple[bool, str]]:
    for piece in _PIECE.finditer(code):
        text = piece[0]
        match piece.lastgroup:
            case "literal":
                yield True, text[1:-1] if text[0] == '"' else text[1]
            case "currency":
                yield True, piece["currency"]
            case "general":
                yield False, GENERAL
            case "other" if text in _BARE or not text.isascii():
                yield True, text
            case "filler":
                yield False, text
            case "locale":
                pass
            case _:
                yield False, text.lower()
