"""What a unit filled in, cell by cell as found: for its return slip, which shows it untouched."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from workbook_tools.model import Address, Choice, Entry, Field, Form, Look, SheetLook
from workbook_tools.reading.area import Area, locate_area
from workbook_tools.reading.header import HeaderPlaces
from workbook_tools.reading.headings import Heading
from workbook_tools.reading.labels import as_text, is_blank, plain, split_measure
from workbook_tools.reading.merges import fill_merged
from workbook_tools.reading.records import sort_rows, unit_columns
from workbook_tools.reading.sheets import find_form_sheet
from workbook_tools.understand import Context, personal, reader

Raw = str | int | float | date
"""A cell as found; errors, logical values and times of day as text."""


@dataclass(frozen=True, slots=True)
class Reported:
    """Cells as found by field key, of the header and of each record of the reading; blank ones are left out.

    An id-card number where none is asked for is left out too. Phones are whole: for the unit's own slip alone.
    """

    header: Mapping[str, Raw]
    records: tuple[Mapping[str, Raw], ...]


def reported(look: Look, form: Form, choices: Mapping[str, tuple[Choice, ...]]) -> Reported | None:
    """What the unit filled in, records in the order of its reading; None where no sheet can be taken for the form."""
    chosen, _ = find_form_sheet(look, form)
    if chosen is None:
        return None
    area = locate_area(chosen.look, form, chosen.heading)
    cells = _Cells(chosen.look, Context(choices, look.date1904))
    return Reported(
        dict(_header(cells, form, chosen.heading, area)),
        tuple(_records(cells, form, chosen.heading, area)),
    )


class _Cells:
    """The cells of one returned sheet, as they may be shown to the unit that filled them in."""

    def __init__(self, sheet: SheetLook, context: Context) -> None:
        self.sheet = sheet
        self._context = context

    def raw(self, field: Field, address: Address, value: object) -> Raw | None:
        """What stands in a cell; `value` is what is read there, which a merged area may give."""
        if address in self.sheet.errors:
            return self.sheet.errors[address]
        if is_blank(value) or self._is_id_card(field, value):
            return None
        match value:
            case bool():
                return as_text(value)
            case str() | int() | float() | date():
                return value
        return as_text(value)

    def _is_id_card(self, field: Field, value: object) -> bool:
        """Whether an id-card number stands in a cell; digits that are just what is asked for are none."""
        if not personal(value):
            return False
        understood = reader(field, self._context)(value)
        return understood.bad or bool(understood.notes)


def _header(cells: _Cells, form: Form, heading: Heading, area: Area) -> Iterator[tuple[str, Raw]]:
    places = HeaderPlaces(cells.sheet, form, heading, area)
    for field in form.header:
        address = places.value(field) if field.entry is Entry.UNIT else None
        if address and (raw := cells.raw(field, address, cells.sheet.at(address))) is not None:
            yield field.key, raw


def _records(cells: _Cells, form: Form, heading: Heading, area: Area) -> Iterator[Mapping[str, Raw]]:
    columns = unit_columns(form, heading.columns)
    rows = sort_rows(cells.sheet, form, heading.columns, area).rows
    merged = fill_merged(cells.sheet, columns, rows).values
    measures = {field: _other_measure(field, heading) for field in columns}
    for row in rows:
        record = {}
        for field, column in columns.items():
            at = row, column
            raw = cells.raw(field, at, merged.get(at, cells.sheet.at(at)))
            if raw is not None:
                record[field.key] = _measured(raw, measures[field])
        yield record


def _other_measure(field: Field, heading: Heading) -> str:
    """The measure that the unit wrote into the heading of a column in place of the plan's; '' where it did not."""
    column = heading.remeasured.get(field.key)
    measure = split_measure(plain(heading.texts[column]))[1] if column else ""
    return measure if field.unit and measure != plain(field.unit) else ""


def _measured(raw: Raw, measure: str) -> Raw:
    """A number that was reported under another measure carries it: under the plan's heading it would lie."""
    is_number = isinstance(raw, int | float)
    return f"{as_text(raw)}{measure}" if is_number and measure else raw
