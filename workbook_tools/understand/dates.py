"""Dates: the many ways to write a day, and what is too little, too much or no day at all."""

import re
from datetime import date, datetime, time, timedelta

from workbook_tools.understand.characters import half_width
from workbook_tools.understand.numerals import NUMERAL, below_hundred, in_digits
from workbook_tools.understand.outcome import Approach, Context, Understood, refused, taken

# 2000 to mid-2050: numbers outside are no dates that a clerk of today would mean.
_SERIALS = range(36526, 55001)
_DAYS_1904 = 1462
_SERIAL_ZERO = date(1899, 12, 30)
# A year or 2023.10 typed into a cell with a date format shows as a day of 1905: the serials 1900 to 2099.
_YEAR_TYPED = (date(1905, 3, 14), date(1905, 9, 29))
_FIRST_YEAR = 1906
# A cell of the first year is a small number in a date format.
_SMALL_NUMBER = 1901

_SEP = r" ?[-./\\、,。年月] ?"
_CLOCK = r"(?P<clock>[ T]?\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FULL = re.compile(rf"{_YEAR}{_SEP}(?P<month>\d\d?){_SEP}(?P<day>\d\d?) ?[日号]?{_CLOCK}", re.ASCII)
_COMPACT = re.compile(rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d){_CLOCK}", re.ASCII)
_MONTH = re.compile(rf"{_YEAR}(?:{_SEP}(?P<month>\d\d?)|(?P<compact>0[1-9]|1[0-2])) ?月?份?", re.ASCII)
_LACKING = (
    (re.compile(r"(?:19|20)\d\d ?年?度?", re.ASCII), "C206"),
    (re.compile(r"\d\d? ?[-./月] ?\d\d? ?[日号]?|\d\d? ?月份?", re.ASCII), "C203"),
    (re.compile(rf"\d\d?{_SEP}\d\d?{_SEP}(?:\d\d?|\d{{4}}) ?[日号]?", re.ASCII), "C209"),
)
_SERIAL = re.compile(r"\d{5}", re.ASCII)
_CHINESE = re.compile(
    rf"(?P<year>(?:\d|{NUMERAL}){{4}})年(?P<month>{NUMERAL}+)月(?:(?P<day>{NUMERAL}+)[日号])?"
)


def day(context: Context) -> Approach:
    """How dates are read; serial numbers count from 1900 or, where the workbook says so, from 1904."""
    offset = _DAYS_1904 if context.date1904 else 0

    def careful(raw: object) -> Understood:
        match raw:
            case bool():
                return refused("C210")
            case datetime():
                return _moment(raw)
            case date():
                return _moment(datetime.combine(raw, time()))
            case int() | float():
                return _number(float(raw), offset)
            case str():
                return _text(raw, offset)
            case _:
                return refused("C210")

    return Approach(_quick, careful)


def _quick(raw: object) -> Understood | None:
    if type(raw) is datetime and raw.time() == time():
        raw = raw.date()
    return Understood(raw) if type(raw) is date and raw.year >= _FIRST_YEAR else None


def _moment(raw: datetime) -> Understood:
    if _YEAR_TYPED[0] <= raw.date() <= _YEAR_TYPED[1]:
        number = (raw - datetime.combine(_SERIAL_ZERO, time())) / timedelta(days=1)
        return refused("C211", number=f"{number:.6g}")
    if raw.year < _SMALL_NUMBER:
        return refused("C210")
    return taken(raw.date(), "C208") if raw.time() != time() else Understood(raw.date())


def _complete(year: int, month: int, day_of_month: int, code: str) -> Understood:
    try:
        return taken(date(year, month, day_of_month), code)
    except ValueError:
        return refused("C207")


def _month_only(year: int, month: int) -> Understood:
    """The month as text: a first day would be made up."""
    return taken(f"{year}-{month:02d}", "C202") if 1 <= month <= 12 else refused("C207")


# ---------------------------------------------------------------- numbers


def _number(number: float, offset: int) -> Understood:
    """20230506, 202305, 2023 and serials are told apart by size; a fraction such as 2023.1 may be October."""
    if not 0 < number < 1e8:
        return refused("C210")
    whole = int(number)
    if 1900 <= whole < 2100:
        return refused("C206" if number == whole else "C205")
    if whole + offset in _SERIALS:
        return taken(_SERIAL_ZERO + timedelta(days=whole + offset), "C204")
    return _written(str(whole)) if number == whole else refused("C210")


# ---------------------------------------------------------------- text


def _text(raw: str, offset: int) -> Understood:
    text = _in_digits(" ".join(half_width(raw).split()).lstrip("'"))
    if _SERIAL.fullmatch(text):
        return _number(float(text), offset)
    return _written(text)


def _in_digits(text: str) -> str:
    """二〇二三年十一月六日 as 2023年11月6日; any text that is no date in Chinese numerals as it is."""
    match = _CHINESE.fullmatch(text)
    if not match:
        return text
    month = f"{in_digits(match['year'])}年{below_hundred(match['month'])}月"
    return f"{month}{below_hundred(match['day'])}日" if match["day"] else month


def _written(text: str) -> Understood:
    if match := _FULL.fullmatch(text) or _COMPACT.fullmatch(text):
        code = "C208" if (match["clock"] or "").strip(" T0:.") else "C201"
        return _complete(int(match["year"]), int(match["month"]), int(match["day"]), code)
    if match := _MONTH.fullmatch(text):
        return _month_only(int(match["year"]), int(match["month"] or match["compact"]))
    return refused(next((code for form, code in _LACKING if form.fullmatch(text)), "C210"))
