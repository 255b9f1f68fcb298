"""Header fields: each value found beside its printed label, at the issued address first, then by search."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from workbook_tools import layout
from workbook_tools.messages.found import found
from workbook_tools.model import Address, Entry, Field, Finding, Form, SheetLook
from workbook_tools.reading.area import Area
from workbook_tools.reading.headings import Heading
from workbook_tools.reading.labels import is_blank, plain


class HeaderPlaces:
    """Where the value of each header field stands in a returned sheet."""

    def __init__(self, sheet: SheetLook, form: Form, heading: Heading, area: Area) -> None:
        self._sheet = sheet
        self._form = form
        self._heading = range(heading.first, heading.last + 1)
        self._shift = area.shift
        self._moved = any(form.layout.columns.get(key, c) != c for key, c in heading.columns.items())
        self._cells = layout.issued_cells(form, area.rows)
        self._labels = layout.issued_labels(form, area.rows)

    @cached_property
    def _printed(self) -> Mapping[str, list[Address]]:
        """Every text of the sheet that is the label of a header field, roster heading left out."""
        wanted = {plain(field.label) for field in self._form.header}
        places: dict[str, list[Address]] = {}
        for number, row in enumerate(self._sheet.rows, 1):
            for column, cell in enumerate(row, 1):
                if isinstance(cell, str) and number not in self._heading and plain(cell) in wanted:
                    places.setdefault(plain(cell), []).append((number, column))
        return places

    def _label(self, field: Field) -> Address | None:
        row, column = self._labels[field.key]
        expected = (row + self._shift, column)
        text = self._sheet.at(expected)
        if isinstance(text, str) and plain(text) == plain(field.label):
            return expected
        places = self._printed.get(plain(field.label), [])
        return min(
            places, key=lambda place: (abs(place[0] - expected[0]), abs(place[1] - column)), default=None
        )

    def _beside(self, field: Field, label: Address) -> Address:
        """The value's cell: as far from its label as issued, or the next filled cell before another label."""
        issued_label, issued = self._labels[field.key], self._cells[field.key]
        usual = (label[0] + issued[0] - issued_label[0], label[1] + issued[1] - issued_label[1])
        unmoved = label[1] == issued_label[1] and not self._moved
        if unmoved or not is_blank(self._sheet.at(usual)):
            return usual
        for column in range(label[1] + 1, len(self._sheet.rows[label[0] - 1]) + 1):
            cell = self._sheet.at((label[0], column))
            if isinstance(cell, str) and plain(cell) in self._printed:
                break
            if not is_blank(cell):
                return label[0], column
        return usual

    def value(self, field: Field) -> Address | None:
        """The address of a field's value; None where its label is nowhere in the sheet."""
        label = self._label(field)
        return self._beside(field, label) if label else None


def missing_labels(sheet: SheetLook, fields: Mapping[Field, Address | None]) -> Iterator[Finding]:
    """Labels that are gone: MANDATORY where the unit had to fill them in, else only told."""
    for field, address in fields.items():
        if address is None:
            needed = field.entry is Entry.UNIT and bool(field.required)
            yield found("L019" if needed else "L017", sheet.name, field=field.label)
