"""From the cells of a returned workbook to those of its slip, which may stand elsewhere."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from workbook_tools import layout
from workbook_tools.messages.planned import ALSO
from workbook_tools.model import (
    Address,
    Entry,
    Field,
    FieldType,
    Finding,
    Form,
    Reading,
    Role,
    Severity,
    a1,
    address_of,
)

_ADDRESSES = ("first", "last", "cells", "span", ALSO)
"""Parameters of findings that name cells: one, several joined by 、, or an area."""
_ROW = "number"
"""The parameter of findings about rows (L) that names the row."""
_ASKS_NOTE = (Severity.EXPLAIN, Severity.WAIVABLE)


class Places:
    """Where what a reading found in a workbook stands in a form laid out anew, record by record from its first row."""

    def __init__(self, reading: Reading, form: Form) -> None:
        self._reading, self._form = reading, form
        self._labels = {field.label: field for field in form.fields}
        self._lines = {row: i for i, row in enumerate(reading.roster.rows)}
        self._keys = {column: key for key, column in reading.roster.columns.items()}
        self._header = {cell.address: key for key, cell in reading.header.items()}

    @cached_property
    def cells(self) -> Mapping[str, Address]:
        """The cells of the header fields in the slip."""
        return layout.issued_cells(self._form)

    def cell(self, key: str, record: int | None) -> Address:
        """The cell of a field in the slip; of a record where one is given."""
        if record is None:
            return self.cells[key]
        return self._form.layout.first_row + record, self._form.layout.columns[key]

    def placed(self, finding: Finding) -> tuple[Finding, ...]:
        """The finding with the slip's addresses, once for each cell concerned; without a cell where it has none."""
        own = finding.sheet in ("", self._reading.sheet)
        if own and _is_of_the_whole(finding):
            return (self._beside_the_note(finding),)
        cells = tuple(dict.fromkeys(self._concerned(finding))) if own else ()
        if not cells:
            return (replace(finding, cell=""),)
        params = tuple((name, self._renamed(name, text, finding)) for name, text in finding.params)
        return tuple(
            replace(finding, sheet=layout.FORM_SHEET, cell=a1(cell), params=params) for cell in cells
        )

    def _beside_the_note(self, finding: Finding) -> Finding:
        """What is to be explained of the list as a whole, where it is to be explained; if the form has the place."""
        note = self._form.role(Role.GENERAL_NOTE)
        if note is None:
            return finding
        cell = a1(self.cells[note.key])
        return replace(finding, sheet=layout.FORM_SHEET, cell=cell, field=note.label)

    def field_at(self, finding: Finding) -> Field | None:
        """The field a finding is about, by its label."""
        return self._labels.get(finding.field)

    def _concerned(self, finding: Finding) -> Iterator[Address]:
        span = dict(finding.params).get("span", "")
        at = self._moved(address_of(finding.cell))
        if at and span:
            yield from self._inside(span)
        elif at:
            yield at
        elif finding.row is not None:
            yield self._name_of(finding.row)
        elif field := self.field_at(finding):
            yield from self._whole(field, finding.severity)

    def _moved(self, at: Address | None) -> Address | None:
        """Where a cell of the returned sheet stands in the slip; None where it is no field's, or the form lost it."""
        if at is None:
            return None
        if key := self._header.get(at):
            return self.cells.get(key)
        record, key = self._lines.get(at[0]), self._keys.get(at[1])
        known = record is not None and key in self._form.layout.columns
        return self.cell(key, record) if known and key else None

    def _inside(self, span: str) -> Iterator[Address]:
        """The cells of records inside an area of the returned sheet, as they stand in the slip."""
        (top, left), (bottom, right) = (address_of(part) or (0, 0) for part in span.split(":"))
        for row in self._reading.roster.rows:
            for column in self._keys:
                moved = self._moved((row, column))
                if moved and top <= row <= bottom and left <= column <= right:
                    yield moved

    def _name_of(self, record: int) -> Address:
        """The cell that stands for a whole record: its enterprise's name, else what the unit fills in first."""
        own = [field for field in self._form.roster if field.entry is Entry.UNIT]
        named = next((field for field in own if field.type is FieldType.NAME), own[0])
        return self.cell(named.key, record)

    def _whole(self, field: Field, severity: Severity) -> Iterator[Address]:
        """Every record's cell of a column with which something is wrong as a whole, or the one header cell."""
        if field.key in self.cells:
            yield self.cells[field.key]
        elif severity is Severity.MANDATORY:
            yield from (self.cell(field.key, i) for i in range(len(self._reading.roster.rows)))

    def _renamed(self, name: str, text: str, finding: Finding) -> str:
        if name == _ROW and finding.row is not None and finding.code.startswith("L"):
            return str(self._form.layout.first_row + finding.row)
        if name not in _ADDRESSES:
            return text
        mark = ":" if name == "span" else "、"
        return mark.join(self._named(part) for part in text.split(mark))

    def _named(self, text: str) -> str:
        moved = self._moved(address_of(text))
        return a1(moved) if moved else text


def _is_of_the_whole(finding: Finding) -> bool:
    """Whether a finding asks for a note about no cell, record or column."""
    nowhere = not finding.cell and finding.row is None and not finding.field
    return nowhere and finding.severity in _ASKS_NOTE
