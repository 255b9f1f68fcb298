"""What else stands on the form's sheet: hidden rows, struck entries, comments, notes in the margin, further columns."""

from collections.abc import Iterator, Mapping, Sequence

from workbook_tools.layout import AUTHOR
from workbook_tools.messages.found import found
from workbook_tools.messages.slips import is_comment
from workbook_tools.model import Address, Field, FieldType, Finding, Form, SheetLook, a1, column_letter
from workbook_tools.reading.area import Area
from workbook_tools.reading.headings import Heading
from workbook_tools.reading.labels import discreet, is_blank

_NAMED = 10
_SHOWN = 60


def _listed(names: Sequence[str]) -> str:
    return "、".join(names[:_NAMED]) + ("…" if len(names) > _NAMED else "")


def hidden_data(sheet: SheetLook, columns: Mapping[Field, int], rows: Sequence[int]) -> Iterator[Finding]:
    """Records in hidden rows (often last year's), and hidden columns that hold entries: read, and named."""
    hidden = [row for row in rows if row in sheet.hidden_rows]
    if hidden:
        names = _listed([str(row) for row in hidden])
        yield found("L032", sheet.name, (hidden[0], 1), rows=names, count=str(len(hidden)))
    for field, column in columns.items() if sheet.hidden_columns else ():
        held = column in sheet.hidden_columns and any(not is_blank(sheet.at((row, column))) for row in rows)
        if held:
            yield found(
                "L033", sheet.name, (rows[0], column), field=field.label, column=column_letter(column)
            )


def struck_rows(sheet: SheetLook, columns: Mapping[Field, int], rows: Sequence[int]) -> Iterator[Finding]:
    """Records with entries struck through (L039): looks carry no meaning, so they are read and asked about."""
    for i, row in enumerate(rows if sheet.struck else ()):
        cells = [(row, column) for column in sorted(columns.values()) if (row, column) in sheet.struck]
        if cells:
            yield found("L039", sheet.name, cells[0], row=i, cells=_listed([a1(at) for at in cells]))


def comments(sheet: SheetLook) -> Iterator[Finding]:
    """Comments in cells, copied; the tool's own marks are none."""
    for address, (author, text) in sorted(sheet.comments.items()):
        if author != AUTHOR and text.strip() and not is_comment(text):
            yield found("L040", sheet.name, address, value=discreet(" ".join(text.split()))[:_SHOWN])


def _right_edge(form: Form, heading: Heading) -> int:
    """The last column of the form as returned: inserted columns push it out."""
    layout = form.layout
    shifts = [
        column - layout.columns[key] for key, column in heading.columns.items() if key in layout.columns
    ]
    return max([layout.last_column + max([0, *shifts]), *heading.taken])


def _outside(
    sheet: SheetLook, form: Form, heading: Heading, area: Area, entered: Sequence[int]
) -> Iterator[Address]:
    """Cells that belong to no field: right of the form, in further columns, or words where numbers run."""
    edge, held, columns = _right_edge(form, heading), set(entered), heading.columns
    live = heading.live
    own = sorted(set(range(1, edge + 1)) - heading.taken)
    sequence = [columns[f.key] for f in form.roster if f.type is FieldType.SEQUENCE and f.key in columns]
    for number, cells in enumerate(sheet.rows, 1):
        beyond = (c for c in range(edge + 1, len(cells) + 1) if c not in live)
        yield from ((number, c) for c in beyond if not is_blank(cells[c - 1]))
        if number > area.heading_last and number not in area.footer:
            yield from ((number, c) for c in own if c <= len(cells) and not is_blank(cells[c - 1]))
            if number not in held:
                yield from ((number, c) for c in sequence if _is_words(cells[c - 1]))


def _is_words(cell: object) -> bool:
    return isinstance(cell, str) and bool(cell.strip()) and not cell.strip().isdecimal()


def margin_notes(
    sheet: SheetLook, form: Form, heading: Heading, area: Area, entered: Sequence[int]
) -> Iterator[Finding]:
    """Text outside the form's fields, kept as a note: one finding a column."""
    by_column: dict[int, list[Address]] = {}
    for address in _outside(sheet, form, heading, area, entered):
        if address not in sheet.formulas:
            by_column.setdefault(address[1], []).append(address)
    for _, addresses in sorted(by_column.items()):
        first = addresses[0]
        text = discreet(str(sheet.at(first)))[:_SHOWN]
        cells = _listed([a1(address) for address in addresses])
        yield found("L041", sheet.name, first, value=text, cells=cells, count=str(len(addresses)))
