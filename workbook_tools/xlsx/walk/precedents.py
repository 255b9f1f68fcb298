"""What a formula of the master looks at: areas of cells, and the conditions under which it counts rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token

from workbook_tools.model import Address, column_number

_CELL = r"\$?([A-Z]{1,3})\$?([0-9]{1,7})"
_AREA = re.compile(rf"(?:(?:'((?:[^']|'')+)'|([^'!]+))!)?{_CELL}(?::{_CELL})?")
_COUNTING = ("COUNTIFS(", "COUNTIF(")


@dataclass(frozen=True, slots=True)
class Area:
    """A block of cells, rows and columns counted from 1; a single cell is a block of one."""

    sheet: str
    first: Address
    last: Address

    def addresses(self) -> Iterator[Address]:
        """Its cells, row by row."""
        for row in range(self.first[0], self.last[0] + 1):
            for column in range(self.first[1], self.last[1] + 1):
                yield row, column


Criterion = tuple["str | float | Area", ...]
"""What is asked of the cells: a number, a text such as >0, a cell, or several of them joined with &."""


@dataclass(frozen=True, slots=True)
class Counting:
    """COUNTIFS or COUNTIF: the rows in which every area meets its criterion."""

    criteria: tuple[tuple[Area, Criterion], ...]


def precedents(formula: str, sheet: str) -> tuple[Area | Counting, ...]:
    """All that a formula on this sheet looks at, in the order it stands written, each once."""
    return tuple(dict.fromkeys(_precedents(Tokenizer(formula).items, sheet)))


def _precedents(tokens: Sequence[Token], sheet: str) -> Iterator[Area | Counting]:
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.subtype == Token.OPEN and token.value.upper().removeprefix("_XLFN.") in _COUNTING:
            end = _closing(tokens, at)
            yield from _counting(tokens[at + 1 : end], sheet)
            at = end
        elif area := _area(token, sheet):
            yield area
        at += 1


def _closing(tokens: Sequence[Token], opening: int) -> int:
    """Where the bracket that opens at a place is closed."""
    depth = 0
    for at in range(opening, len(tokens)):
        depth += {Token.OPEN: 1, Token.CLOSE: -1}.get(tokens[at].subtype, 0)
        if not depth:
            return at
    return len(tokens)


def _counting(tokens: Sequence[Token], sheet: str) -> Iterator[Counting]:
    arguments = list(_arguments(tokens))
    areas = [_area(argument[0], sheet) if len(argument) == 1 else None for argument in arguments[::2]]
    criteria = [tuple(_part(token, sheet) for token in argument) for argument in arguments[1::2]]
    yield Counting(tuple((area, asked) for area, asked in zip(areas, criteria, strict=False) if area))


def _arguments(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    argument: list[Token] = []
    for token in tokens:
        if token.type == Token.SEP:
            yield argument
            argument = []
        elif token.type in (Token.OPERAND, Token.OP_PRE):
            argument.append(token)
    yield argument


def _part(token: Token, sheet: str) -> str | float | Area:
    if token.subtype == Token.NUMBER:
        return float(token.value)
    if token.subtype == Token.TEXT:
        return str(token.value[1:-1].replace('""', '"'))
    return _area(token, sheet) or str(token.value)


def _area(token: Token, sheet: str) -> Area | None:
    match = _AREA.fullmatch(token.value) if token.subtype == Token.RANGE else None
    if match is None:
        return None
    quoted, plain, left, top, right, bottom = match.groups()
    named = quoted.replace("''", "'") if quoted else plain or sheet
    first = int(top), column_number(left)
    return Area(named, first, (int(bottom), column_number(right)) if right else first)
