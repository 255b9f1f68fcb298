"""The registry: every operator and function a formula may use, one entry each.

To add a function, add an entry: how many arguments it takes, what each is coerced to (the last coercion
serves all further arguments), what kind of value it gives (None: that of the arguments it takes as they are),
and its work on whole columns. Where a coerced argument is an error, so is the result; a function that takes
an argument `as_is` deals with its errors itself.
"""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain, repeat

from workbook_tools.formula import arithmetic, dates, logic, texts
from workbook_tools.formula.coerce import Coercion, as_flags, as_is, as_numbers, as_plain_numbers, as_texts
from workbook_tools.formula.column import Column, Kind, each, first_fault, of_numbers, of_texts, with_faults
from workbook_tools.formula.mistake import FormulaError
from workbook_tools.formula.tree import LEVEL, REPEATS, Call


@dataclass(frozen=True, slots=True)
class Function:
    """What an operator or function takes, gives and does; `most` None is any number of arguments."""

    name: str
    least: int
    most: int | None
    takes: tuple[Coercion, ...]
    gives: int | None
    apply: Callable[..., Column]

    def __call__(self, *columns: Column) -> Column:
        """The result for whole columns, one column an argument."""
        coercions = chain(self.takes, repeat(self.takes[-1] if self.takes else as_is))
        received = [coerce(column) for coerce, column in zip(coercions, columns, strict=False)]
        result = self.apply(*(value for value, _ in received))
        return with_faults(result, first_fault(faults for _, faults in received))


def _lengths(values: object) -> Column:
    return of_numbers(each(len, values).astype(float))  # type: ignore[arg-type]


def _by_name(*entries: Function) -> dict[str, Function]:
    return {entry.name: entry for entry in entries}


_TWO_NUMBERS = (as_numbers, as_numbers)
_TWO_VALUES = (as_is, as_is)

INFIX = _by_name(
    Function("+", 2, 2, _TWO_NUMBERS, Kind.NUMBER, arithmetic.plus),
    Function("-", 2, 2, _TWO_NUMBERS, Kind.NUMBER, arithmetic.minus),
    Function("*", 2, 2, _TWO_NUMBERS, Kind.NUMBER, arithmetic.times),
    Function("/", 2, 2, _TWO_NUMBERS, Kind.NUMBER, arithmetic.divide),
    Function("&", 2, 2, (as_texts, as_texts), Kind.TEXT, lambda left, right: of_texts(left + right)),
    Function("=", 2, 2, _TWO_VALUES, Kind.LOGICAL, logic.comparison(operator.eq)),
    Function("<>", 2, 2, _TWO_VALUES, Kind.LOGICAL, logic.comparison(operator.ne)),
    Function("<", 2, 2, _TWO_VALUES, Kind.LOGICAL, logic.comparison(operator.lt)),
    Function(">", 2, 2, _TWO_VALUES, Kind.LOGICAL, logic.comparison(operator.gt)),
    Function("<=", 2, 2, _TWO_VALUES, Kind.LOGICAL, logic.comparison(operator.le)),
    Function(">=", 2, 2, _TWO_VALUES, Kind.LOGICAL, logic.comparison(operator.ge)),
)

SIGNS = _by_name(
    Function("-", 1, 1, (as_numbers,), Kind.NUMBER, arithmetic.negative),
    Function("%", 1, 1, (as_numbers,), Kind.NUMBER, arithmetic.percent),
)

FUNCTIONS = _by_name(
    # conditions
    Function("IF", 2, 3, (as_flags, as_is, as_is), None, logic.if_),
    Function("IFERROR", 2, 2, _TWO_VALUES, None, logic.if_error),
    Function("AND", 1, None, (as_is,), Kind.LOGICAL, logic.all_of),
    Function("OR", 1, None, (as_is,), Kind.LOGICAL, logic.any_of),
    Function("NOT", 1, 1, (as_flags,), Kind.LOGICAL, logic.negation),
    Function("NA", 0, 0, (), Kind.ERROR, logic.not_available),
    # what a value is
    Function("ISBLANK", 1, 1, (as_is,), Kind.LOGICAL, logic.is_kind(Kind.BLANK)),
    Function("ISNUMBER", 1, 1, (as_is,), Kind.LOGICAL, logic.is_kind(Kind.NUMBER)),
    Function("ISTEXT", 1, 1, (as_is,), Kind.LOGICAL, logic.is_kind(Kind.TEXT)),
    Function("ISLOGICAL", 1, 1, (as_is,), Kind.LOGICAL, logic.is_kind(Kind.LOGICAL)),
    Function("ISERROR", 1, 1, (as_is,), Kind.LOGICAL, logic.is_kind(Kind.ERROR)),
    # numbers
    Function("ABS", 1, 1, (as_numbers,), Kind.NUMBER, arithmetic.absolute),
    Function("INT", 1, 1, (as_numbers,), Kind.NUMBER, arithmetic.integer),
    Function("MOD", 2, 2, _TWO_NUMBERS, Kind.NUMBER, arithmetic.modulo),
    Function("ROUND", 2, 2, _TWO_NUMBERS, Kind.NUMBER, arithmetic.rounded),
    Function("ROUNDUP", 2, 2, _TWO_NUMBERS, Kind.NUMBER, arithmetic.rounded_up),
    Function("ROUNDDOWN", 2, 2, _TWO_NUMBERS, Kind.NUMBER, arithmetic.rounded_down),
    Function("SUM", 1, None, (as_is,), Kind.NUMBER, arithmetic.total),
    Function("MIN", 1, None, (as_is,), Kind.NUMBER, arithmetic.smallest),
    Function("MAX", 1, None, (as_is,), Kind.NUMBER, arithmetic.greatest),
    Function("AVERAGE", 1, None, (as_is,), Kind.NUMBER, arithmetic.average),
    Function("COUNT", 1, None, (as_is,), Kind.NUMBER, arithmetic.count),
    Function("COUNTA", 1, None, (as_is,), Kind.NUMBER, arithmetic.count_filled),
    Function("VALUE", 1, 1, (as_plain_numbers,), Kind.NUMBER, of_numbers),
    # texts
    Function("EXACT", 2, 2, (as_texts, as_texts), Kind.LOGICAL, logic.exact),
    Function("LEN", 1, 1, (as_texts,), Kind.NUMBER, _lengths),
    Function("LEFT", 1, 2, (as_texts, as_numbers), Kind.TEXT, texts.by_row(texts.left)),
    Function("RIGHT", 1, 2, (as_texts, as_numbers), Kind.TEXT, texts.by_row(texts.right)),
    Function("MID", 3, 3, (as_texts, as_numbers, as_numbers), Kind.TEXT, texts.by_row(texts.middle)),
    Function("UPPER", 1, 1, (as_texts,), Kind.TEXT, texts.by_row(str.upper)),
    Function("LOWER", 1, 1, (as_texts,), Kind.TEXT, texts.by_row(str.lower)),
    Function("TRIM", 1, 1, (as_texts,), Kind.TEXT, texts.by_row(texts.trim)),
    Function(
        "SUBSTITUTE",
        3,
        4,
        (as_texts, as_texts, as_texts, as_numbers),
        Kind.TEXT,
        texts.by_row(texts.substitute),
    ),
    Function("FIND", 2, 3, (as_texts, as_texts, as_numbers), Kind.NUMBER, texts.find),
    Function("SEARCH", 2, 3, (as_texts, as_texts, as_numbers), Kind.NUMBER, texts.by_row(texts.search)),
    # dates
    Function("DATE", 3, 3, (as_numbers,), Kind.NUMBER, dates.date_of),
    Function("YEAR", 1, 1, (as_numbers,), Kind.NUMBER, dates.year),
    Function("MONTH", 1, 1, (as_numbers,), Kind.NUMBER, dates.month),
    Function("DAY", 1, 1, (as_numbers,), Kind.NUMBER, dates.day),
    Function("EDATE", 2, 2, (as_plain_numbers, as_plain_numbers), Kind.NUMBER, dates.edate),
    Function("EOMONTH", 2, 2, (as_plain_numbers, as_plain_numbers), Kind.NUMBER, dates.eomonth),
)

INTERNAL = _by_name(
    Function("SUMPRODUCT", 1, 1, (as_is,), Kind.NUMBER, arithmetic.total),
    Function("CLEAN", 1, 1, (as_texts,), Kind.TEXT, texts.by_row(texts.clean)),
)
"""What the formulas of this package are written with where they ask something of several constants at once."""

AGGREGATES = frozenset({"SUM", "MIN", "MAX", "AVERAGE", "COUNT", "COUNTA"})
"""What a rule about the whole table may ask of a column."""

CHANGING = frozenset({"TODAY", "NOW", "RAND", "RANDBETWEEN"})
"""Functions whose result changes with the day or the run: nothing printed may depend on them."""


INSTEAD = {
    **dict.fromkeys(("COUNTIF", "COUNTIFS", "MATCH"), REPEATS),
    **dict.fromkeys(("IFS", "SWITCH", "CHOOSE"), "IF"),
    **dict.fromkeys(("CONCAT", "CONCATENATE", "TEXTJOIN"), "&"),
    **dict.fromkeys(("DATEDIF", "DATEVALUE", "DAYS", "YEARFRAC"), "DATE、EDATE、YEAR"),
    **dict.fromkeys(("SUMIF", "SUMIFS", "SUMPRODUCT"), "SUM"),
    **dict.fromkeys(("ISNA", "ISERR", "IFNA"), "ISERROR、IFERROR"),
    **dict.fromkeys(("REGEX", "REGEXTEST", "TEXT"), "LEFT、MID、RIGHT、LEN"),
    **dict.fromkeys(("XLOOKUP", "VLOOKUP", "LOOKUP"), LEVEL),
    "TRUNC": "INT",
    "XOR": "<>",
}
"""Functions that are refused although there is something to take in their place."""


MAX_ARGUMENTS = 255
"""Of any function in Excel."""


def function_of(call: Call) -> Function:
    """The function that is called; FormulaError where there is none, or it takes fewer or more arguments."""
    function = FUNCTIONS.get(call.name) or INTERNAL.get(call.name)
    if function is None:
        raise unknown_function(call)
    _count(call, function)
    return function


def unknown_function(call: Call) -> FormulaError:
    """Why a function cannot be used: it changes from day to day, has a substitute, or is not known at all."""
    name = ("name", call.name)
    if call.name in CHANGING:
        return FormulaError("P213", call.position, (name,))
    if call.name in INSTEAD:
        return FormulaError("P224", call.position, (name, ("instead", INSTEAD[call.name])))
    known = "、".join(sorted((*FUNCTIONS, LEVEL, REPEATS)))
    return FormulaError("P212", call.position, (name, ("known", known)))


def _count(call: Call, function: Function) -> None:
    found, least, most = len(call.arguments), function.least, function.most
    if most is None and found < least:
        raise FormulaError(
            "P214", call.position, (("name", call.name), ("found", str(found)), ("least", str(least)))
        )
    most = MAX_ARGUMENTS if most is None else most
    if not least <= found <= most:
        wanted = str(least) if least == most else f"{least}~{most}"
        raise FormulaError(
            "P215", call.position, (("name", call.name), ("found", str(found)), ("wanted", wanted))
        )
