"""Mistakes in a formula that only the plan's fields can show."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from workbook_tools.formula.coerce import as_is
from workbook_tools.formula.column import Kind
from workbook_tools.formula.functions import FUNCTIONS, INFIX, SIGNS, function_of
from workbook_tools.formula.levels import Levels
from workbook_tools.formula.mistake import FormulaError
from workbook_tools.formula.tree import (
    ORDERINGS,
    Binary,
    Call,
    Label,
    Level,
    Logical,
    Node,
    Text,
    Unary,
    walk,
)
from workbook_tools.model import Field, FieldType

_NUMBERS = frozenset(
    {FieldType.INTEGER, FieldType.DECIMAL, FieldType.PERCENT, FieldType.DATE, FieldType.SEQUENCE}
)


def check_types(node: Node, fields: Mapping[str, Field], levels: Levels) -> list[FormulaError]:
    """All mistakes of a formula against the fields it may name, by label, in the order they are written.

    Unknown labels and functions, wrong numbers of arguments, < and > where a side is text or a choice (they
    would sort by character code), 级次 of a field without an ordered list.
    """
    found = (mistake for part in walk(node) for mistake in _mistakes(part, fields, levels))
    return sorted(found, key=lambda mistake: mistake.position)


def check_condition(node: Node, fields: Mapping[str, Field]) -> list[FormulaError]:
    """The mistake of a formula meant as a condition that gives a text (P221) or a number (P222) on any data."""
    code = {Kind.TEXT: "P221", Kind.NUMBER: "P222"}.get(_kind(node, fields) or Kind.LOGICAL)
    return [FormulaError(code, 1)] if code else []


def _mistakes(node: Node, fields: Mapping[str, Field], levels: Levels) -> Iterator[FormulaError]:
    match node:
        case Label(name=name) | Level(name=name) if name not in fields:
            yield _unknown(node, fields)
        case Level(name=name) if name not in levels:
            yield FormulaError("P219", node.position, (("label", name),))
        case Binary(operator=sign, left=left, right=right) if sign in ORDERINGS:
            if Kind.TEXT in (_kind(left, fields), _kind(right, fields)):
                yield FormulaError("P220", node.position, (("sign", sign),))
        case Call():
            try:
                function_of(node)
            except FormulaError as mistake:
                yield mistake


def _unknown(node: Label | Level, fields: Mapping[str, Field]) -> FormulaError:
    near = get_close_matches(node.name, fields, n=1)
    if not near:
        return FormulaError("P210", node.position, (("label", node.name),))
    return FormulaError("P211", node.position, (("label", node.name), ("near", near[0])))


def _kind(node: Node, fields: Mapping[str, Field]) -> Kind | None:
    """What a formula gives, as far as that is known before any data: None where it may be this or that."""
    match node:
        case Text():
            return Kind.TEXT
        case Logical():
            return Kind.LOGICAL
        case Label(name=name):
            return _field_kind(fields.get(name))
        case Unary(operator=sign) | Binary(operator=sign):
            return (SIGNS if isinstance(node, Unary) else INFIX)[sign].gives
        case Call():
            return _call_kind(node, fields)
    return Kind.NUMBER


def _field_kind(field: Field | None) -> Kind | None:
    if field is None:
        return None
    return Kind.NUMBER if field.type in _NUMBERS else Kind.TEXT


def _call_kind(call: Call, fields: Mapping[str, Field]) -> Kind | None:
    """The kind a function gives; for IF and IFERROR that of the branches, where they agree."""
    function = FUNCTIONS.get(call.name)
    if function is None or function.gives is not None:
        return function.gives if function else None
    branches = zip(function.takes, call.arguments, strict=False)
    kinds = {_kind(argument, fields) for takes, argument in branches if takes is as_is}
    return kinds.pop() if len(kinds) == 1 else None
