"""A clerk who fills in a form with mistakes, and later puts right what the slip names, from the papers on the desk."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scripts.examples.filling import Record
from tests.office import Office
from tests.office.clerk import as_typed
from workbook_tools import layout
from workbook_tools.messages.slips import HEADINGS, OPEN, Call
from workbook_tools.model import Address, Entry, Form, Place, Role, a1, address_of

Typed = Mapping[str, str]
"""What is typed, by field key; '' takes away what stands there."""
_RANGE = re.compile(r"([A-Z]+)(\d+)(?:-[A-Z]+(\d+))?")


@dataclass(frozen=True)
class Mistake:
    """One thing wrong in a return, of one kind.

    `record` is counted from 0, None for the header; `found` names what receipt must find: code and field key.
    `why` is what the unit has to say where what it typed is true.
    """

    kind: str
    record: int | None
    typed: Typed
    found: tuple[tuple[str, str], ...]
    why: str = ""


@dataclass(frozen=True)
class Papers:
    """What is right, by field key, and what there is to say of some of the records (None: of the list)."""

    header: Typed
    records: Sequence[Typed]
    reasons: Mapping[int | None, str]

    @classmethod
    def behind(cls, header: Record, records: Sequence[Record], mistakes: Sequence[Mistake]) -> "Papers":
        """Sound records, but for what was unusual and true."""
        lines = [_texts(record) for record in records]
        unusual = [each for each in mistakes if each.why]
        for each in unusual:
            if each.record is not None:
                lines[each.record] |= each.typed
        return cls(_texts(header), lines, {each.record: each.why for each in unusual})


def _texts(record: Record) -> dict[str, str]:
    return {key: as_typed(value, 0) for key, value in record.items() if value is not None}


@dataclass(frozen=True)
class Line:
    """One line of 退回意见 as the clerk reads it, and where its link leads."""

    call: Call
    place: str
    label: str
    link: str

    @property
    def first(self) -> str:
        """The first cell it names."""
        found = re.match(r"[A-Z]+\d+", self.place)
        return found[0] if found else ""

    @property
    def cells(self) -> Iterator[Address]:
        """The cells it names, ranges cell by cell."""
        for column, first, last in _RANGE.findall(self.place):
            for row in range(int(first), int(last or first) + 1):
                at = address_of(f"{column}{row}")
                assert at
                yield at


@dataclass(frozen=True)
class Clerk:
    """Someone at the office with a form open."""

    office: Office
    form: Form

    # ------------------------------------------------------------ filling in

    def mistakes(self, mistakes: Sequence[Mistake]) -> None:
        """Type all that is wrong; locked cells last, after taking the protection away."""
        locked = {field.key for field in self.form.fields if field.entry is not Entry.UNIT}
        typed = [(each.record, key, text) for each in mistakes for key, text in each.typed.items()]
        self._type((a1(self.at(key, record)), text) for record, key, text in typed if key not in locked)
        self.office.unprotect(layout.FORM_SHEET)
        self._type((a1(self.at(key, record)), text) for record, key, text in typed if key in locked)

    def at(self, key: str, record: int | None) -> Address:
        """The cell of a field of the form as issued."""
        if record is None:
            return layout.issued_cells(self.form)[key]
        return self.form.layout.first_row + record, self.form.layout.columns[key]

    def line(self) -> str:
        """What the line on top says."""
        return self.office.texts(layout.FORM_SHEET, [a1(layout.live_line(self.form))])[0]

    def marks(self) -> list[str]:
        """The digits of what was returned, row by row; in an open slip."""
        column = layout.live_columns(self.form).reported - 1
        return [texts[column] for texts in self.office.table(layout.FORM_SHEET)]

    def _type(self, entries: Iterator[tuple[str, str]]) -> None:
        self.office.type(layout.FORM_SHEET, list(entries))

    # ------------------------------------------------------------ putting right

    def reads(self) -> list[Line]:
        """What 退回意见 of the open slip asks."""
        table = self.office.table(layout.COVER_SHEET)
        top = next(row for row, texts in enumerate(table) if texts[: len(HEADINGS)] == list(HEADINGS))
        found = []
        for row, texts in enumerate(table[top + 1 :], top + 2):
            if texts[0]:
                link = self.office.link(layout.COVER_SHEET, f"C{row}")
                found.append(Line(Call(texts[1]), texts[2], texts[3], link))
        return found

    def follows(self, lines: Sequence[Line], papers: Papers) -> None:
        """Put every named cell right, or say beside the record why it is as it is; in the order of the lines."""
        for line in lines:
            if line.call in OPEN:
                self._type(self._answers(line, papers))

    def _answers(self, line: Line, papers: Papers) -> Iterator[tuple[str, str]]:
        beside, general = self.form.role(Role.ROW_NOTE), self.form.role(Role.GENERAL_NOTE)
        assert beside and general
        for row, column in line.cells:
            reason = papers.reasons.get(row - self.form.layout.first_row)
            if line.label == general.label:
                yield a1((row, column)), papers.reasons[None]
            elif reason and (line.call is not Call.MUST or line.label == beside.label):
                yield a1((row, self.form.layout.columns[beside.key])), reason
            else:
                yield a1((row, column)), self._right((row, column), line.label, papers)

    def _right(self, cell: Address, label: str, papers: Papers) -> str:
        field = next(each for each in self.form.fields if each.label == label)
        if field.place is Place.HEADER:
            return papers.header[field.key]
        key = {column: key for key, column in self.form.layout.columns.items()}[cell[1]]
        return papers.records[cell[0] - self.form.layout.first_row].get(key, "")
