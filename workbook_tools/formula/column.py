"""Columns of values as Excel sees them: for every row a kind, and a number or a text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property, reduce
from typing import Final

import numpy as np
from numpy.typing import NDArray

from workbook_tools.model import Value

Kinds = NDArray[np.uint8]
Numbers = NDArray[np.float64]
Texts = NDArray[np.object_]
Flags = NDArray[np.bool_]
Faults = NDArray[np.uint8]
"""Error values by row: the place of a FormulaFault in its class counted from 1, or 0 for none."""


class Kind:
    """What a value is, as arrays hold it; numbers sort before texts, texts before logical values.

    No enum: its members cost as much to look up as a small array to compare.
    """

    BLANK: Final = 0
    NUMBER: Final = 1
    TEXT: Final = 2
    LOGICAL: Final = 3
    ERROR: Final = 4


class FormulaFault(Enum):
    """An error value, as Excel prints it."""

    DIV0 = "#DIV/0!"
    VALUE = "#VALUE!"
    NUM = "#NUM!"
    NA = "#N/A"


Result = Value | bool | FormulaFault
"""What a formula comes to in one row; a date comes as its serial number."""

_FAULTS = tuple(FormulaFault)
FAULT_NUMBER = {fault: number for number, fault in enumerate(_FAULTS, 1)}
NO_FAULT: Faults = np.zeros(1, np.uint8)
_NO_NUMBER: Numbers = np.zeros(1)
_NO_TEXT: Texts = np.array([""], dtype=object)

_DATE = 5


class _KindByType(dict[type, int]):
    """The kind of a Python type, which may be derived from one that is known."""

    def __missing__(self, value_type: type) -> int:
        known = next((base for base in value_type.__mro__ if base in self), None)
        if known is None:
            raise TypeError(f"no value of a formula: {value_type.__name__}")
        return self.setdefault(value_type, self[known])


_KINDS = _KindByType(
    {
        type(None): Kind.BLANK,
        int: Kind.NUMBER,
        float: Kind.NUMBER,
        str: Kind.TEXT,
        bool: Kind.LOGICAL,
        FormulaFault: Kind.ERROR,
        date: _DATE,
    }
)


@dataclass(frozen=True, eq=False)
class Column:
    """One value a row, in arrays of the table's length, or of length 1 where all rows agree.

    A whole column of the roster, or several constants, stand across the rows: arrays of two dimensions, the
    first of which SUM and its kin reduce.

    `numbers` holds numbers, dates as serials, logical values as 0 and 1, errors as Faults, else 0; `texts`
    the texts, else ''. `reference` marks values straight from cells, where AND, SUM and their kin pass over
    texts.
    """

    kinds: Kinds
    numbers: Numbers
    texts: Texts
    reference: bool = False

    @cached_property
    def faults(self) -> Faults:
        """The error of each row, 0 for none."""
        wrong = self.kinds == Kind.ERROR
        return np.where(wrong, self.numbers, 0).astype(np.uint8) if wrong.any() else NO_FAULT

    def upright(self) -> "Column":
        """The values of the column one below the other, beside every row of the table: shape (values, 1)."""
        return self.shaped((-1, 1))

    def shaped(self, shape: tuple[int, ...]) -> "Column":
        """The same values in another shape."""
        return Column(
            self.kinds.reshape(shape), self.numbers.reshape(shape), self.texts.reshape(shape), self.reference
        )

    @cached_property
    def folded(self) -> Texts:
        """The texts in lower case: Excel compares texts without regard to case."""
        return each(str.lower, self.texts)


class Table:
    """Columns of values by label, each encoded once, when a formula first names it, for many formulas.

    All columns have the same length; ValueError where they do not. `single` are values that hold for every
    row (those of the header).
    """

    def __init__(
        self, columns: Mapping[str, Sequence[Result]], single: Mapping[str, Result] | None = None
    ) -> None:
        lengths = {len(values) for values in columns.values()}
        if len(lengths) > 1:
            raise ValueError(f"columns of different lengths: {sorted(lengths)}")
        self.rows = max(lengths, default=0)
        self._values = {**{label: (value,) for label, value in (single or {}).items()}, **columns}
        self._columns: dict[str, Column] = {}
        self.worked_out: dict[tuple[int, int], tuple[object, Column]] = {}
        """What formulas came to, by the identity of the formula and of the levels it was worked out with."""

    def __contains__(self, label: str) -> bool:
        return label in self._values

    def column(self, label: str) -> Column:
        """The column of a label; KeyError where the table has none."""
        if label not in self._columns:
            self._columns[label] = encode(self._values[label], reference=True)
        return self._columns[label]


def serial(day: date) -> int:
    """The number of a day in Excel's 1900 date system: 1900-01-01 is 1, and 60 is a day that never was."""
    days = day.toordinal() - date(1899, 12, 30).toordinal()
    return days if days > 60 else days - 1


def day_of(number: float) -> date | None:
    """The day of a serial number; None where there is none (time aside)."""
    whole = int(number // 1)
    if not 1 <= whole <= 2958465 or whole == 60:
        return None
    return date.fromordinal(date(1899, 12, 30).toordinal() + whole + (whole < 60))


def each(function: object, *arrays: NDArray[np.generic]) -> Texts:
    """What a function of plain Python values gives for each row."""
    found: Texts = np.frompyfunc(function, len(arrays), 1)(*arrays)  # type: ignore[call-overload]
    return found


def encode(values: Iterable[object], *, reference: bool = False) -> Column:
    """A column of str, int, float, bool, date, FormulaFault or None; TypeError for any other type.

    An array gives a column of its shape.
    """
    if isinstance(values, np.ndarray) and values.ndim > 1:
        return encode(values.ravel(), reference=reference).shaped(values.shape)
    raw = np.fromiter(values, dtype=object)
    kinds = np.fromiter(map(_KINDS.__getitem__, map(type, raw)), np.uint8, len(raw))
    numbers, texts = np.zeros(len(raw)), np.full(len(raw), "", dtype=object)
    for kind, convert in ((Kind.ERROR, FAULT_NUMBER.__getitem__), (_DATE, serial)):
        if (found := kinds == kind).any():
            numbers[found] = each(convert, raw[found]).astype(float)
    plain = (kinds == Kind.NUMBER) | (kinds == Kind.LOGICAL)
    numbers[plain] = raw[plain].astype(float)
    written = kinds == Kind.TEXT
    texts[written] = raw[written]
    kinds[kinds == _DATE] = Kind.NUMBER
    return with_faults(Column(kinds, numbers, texts, reference), _not_finite(numbers))


def of_numbers(numbers: Numbers) -> Column:
    """A column of numbers; what is not finite is #NUM!."""
    return with_faults(Column(_filled(Kind.NUMBER, numbers), numbers, _NO_TEXT), _not_finite(numbers))


def of_flags(flags: Flags) -> Column:
    """A column of logical values."""
    return Column(_filled(Kind.LOGICAL, flags), flags.astype(float), _NO_TEXT)


def of_texts(texts: Texts) -> Column:
    """A column of texts."""
    return Column(_filled(Kind.TEXT, texts), _NO_NUMBER, texts)


def _filled(kind: int, like: NDArray[np.generic]) -> Kinds:
    return np.full(like.shape, kind, np.uint8)


def _not_finite(numbers: Numbers) -> Faults:
    return fault(FormulaFault.NUM, ~np.isfinite(numbers))


def fault(kind: FormulaFault, where: Flags) -> Faults:
    """This error in the rows where it is true; NO_FAULT where that is nowhere, which is cheap to tell."""
    if not where.any():
        return NO_FAULT
    return np.where(where, np.uint8(FAULT_NUMBER[kind]), np.uint8(0))


def first_fault(faults: Iterable[Faults]) -> Faults:
    """The first error of each row, in the order given."""
    standing = [each for each in faults if each is not NO_FAULT and each.any()]
    return reduce(lambda first, second: np.where(first == 0, second, first), standing, NO_FAULT)


def with_faults(column: Column, faults: Faults) -> Column:
    """The column with errors laid over it."""
    if faults is NO_FAULT or not faults.any():
        return column
    return choose(faults != 0, _errors(faults), column)


def _errors(faults: Faults) -> Column:
    return Column(_filled(Kind.ERROR, faults), faults.astype(float), _NO_TEXT, reference=True)


def choose(condition: Flags, chosen: Column, other: Column) -> Column:
    """Row by row the one column or the other; a reference where both are, as IF between two cells is."""
    return Column(
        np.where(condition, chosen.kinds, other.kinds),
        np.where(condition, chosen.numbers, other.numbers),
        np.where(condition, chosen.texts, other.texts),
        chosen.reference and other.reference,
    )


def decode(column: Column, rows: int) -> list[Result]:
    """The values of a column as plain Python; a blank is 0, as in a cell whose formula comes to a blank."""
    arrays = (np.broadcast_to(array, rows) for array in (column.kinds, column.numbers, column.texts))
    return [_plain(*value) for value in zip(*(array.tolist() for array in arrays), strict=True)]


def _plain(kind: int, number: float, text: str) -> Result:
    match kind:
        case Kind.TEXT:
            return text
        case Kind.LOGICAL:
            return bool(number)
        case Kind.ERROR:
            return _FAULTS[int(number) - 1]
    return int(number) if number.is_integer() else number
