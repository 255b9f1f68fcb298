"""Annex tables of a notice into the plan workbook: its 附件 sheets and new units; nothing else is touched."""

import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from workbook_tools.annex_table import AnnexTable, parse, unit_name
from workbook_tools.errors import FileUnreadable
from workbook_tools.messages import annexes as words
from workbook_tools.messages import handed
from workbook_tools.messages.found import found
from workbook_tools.model import Finding, SheetLook, Unit
from workbook_tools.safe_write import write_atomically
from workbook_tools.xlsx.grids import grids_of, read_plan
from workbook_tools.xlsx.plan_update.annex_sheet import AnnexLook, annex_look, write_annex
from workbook_tools.xlsx.plan_update.book_parts import BookParts
from workbook_tools.xlsx.plan_update.sheet_part import EMPTY, SheetPart

_UNITS, _CODE, _NAME = "单位", "单位代码", "单位名称"


_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    NotImplementedError,
    LookupError,
    ValueError,
)
"""What parts raise that were no XML, though their values could be read."""


@dataclass(frozen=True, slots=True)
class UpdateReport:
    """What an update did: units added, annexes written (their numbers); with findings nothing was done.

    `vanished` are units of the 单位 sheet that no annex names any more; they stay on the sheet.
    """

    new: tuple[Unit, ...] = ()
    vanished: tuple[Unit, ...] = ()
    changed: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _UnitSheet:
    """The 单位 sheet: its code and name columns, its last row, and the units on it."""

    code: int
    name: int
    last: int
    units: tuple[Unit, ...]
    width: int


def update_plan(plan_path: Path, tables: Sequence[AnnexTable]) -> UpdateReport:
    """Bring the annexes and units of plan.xlsx in line with a notice's tables.

    Tables that are not whole or have no number are left alone: their findings say why. Units match by exact
    name; new ones get a code such as A1-01. The file is exchanged in one step, where anything
    changed. Raises FileUnreadable, FileUnwritable or DiskFull.
    """
    wanted = {table.number: table for table in tables if table.whole and table.number is not None}
    workbook = read_plan(plan_path)
    grids = {grid.name: grid for grid in grids_of(workbook, plan_path.name)}
    unit_sheet = _unit_sheet(grids.get(_UNITS))
    if isinstance(unit_sheet, Finding):
        return UpdateReport(findings=(unit_sheet,))
    changed = {
        number: table for number, table in wanted.items() if not _says(grids.get(_sheet(number)), table)
    }
    new = tuple(_new_units(unit_sheet.units, wanted))
    if changed or new:
        try:
            parts = BookParts(workbook)
            _write_annexes(parts, grids, changed)
            if new:
                _write_units(parts, unit_sheet, new)
            data = parts.data()
        except _DAMAGED as error:
            reason = handed.UNREADABLE.format(file=plan_path.name, reason=handed.DAMAGED)
            raise FileUnreadable(reason) from error
        write_atomically(plan_path, data)
    named = _named(grids, wanted)
    vanished = tuple(unit for unit in unit_sheet.units if unit.name not in named)
    return UpdateReport(new, vanished, tuple(changed))


def _sheet(number: int | None) -> str:
    return words.ANNEX.format(number=number)


def _unit_sheet(sheet: SheetLook | None) -> _UnitSheet | Finding:
    for row in sheet.rows if sheet else ():
        texts = [unit_name(value) for value in row]
        if sheet and _CODE in texts and _NAME in texts:
            return _listed(sheet, texts.index(_CODE), texts.index(_NAME))
    return found("P140", _UNITS, value=_UNITS, column=f"{_CODE}、{_NAME}")


def _listed(sheet: SheetLook, code: int, name: int) -> _UnitSheet:
    used = [number for number, row in enumerate(sheet.rows, 1) if any(value is not None for value in row)]
    rows = [[unit_name(value) for value in row] for row in sheet.rows]
    units = tuple(
        Unit(row[code], row[name])
        for row in rows
        if row[name] not in ("", _NAME) and not row[0].startswith("#")
    )
    return _UnitSheet(code + 1, name + 1, used[-1], units, len(rows[0]))


def _says(sheet: SheetLook | None, table: AnnexTable) -> bool:
    """Whether a sheet says already what the notice says."""
    return sheet is not None and _content(parse(sheet, table.number)[0]) == _content(table)


def _content(table: AnnexTable) -> AnnexTable:
    """A table wherever it stands."""
    rows = tuple(replace(row, address=(0, 0)) for row in table.rows)
    return replace(table, rows=rows, sequence=0, places=())


def _new_units(known: Sequence[Unit], tables: Mapping[int, AnnexTable]) -> Iterator[Unit]:
    names, codes = {unit.name for unit in known}, {unit.code for unit in known}
    for number, table in sorted(tables.items()):
        for row in table.rows:
            if row.unit not in names:
                code = next(code for code in _codes(number, row.seq) if code not in codes)
                names.add(row.unit)
                codes.add(code)
                yield Unit(code, row.unit)


def _codes(annex: int, seq: int) -> Iterator[str]:
    while True:
        yield f"A{annex}-{seq:02d}"
        seq += 1


def _named(grids: Mapping[str, SheetLook], wanted: Mapping[int, AnnexTable]) -> set[str]:
    """Every unit named on an annex sheet once the notice's tables are in."""
    replaced = {_sheet(number) for number in wanted}
    kept = [parse(grid)[0] for name, grid in grids.items() if _is_annex(name) and name not in replaced]
    return {row.unit for table in [*kept, *wanted.values()] for row in table.rows}


def _is_annex(name: str) -> bool:
    prefix = words.ANNEX.format(number="")
    return name.startswith(prefix) and name.removeprefix(prefix).isdecimal()


def _write_annexes(
    parts: BookParts, grids: Mapping[str, SheetLook], tables: Mapping[int, AnnexTable]
) -> None:
    annexes = [name for name in grids if _is_annex(name)]
    sheets = {name: SheetPart(parts.sheet(name)) for name in annexes}
    looks = {name: look for name in annexes if (look := annex_look(sheets[name], grids[name]))}
    model = next(iter(looks), None)
    after = annexes[-1] if annexes else _UNITS
    for number, table in sorted(tables.items()):
        name = _sheet(number)
        own = looks.get(name) or replace(looks[model], comments=()) if model else AnnexLook()
        if name in sheets:
            heading = write_annex(sheets[name], table, own)
            parts.put_sheet(name, sheets[name].data())
        else:
            part = sheets[model].twin() if model else SheetPart(EMPTY)
            heading = write_annex(part, table, own)
            parts.add_sheet(name, part.data(), after)
            after = name
        parts.titles(name, heading)


def _write_units(parts: BookParts, sheet: _UnitSheet, units: Sequence[Unit]) -> None:
    part = SheetPart(parts.sheet(_UNITS))
    styles = [part.style((sheet.last, column)) for column in range(1, sheet.width + 1)]
    height = part.height(sheet.last)
    for row, unit in enumerate(units, sheet.last + 1):
        for column, style in enumerate(styles, 1):
            part.put((row, column), {sheet.code: unit.code, sheet.name: unit.name}.get(column), style)
        part.set_height(row, height)
    area = part.filtered_to(sheet.last + len(units))
    parts.put_sheet(_UNITS, part.data())
    if area:
        parts.filter(_UNITS, area)
