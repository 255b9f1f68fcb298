"""The text of a formula cut into tokens, forgiving what a Chinese keyboard types."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from workbook_tools.formula.mistake import FormulaError

_HALF_WIDTH = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | {"×": "*", "÷": "/", "−": "-", "—": "-", "；": ",", ";": ",", "、": ","}
)
"""Full-width forms, and the signs typed in their place, one character for one: positions stay true."""

_TOKEN = re.compile(
    r"""(?P<SPACE>\s+)
      | (?P<NUMBER>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
      | (?P<NAME>[^\W\d][\w.]*)
      | (?P<SIGN><>|<=|>=|[≠≤≥+*/&=<>%(),-])""",
    re.VERBOSE,
)
_SIGNS = {"≠": "<>", "≤": "<=", "≥": ">="}
_QUOTES = {'"': '"', "＂": "＂", "“": "”", "”": "”"}
_BRACKETS = {"[": "]", "［": "］", "【": "】"}


class TokenKind(Enum):
    """What a token is."""

    NUMBER = auto()
    NAME = auto()
    SIGN = auto()
    TEXT = auto()
    LABEL = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text: `text` is what it means (a label without brackets, a text without quotes)."""

    kind: TokenKind
    text: str
    position: int


def tokens(source: str) -> list[Token]:
    """The tokens of a formula, END last; FormulaError at a symbol that has no meaning or is never closed."""
    plain = source.translate(_HALF_WIDTH)
    found: list[Token] = []
    place = 0
    while place < len(source):
        token, place = _next(source, plain, place)
        if token:
            found.append(token)
    return [*found, Token(TokenKind.END, "", len(source) + 1)]


def _next(source: str, plain: str, place: int) -> tuple[Token | None, int]:
    if source[place] in _QUOTES:
        return _text(source, place)
    if source[place] in _BRACKETS:
        return _label(source, place)
    match = _TOKEN.match(plain, place)
    if not match:
        raise FormulaError("P202", place + 1, (("symbol", source[place]),))
    if match.lastgroup == "SPACE":
        return None, match.end()
    text = _SIGNS.get(match[0], match[0])
    return Token(TokenKind[str(match.lastgroup)], text, place + 1), match.end()


def _text(source: str, start: int) -> tuple[Token, int]:
    """A text between quotes; a doubled closing quote stands for itself."""
    closing = _QUOTES[source[start]]
    match = re.compile(f"((?:[^{closing}]|{closing}{closing})*){closing}").match(source, start + 1)
    if not match:
        raise FormulaError("P203", start + 1, (("symbol", source[start]),))
    return Token(TokenKind.TEXT, match[1].replace(closing * 2, closing), start + 1), match.end()


def _label(source: str, start: int) -> tuple[Token, int]:
    """A label between brackets; brackets inside it must be in pairs."""
    opening, closing = source[start], _BRACKETS[source[start]]
    depth = 0
    for place in range(start, len(source)):
        depth += (source[place] == opening) - (source[place] == closing)
        if depth == 0:
            return Token(TokenKind.LABEL, source[start + 1 : place].strip(), start + 1), place + 1
    raise FormulaError("P203", start + 1, (("symbol", opening),))
