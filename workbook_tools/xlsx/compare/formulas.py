"""Formulas compared token by token: what they compute, not how a program spells them."""

import re
from collections.abc import Iterator
from functools import lru_cache

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError
from openpyxl.formula.translate import Translator, TranslatorError

from workbook_tools.model import Address, a1, column_letter, column_number

Shift = tuple[int, int]
"""How many rows and columns a cell stands from where it was expected."""

_PREFIX = re.compile(r"_xl(?:fn|ws|udf)\.", re.IGNORECASE)
_REFERENCE = re.compile(r"(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})")
_TRUTHS = {"TRUE(": "TRUE", "FALSE(": "FALSE"}

Piece = tuple[str, str]
"""Kind of a token and its text, as they are compared."""


def same_formula(expected: str, found: str, shift: Shift = (0, 0)) -> bool:
    """Whether two formulas (with their leading =) compute the same.

    Of a cell that stands elsewhere than expected, a reference within the sheet may have moved along with it.
    """
    if expected == found:
        return True
    here, there = _pieces(expected), _pieces(found)
    if len(here) != len(there):
        return False
    return all(
        one == other or (any(shift) and (one[0], _moved(one[1], shift)) == other)
        for one, other in zip(here, there, strict=True)
    )


def translated(formula: str, origin: Address, to: Address) -> str:
    """The formula of a cell that shares the one at `origin`; ValueError where it cannot be read."""
    try:
        return str(Translator(formula, a1(origin)).translate_formula(a1(to)))
    except (TokenizerError, TranslatorError, IndexError) as error:
        raise ValueError(formula) from error


@lru_cache(maxsize=8192)
def _pieces(formula: str) -> tuple[Piece, ...]:
    """The tokens as they are compared; a formula that cannot be read is one token."""
    try:
        return tuple(_spelled(Tokenizer(formula).items))
    except (TokenizerError, IndexError):
        return (("", formula),)


def _spelled(tokens: list[Token]) -> Iterator[Piece]:
    closes = False
    for token in tokens:
        if token.type == Token.WSPACE:
            # Between two references a space is an operator: their common cells.
            continue
        if closes and token.value == ")":
            closes = False
            continue
        text = token.value.upper()
        closes = token.subtype == Token.OPEN and text in _TRUTHS
        if closes:
            yield Token.LOGICAL, _TRUTHS[text]
        else:
            yield token.subtype if token.type == Token.OPERAND else token.type, _text(token)


def _text(token: Token) -> str:
    match token.type, token.subtype:
        case Token.OPERAND, Token.TEXT:
            return str(token.value)
        case Token.OPERAND, Token.NUMBER:
            return repr(float(token.value))
        case Token.OPERAND, Token.RANGE:
            return _reference(token.value)
    return _PREFIX.sub("", token.value.upper())


def _reference(text: str) -> str:
    """A reference or name, its sheet without quotes."""
    sheet, mark, cells = text.rpartition("!")
    if sheet.startswith("'") and sheet.endswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    return _PREFIX.sub("", f"{sheet}{mark}{cells}".upper())


def _moved(text: str, shift: Shift) -> str:
    """A reference within the sheet as it reads from the place the cell has moved to."""
    return text if "!" in text else _REFERENCE.sub(lambda found: _step(found, shift), text)


def _step(found: re.Match[str], shift: Shift) -> str:
    fixed_column, letters, fixed_row, digits = found.groups()
    row = int(digits) + (0 if fixed_row else shift[0])
    column = column_number(letters) + (0 if fixed_column else shift[1])
    return f"{fixed_column}{column_letter(column)}{fixed_row}{row}"
