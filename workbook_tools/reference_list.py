"""参考名单: the enterprises of a workbook that the bureau supplies (baseline or official list of an annex)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workbook_tools.messages import lists as words
from workbook_tools.messages.found import found
from workbook_tools.model import (
    NOT_APPLICABLE,
    Address,
    Annex,
    Field,
    FieldType,
    Finding,
    Look,
    Plan,
    Severity,
    SheetLook,
    a1,
)
from workbook_tools.reading.cells import read_cell
from workbook_tools.reading.labels import as_text, is_blank, plain
from workbook_tools.reading.totals import is_total
from workbook_tools.record import Listed
from workbook_tools.understand import Context, reader

SEARCHED_ROWS = 50
"""A heading further down than this is not looked for."""


@dataclass(frozen=True, slots=True)
class ListRead:
    """What a workbook lists, and everything found wrong with it; nothing is listed where more than notices are."""

    entries: tuple[Listed, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where a list stands: its sheet, the row of its heading, the columns of key, name and unit (0: it has none)."""

    sheet: SheetLook
    heading: int
    key: int
    name: int
    unit: int


def read_list(look: Look, plan: Plan, annex: Annex) -> ListRead:
    """The list on the first visible sheet whose heading names the annex's 去重字段.

    Findings are P302-P308, and those of understanding a key. Names are taken as they stand, units by the plan's name.
    """
    form = plan.form(annex.form)
    assert form, "the plan's checks let no annex name a form that is not there"
    key = next(field for field in form.roster if field.label == annex.counting.key)
    names = [field.label for field in form.roster if field.type is FieldType.NAME]
    columns = _find(look, ((key.label,), (*names, *words.NAMES), words.UNITS))
    if columns is None:
        return ListRead((), (found("P302", label=key.label, annex=str(annex.number)),))
    if twice := tuple(_repeated(columns, key.label)):
        return ListRead((), twice)
    read = _Rows(columns, key, _units(plan), Context(plan.choices, look.date1904))
    entries = read.entries()
    wrong = any(finding.severity is not Severity.NOTICE for finding in read.findings)
    return ListRead(() if wrong else entries, tuple(read.findings))


def _units(plan: Plan) -> Mapping[str, str]:
    """The plan's name of a unit by every name it is known by, as names are compared."""
    return {plain(name): unit.name for unit in plan.units for name in (unit.name, *unit.aliases)}


def _find(look: Look, wanted: tuple[tuple[str, ...], ...]) -> _Columns | None:
    """The first heading row with one of the labels of `wanted[0]`, and where the others stand in it."""
    for sheet in (sheet for sheet in look.sheets if sheet.visible):
        for number, row in enumerate(sheet.rows[:SEARCHED_ROWS], 1):
            texts = [plain(as_text(cell)) for cell in row]
            key, name, unit = (_column(texts, labels) for labels in wanted)
            if key:
                return _Columns(sheet, number, key, name, unit)
    return None


def _column(texts: list[str], labels: tuple[str, ...]) -> int:
    """The column (from 1) of the first of these labels that is among the texts, 0 where none is."""
    return next((texts.index(plain(label)) + 1 for label in labels if plain(label) in texts), 0)


def _repeated(columns: _Columns, label: str) -> Iterator[Finding]:
    """Of two columns with the key's heading nobody can tell which holds."""
    first = a1((columns.heading, columns.key))
    for column, cell in enumerate(columns.sheet.rows[columns.heading - 1], 1):
        if column != columns.key and plain(as_text(cell)) == plain(label):
            at = (columns.heading, column)
            yield found("P303", columns.sheet.name, at, value=label, first=first)


def _anchors(sheet: SheetLook, column: int) -> Iterator[tuple[Address, Address]]:
    """For each cell of a column under a merged one, where that keeps its value."""
    for top, left, bottom, _ in sheet.merges:
        if left == column:
            yield from (((row, column), (top, left)) for row in range(top, bottom + 1))


class _Rows:
    """The rows below the heading of a list, and what is found wrong while they are read."""

    def __init__(self, columns: _Columns, key: Field, units: Mapping[str, str], context: Context) -> None:
        self.findings: list[Finding] = []
        self._columns, self._sheet, self._units = columns, columns.sheet, units
        self._key, self._read = key, reader(key, context)
        self._anchors = dict(_anchors(columns.sheet, columns.unit))
        self._seen: dict[str, Address] = {}

    def entries(self) -> tuple[Listed, ...]:
        """Every enterprise of the list, in its order."""
        rows = [n for n in range(self._columns.heading + 1, len(self._sheet.rows) + 1) if self._is_one(n)]
        if not rows:
            at = (self._columns.heading, self._columns.key)
            self.findings.append(found("P304", self._sheet.name, at))
        if hidden := self._sheet.hidden_rows.intersection(rows):
            self.findings.append(found("P308", self._sheet.name, count=str(len(hidden))))
        return tuple(Listed(self._key_of(n), self._name_of(n), self._unit_of(n)) for n in rows)

    def _is_one(self, row: int) -> bool:
        """Whether a row speaks of an enterprise: it is not blank, no total, no heading printed once more."""
        at = (row, self._columns.key)
        if plain(as_text(self._sheet.at(at))) == plain(self._key.label):
            return False
        if is_blank(self._sheet.at(at)) and any(map(is_total, self._sheet.rows[row - 1])):
            return False
        known = not is_blank(self._sheet.at(at)) or bool(self._name_of(row))
        return known or at in self._sheet.errors or at in self._sheet.uncached

    def _key_of(self, row: int) -> str:
        at = (row, self._columns.key)
        cell, bad, findings = read_cell(self._sheet, self._key, at, self._read)
        self.findings += (each for each in findings if each.severity is Severity.MANDATORY)
        key = "" if cell.value == NOT_APPLICABLE else as_text(cell.value)
        if not key and not bad:
            self.findings.append(found("P305", self._sheet.name, at, label=self._key.label))
        elif key and self._seen.setdefault(key, at) != at:
            first = a1(self._seen[key])
            self.findings.append(found("P306", self._sheet.name, at, value=key, first=first))
        return key

    def _name_of(self, row: int) -> str:
        return " ".join(as_text(self._sheet.at((row, self._columns.name))).split())

    def _unit_of(self, row: int) -> str:
        """A unit written once over several rows, in a merged cell, is meant for each of them."""
        at = (row, self._columns.unit)
        text = as_text(self._sheet.at(self._anchors.get(at, at)))
        if not text.strip():
            return ""
        if plain(text) not in self._units:
            self.findings.append(found("P307", self._sheet.name, at, value=text))
        return self._units.get(plain(text), "")
