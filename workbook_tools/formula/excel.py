"""A syntax tree -> the text of an Excel formula, within what Excel accepts."""

import re
from collections.abc import Callable
from itertools import accumulate
from typing import Any

from workbook_tools.formula.levels import Levels, levels_of
from workbook_tools.formula.mistake import FormulaError
from workbook_tools.formula.patterns import as_formula
from workbook_tools.formula.tree import (
    BINDING,
    POSTFIX_BINDING,
    PREFIX_BINDING,
    Array,
    Binary,
    Call,
    Label,
    Level,
    Logical,
    Matches,
    Node,
    Number,
    Repeats,
    Text,
    Unary,
    Whole,
)

MAX_LENGTH = 8192
MAX_NESTING = 64
MAX_LITERAL = 255
_ATOM = 100
_QUOTED = re.compile(r""" "(?:[^"]|"")*" | '(?:[^']|'')*' """, re.VERBOSE)


Reference = Callable[[str], str]
"""Gives the cell of a label as it stands in a formula (`$F12`), or its column (`$F$8:$F$67`)."""

Listed = Callable[[tuple[str, ...]], str]
"""Gives the range in which these texts stand."""


def to_excel(
    node: Node,
    reference: Reference,
    levels: Levels,
    *,
    column: Reference | None = None,
    listed: Listed | None = None,
) -> str:
    """The formula as Excel reads it, without a leading =; FormulaError beyond what Excel takes.

    `reference` gives the cell of a label, `column` all cells of a roster field (needed where the formula looks
    at them), `listed` a range with the texts of an array (written into the formula unless given). 级次 becomes a
    chain of IF that ends in NA(): MATCH would take * and ? in a cell for wildcards. ValueError for a pattern
    that no formula can express.
    """
    text = _Writer(reference, levels, column or reference, listed or _array).write(node)
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


def _array(values: tuple[float, ...] | tuple[str, ...]) -> str:
    return "{" + ",".join(_quote(v) if isinstance(v, str) else number_literal(v) for v in values) + "}"


def _quote(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _nesting(text: str) -> int:
    """The deepest level of brackets outside quotes: at least the level of nested functions."""
    bare = _QUOTED.sub("", text)
    return max(accumulate((sign == "(") - (sign == ")") for sign in bare), default=0)


class _Writer:
    """Writes nodes, with brackets only where precedence needs them."""

    def __init__(self, reference: Reference, levels: Levels, column: Reference, listed: Listed) -> None:
        self.reference = reference
        self.levels = levels
        self.column = column
        self.listed = listed

    def write(self, node: Node) -> str:
        return _WRITE[type(node)](self, node)

    def call(self, node: Call) -> str:
        return f"{node.name}({','.join(map(self.write, node.arguments))})"

    def sign(self, node: Unary) -> str:
        if node.operator == "%":
            return f"{self.wrap(node.operand, POSTFIX_BINDING)}%"
        return f"{node.operator}{self.wrap(node.operand, PREFIX_BINDING)}"

    def operation(self, node: Binary) -> str:
        binding = BINDING[node.operator]
        return f"{self.wrap(node.left, binding)}{node.operator}{self.wrap(node.right, binding + 1)}"

    def wrap(self, node: Node, binding: int) -> str:
        """The node, in brackets if it binds less tightly than its surroundings."""
        text = self.write(node)
        return text if _binding(node) >= binding else f"({text})"

    def repeats(self, names: tuple[str, ...]) -> str:
        """EXACT over the whole column, where COUNTIF sees a text more than once.

        COUNTIF is a hundred times as quick, but takes codes of 18 digits for numbers and keeps 15 of them.
        LibreOffice finds no two numbers of a column exact, so all are made texts. An error in the column is no
        value of any row: 1/TRUE is a number, 1/FALSE and errors are not.
        """
        alike = [f'EXACT({self.column(name)}&"",{self.reference(name)}&"")' for name in names]
        product = f"({'*'.join(alike)})" if len(alike) > 1 else alike[0]
        exact = f"SUMPRODUCT(--ISNUMBER(1/{product}))"
        column, cell = self.column(names[0]), self.reference(names[0])
        seen = f'COUNTIF({column},"="&SUBSTITUTE({cell},"~","~~"))'
        return f"IF(AND(ISTEXT({cell}),IFERROR({seen},2)<2),1,{exact})"

    def array(self, values: tuple[float, ...] | tuple[str, ...]) -> str:
        texts = tuple(value for value in values if isinstance(value, str))
        return self.listed(texts) if texts else _array(values)

    def level(self, node: Level) -> str:
        cell = self.reference(node.name)
        chain = "NA()"
        for value, level in reversed(list(levels_of(node, self.levels).items())):
            chain = f"IF({cell}={text_literal(value)},{level},{chain})"
        return chain


_WRITE: dict[type, Callable[[_Writer, Any], str]] = {
    Number: lambda _, node: number_literal(node.value),
    Text: lambda _, node: text_literal(node.value),
    Logical: lambda _, node: "TRUE" if node.value else "FALSE",
    Array: lambda writer, node: writer.array(node.values),
    Label: lambda writer, node: writer.reference(node.name),
    Whole: lambda writer, node: writer.column(node.name),
    Level: _Writer.level,
    Repeats: lambda writer, node: writer.repeats(node.names),
    Matches: lambda writer, node: writer.write(_expressible(as_formula(node.name, node.pattern))),
    Unary: _Writer.sign,
    Binary: _Writer.operation,
    Call: _Writer.call,
}
"""How each kind of node is written."""


def _expressible(found: Node | None) -> Node:
    if found is None:
        raise ValueError("no formula can express this pattern; alternatives() tells beforehand")
    return found


def _binding(node: Node) -> int:
    match node:
        case Unary(operator="%"):
            return POSTFIX_BINDING
        case Unary():
            return PREFIX_BINDING
        case Binary(operator=operator):
            return BINDING[operator]
    return _ATOM
