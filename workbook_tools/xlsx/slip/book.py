"""A slip: the current form filled with what a unit reported, marked and commented, 退回意见 in front."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

from workbook_tools import layout
from workbook_tools.messages import slips
from workbook_tools.messages.slips import Call, Remark
from workbook_tools.model import (
    Address,
    Entry,
    Finding,
    Form,
    Identity,
    Place,
    Value,
    a1,
    address_of,
    column_letter,
)
from workbook_tools.xlsx.slip.comments import Grid, comment_parts
from workbook_tools.xlsx.slip.cover import CoverStyles, cover, heading_row
from workbook_tools.xlsx.slip.entries import Filled, Raw, filled
from workbook_tools.xlsx.slip.frame import BOXES_PART, COMMENTS_PART, STYLES_PART, framed
from workbook_tools.xlsx.slip.marks import Mark, mark_formulas, marks_of, with_colours, with_reminder
from workbook_tools.xlsx.slip.styles import Shown, Styles
from workbook_tools.xlsx.template.base import Base
from workbook_tools.xlsx.template.cells_part import value_cells, with_cells
from workbook_tools.xlsx.template.stamp import Record, Stamper

_CELL = re.compile(rb'<c r="([A-Z]+\d+)" s="(\d+)"')
Called = tuple[Call, Finding]
"""A finding with the addresses of the slip, and what it asks."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a slip is filled with: identity and values as issued, what was reported as found, what was prefilled."""

    identity: Identity
    named: Mapping[str, Value]
    header: Mapping[str, Raw]
    records: Sequence[Mapping[str, Raw]]
    prior: Sequence[Record] = ()


class SlipMaker:
    """Makes slips from one form, laid out with its cover."""

    def __init__(self, base: Base) -> None:
        styles = Styles(base.parts[STYLES_PART])
        self._cover_styles = CoverStyles.added_to(styles)
        self._form, self._sheets = base.form, base.sheets
        self._fields = {field.key: field for field in base.form.fields}
        parts = framed(dict(base.parts), heading_row=heading_row(slips.LINES))
        coloured = with_reminder(with_colours(parts[self._sheet], base.form), base.form)
        sheet = _with_room(coloured, base.form)
        self._grid = Grid(sheet)
        self._shown = _shown(styles, sheet, base.form)
        parts |= {self._sheet: sheet, STYLES_PART: styles.part()}
        self._stamper = Stamper(replace(base, parts=parts, shared=(*base.shared, STYLES_PART)))

    @property
    def form(self) -> Form:
        """The form with as many record rows as its slips have."""
        return self._form

    @property
    def _sheet(self) -> str:
        return self._sheets[layout.FORM_SHEET]

    def slip(
        self, answer: Answer, lines: Sequence[str], called: Sequence[Called], said: Sequence[Remark]
    ) -> bytes:
        """The workbook: `lines` and `said` on its cover, `called` on the cells. Equal input, equal bytes."""
        header, records = self._filled(answer.header), [self._filled(each) for each in answer.records]
        parts = self._stamper.parts(
            answer.identity, answer.named, [_values(each) for each in records], answer.prior, _values(header)
        )
        cells = dict(self._cells(header, records))
        marks = marks_of(_by_cell(called))
        watched = {at for cell, mark in marks.items() for at in (cell, *mark.also)}
        reported = {at: cells[at].value for at in sorted(watched) if at in cells}
        parts[self._sheet] = self._marked(self._as_found(parts[self._sheet], cells), marks)
        hidden = self._sheets[layout.REPORTED_SHEET]
        parts[hidden] = with_cells(parts[hidden], value_cells(reported))
        parts[COMMENTS_PART], parts[BOXES_PART] = comment_parts(_comments(called), self._grid)
        parts[self._sheets[layout.COVER_SHEET]] = cover(lines, said, self._cover_styles, linked=True)
        return self._stamper.zipped(parts)

    def _filled(self, raws: Mapping[str, Raw]) -> dict[str, Filled]:
        return {key: filled(raw, self._fields[key]) for key, raw in raws.items()}

    def _cells(
        self, header: Mapping[str, Filled], records: Sequence[Mapping[str, Filled]]
    ) -> Iterator[tuple[Address, Filled]]:
        """What stands in each cell that the unit filled in."""
        places, columns = layout.issued_cells(self._form), self._form.layout.columns
        yield from ((places[key], each) for key, each in header.items())
        for row, record in enumerate(records, self._form.layout.first_row):
            yield from (((row, columns[key]), each) for key, each in record.items())

    def _as_found(self, sheet: bytes, cells: Mapping[Address, Filled]) -> bytes:
        """The sheet with cells shown as they are where the form's own number format would not show that."""
        odd = {a1(at).encode(): each.shown for at, each in cells.items() if each.shown is not None}

        def shown(cell: re.Match[bytes]) -> bytes:
            how = odd.get(cell[1])
            return cell[0] if how is None else b'<c r="%b" s="%d"' % (cell[1], self._shown[int(cell[2])][how])

        return _CELL.sub(shown, sheet) if odd else sheet

    def _marked(self, sheet: bytes, marks: Mapping[Address, Mark]) -> bytes:
        """The sheet with the formulas that say which of its cells are as they were reported."""
        column = column_letter(layout.live_columns(self._form).reported)
        for row, formula, first in mark_formulas(self._form, marks):
            at = f"{column}{row}"
            sheet = sheet.replace(_room(at), _calculated(at, formula, first), 1)
        return sheet


def _room(at: str) -> bytes:
    """The empty cell that is kept for a formula."""
    return f'<c r="{at}" s="0"/>'.encode()


def _calculated(at: str, formula: str, first: str) -> bytes:
    """The XML of a formula cell with its result, which programs that do not calculate show."""
    return f'<c r="{at}" s="0" t="str"><f>{escape(formula)}</f><v>{first}</v></c>'.encode()


def _with_room(sheet: bytes, form: Form) -> bytes:
    """The form's sheet with an empty cell for the slip's marks right of every cell with marks of its own."""
    columns = layout.live_columns(form)
    marks, reported = column_letter(columns.marks), column_letter(columns.reported)
    own = re.compile(rb'<c r="%b(\d+)"[^>]*?(?:/>|>.*?</c>)' % marks.encode(), re.DOTALL)
    return own.sub(lambda cell: cell[0] + _room(f"{reported}{cell[1].decode()}"), sheet)


def _shown(styles: Styles, sheet: bytes, form: Form) -> dict[int, Mapping[Shown, int]]:
    """For each look of a cell that the unit fills in, the same look in other number formats."""
    looks = {ref.decode(): int(style) for ref, style in _CELL.findall(sheet)}
    places, columns, first = layout.issued_cells(form), form.layout.columns, form.layout.first_row
    own = [field for field in form.fields if field.entry is Entry.UNIT]
    cells = [places[f.key] if f.place is Place.HEADER else (first, columns[f.key]) for f in own]
    return {style: styles.shown_as(style) for style in sorted({looks[a1(cell)] for cell in cells})}


def _values(filled_in: Mapping[str, Filled]) -> dict[str, Value]:
    return {key: each.value for key, each in filled_in.items()}


def _by_cell(called: Sequence[Called]) -> dict[Address, list[Called]]:
    found: dict[Address, list[Called]] = {}
    for call, finding in called:
        if cell := address_of(finding.cell):
            found.setdefault(cell, []).append((call, finding))
    return found


def _comments(called: Sequence[Called]) -> dict[Address, str]:
    return {cell: slips.comment(asked) for cell, asked in _by_cell(called).items()}
