"""Cells understood, one roster column or header cell at a time, unless they hold what is no value."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from workbook_tools.messages import severity
from workbook_tools.messages.found import found
from workbook_tools.model import ALWAYS, Address, Cell, Entry, Field, Finding, SheetLook, Value, a1
from workbook_tools.reading.labels import as_text, is_blank
from workbook_tools.reading.merges import Filled
from workbook_tools.understand import Reader, Understood, shown

_PICTURE = "DISPIMG("
"""WPS keeps a picture embedded in a cell as a formula of this name."""
_LEFT_OUT = Understood(None)
_NOT_READ = Understood(None, bad=True)
_NAMED = 6


@dataclass(frozen=True, slots=True)
class Column:
    """One roster column: a value a record, texts as found where they differ, and records not understood."""

    values: tuple[Value, ...]
    raws: Mapping[int, str]
    bad: frozenset[int]
    findings: tuple[Finding, ...]


def _problem(sheet: SheetLook, field: Field, address: Address, raw: object) -> Finding | None:
    """Why nothing can be read from a cell: an error, a formula never calculated, or a picture."""
    if address in sheet.errors:
        return found("L034", sheet.name, address, field=field.label, value=sheet.errors[address])
    if address in sheet.uncached and is_blank(raw):
        return found("L035", sheet.name, address, field=field.label)
    if isinstance(raw, str) and _PICTURE in raw:
        code = "L037" if field.required == ALWAYS else "L038"
        return found(code, sheet.name, address, field=field.label)
    return None


def _said(
    sheet: SheetLook, field: Field, address: Address, raw: object, understood: Understood
) -> Iterator[Finding]:
    """The notes of understanding, put in their place."""
    for note in understood.notes:
        weight = note.severity or severity(note.code)
        value = shown(raw, field)
        yield Finding(note.code, weight, sheet.name, a1(address), field.label, value, note.params)


def _as_it_stands(understood: Understood, raw: object) -> Value:
    """What a locked cell shows: it is compared with what was issued, whatever was made of it."""
    return as_text(raw) if understood.bad else understood.value


def _over_formulas(sheet: SheetLook, field: Field, addresses: Sequence[Address]) -> Iterator[Finding]:
    """Formulas where the unit should have typed a value: one finding a field, naming the cells."""
    over = [at for at in addresses if _shows_result(sheet, at)] if sheet.formulas else []
    if over:
        cells = "、".join(a1(address) for address in over[:_NAMED])
        yield found("L036", sheet.name, over[0], field=field.label, cells=cells, count=str(len(over)))


def _shows_result(sheet: SheetLook, address: Address) -> bool:
    """Whether a formula's result stands in a cell; a picture in it is told in its own words."""
    raw = sheet.at(address)
    is_picture = isinstance(raw, str) and _PICTURE in raw
    return address in sheet.formulas and not is_blank(raw) and not is_picture


def read_cell(
    sheet: SheetLook, field: Field, address: Address, read: Reader
) -> tuple[Cell, bool, tuple[Finding, ...]]:
    """One header cell, whether it is bad, and its findings; none for a locked one."""
    raw = sheet.at(address)
    if field.entry is not Entry.UNIT:
        return Cell(raw, _as_it_stands(read(raw), raw), address), False, ()
    problem = _problem(sheet, field, address, raw)
    understood = read(raw) if problem is None else _NOT_READ
    cell = Cell(raw, understood.value, address)
    if problem:
        return cell, True, (problem,)
    said = _said(sheet, field, address, raw, understood)
    return cell, understood.bad, (*said, *_over_formulas(sheet, field, [address]))


def read_column(
    sheet: SheetLook,
    field: Field,
    column: int,
    rows: Sequence[int],
    read: Reader,
    *,
    merged: Filled,
) -> Column:
    """One column of the roster; a cell that a merged cell covers is read as that, or is not blank but unclear.

    A locked column is taken as it stands, without findings: it is only compared with what was issued.
    """
    places = [(row, column) for row in rows]
    raws = [sheet.rows[row - 1][column - 1] for row in rows]
    if merged.values:
        raws = [merged.values.get(place, raw) for place, raw in zip(places, raws, strict=True)]
    understood = [read(raw) for raw in raws]
    if field.entry is not Entry.UNIT:
        values = tuple(_as_it_stands(u, raw) for u, raw in zip(understood, raws, strict=True))
        return Column(values, {}, frozenset(), ())
    if merged.unclear:
        understood = [
            _NOT_READ if at in merged.unclear else u for at, u in zip(places, understood, strict=True)
        ]
    findings: list[Finding] = []
    for i, problem in _problems(sheet, field, places, raws):
        findings.append(problem)
        understood[i] = _LEFT_OUT if problem.code == "L038" else _NOT_READ
    noted = [i for i, u in enumerate(understood) if u.notes]
    for i in noted:
        findings += (replace(f, row=i) for f in _said(sheet, field, places[i], raws[i], understood[i]))
    return Column(
        tuple(u.value for u in understood),
        {i: shown(raws[i], field) for i in noted},
        frozenset(i for i, u in enumerate(understood) if u.bad),
        (*findings, *_over_formulas(sheet, field, places)),
    )


def _problems(
    sheet: SheetLook, field: Field, places: Sequence[Address], raws: Sequence[object]
) -> Iterator[tuple[int, Finding]]:
    marked = bool(sheet.errors or sheet.uncached)
    for i, raw in enumerate(raws):
        suspect = marked or (type(raw) is str and _PICTURE in raw)
        if suspect and (problem := _problem(sheet, field, places[i], raw)):
            yield i, replace(problem, row=i)
