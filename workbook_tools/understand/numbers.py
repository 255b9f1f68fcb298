"""Numbers: whole numbers, amounts of two decimals, shares; as cells hold them and as people write them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

from workbook_tools.model import Field, FieldType
from workbook_tools.understand.characters import SCIENTIFIC, TRUSTED, half_width, joined
from workbook_tools.understand.measures import Measure, factor, measure
from workbook_tools.understand.numerals import NUMERAL, below_hundred
from workbook_tools.understand.outcome import BLANK, Approach, Note, Quick, Understood, note, refused

_PLACES = 2
_NOISE = 1e-6

_ABOUT = r"[约近多余几超逾≈~<>≤≥±]|左右|上下|以[上下内]|不[足到满]|至少|最[多少]"
_RANGE = rf"\d[-–—―]+\d|(?:\d|{NUMERAL})[至到]"
_NO_NUMBER = (
    (re.compile(r"\d{4}[-./年]\d\d?[-./月]\d\d?日?|\d\d?月\d\d?日", re.ASCII), "C115"),
    (re.compile(rf"(?=.*(?:\d|{NUMERAL}|[百千万亿])).*(?:{_ABOUT}|{_RANGE}).*"), "C107"),
    (re.compile(r"\([\d.,]+\)\D*", re.ASCII), "C109"),
    (SCIENTIFIC, "C120"),
)
_DIGITS = re.compile(r"(?P<number>[+-]?[\d.,]+(?: \d[\d.,]*)*) ?(?P<unit>[^\d.,]*)", re.ASCII)
_NUMERALS = re.compile(rf"(?P<number>{NUMERAL}+)(?P<unit>.*)")
_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:(?:,\d{3})+|(?: \d{3})+)(?:\.\d+)?", re.ASCII)
_ONE_COMMA = re.compile(r"[+-]?\d+,\d{1,2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Written:
    """A number read out of a text, and the note on how it was written."""

    number: Decimal
    code: str


Settle = Callable[[float, tuple[Note, ...]], Understood]


def number(field: Field) -> Approach:
    """How whole numbers, amounts and shares are read."""
    settle = _SETTLE[field.type]
    column = measure("" if field.type is FieldType.PERCENT else field.unit)

    def careful(raw: object) -> Understood:
        match raw:
            case bool():
                return refused("C116")
            case date() | time() | timedelta():
                return refused("C115")
            case int() | float():
                return settle(float(raw), ())
            case str():
                return _settle_text(raw, column, settle)
            case _:
                return refused("C108")

    return Approach(_QUICK[field.type], careful)


def sequence() -> Approach:
    """How 序号 is read: a whole number or blank; it is never data, so nothing is said about it."""

    def careful(raw: object) -> Understood:
        return Understood(raw) if type(raw) is int else BLANK

    return Approach(_quick_integer, careful)


# ---------------------------------------------------------------- well typed


def _quick_integer(raw: object) -> Understood | None:
    if type(raw) is float and raw.is_integer() and -TRUSTED < raw < TRUSTED:
        return Understood(int(raw))
    return None


def _quick_decimal(raw: object) -> Understood | None:
    if type(raw) is float and -TRUSTED < raw < TRUSTED and round(raw, _PLACES) == raw:
        return Understood(raw)
    return None


def _quick_percent(raw: object) -> Understood | None:
    return Understood(raw) if type(raw) is float and -TRUSTED < raw <= 1 else None


def _settle_integer(number: float, notes: tuple[Note, ...]) -> Understood:
    """2.5 people cannot be; 12.0000000001 is what a sum of fractions leaves."""
    if not abs(number) < TRUSTED:
        return refused("C119")
    whole = round(number)
    if abs(number - whole) >= _NOISE:
        return refused("C110")
    return Understood(whole, notes if whole == number else (*notes, note("C111", understood=str(whole))))


def _settle_decimal(number: float, notes: tuple[Note, ...]) -> Understood:
    """Noise below a millionth is rounded off; decimals that were meant are kept and mentioned."""
    if not abs(number) < TRUSTED:
        return refused("C119")
    nearest = round(number, _PLACES)
    if nearest == number:
        return Understood(number, notes)
    if abs(number - nearest) < _NOISE:
        return Understood(nearest, (*notes, note("C111", understood=str(nearest))))
    return Understood(number, (*notes, note("C112")))


def _settle_percent(number: float, notes: tuple[Note, ...]) -> Understood:
    """More than the whole is possible, but only believed where a % sign was written."""
    if not abs(number) < TRUSTED:
        return refused("C119")
    signed = any(said.code == "C117" for said in notes)
    return Understood(number, notes if signed or number <= 1 else (*notes, note("C118")))


_QUICK: dict[FieldType, Quick] = {
    FieldType.INTEGER: _quick_integer,
    FieldType.DECIMAL: _quick_decimal,
    FieldType.PERCENT: _quick_percent,
}
_SETTLE: dict[FieldType, Settle] = {
    FieldType.INTEGER: _settle_integer,
    FieldType.DECIMAL: _settle_decimal,
    FieldType.PERCENT: _settle_percent,
}


# ---------------------------------------------------------------- written as text


def _settle_text(raw: str, column: Measure, settle: Settle) -> Understood:
    found = _written(raw, column)
    if isinstance(found, Understood):
        return found
    how = note(found.code, understood=f"{found.number.normalize():f}", unit=column.name)
    return settle(float(found.number), (how,))


def _written(raw: str, column: Measure) -> _Written | Understood:
    """The number a text stands for in this column, or why it stands for none."""
    text = " ".join(half_width(raw).split()).lstrip("'")
    for form, code in _NO_NUMBER:
        if form.fullmatch(text):
            return refused(code)
    if match := _DIGITS.fullmatch(text):
        return _with_unit(match["number"], match["unit"], column, raw)
    if match := _NUMERALS.fullmatch(joined(text)):
        return _numeral(match["number"], match["unit"], column)
    return refused("C108")


def _with_unit(digits: str, unit: str, column: Measure, raw: str) -> _Written | Understood:
    if _ONE_COMMA.fullmatch(digits):
        # 12 or 1.2: kept as written, so that nothing is counted that may not have been meant.
        return Understood(digits + unit, (note("C106"),))
    plain = joined(digits).replace(",", "") if _GROUPED.fullmatch(digits) else digits
    if not _PLAIN.fullmatch(plain):
        return refused("C108")
    times = factor(joined(unit), column)
    if times is None:
        return refused("C121", unit=column.name)
    return _Written(Decimal(plain) * times, _form(unit, times, plain != digits, raw))


def _form(unit: str, times: Decimal, grouped: bool, raw: str) -> str:
    """The one code that says best how a number was written."""
    if unit and times == 1:
        return "C104"
    if unit:
        return "C117" if unit == "%" else "C105"
    if grouped:
        return "C103"
    return "C101" if raw.isascii() else "C102"


def _numeral(numeral: str, unit: str, column: Measure) -> _Written | Understood:
    value = below_hundred(numeral)
    may_be_a_dash = numeral == "一" and not unit
    if value is None or may_be_a_dash or factor(unit, column) != 1:
        return refused("C114")
    return _Written(Decimal(value), "C113")
