"""Dates as serial numbers of the 1900 system, whole columns at a time."""

import numpy as np
from numpy.typing import NDArray

from workbook_tools.formula.column import Column, Flags, FormulaFault, Numbers, fault, of_numbers, with_faults

LAST_SERIAL = 2958465.0
"""9999-12-31."""

_EPOCH = np.datetime64("1899-12-30", "D")
_FAR = 200_000.0
"""More months than there are dates: a number clipped to it leads nowhere, and fits in a whole number."""

Months = NDArray[np.datetime64]


def year(serial: Numbers) -> Column:
    """YEAR."""
    months, _, exists = _split(serial)
    return _dated((months.astype(np.int64) // 12 + 1970).astype(float), exists)


def month(serial: Numbers) -> Column:
    """MONTH."""
    months, _, exists = _split(serial)
    return _dated((months.astype(np.int64) % 12 + 1).astype(float), exists)


def day(serial: Numbers) -> Column:
    """DAY."""
    _, days, exists = _split(serial)
    return _dated(days, exists)


def date_of(year: Numbers, month: Numbers, day: Numbers) -> Column:
    """DATE: months and days beyond the end run on; a year below 1900 counts from 1900."""
    exists = (year >= 0) & (year < 10000)
    whole = np.trunc(np.where(exists, year, 2000))
    whole = np.where(whole < 1900, whole + 1900, whole)
    months = _months((whole - 1970) * 12 + _within(month) - 1)
    return _serial(months, _within(day), exists)


def edate(serial: Numbers, months: Numbers) -> Column:
    """EDATE: so many months on, on the same day or the last one the month has."""
    start, days, exists = _split(serial)
    end = start + _span(months)
    return _serial(end, np.minimum(days, _length(end)), exists)


def eomonth(serial: Numbers, months: Numbers) -> Column:
    """EOMONTH: the last day of the month so many months on."""
    start, _, exists = _split(serial)
    end = start + _span(months)
    return _serial(end, _length(end), exists)


def _split(serial: Numbers) -> tuple[Months, Numbers, Flags]:
    """The month, the day within it, and whether such a date exists; serial 0 is the day before 1900-01-01."""
    whole = np.floor(serial)
    exists = (whole >= 0) & (whole <= LAST_SERIAL)
    whole = np.where(exists, whole, 61.0)
    # Excel's 1900 has a 29 February: serials below 61 are a day ahead of the calendar.
    counted = np.maximum(np.where(whole < 60, whole + 1, whole), 2)
    dates = _EPOCH + counted.astype(np.int64).astype("timedelta64[D]")
    months = dates.astype("datetime64[M]")
    days = (dates - months.astype("datetime64[D]")).astype(float) + 1
    return months, days - (whole == 0), exists


def _serial(months: Months, days: Numbers, exists: Flags) -> Column:
    dates = months.astype("datetime64[D]") + (days - 1).astype(np.int64).astype("timedelta64[D]")
    counted = (dates - _EPOCH).astype(float)
    serial = np.where(counted < 61, counted - 1, counted)
    return _dated(serial, exists & (serial >= 0) & (serial <= LAST_SERIAL))


def _dated(numbers: Numbers, exists: Flags) -> Column:
    return with_faults(of_numbers(numbers), fault(FormulaFault.NUM, ~exists))


def _within(number: Numbers) -> Numbers:
    return np.trunc(np.clip(number, -_FAR, _FAR))


def _months(number: Numbers) -> Months:
    return number.astype(np.int64).astype("datetime64[M]")


def _span(months: Numbers) -> NDArray[np.timedelta64]:
    return _within(months).astype(np.int64).astype("timedelta64[M]")


def _length(months: Months) -> Numbers:
    """How many days a month has."""
    following = (months + np.timedelta64(1, "M")).astype("datetime64[D]")
    days: Numbers = (following - months.astype("datetime64[D]")).astype(float)
    return days
