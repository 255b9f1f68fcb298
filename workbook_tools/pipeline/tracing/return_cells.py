"""Cells of returned workbooks: a record's fields as found and as understood, and what lies between."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from workbook_tools import reading
from workbook_tools.consolidate import Found, Return, Written, understood_as
from workbook_tools.messages import render
from workbook_tools.messages import trace as words
from workbook_tools.model import (
    Address,
    Field,
    Finding,
    Form,
    Place,
    Plan,
    Reading,
    Severity,
    Value,
    a1,
    address_of,
    printed,
)
from workbook_tools.pipeline.readings import Readings
from workbook_tools.pipeline.tracing.answer import Detail, Source
from workbook_tools.reading.labels import as_text

_KEPT = 64
"""Readings kept at hand: a unit's enterprises lie in its returns of a few years."""
_MERGED = "L030"


class _Read(NamedTuple):
    """A reading, what was said of its cells by address, and the merged cells that were read for each of their rows."""

    reading: Reading
    said: Mapping[str, Sequence[Finding]]
    merges: Sequence[Finding]


class ReturnCells:
    """The cells of the returns that a master counts; what personal data they hold is masked, as in every reading."""

    def __init__(self, plan: Plan, readings: Readings, ruled: Mapping[str, str]) -> None:
        """`ruled`: by sha256 of a return, the decision in words by which it is what it counts as."""
        self._plan, self._readings, self._ruled = plan, readings, ruled
        self._read = lru_cache(maxsize=_KEPT)(self._read_anew)

    def form(self, source: Return) -> Form:
        """The form that a return is of."""
        found = self._plan.form(source.form)
        assert found, "what counts is a return of a form of the plan"
        return found

    def source(
        self,
        written: Written,
        field: Field,
        because: Sequence[Field] = (),
        *,
        listed: str = "",
        ruling: str = "",
    ) -> Source:
        """A cell of a record, with the cells that decided how the record counts; `ruling`: one on the enterprise."""
        own = written.source
        unit = self._plan.unit(own.unit)
        cell = self.detail(written, field)
        between = filter(None, (cell.changed_by, self._ruled.get(own.sha256), ruling))
        return Source(
            unit=unit.name if unit else own.unit,
            file=own.file,
            sha256=own.sha256,
            cell=cell._replace(changed_by=words.JOINT.join(between)),
            period=own.period.paper,
            received=own.received,
            submission=own.number,
            because=tuple(self.detail(written, each) for each in because if each != field),
            listed=listed,
        )

    def detail(self, written: Written, field: Field) -> Detail:
        """One field of a record: where it stands, as found, as understood."""
        read = self._read(written.source.sha256)
        if field.place is Place.HEADER:
            return _header_detail(read, field)
        roster, record = read.reading.roster, written.record
        column = roster.columns.get(field.key)
        if column is None:
            return Detail(field.label, written.sheet, "", "", None, words.NO_COLUMN)
        at = (written.row, column)
        value = read.reading.column(field)[record]
        raw = roster.raws.get((record, field.key), printed(value))
        if merge := _merge(read, field, at):
            return Detail(field.label, written.sheet, merge.cell, raw, value, render(merge, place=False))
        return Detail(field.label, written.sheet, a1(at), raw, value, _between(read, at, raw, value))

    def value(self, found: Found) -> Value:
        """What was understood of the cell that a finding is about; None where nothing was, or it is about none."""
        form, label, record = self._plan.form(found.form), found.finding.field, found.finding.row
        field = next((each for each in form.fields if each.label == label), None) if form else None
        if field is None or self._readings.get(found.sha256) is None:
            return None
        read = self._read(found.sha256).reading
        if field.place is Place.HEADER:
            return read.header[field.key].value if field.key in read.header else None
        return None if record is None else read.column(field)[record]

    def _read_anew(self, sha256: str) -> _Read:
        data = self._readings.get(sha256)
        assert data, "what counts was read when the master was made"
        found, said = reading.load(data), dict[str, list[Finding]]()
        for note in found.notes:
            if note.sheet == found.sheet:
                said.setdefault(note.cell, []).append(note)
        return _Read(found, said, [note for note in found.notes if note.code == _MERGED])


def _header_detail(read: _Read, field: Field) -> Detail:
    cell = read.reading.header.get(field.key)
    if cell is None:
        return Detail(field.label, read.reading.sheet, "", "", None, words.NO_COLUMN)
    raw = as_text(cell.raw)
    between = _between(read, cell.address, raw, cell.value)
    return Detail(field.label, read.reading.sheet, a1(cell.address), raw, cell.value, between)


def _between(read: _Read, at: Address, raw: str, value: Value) -> str:
    """What was made of a cell on the way from its text to its value."""
    notes = read.said.get(a1(at), ())
    said = [note for note in notes if understood_as(note) is not None]
    if not said and raw != printed(value):
        said = [note for note in notes if note.severity is not Severity.MANDATORY]
    return words.JOINT.join(render(note, place=False) for note in said)


def _merge(read: _Read, field: Field, at: Address) -> Finding | None:
    """The merged cell over a place whose one value was read for each of its rows."""
    return next((each for each in read.merges if each.field == field.label and _covers(each, at)), None)


def _covers(note: Finding, at: Address) -> bool:
    first, last = (address_of(text) for text in dict(note.params)["span"].split(":"))
    assert first and last, "a merged cell reaches from one address to another"
    return first[0] <= at[0] <= last[0] and first[1] <= at[1] <= last[1]
