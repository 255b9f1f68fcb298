"""Fill a template in as a clerk would, fast enough to do it hundreds of times."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from workbook_tools import layout
from workbook_tools.model import Address, Entry, Form, Value, a1
from workbook_tools.xlsx.template.cells_part import Sheet
from workbook_tools.xlsx.template.package import parts_of, sheet_parts, zipped

Record = Mapping[str, Value]

_FILLED = re.compile(rb'<c r="([A-Z]+\d+)"((?: s="\d+")?)[^>]*>(?:<v>|<is>).*?</c>', re.DOTALL)
_FILTER = re.compile(rb'<autoFilter ref="[A-Z]+\d+:[A-Z]+(\d+)"')
"""The filter of a form ends with its last record row: forms that begin with a list may be longer than usual."""


def _as_issued(xml: bytes, form: Form) -> Form:
    """The form with as many record rows as this sheet has."""
    found = _FILTER.search(xml)
    return replace(form, rows=int(found[1]) - form.layout.first_row + 1) if found else form


def _records(form: Form) -> Iterator[Mapping[str, Address]]:
    """The cells of every record row that the unit fills in, overflow rows included."""
    rows = layout.issued_rows(form)
    columns = {f.key: form.layout.columns[f.key] for f in form.roster if f.entry is Entry.UNIT}
    for line in (*range(rows.first, rows.last + 1), *range(rows.overflow_first, rows.overflow_last + 1)):
        yield {key: (line, column) for key, column in columns.items()}


def _cleared(xml: bytes, form: Form) -> bytes:
    """The sheet with the list it begins with taken out of it."""
    cells = {a1(at).encode() for record in _records(form) for at in record.values()}

    def empty(cell: re.Match[bytes]) -> bytes:
        return b'<c r="%b"%b/>' % (cell[1], cell[2]) if cell[1] in cells else cell[0]

    return _FILLED.sub(empty, xml)


def _typed(form: Form, header: Record, rows: Sequence[Record]) -> Iterator[tuple[str, Value]]:
    addresses = layout.issued_cells(form)
    for key, value in header.items():
        yield a1(addresses[key]), value
    for cells, row in zip(_records(form), rows, strict=False):
        yield from ((a1(cells[key]), value) for key, value in row.items() if key in cells)


def fill(template: bytes, form: Form, header: Record, rows: Sequence[Record] | None) -> bytes:
    """The template with header cells and roster rows filled in by field key, overflow rows included.

    The rows stand in place of the list that the template begins with; None leaves that list as it is.
    """
    parts = parts_of(template)
    sheet = sheet_parts(parts)[layout.FORM_SHEET]
    xml = parts[sheet]
    form = _as_issued(xml, form)
    empty = xml if rows is None else _cleared(xml, form)
    parts[sheet] = Sheet(empty).filled(dict(_typed(form, header, rows or ())))
    return zipped(parts.items())
