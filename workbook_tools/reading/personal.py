"""Personal data in a reading: phones are checked while they are whole, then masked for good, in free text too."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from workbook_tools.messages.found import found
from workbook_tools.model import Address, Cell, Field, FieldType, Finding, Form, Place, Reading, Roster, Value
from workbook_tools.reading import shape
from workbook_tools.reading.labels import as_text
from workbook_tools.understand import masked, veiled

_Way = Callable[[str], str]
_NUMBERS = frozenset({FieldType.NUMBER_TEXT, FieldType.CREDIT_CODE})


def guard(reading: Reading, form: Form) -> Reading:
    """The reading as it may leave the worker: first and last four characters of every phone.

    The shape of phones is checked here, as nothing is left to check afterwards. Id-card numbers were taken
    out of the values when they were understood, and go from the texts as found too; so do mobile phones.
    """
    phones = [field for field in form.fields if field.type is FieldType.PHONE]
    findings = [finding for field in phones for finding in _misshapen(reading, field)]
    ways = {field.key: _way(field) for field in form.fields}
    return replace(
        reading,
        sheet=veiled(reading.sheet),
        header={key: _guarded_cell(cell, ways[key]) for key, cell in reading.header.items()},
        roster=_guarded_roster(reading.roster, ways),
        notes=tuple(map(_guarded_note, (*reading.notes, *findings))),
    )


def _way(field: Field) -> _Way:
    """What is done to the texts of a field; numbers of certificates and enterprises stay as they are."""
    if field.type is FieldType.PHONE:
        return masked
    return _unchanged if field.type in _NUMBERS else veiled


def _unchanged(text: str) -> str:
    return text


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


def _guarded(value: Value, way: _Way) -> Value:
    return way(value) if isinstance(value, str) else value


def _guarded_cell(cell: Cell, way: _Way) -> Cell:
    raw = as_text(cell.raw) if way is masked and cell.raw is not None else cell.raw
    seen = veiled if way is _unchanged else way
    return replace(cell, raw=seen(raw) if isinstance(raw, str) else raw, value=_guarded(cell.value, way))


def _guarded_roster(roster: Roster, ways: Mapping[str, _Way]) -> Roster:
    values = {
        key: tuple([_guarded(value, ways[key]) for value in column]) for key, column in roster.values.items()
    }
    return replace(roster, values=values)


def _guarded_note(note: Finding) -> Finding:
    """A finding whose sheet has no number of a person in its name, nor anything else that people named."""
    if note.code.startswith("C"):
        return replace(note, sheet=veiled(note.sheet))
    params = tuple((name, veiled(text)) for name, text in note.params)
    return replace(note, sheet=veiled(note.sheet), value=veiled(note.value), params=params)
