"""The syntax tree of a formula, and what can be read off it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

LEVEL = "级次"
"""The one function that is the plan's own: the level of a field's value in its ordered choice list."""

COMPARISONS = ("=", "<>", "<", ">", "<=", ">=")
ORDERINGS = ("<", ">", "<=", ">=")

BINDING = {**dict.fromkeys(COMPARISONS, 10), "&": 20, "+": 30, "-": 30, "*": 40, "/": 40}
"""How tightly an infix operator binds; all of them group from the left, as in Excel."""

PREFIX_BINDING = 50
POSTFIX_BINDING = 60


@dataclass(frozen=True, slots=True)
class Number:
    """A number as typed, never negative."""

    value: float
    position: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Text:
    """A text as typed between quotes."""

    value: str
    position: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Logical:
    """TRUE or FALSE."""

    value: bool
    position: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Label:
    """The value of a field: [指标名称]."""

    name: str
    position: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Level:
    """级次([指标名称]): the level of a field's value in its ordered choice list."""

    name: str
    position: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Unary:
    """A sign before its operand (-), or a per cent sign after it (%)."""

    operator: str
    operand: "Node"
    position: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands with an operator of BINDING between them."""

    operator: str
    left: "Node"
    right: "Node"
    position: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function, its name in capitals, and its arguments."""

    name: str
    arguments: tuple["Node", ...]
    position: int = field(compare=False)


Node = Number | Text | Logical | Label | Level | Unary | Binary | Call


def parts(node: Node) -> tuple[Node, ...]:
    """The nodes directly below, in the order they are written."""
    match node:
        case Unary(operand=operand):
            return (operand,)
        case Binary(left=left, right=right):
            return (left, right)
        case Call(arguments=arguments):
            return arguments
    return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, each before its parts."""
    yield node
    for part in parts(node):
        yield from walk(part)


def labels(node: Node) -> tuple[str, ...]:
    """The labels a formula names, each once, in order of first use."""
    return tuple(dict.fromkeys(part.name for part in walk(node) if isinstance(part, Label | Level)))
