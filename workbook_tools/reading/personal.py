"""Personal data in a reading: phones are checked while they are whole, then masked for good."""

from collections.abc import Iterator
from dataclasses import replace

from workbook_tools.messages.found import found
from workbook_tools.model import Address, Cell, Field, FieldType, Finding, Form, Place, Reading, Roster, Value
from workbook_tools.reading import shape
from workbook_tools.understand import masked, personal


def guard(reading: Reading, form: Form) -> Reading:
    """The reading as it may leave the worker: first and last four characters of every phone.

    The shape of phones is checked here, as nothing is left to check afterwards. Id-card numbers were taken
    out of the values when they were understood, and go from the texts as found too.
    """
    phones = [field for field in form.fields if field.type is FieldType.PHONE]
    findings = [finding for field in phones for finding in _misshapen(reading, field)]
    keys = {field.key for field in phones}
    return replace(
        reading,
        header={key: _guarded_cell(cell, key in keys) for key, cell in reading.header.items()},
        roster=_guarded_roster(reading.roster, keys),
        notes=(*reading.notes, *findings),
    )


def _places(reading: Reading, field: Field) -> Iterator[tuple[int | None, Address, Value]]:
    """(record, address, value) of a field, wherever it stands in the form."""
    if field.place is Place.HEADER:
        if cell := reading.header.get(field.key):
            yield None, cell.address, cell.value
        return
    roster = reading.roster
    for i, value in enumerate(roster.values.get(field.key, ())):
        yield i, (roster.rows[i], roster.columns[field.key]), value


def _misshapen(reading: Reading, field: Field) -> Iterator[Finding]:
    for row, address, value in _places(reading, field) if shape.is_shaped(field) else ():
        if misfit := shape.misfit(value, field):
            code, severity, params = misfit
            shown = masked(str(value))
            yield found(
                code,
                reading.sheet,
                address,
                field=field.label,
                value=shown,
                row=row,
                severity=severity,
                **params,
            )


def _masked(value: Value) -> Value:
    return masked(value) if isinstance(value, str) else value


def _guarded_cell(cell: Cell, is_phone: bool) -> Cell:
    if is_phone:
        return replace(
            cell, raw=None if cell.raw is None else masked(str(cell.raw)), value=_masked(cell.value)
        )
    return replace(cell, raw=masked(cell.raw)) if isinstance(cell.raw, str) and personal(cell.raw) else cell


def _guarded_roster(roster: Roster, keys: set[str]) -> Roster:
    values = {
        key: tuple(_masked(value) for value in column) if key in keys else column
        for key, column in roster.values.items()
    }
    return replace(roster, values=values)
