"""What a form shows: the codes and words of its live checks, out of a workbook that an office has recalculated."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineWorkbook

from tests.office import Office
from workbook_tools import layout
from workbook_tools.model import Address, Form
from workbook_tools.xlsx.template.live import places as at
from workbook_tools.xlsx.template.live.sayings import UNIT

Told = frozenset[tuple[str, str]]
"""(field key, or code of a rule; code of what is told of it)."""


@dataclass(frozen=True)
class Shown:
    """What the form says: the line that counts down, and by sheet row codes, words and marks.

    `marks` has a digit for each of the form's columns; `header` is what is told of the header and the table.
    `open` is the weight of the worst of a row that is neither put right nor explained, 0 where there is none.
    """

    line: str
    header: Told
    rows: Mapping[int, Told]
    words: Mapping[int, str]
    marks: Mapping[int, str]
    open: Mapping[int, int]

    def codes(self, row: int) -> set[str]:
        """The codes told of a record."""
        return {code for _, code in self.rows[row]}


def recalculated(office: Office, path: Path, form: Form) -> Shown:
    """What a workbook shows once the office has calculated every formula of it anew."""
    office.open(path)
    return now_shown(office, path.with_suffix(".calculated.xlsx"), form)


def now_shown(office: Office, path: Path, form: Form) -> Shown:
    """What the workbook that is open in the office shows; a copy of it is saved at `path`."""
    office.recalculate()
    return live_codes(office.save(path), form)


def live_codes(path: Path, form: Form) -> Shown:
    """What a workbook with calculated values shows; `form` with as many rows as it was laid out with."""
    sheet = _Sheet(path)
    rows = layout.issued_rows(form)
    records = range(rows.first, rows.last + 1)
    states = {name: column for column in sheet.columns if (name := _state_of(sheet.at((1, column))))}
    items = {row: _state_of(sheet.at((row, at.ITEM))) for row in sheet.lines if row >= at.FIRST_ITEM}
    header = (_told(sheet, name, (row, at.ITEM_STATE)) for row, name in items.items() if name)
    told = {row: [_told(sheet, name, (row, column)) for name, column in states.items()] for row in records}
    return Shown(
        line=_text(sheet, at.LINE),
        header=frozenset(each for found in header for each in found),
        rows={row: frozenset(each for found in told[row] for each in found) for row in records},
        words={row: _text(sheet, (row, at.WORDS)) for row in records},
        marks={row: _text(sheet, (row, at.MARKS)) for row in records},
        open={row: _number(sheet, (row, at.OPEN)) for row in records},
    )


class _Sheet:
    """The values of the hidden sheet by address; those of blank cells are empty texts."""

    def __init__(self, path: Path) -> None:
        book = CalamineWorkbook.from_path(str(path))
        self._rows = book.get_sheet_by_name(layout.CHECKS_SHEET).to_python(skip_empty_area=False)
        self.lines = range(1, len(self._rows) + 1)
        self.columns = range(1, len(self._rows[0]) + 1)

    def at(self, address: Address) -> object:
        row, column = address
        return self._rows[row - 1][column - 1]


def _state_of(name: object) -> str:
    """The field or the rule whose state stands here; empty for anything else."""
    text = name if isinstance(name, str) else ""
    return next((text.removeprefix(kind) for kind in (at.STATE, at.RULE) if text.startswith(kind)), "")


def _told(sheet: _Sheet, name: str, address: Address) -> Iterator[tuple[str, str]]:
    if number := _number(sheet, address):
        yield name, str(sheet.at((at.FIRST_MESSAGE + number % UNIT - 1, at.CODE)))


def _number(sheet: _Sheet, address: Address) -> int:
    value = sheet.at(address)
    return int(value) if isinstance(value, int | float) else 0


def _text(sheet: _Sheet, address: Address) -> str:
    return str(sheet.at(address))
