"""The text of a formula -> its syntax tree (operator precedence parsing, with Excel's precedences)."""

import math
from decimal import Decimal

from workbook_tools.formula.mistake import FormulaError
from workbook_tools.formula.tokens import Token, TokenKind, tokens
from workbook_tools.formula.tree import (
    BINDING,
    LEVEL,
    POSTFIX_BINDING,
    PREFIX_BINDING,
    REPEATS,
    Binary,
    Call,
    Label,
    Level,
    Logical,
    Node,
    Number,
    Repeats,
    Text,
    Unary,
)

MAX_DEPTH = 100
"""Levels of brackets and operators in a chain: what a person can still read, and recursion can still walk."""

MAX_DIGITS = 15
"""Excel keeps fifteen digits of a number; a longer one is a code that lost its quotes."""


def parse(text: str) -> Node:
    """The syntax tree of a formula; FormulaError at the first place where the text cannot be understood.

    A leading = is allowed. Function names are taken as they come: `check_types` says which of them exist.
    """
    return _Parser(tokens(text)).formula()


class _Parser:
    """Walks over the tokens once; every method leaves `place` behind what it has read."""

    def __init__(self, found: list[Token]) -> None:
        self.tokens = found
        self.place = 0
        self.depth = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.place]

    def at(self, sign: str) -> bool:
        return self.token.kind is TokenKind.SIGN and self.token.text == sign

    def at_end(self) -> bool:
        return self.token.kind is TokenKind.END

    def take(self) -> Token:
        token = self.token
        self.place += 1
        return token

    def formula(self) -> Node:
        if self.at("="):
            self.take()
        if self.at_end():
            raise FormulaError("P201", self.token.position)
        node = self.expression(0)
        if not self.at_end():
            raise FormulaError("P205", self.token.position, (("found", self.token.text),))
        return node

    def expression(self, binding: int) -> Node:
        """An operand and whatever follows that binds more tightly than `binding`."""
        outside = self.depth
        self.deepen()
        node = self.operand()
        while (strength := self.strength()) > binding:
            self.deepen()
            sign = self.take()
            if strength == POSTFIX_BINDING:
                node = Unary("%", node, sign.position)
            else:
                node = Binary(sign.text, node, self.expression(strength), sign.position)
        self.depth = outside
        return node

    def strength(self) -> int:
        """How tightly the token at hand binds what stands before it; 0 where it is no operator."""
        if self.token.kind is not TokenKind.SIGN:
            return 0
        return POSTFIX_BINDING if self.token.text == "%" else BINDING.get(self.token.text, 0)

    def deepen(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise FormulaError("P209", self.token.position, (("limit", str(MAX_DEPTH)),))

    def operand(self) -> Node:
        token = self.take()
        match token.kind:
            case TokenKind.NUMBER:
                return _number(token)
            case TokenKind.TEXT:
                return Text(token.text, token.position)
            case TokenKind.LABEL:
                return Label(token.text, token.position)
            case TokenKind.NAME:
                return self.name(token)
        return self.signed(token)

    def signed(self, token: Token) -> Node:
        match token.text:
            case "-":
                return Unary("-", self.expression(PREFIX_BINDING), token.position)
            case "+":
                return self.expression(PREFIX_BINDING)
            case "(":
                node = self.expression(0)
                self.close(token)
                return node
        raise FormulaError("P204", token.position)

    def name(self, token: Token) -> Node:
        """TRUE, FALSE, or a function with its arguments."""
        name = token.text.upper()
        if self.at("("):
            return self.call(name, token)
        if name in ("TRUE", "FALSE"):
            return Logical(name == "TRUE", token.position)
        raise FormulaError("P207", token.position, (("name", token.text),))

    def call(self, name: str, token: Token) -> Node:
        arguments = self.arguments()
        if name in ("TRUE", "FALSE") and not arguments:
            return Logical(name == "TRUE", token.position)
        if name in (LEVEL, REPEATS):
            return _own_function(name, arguments, token)
        return Call(name, arguments, token.position)

    def arguments(self) -> tuple[Node, ...]:
        opening = self.take()
        if self.at(")"):
            self.take()
            return ()
        found = [self.expression(0)]
        while self.at(","):
            self.take()
            found.append(self.expression(0))
        self.close(opening)
        return tuple(found)

    def close(self, opening: Token) -> None:
        if self.at_end():
            raise FormulaError("P206", opening.position)
        if not self.at(")"):
            raise FormulaError("P205", self.token.position, (("found", self.token.text),))
        self.take()


def _own_function(name: str, arguments: tuple[Node, ...], token: Token) -> Level | Repeats:
    """A function of the plan's own, which looks at fields and not at what comes of them."""
    named = tuple(argument.name for argument in arguments if isinstance(argument, Label))
    if not named or len(named) < len(arguments) or (name == LEVEL and len(named) > 1):
        raise FormulaError("P216" if name == LEVEL else "P223", token.position)
    return Level(named[0], token.position) if name == LEVEL else Repeats(named, token.position)


def _number(token: Token) -> Number:
    value = float(token.text)
    if not math.isfinite(value) or len(Decimal(token.text).normalize().as_tuple().digits) > MAX_DIGITS:
        raise FormulaError("P208", token.position, (("number", token.text),))
    return Number(value, token.position)
