"""A syntax tree -> the text of an Excel formula, within what Excel accepts."""

import re
from collections.abc import Callable
from itertools import accumulate

from workbook_tools.formula.levels import Levels, levels_of
from workbook_tools.formula.mistake import FormulaError
from workbook_tools.formula.tree import (
    BINDING,
    POSTFIX_BINDING,
    PREFIX_BINDING,
    Binary,
    Call,
    Label,
    Level,
    Logical,
    Node,
    Number,
    Text,
    Unary,
)

MAX_LENGTH = 8192
MAX_NESTING = 64
MAX_LITERAL = 255
_ATOM = 100
_QUOTED = re.compile(r""" "(?:[^"]|"")*" | '(?:[^']|'')*' """, re.VERBOSE)


def to_excel(node: Node, reference: Callable[[str], str], levels: Levels) -> str:
    """The formula as Excel reads it, without a leading =; FormulaError beyond what Excel takes.

    `reference` gives the cell of a label (`$F12`). 级次 becomes a chain of IF that ends in NA(): MATCH would
    take * and ? in a cell for wildcards.
    """
    text = _Writer(reference, levels).write(node)
    if len(text) > MAX_LENGTH:
        raise FormulaError("P217", node.position, (("length", str(len(text))), ("limit", str(MAX_LENGTH))))
    if _nesting(text) > MAX_NESTING:
        raise FormulaError("P218", node.position, (("limit", str(MAX_NESTING)),))
    return text


def text_literal(text: str) -> str:
    """A text as it stands in an Excel formula: quotes doubled, and in pieces where it is too long for one."""
    whole = _quote(text)
    if len(whole) - 2 <= MAX_LITERAL:
        return whole
    # Half the limit a piece: every character of it may be a quote, and count twice.
    size = MAX_LITERAL // 2
    return "(" + "&".join(_quote(text[at : at + size]) for at in range(0, len(text), size)) + ")"


def number_literal(number: float) -> str:
    """A number as it stands in an Excel formula."""
    return f"{number:.15g}".upper()


def _quote(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _nesting(text: str) -> int:
    """The deepest level of brackets outside quotes: at least the level of nested functions."""
    bare = _QUOTED.sub("", text)
    return max(accumulate((sign == "(") - (sign == ")") for sign in bare), default=0)


def _literal(node: Number | Text | Logical) -> str:
    match node:
        case Number(value=number):
            return number_literal(number)
        case Text(value=text):
            return text_literal(text)
        case Logical(value=truth):
            return "TRUE" if truth else "FALSE"


class _Writer:
    """Writes nodes, with brackets only where precedence needs them."""

    def __init__(self, reference: Callable[[str], str], levels: Levels) -> None:
        self.reference = reference
        self.levels = levels

    def write(self, node: Node) -> str:
        match node:
            case Number() | Text() | Logical():
                return _literal(node)
            case Label(name=name):
                return self.reference(name)
            case Level():
                return self.level(node)
            case Call(name=name, arguments=arguments):
                return f"{name}({','.join(map(self.write, arguments))})"
        return self.operation(node)

    def operation(self, node: Unary | Binary) -> str:
        match node:
            case Unary(operator="%", operand=operand):
                return f"{self.wrap(operand, POSTFIX_BINDING)}%"
            case Unary(operator=operator, operand=operand):
                return f"{operator}{self.wrap(operand, PREFIX_BINDING)}"
            case Binary(operator=operator, left=left, right=right):
                binding = BINDING[operator]
                return f"{self.wrap(left, binding)}{operator}{self.wrap(right, binding + 1)}"

    def wrap(self, node: Node, binding: int) -> str:
        """The node, in brackets if it binds less tightly than its surroundings."""
        text = self.write(node)
        return text if _binding(node) >= binding else f"({text})"

    def level(self, node: Level) -> str:
        cell = self.reference(node.name)
        chain = "NA()"
        for value, level in reversed(list(levels_of(node, self.levels).items())):
            chain = f"IF({cell}={text_literal(value)},{level},{chain})"
        return chain


def _binding(node: Node) -> int:
    match node:
        case Unary(operator="%"):
            return POSTFIX_BINDING
        case Unary():
            return PREFIX_BINDING
        case Binary(operator=operator):
            return BINDING[operator]
    return _ATOM
