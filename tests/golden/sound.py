"""A sound return of one obligation, and the ways in which a clerk spoils it."""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from scripts.examples.enterprises import department_row, header, township_row
from scripts.examples.filling import Record, fill
from workbook_tools import layout
from workbook_tools.model import Value, a1
from workbook_tools.pipeline.planned import Obligation

TOWNSHIP, DEPARTMENT = "KZ-KJ-02", "KZ-GQ-01"
RETURNED = "报送.xlsx"
"""The name under which a case hands in its workbook where the name does not matter."""
FORM_PART = "xl/worksheets/sheet1.xml"

Files = Mapping[str, bytes]
"""What a unit hands in: paths and bytes."""
Parts = dict[str, bytes]
"""The parts of a workbook's package by name."""

_ROWS = 6
_COUNTED = 3


@dataclass(frozen=True)
class Sound:
    """What one unit was issued, and what it would return if nothing went wrong: six enterprises, three counted.

    Records count from 0; record 0 stands in sheet row 9 and has the enterprise of the number `first`: no other
    return may list these, or it would be asked whose they are.
    """

    owed: Obligation
    template: bytes
    first: int

    @property
    def header(self) -> Record:
        """The header cells the unit fills in; the same for every unit."""
        return header(1)

    @property
    def rows(self) -> tuple[Record, ...]:
        """The roster; no more of it counts than twice the target, which nobody would believe."""
        row = department_row if self.owed.form.code == DEPARTMENT else township_row
        counted = min(_COUNTED, 2 * self.owed.row.targets[0])
        return tuple(row(self.first + i, i < counted) for i in range(_ROWS))

    @property
    def codes(self) -> tuple[str, ...]:
        """The credit codes of the roster."""
        return tuple(str(row["uscc"]) for row in self.rows)

    def book(self) -> bytes:
        """The workbook as it should come back."""
        return fill(self.template, self.owed.form, self.header, self.rows)

    def as_stream(self) -> io.BytesIO:
        """The same to read from."""
        return io.BytesIO(self.book())

    def with_header(self, **cells: Value) -> bytes:
        """The workbook with other header cells."""
        return fill(self.template, self.owed.form, {**self.header, **cells}, self.rows)

    def without_rows(self, **cells: Value) -> bytes:
        """The workbook with other header cells and no enterprise."""
        return fill(self.template, self.owed.form, {**self.header, **cells}, ())

    def with_rows(self, *rows: Record) -> bytes:
        """The workbook with these records instead."""
        return fill(self.template, self.owed.form, self.header, rows)

    def typed(self, *changes: Record) -> bytes:
        """The workbook with some cells of records 0, 1, 2 ... typed differently."""
        rows = list(self.rows)
        for i, change in enumerate(changes):
            rows[i] = {**rows[i], **change}
        return self.with_rows(*rows)

    def column(self, key: str, *values: Value) -> bytes:
        """The workbook with other values in one column, from record 0 down."""
        return self.typed(*({key: value} for value in values))

    def at(self, key: str, record: int = 0) -> str:
        """The cell of a record's field, or of a header field."""
        form = self.owed.form
        cells = layout.issued_cells(form)
        return a1(cells[key] if key in cells else (form.layout.first_row + record, form.layout.columns[key]))

    def edited(self, edit: Callable[[Worksheet], object], book: bytes | None = None) -> bytes:
        """The workbook after someone worked on the form's sheet, not only in its input cells."""
        return reworked(book or self.book(), lambda opened: edit(opened[layout.FORM_SHEET]))

    def patched(self, old: str, new: str, part: str = FORM_PART, book: bytes | None = None) -> bytes:
        """The workbook with a piece of one part's XML exchanged; the piece must be there."""

        def exchange(parts: Parts) -> None:
            assert old.encode() in parts[part], f"{old} is not in {part}"
            parts[part] = parts[part].replace(old.encode(), new.encode(), 1)

        return repacked(book or self.book(), exchange)


def reworked(data: bytes, edit: Callable[[Workbook], object]) -> bytes:
    """A workbook opened, edited and saved."""
    book = load_workbook(io.BytesIO(data))
    edit(book)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def repacked(data: bytes, change: Callable[[Parts], None]) -> bytes:
    """A package with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    return zip_of(parts)


def zip_of(members: Files) -> bytes:
    """A zip of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()
