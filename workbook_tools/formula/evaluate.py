"""A syntax tree over a table -> its value in every row, with Excel's semantics (docs/formulas.md)."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from workbook_tools.formula.coerce import as_texts
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
    of_flags,
    of_numbers,
    with_faults,
)
from workbook_tools.formula.functions import INFIX, SIGNS, function_of
from workbook_tools.formula.levels import Levels, levels_of
from workbook_tools.formula.mistake import FormulaError
from workbook_tools.formula.patterns import matcher
from workbook_tools.formula.tree import (
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
    parts,
)

Rows = Table | Mapping[str, Sequence[Result]]
"""Columns by label; a Table where several formulas look at the same columns."""


def evaluate(node: Node, rows: Rows, levels: Levels, *, once: bool = False) -> list[Result]:
    """The value of a formula in every row, as its cell would show it: a blank is 0, a date its serial number.

    `once`: asked of the header, the answer is one. FormulaError where the formula names a label, a function or an
    ordered list that does not exist.
    """
    table = rows if isinstance(rows, Table) else Table(rows)
    with np.errstate(all="ignore"):
        return decode(_column(node, table, levels), 1 if once else table.rows)


def holds(node: Node, rows: Rows, levels: Levels, *, once: bool = False) -> Flags:
    """In which rows a condition comes to TRUE, or to a number other than 0; never to an error or a text.

    `once`: asked of the header or the whole table, the answer is one. FormulaError as with `evaluate`.
    """
    table = rows if isinstance(rows, Table) else Table(rows)
    length = 1 if once else table.rows
    with np.errstate(all="ignore"):
        if any(not _true(_column(part, table, levels)).any() for part in _conjuncts(node)):
            return np.zeros(length, dtype=bool)
        true = _true(_column(node, table, levels))
    return true if len(true) == length else np.broadcast_to(true, length).copy()


def _conjuncts(node: Node) -> tuple[Node, ...]:
    """Conditions without which AND is never TRUE, so that often the first one settles it."""
    is_and = isinstance(node, Call) and node.name == "AND"
    return tuple(part for part in parts(node) if isinstance(part, Call | Binary)) if is_and else ()


def _true(column: Column) -> Flags:
    true: Flags = (column.numbers != 0) & ((column.kinds == Kind.LOGICAL) | (column.kinds == Kind.NUMBER))
    return true


def _column(node: Node, table: Table, levels: Levels) -> Column:
    """What a formula comes to; what was worked out once for a table is kept with it."""
    key = id(node), id(levels)
    if key not in table.worked_out:
        # The formula is kept as well: as long as it lives, its number is its own.
        table.worked_out[key] = node, _WORK[type(node)](node, table, levels)
    return table.worked_out[key][1]


@lru_cache(maxsize=1024, typed=True)
def _constant(value: float | str | bool) -> Column:
    return encode((value,))


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


def _repeats(node: Repeats, table: Table) -> Column:
    """How often the values of a row stand in the roster, compared as EXACT compares them."""
    cells = [as_texts(_cells(table, name, node.position))[0].tolist() for name in node.names]
    rows = list(zip(*cells, strict=True))
    number = Counter(rows)
    return of_numbers(np.fromiter(map(number.__getitem__, rows), float, len(rows)))


def _matches(node: Matches, table: Table) -> Column:
    """Whether the text of each row is all of it what the pattern describes; what is no text is as it would spell."""
    whole = matcher(node.pattern).fullmatch
    texts, faults = as_texts(_cells(table, node.name, node.position))
    return with_faults(of_flags(each(lambda text: whole(text) is not None, texts).astype(bool)), faults)


def _operation(node: Unary | Binary, table: Table, levels: Levels) -> Column:
    apply = (SIGNS if isinstance(node, Unary) else INFIX)[node.operator]
    return apply(*(_column(part, table, levels) for part in parts(node)))


_WORK: dict[type, Callable[[Any, Table, Levels], Column]] = {
    Number: lambda node, *_: _constant(node.value),
    Text: lambda node, *_: _constant(node.value),
    Logical: lambda node, *_: _constant(node.value),
    Array: lambda node, *_: encode(node.values).upright(),
    Label: lambda node, table, _: _cells(table, node.name, node.position),
    Whole: lambda node, table, _: _cells(table, node.name, node.position).upright(),
    Level: _levels,
    Repeats: lambda node, table, _: _repeats(node, table),
    Matches: lambda node, table, _: _matches(node, table),
    Unary: _operation,
    Binary: _operation,
    Call: lambda node, *data: function_of(node)(*(_column(part, *data) for part in node.arguments)),
}
"""How each kind of node is worked out, over a table and with the levels of its ordered lists."""
