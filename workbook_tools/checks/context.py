"""What a reading is checked against, and how its fields are walked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workbook_tools.carried import Record
from workbook_tools.messages.found import found
from workbook_tools.model import (
    Address,
    Annex,
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
    printed,
)


@dataclass(frozen=True, slots=True)
class Context:
    """The obligation a reading answers, and the day it was received.

    `issued` are the header values of its issue by field key; None where the issue is unknown. `prior` are the
    records that its list began with; None where readings cannot tell whether the list differs from them.
    `ruled`: the bureau ruled whose this is, so that what is seen on it raises no question any more.
    """

    plan: Plan
    form: Form
    unit: Unit
    annex: Annex
    period: ReportingPeriod
    issued: Mapping[str, Value] | None
    received: date
    prior: Sequence[Record] | None = ()
    ruled: bool = False


HEADER = -1
"""The record number of the header, as `Reading.bad` counts."""


def place(reading: Reading, field: Field, index: int) -> Address:
    """The address of a field's value; `index` is the record, and says nothing for a header field."""
    if field.place is Place.HEADER:
        return reading.header[field.key].address
    return reading.roster.rows[index], reading.roster.columns[field.key]


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
