"""A syntax tree over a table -> its value in every row, with Excel's semantics (docs/formulas.md)."""

from collections.abc import Mapping, Sequence

import numpy as np

from workbook_tools.formula.column import (
    Column,
    Flags,
    FormulaFault,
    Kind,
    Result,
    Table,
    decode,
    each,
    encode,
    with_faults,
)
from workbook_tools.formula.functions import INFIX, SIGNS, function_of
from workbook_tools.formula.levels import Levels, levels_of
from workbook_tools.formula.mistake import FormulaError
from workbook_tools.formula.tree import Binary, Call, Label, Level, Logical, Node, Number, Text, Unary

Rows = Table | Mapping[str, Sequence[Result]]
"""Columns by label; a Table where several formulas look at the same columns."""


def evaluate(node: Node, rows: Rows, levels: Levels) -> list[Result]:
    """The value of a formula in every row, as its cell would show it: a blank is 0, a date its serial number.

    FormulaError where the formula names a label, a function or an ordered list that does not exist.
    """
    table = rows if isinstance(rows, Table) else Table(rows)
    return decode(_column(node, table, levels), table.rows)


def holds(node: Node, rows: Rows, levels: Levels) -> Flags:
    """In which rows a condition comes to TRUE, or to a number other than 0; never to an error or a text.

    FormulaError as with `evaluate`.
    """
    table = rows if isinstance(rows, Table) else Table(rows)
    column = _column(node, table, levels)
    true = np.isin(column.kinds, (Kind.LOGICAL, Kind.NUMBER)) & (column.numbers != 0)
    return np.broadcast_to(true, table.rows).copy()


def _column(node: Node, table: Table, levels: Levels) -> Column:
    match node:
        case Number(value=value) | Text(value=value) | Logical(value=value):
            return encode((value,))
        case Label(name=name):
            return _cells(table, name, node.position)
        case Level():
            return _levels(node, table, levels)
        case Unary(operator=sign, operand=operand):
            return SIGNS[sign](_column(operand, table, levels))
        case Binary(operator=sign, left=left, right=right):
            return INFIX[sign](_column(left, table, levels), _column(right, table, levels))
        case Call(arguments=arguments):
            return function_of(node)(*(_column(argument, table, levels) for argument in arguments))


def _cells(table: Table, label: str, position: int) -> Column:
    if label not in table:
        raise FormulaError("P210", position, (("label", label),))
    return table.column(label)


def _levels(node: Level, table: Table, levels: Levels) -> Column:
    """The level of each value; #N/A for a value outside the order, blank included."""
    column = _cells(table, node.name, node.position)
    # Of values that differ only in case the first counts, as in the chain of IF that Excel gets.
    order = {value.lower(): level for value, level in reversed(list(levels_of(node, levels).items()))}
    found = encode(each(lambda text: order.get(text, FormulaFault.NA), column.folded))
    return with_faults(found, column.faults)
