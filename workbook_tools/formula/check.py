"""Mistakes in a formula that only the plan's fields can show."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from workbook_tools.formula.coerce import as_is
from workbook_tools.formula.column import Kind
from workbook_tools.formula.functions import FUNCTIONS, INFIX, INTERNAL, SIGNS, function_of, unknown_function
from workbook_tools.formula.levels import Levels
from workbook_tools.formula.mistake import FormulaError
from workbook_tools.formula.scopes import check_scope
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
    names,
    walk,
)
from workbook_tools.model import Field, FieldType, Scope

_NUMBERS = frozenset(
    {FieldType.INTEGER, FieldType.DECIMAL, FieldType.PERCENT, FieldType.DATE, FieldType.SEQUENCE}
)


def check_types(
    node: Node, fields: Mapping[str, Field], levels: Levels, scope: Scope = Scope.ROW
) -> list[FormulaError]:
    """All mistakes of a formula against the fields it may name, by label, in the order they are written.

    Unknown labels and functions, wrong numbers of arguments, < and > where a side is text or a choice (they
    would sort by character code), 级次 of a field without an ordered list, fields out of place (`check_scope`).
    """
    found = [mistake for part in walk(node) for mistake in _mistakes(part, fields, levels)]
    return sorted([*found, *check_scope(node, fields, scope)], key=lambda mistake: mistake.position)


def check_condition(node: Node, fields: Mapping[str, Field]) -> list[FormulaError]:
    """The mistake of a formula meant as a condition that may give a text (P221), or never says yes or no (P222)."""
    kinds = {_kind(outcome, fields) for outcome in _outcomes(node)}
    if Kind.TEXT in kinds:
        return [FormulaError("P221", 1)]
    return [FormulaError("P222", 1)] if kinds == {Kind.NUMBER} else []


def _outcomes(node: Node) -> Iterator[Node]:
    """What a formula may come to: the branches of IF and IFERROR, of which each is one; else the formula itself."""
    branches = _branches(node) if isinstance(node, Call) else []
    if not branches:
        yield node
    for branch in branches:
        yield from _outcomes(branch)


def _mistakes(node: Node, fields: Mapping[str, Field], levels: Levels) -> Iterator[FormulaError]:
    match node:
        case Level(name=name) if name in fields and name not in levels:
            yield FormulaError("P219", node.position, (("label", name),))
        case Binary(operator=sign, left=left, right=right) if sign in ORDERINGS:
            if Kind.TEXT in (_kind(left, fields), _kind(right, fields)):
                yield FormulaError("P220", node.position, (("sign", sign),))
        case Call(name=name) if name in INTERNAL:
            yield unknown_function(node)
        case Call():
            try:
                function_of(node)
            except FormulaError as mistake:
                yield mistake
    yield from (_unknown(node, name, fields) for name in names(node) if name not in fields)


def _unknown(node: Node, name: str, fields: Mapping[str, Field]) -> FormulaError:
    near = get_close_matches(name, fields, n=1)
    if not near:
        return FormulaError("P210", node.position, (("label", name),))
    return FormulaError("P211", node.position, (("label", name), ("near", near[0])))


def _kind(node: Node, fields: Mapping[str, Field]) -> int | None:
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


def _field_kind(field: Field | None) -> int | None:
    if field is None:
        return None
    return Kind.NUMBER if field.type in _NUMBERS else Kind.TEXT


def _call_kind(call: Call, fields: Mapping[str, Field]) -> int | None:
    """The kind a function gives; for IF and IFERROR that of the branches, where they agree."""
    function = FUNCTIONS.get(call.name)
    if function is None or function.gives is not None:
        return function.gives if function else None
    kinds = {_kind(branch, fields) for branch in _branches(call)}
    return kinds.pop() if len(kinds) == 1 else None


def _branches(call: Call) -> list[Node]:
    """The arguments of IF and IFERROR that may become their value; none of any other function."""
    function = FUNCTIONS.get(call.name)
    if function is None or function.gives is not None:
        return []
    return [each for takes, each in zip(function.takes, call.arguments, strict=False) if takes is as_is]
