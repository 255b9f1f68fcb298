"""Numbers: operators, rounding, remainders and sums over the arguments of one row."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbook_tools.formula.coerce import Coercion, as_numbers
from workbook_tools.formula.column import (
    NO_FAULT,
    Column,
    Faults,
    Flags,
    FormulaFault,
    Kind,
    Numbers,
    fault,
    first_fault,
    of_numbers,
    with_faults,
)

NEARLY = 2.0**-48
"""Numbers closer than this, relative to their size, agree in the fifteen digits that a spreadsheet shows."""

_LACK = 2.0**-51
_ALL_WHOLE = 2.0**52
"""From here on a float has no decimals left to round."""

_PLACES = 300.0


def plus(left: Numbers, right: Numbers) -> Column:
    """The sum; what cancels out to the fifteenth digit is 0."""
    total = left + right
    return of_numbers(np.where(np.abs(total) <= np.abs(left) * NEARLY, 0.0, total))


def minus(left: Numbers, right: Numbers) -> Column:
    """The difference; what cancels out to the fifteenth digit is 0."""
    return plus(left, -right)


def times(left: Numbers, right: Numbers) -> Column:
    """The product."""
    return of_numbers(left * right)


def divide(left: Numbers, right: Numbers) -> Column:
    """The quotient; #DIV/0! by 0."""
    return with_faults(of_numbers(left / right), fault(FormulaFault.DIV0, right == 0))


def negative(number: Numbers) -> Column:
    """The number with its sign turned; never a negative zero."""
    return of_numbers(0.0 - number)


def percent(number: Numbers) -> Column:
    """A hundredth."""
    return of_numbers(number / 100)


def absolute(number: Numbers) -> Column:
    """ABS."""
    return of_numbers(np.abs(number))


def integer(number: Numbers) -> Column:
    """INT: the next whole number below."""
    return of_numbers(np.floor(number + _nudge(number)))


def modulo(number: Numbers, divisor: Numbers) -> Column:
    """MOD: the remainder, with the divisor's sign; #DIV/0! by 0."""
    remainder = number - divisor * np.floor(number / divisor)
    return with_faults(of_numbers(remainder), fault(FormulaFault.DIV0, divisor == 0))


def _nudge(size: Numbers) -> Numbers:
    """What a float may lack of the decimal it means: 0.29*100 is a little less than 29."""
    return np.minimum(np.abs(size) * _LACK, 1 / 16)


def _rounding(whole: Callable[[Numbers], Numbers]) -> Callable[[Numbers, Numbers], Column]:
    """A function that rounds sizes to places by `whole`, and puts the sign back."""

    def apply(number: Numbers, places: Numbers) -> Column:
        places = np.clip(np.trunc(places), -_PLACES, _PLACES)
        scale = 10.0 ** np.abs(places)
        size = np.abs(number)
        scaled = np.where(places < 0, size / scale, size * scale)
        near = np.where(places < 0, whole(scaled) * scale, whole(scaled) / scale)
        result = np.where(scaled < _ALL_WHOLE, near, size)
        return of_numbers(np.where(number < 0, -result, result) + 0.0)

    return apply


rounded = _rounding(lambda size: np.floor(size + _nudge(size) + 0.5))
rounded_up = _rounding(lambda size: np.ceil(size - _nudge(size)))
rounded_down = _rounding(lambda size: np.floor(size + _nudge(size)))


def operands(
    columns: tuple[Column, ...], coerce: Coercion, counted: tuple[int, ...]
) -> tuple[NDArray[Any], Flags, Faults]:
    """The arguments of AND, SUM and their kin, stacked: values, which of them count, and the errors by row.

    Straight from a cell only `counted` kinds count and all else is passed over; an argument that was computed
    or typed is coerced, and counts or is an error.
    """
    values, counts, faults = [], [], []
    for column in columns:
        value, wrong = (column.numbers, column.faults) if column.reference else coerce(column)
        values.append(value)
        counts.append(np.isin(column.kinds, counted) if column.reference else np.ones(value.shape, bool))
        faults.append(_reduced(wrong))
    return _stacked(values), _stacked(counts), first_fault(faults)


def _stacked(arrays: list[NDArray[Any]]) -> NDArray[Any]:
    """All values one below the other, for every row: of an ordinary column one, of a whole one all."""
    tall = [np.atleast_2d(array) for array in arrays]
    (rows,) = np.broadcast_shapes(*(array.shape[1:] for array in tall))
    return np.concatenate([np.broadcast_to(array, (len(array), rows)) for array in tall])


def _reduced(faults: Faults) -> Faults:
    """The first error of all the values that stand for one argument."""
    if faults.ndim == 1:
        return faults
    return first_fault(faults) if faults.any() else NO_FAULT


def _over(fold: Callable[[Numbers, Flags], Numbers]) -> Callable[..., Column]:
    """A function of the numbers among its arguments."""

    def apply(*columns: Column) -> Column:
        values, counts, faults = operands(columns, as_numbers, (Kind.NUMBER,))
        return with_faults(of_numbers(fold(*np.broadcast_arrays(values, counts))), faults)

    return apply


def _extreme(pick: Callable[..., Numbers], beyond: float) -> Callable[..., Column]:
    """The smallest or greatest number among the arguments; 0 where there is none."""

    def fold(values: Numbers, counts: Flags) -> Numbers:
        return np.where(counts.any(axis=0), pick(values, axis=0, where=counts, initial=beyond), 0.0)

    return _over(fold)


total = _over(lambda values, counts: np.sum(values, axis=0, where=counts))
smallest = _extreme(np.min, np.inf)
greatest = _extreme(np.max, -np.inf)


def average(*columns: Column) -> Column:
    """AVERAGE: #DIV/0! where there is no number."""
    values, counts, faults = operands(columns, as_numbers, (Kind.NUMBER,))
    values, counts = np.broadcast_arrays(values, counts)
    column = divide(np.sum(values, axis=0, where=counts), np.sum(counts, axis=0).astype(float))
    return with_faults(column, faults)


def count(*columns: Column) -> Column:
    """COUNT: how many arguments are numbers; of those typed or computed, whatever can be read as one."""
    flags = [c.kinds == Kind.NUMBER if c.reference else as_numbers(c)[1] == 0 for c in columns]
    return of_numbers(np.sum(_stacked(flags), axis=0).astype(float))


def count_filled(*columns: Column) -> Column:
    """COUNTA: how many arguments are not blank."""
    return of_numbers(np.sum(_stacked([c.kinds != Kind.BLANK for c in columns]), axis=0).astype(float))
