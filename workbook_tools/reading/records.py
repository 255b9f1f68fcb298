"""Which rows of the roster are records: not the blank ones, nor totals, the sample, or a repeated heading."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbook_tools.messages.found import found
from workbook_tools.model import Entry, Field, FieldType, Finding, Form, SheetLook
from workbook_tools.reading.area import Area
from workbook_tools.reading.labels import as_text, is_blank, plain
from workbook_tools.reading.totals import is_total

BIG_GAP = 10
"""Records after so many blank rows may have been left there by mistake, and are named."""
_SAMPLE_MARKS = frozenset({"示例", "例", "样例", "填写示例", "示例行"})
_REMARK = re.compile(r"[(（]?(?:以下|此处|下)空白[)）]?|(?:注|备注|说明)[:：].*")
_REMARK_STARTS = frozenset("(（以此下注备说")
_TYPED_OVER_FOOTER = 3
"""A footer row without a label of the form that holds so many entries is a record typed over it."""


@dataclass(frozen=True, slots=True)
class Records:
    """Sheet rows of the records, of typed totals, of all that was entered, and what was said on the way."""

    rows: tuple[int, ...]
    totals: tuple[int, ...]
    entered: tuple[int, ...]
    findings: tuple[Finding, ...]


def unit_columns(form: Form, columns: Mapping[str, int]) -> dict[Field, int]:
    """The roster columns that the unit fills in."""
    return {
        field: columns[field.key]
        for field in form.roster
        if field.key in columns and field.entry is Entry.UNIT and field.type is not FieldType.SEQUENCE
    }


class _Sorter:
    """Tells what an entered row is, by the few columns that can tell."""

    def __init__(self, form: Form, columns: Mapping[str, int], entered: Mapping[Field, int]) -> None:
        named = [column for field, column in entered.items() if field.type is FieldType.NAME]
        sequence = [columns[f.key] for f in form.roster if f.type is FieldType.SEQUENCE and f.key in columns]
        self._sequence = sequence
        self._columns = sorted(entered.values())
        self._leading = sorted({*sequence, *named, *sorted(entered.values())[:2]})
        self._labels = [(column, plain(field.label)) for field, column in entered.items()][:2]
        self._example = [(column, plain(field.example)) for field, column in entered.items() if field.example]

    def kind(self, row: Sequence[object]) -> str:
        """The code of what a row is instead of a record; '' for a record, L025 for an edited sample."""
        if self._is_remark(row):
            return "L027"
        if any(is_total(row[column - 1]) for column in self._leading):
            return "L022"
        if self._is(row, self._labels):
            return "L026"
        if len(self._example) > 2 and self._is(row, self._example):
            return "L024"
        marked = any(
            plain(cell) in _SAMPLE_MARKS for c in self._sequence if isinstance(cell := row[c - 1], str)
        )
        return "L025" if marked else ""

    def _is_remark(self, row: Sequence[object]) -> bool:
        """Whether a row holds nothing but 以下空白, 注：… and the like."""
        # Nearly every row is told apart by the first characters of its leading cells.
        leading = [cell for column in self._leading if isinstance(cell := row[column - 1], str)]
        if not any(
            cell.lstrip()[:1] in _REMARK_STARTS and _REMARK.fullmatch(plain(cell)) for cell in leading
        ):
            return False
        return sum(not is_blank(row[column - 1]) for column in self._columns) == 1

    @staticmethod
    def _is(row: Sequence[object], expected: Sequence[tuple[int, str]]) -> bool:
        return bool(expected) and all(plain(as_text(row[c - 1])) == text for c, text in expected)


def _entered_rows(sheet: SheetLook, area: Area, entered: Mapping[Field, int]) -> Iterator[int]:
    """Rows in which the unit entered anything, unreadable cells included."""
    columns = [column - 1 for column in entered.values() if column <= len(sheet.rows[0])]
    marks = (sheet.errors.keys() | sheet.uncached) if sheet.errors or sheet.uncached else set()
    unreadable = {row for row, column in marks if column - 1 in columns}
    for number in range(area.heading_last + 1, len(sheet.rows) + 1):
        cells = sheet.rows[number - 1]
        if number in area.footer:
            is_entered = _is_typed_over(cells, columns, area)
        else:
            values = [value for c in columns if (value := cells[c]) is not None]
            is_entered = number in unreadable or not all(map(is_blank, values))
        if is_entered:
            yield number


def _is_typed_over(cells: Sequence[object], columns: Sequence[int], area: Area) -> bool:
    """Whether a row of the footer holds a record all the same."""
    labelled = any(isinstance(cell, str) and plain(cell) in area.labels for cell in cells)
    return not labelled and sum(not is_blank(cells[c]) for c in columns) >= _TYPED_OVER_FOOTER


def _gaps(sheet: SheetLook, rows: Sequence[int], area: Area) -> Iterator[Finding]:
    """Blank rows before a record: a few are only logged, many are named with what follows them."""
    previous = area.heading_last
    for passed, number in enumerate(rows):
        blank = sum(between not in area.footer for between in range(previous + 1, number))
        if blank:
            code = "L021" if blank >= BIG_GAP else "L020"
            following = str(len(rows) - passed)
            yield found(code, sheet.name, (number, 1), blank=str(blank), following=following)
        previous = number


def sort_rows(sheet: SheetLook, form: Form, columns: Mapping[str, int], area: Area) -> Records:
    """The records of a sheet, with everything else that was entered among them named."""
    entered = unit_columns(form, columns)
    if not entered or not sheet.rows:
        return Records((), (), (), ())
    sorter = _Sorter(form, columns, entered)
    kinds = {number: sorter.kind(sheet.rows[number - 1]) for number in _entered_rows(sheet, area, entered)}
    rows = tuple(number for number, kind in kinds.items() if kind in ("", "L025"))
    index = {number: i for i, number in enumerate(rows)}
    findings = [
        found(kind, sheet.name, (number, 1), row=index.get(number), number=str(number))
        for number, kind in kinds.items()
        if kind
    ]
    totals = tuple(number for number, kind in kinds.items() if kind == "L022")
    return Records(rows, totals, tuple(kinds), (*findings, *_gaps(sheet, tuple(kinds), area)))
