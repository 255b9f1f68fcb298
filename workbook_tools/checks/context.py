"""What a reading is checked against, and how its fields are walked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from workbook_tools.messages.found import found
from workbook_tools.model import (
    Address,
    Annex,
    Entry,
    Field,
    Finding,
    Form,
    Place,
    Plan,
    Reading,
    ReportingPeriod,
    Severity,
    Unit,
    Value,
    a1,
)


@dataclass(frozen=True, slots=True)
class Context:
    """The obligation a reading answers, and the day it was received.

    `issued` are the header values of its issue by field key; None where the issue is unknown.
    """

    plan: Plan
    form: Form
    unit: Unit
    annex: Annex
    period: ReportingPeriod
    issued: Mapping[str, Value] | None
    received: date


HEADER = -1
"""The record number of the header, as `Reading.bad` counts."""


def own_fields(reading: Reading, form: Form) -> Iterator[tuple[Field, tuple[Value, ...]]]:
    """The fields the unit fills in, with their values: one for a header field, one a record otherwise."""
    for field in form.fields:
        if field.entry is not Entry.UNIT:
            continue
        if field.place is Place.HEADER and field.key in reading.header:
            yield field, (reading.header[field.key].value,)
        elif field.key in reading.roster.values:
            yield field, reading.roster.values[field.key]


def place(reading: Reading, field: Field, index: int) -> Address:
    """The address of a field's value; `index` is the record, and says nothing for a header field."""
    if field.place is Place.HEADER:
        return reading.header[field.key].address
    return reading.roster.rows[index], reading.roster.columns[field.key]


def is_bad(reading: Reading, field: Field, index: int) -> bool:
    """Whether something stands there that could not be understood."""
    return (HEADER if field.place is Place.HEADER else index, field.key) in reading.bad


def at(
    reading: Reading,
    code: str,
    field: Field,
    index: int = 0,
    *,
    value: Value = None,
    severity: Severity | None = None,
    **params: str,
) -> Finding:
    """A finding at one value of a field."""
    row = None if field.place is Place.HEADER else index
    text = printed(value)
    where = place(reading, field, index)
    return found(
        code, reading.sheet, where, field=field.label, value=text, row=row, severity=severity, **params
    )


def cell(reading: Reading, field: Field, index: int) -> str:
    """The address of a field's value as spreadsheets print it."""
    return a1(place(reading, field, index))


def printed(value: Value) -> str:
    """A value as a person writes it: whole numbers without a point, dates as 2023-10-31, blank as ''."""
    if isinstance(value, float):
        return f"{value:.15g}"
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def columns_by_label(reading: Reading, fields: Iterable[Field]) -> dict[str, tuple[Value, ...]]:
    """Values by label, as formulas name them."""
    return {field.label: values for field in fields if (values := _values(reading, field)) is not None}


def _values(reading: Reading, field: Field) -> tuple[Value, ...] | None:
    if field.place is Place.HEADER:
        return (reading.header[field.key].value,) if field.key in reading.header else None
    return reading.roster.values.get(field.key)
