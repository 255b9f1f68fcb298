"""The syntax tree of a formula, and what can be read off it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

LEVEL = "级次"
"""A function of the plan's own: the level of a field's value in its ordered choice list."""

REPEATS = "重复次数"
"""Another: in how many rows of the roster the values of these fields stand as they do in this one."""

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


@dataclass(frozen=True, slots=True)
class Repeats:
    """重复次数([指标名称],…): how many rows of the roster have exactly the values that this row has."""

    names: tuple[str, ...]
    position: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole column of the roster, inside SUM and its kin; written as a plain label (`over_table`)."""

    name: str
    position: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Array:
    """Several constants in place of one, each of which a function is asked for; never written in a plan."""

    values: tuple[float, ...] | tuple[str, ...]
    position: int = field(compare=False, default=0)


@dataclass(frozen=True, slots=True)
class Matches:
    """Whether a field's text is all of it what a regular expression describes; never written in a plan."""

    name: str
    pattern: str
    position: int = field(compare=False, default=0)


Node = Number | Text | Logical | Label | Level | Unary | Binary | Call | Repeats | Whole | Array | Matches


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


def names(node: Node) -> tuple[str, ...]:
    """The labels that this very node stands for or looks at."""
    match node:
        case Label(name=name) | Level(name=name) | Whole(name=name) | Matches(name=name):
            return (name,)
        case Repeats(names=several):
            return several
    return ()


def labels(node: Node) -> tuple[str, ...]:
    """The labels a formula names, each once, in order of first use."""
    return tuple(dict.fromkeys(name for part in walk(node) for name in names(part)))


def may_be_blank(node: Node) -> frozenset[str]:
    """The labels whose being blank is what the formula asks about: those inside ISBLANK()."""
    asked = (part for part in walk(node) if isinstance(part, Call) and part.name == "ISBLANK")
    return frozenset(name for part in asked for name in labels(part))


def rewritten(node: Node, change: Callable[[Node], Node]) -> Node:
    """The formula with every node changed, the parts of a node before the node itself."""
    match node:
        case Unary(operand=operand):
            node = replace(node, operand=rewritten(operand, change))
        case Binary(left=left, right=right):
            node = replace(node, left=rewritten(left, change), right=rewritten(right, change))
        case Call(arguments=arguments):
            node = replace(node, arguments=tuple(rewritten(each, change) for each in arguments))
    return change(node)


def substitute(node: Node, formulas: Mapping[str, Node]) -> Node:
    """The formula with these labels replaced by formulas, and labels in those as well."""

    def change(part: Node) -> Node:
        if isinstance(part, Label) and part.name in formulas:
            return substitute(formulas[part.name], formulas)
        return part

    return rewritten(node, change)
