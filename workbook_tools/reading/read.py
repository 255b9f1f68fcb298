"""One returned workbook against the plan's form: the reading, and every finding about how it came back."""

from collections.abc import Mapping
from dataclasses import dataclass

from workbook_tools.messages.found import found
from workbook_tools.model import (
    Cell,
    Choice,
    Entry,
    Field,
    FieldType,
    Finding,
    Form,
    Identity,
    Look,
    Reading,
    Roster,
)
from workbook_tools.reading import surroundings
from workbook_tools.reading.area import Area, locate_area
from workbook_tools.reading.cells import Column, read_cell, read_column
from workbook_tools.reading.columns import heading_findings
from workbook_tools.reading.header import HeaderPlaces, missing_labels
from workbook_tools.reading.labels import as_text
from workbook_tools.reading.merges import fill_merged
from workbook_tools.reading.personal import guard
from workbook_tools.reading.records import Records, sort_rows, unit_columns
from workbook_tools.reading.sheets import FormSheet, find_form_sheet, other_sheets
from workbook_tools.reading.store import content
from workbook_tools.reading.totals import compare_totals
from workbook_tools.understand import Context, reader


@dataclass(frozen=True, slots=True)
class _Header:
    cells: Mapping[str, Cell]
    bad: frozenset[str]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Rows:
    records: Records
    columns: Mapping[Field, Column]
    findings: tuple[Finding, ...]


def read(
    look: Look, sha256: str, identity: Identity, form: Form, choices: Mapping[str, tuple[Choice, ...]]
) -> tuple[Reading | None, tuple[Finding, ...]]:
    """The reading of a workbook that says it is `form`, with all findings (its own notes included).

    None where no sheet can be taken for the form (L001, L002) or only pictures came (L003): refused.
    """
    whole, findings = read_whole(look, sha256, identity, form, choices)
    if whole is None:
        return None, findings
    guarded = guard(whole, form)
    return guarded, guarded.notes


def read_whole(
    look: Look, sha256: str, identity: Identity, form: Form, choices: Mapping[str, tuple[Choice, ...]]
) -> tuple[Reading | None, tuple[Finding, ...]]:
    """The same as `read` with phones as they were typed: for the unit's own next form, and never to be kept."""
    chosen, findings = find_form_sheet(look, form)
    if chosen is None:
        return None, findings
    context = Context(choices, look.date1904)
    area = locate_area(chosen.look, form, chosen.heading)
    header = _read_header(chosen, form, area, context)
    rows = _read_rows(chosen, form, area, context)
    if look.pictures and not rows.records.rows and not _anything_entered(header, form):
        return None, (found("L003"),)
    notes = (
        *findings,
        *other_sheets(look, chosen.look),
        *heading_findings(chosen.look, form, chosen.heading),
        *header.findings,
        *rows.findings,
        *_around(chosen, form, area, rows),
    )
    return _assemble(form, chosen, header, rows, sha256=sha256, identity=identity, notes=notes), notes


def _read_header(chosen: FormSheet, form: Form, area: Area, context: Context) -> _Header:
    places = HeaderPlaces(chosen.look, form, chosen.heading, area)
    addresses = {field: places.value(field) for field in form.header if field.key in form.layout.cells}
    cells: dict[str, Cell] = {}
    bad: set[str] = set()
    findings = list(missing_labels(chosen.look, addresses))
    for field, address in addresses.items():
        if address:
            cells[field.key], is_bad, said = read_cell(chosen.look, field, address, reader(field, context))
            findings += said
            bad |= {field.key} if is_bad else set()
    return _Header(cells, frozenset(bad), tuple(findings))


def _anything_entered(header: _Header, form: Form) -> bool:
    return any(
        as_text(header.cells[field.key].raw).strip()
        for field in form.header
        if field.entry is Entry.UNIT and field.key in header.cells
    )


def _kept_columns(form: Form, columns: Mapping[str, int]) -> dict[Field, int]:
    """What a record keeps: the unit's own columns, and locked ones to compare; no 序号, nothing computed."""
    return {
        field: columns[field.key]
        for field in form.roster
        if field.key in columns and field.entry is not Entry.COMPUTED and field.type is not FieldType.SEQUENCE
    }


def _read_rows(chosen: FormSheet, form: Form, area: Area, context: Context) -> _Rows:
    sheet, places = chosen.look, chosen.heading.columns
    records = sort_rows(sheet, form, places, area)
    kept = _kept_columns(form, places)
    filled = fill_merged(sheet, kept, records.rows)
    columns = {
        field: read_column(sheet, field, column, records.rows, reader(field, context), merged=filled)
        for field, column in kept.items()
    }
    own = unit_columns(form, places)
    values = {field.key: column.values for field, column in columns.items()}
    findings = (
        *records.findings,
        *filled.findings,
        *(finding for column in columns.values() for finding in column.findings),
        *compare_totals(sheet, records.totals, own, values),
        *surroundings.hidden_data(sheet, own, records.rows),
        *surroundings.struck_rows(sheet, own, records.rows),
    )
    return _Rows(records, columns, findings)


def _around(chosen: FormSheet, form: Form, area: Area, rows: _Rows) -> tuple[Finding, ...]:
    notes = surroundings.margin_notes(chosen.look, form, chosen.heading, area, rows.records.entered)
    return (*surroundings.comments(chosen.look), *notes)


def _assemble(
    form: Form,
    chosen: FormSheet,
    header: _Header,
    rows: _Rows,
    *,
    sha256: str,
    identity: Identity,
    notes: tuple[Finding, ...],
) -> Reading:
    columns = chosen.heading.columns
    shown = (f for f in form.roster if f.key in columns and f.type is not FieldType.SEQUENCE)
    roster = Roster(
        {field.key: columns[field.key] for field in shown},
        rows.records.rows,
        {field.key: column.values for field, column in rows.columns.items()},
        {(i, field.key): text for field, column in rows.columns.items() for i, text in column.raws.items()},
    )
    bad = {(-1, key): as_text(header.cells[key].raw) for key in sorted(header.bad)}
    bad |= {
        (i, field.key): column.raws.get(i, "")
        for field, column in rows.columns.items()
        for i in sorted(column.bad)
    }
    digest = content(form, header.cells, roster, bad)
    return Reading(sha256, identity, chosen.look.name, header.cells, roster, frozenset(bad), notes, digest)
