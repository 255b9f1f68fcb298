"""What a unit reported as the cells of its slip hold it: untouched, and shown as it is."""

from dataclasses import dataclass
from datetime import date, datetime, time

from workbook_tools.model import Field, FieldType
from workbook_tools.xlsx.cell_text import held
from workbook_tools.xlsx.slip.styles import Shown
from workbook_tools.xlsx.template.cells_part import serial

Raw = str | int | float | date
"""A cell as found."""

_FIRST_SURE_DAY = date(1900, 3, 1)
"""Before it, programs disagree on what number a day has."""
_DIGITS = {FieldType.INTEGER: 0, FieldType.DECIMAL: 2, FieldType.PERCENT: 4}
"""Decimals of a number that the format of its type shows."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What goes into a cell, and the number format in place of the form's where that would show something else."""

    value: str | int | float | date
    shown: Shown | None = None


def filled(raw: Raw, field: Field) -> Filled:
    """A cell as found, for a cell of this field: text stays text, a number a number, a day a day."""
    is_day_field = field.type is FieldType.DATE
    match raw:
        case str():
            return Filled(held(raw))
        case date():
            return _day(raw, is_day_field)
    whole = int(raw) if raw == int(raw) else raw
    is_shown_whole = not is_day_field and round(raw, _DIGITS.get(field.type, 15)) == raw
    return Filled(whole, None if is_shown_whole else Shown.GENERAL)


def _day(raw: date, is_day_field: bool) -> Filled:
    moment = raw.time() if isinstance(raw, datetime) else time()
    day = raw.date() if isinstance(raw, datetime) else raw
    if day < _FIRST_SURE_DAY:
        return Filled(day.isoformat())
    if moment != time():
        seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
        return Filled(serial(day) + seconds / 86400, Shown.MOMENT)
    return Filled(day, None if is_day_field else Shown.DAY)
