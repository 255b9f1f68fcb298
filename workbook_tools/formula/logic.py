"""Comparisons, conditions, and questions about what a value is."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from workbook_tools.formula.arithmetic import NEARLY, operands
from workbook_tools.formula.coerce import as_flags
from workbook_tools.formula.column import (
    NO_FAULT,
    Column,
    Flags,
    FormulaFault,
    Kind,
    Numbers,
    Texts,
    choose,
    fault,
    first_fault,
    of_flags,
    with_faults,
)

Order = NDArray[np.int8]
"""-1, 0 or 1 by row: the left value sorts before, with or after the right one."""


def comparison(holds: Callable[[Order, int], Flags]) -> Callable[[Column, Column], Column]:
    """A comparison of two columns, true in the rows where their order and 0 stand in the given relation."""

    def apply(left: Column, right: Column) -> Column:
        faults = first_fault((left.faults, right.faults))
        return with_faults(of_flags(holds(_order(left, right), 0)), faults)

    return apply


def _order(left: Column, right: Column) -> Order:
    """Numbers before texts before logical values; a blank is what the other side needs: 0, '' or FALSE."""
    left_kinds, right_kinds = _as_if(left, right), _as_if(right, left)
    order = np.sign(left_kinds.astype(np.int8) - right_kinds.astype(np.int8))
    alike = order == 0
    order = np.where(alike, _number_order(left.numbers, right.numbers), order)
    texts = alike & (left_kinds == Kind.TEXT)
    return np.where(texts, _text_order(left.folded, right.folded), order) if texts.any() else order


def _as_if(column: Column, other: Column) -> NDArray[np.uint8]:
    """The kinds of a column, blanks taken for what stands on the other side."""
    blank = column.kinds == Kind.BLANK
    return (
        np.where(blank, np.maximum(other.kinds, Kind.NUMBER), column.kinds) if blank.any() else column.kinds
    )


def _number_order(left: Numbers, right: Numbers) -> Order:
    difference = left - right
    near = np.abs(difference) <= np.abs(left) * NEARLY
    return np.where(near, 0, np.sign(difference)).astype(np.int8)


def _text_order(left: Texts, right: Texts) -> Order:
    return (left > right).astype(np.int8) - (left < right).astype(np.int8)


def all_of(*columns: Column) -> Column:
    """AND."""
    return _over_flags(columns, lambda flags, counts: np.all(flags | ~counts, axis=0))


def any_of(*columns: Column) -> Column:
    """OR."""
    return _over_flags(columns, lambda flags, counts: np.any(flags & counts, axis=0))


def _over_flags(columns: tuple[Column, ...], fold: Callable[[Flags, Flags], Flags]) -> Column:
    """The logical values among the arguments in one; #VALUE! where there is none."""
    values, counts, faults = operands(columns, as_flags, (Kind.NUMBER, Kind.LOGICAL))
    nothing: Flags = ~np.any(counts, axis=0)
    truth = fold(values != 0, counts)
    return with_faults(of_flags(truth), first_fault((faults, fault(FormulaFault.VALUE, nothing))))


def negation(flags: Flags) -> Column:
    """NOT."""
    return of_flags(~flags)


_FALSE = of_flags(np.zeros(1, bool))


def if_(condition: Flags, chosen: Column, other: Column = _FALSE) -> Column:
    """IF: an error in the branch that a row does not take does not matter."""
    return choose(condition, chosen, other)


def if_error(column: Column, instead: Column) -> Column:
    """IFERROR."""
    return choose(column.kinds == Kind.ERROR, instead, column)


def is_kind(kind: int) -> Callable[[Column], Column]:
    """ISBLANK, ISNUMBER, ISTEXT, ISERROR and their kin: never an error themselves."""
    return lambda column: of_flags(column.kinds == kind)


def exact(left: Texts, right: Texts) -> Column:
    """EXACT: the same text, case included."""
    return of_flags((left == right).astype(bool))


def not_available() -> Column:
    """NA()."""
    return with_faults(of_flags(np.zeros(1, bool)), fault(FormulaFault.NA, NO_FAULT == 0))
