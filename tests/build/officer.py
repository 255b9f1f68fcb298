"""The officer at the bureau: fills in the 待办 that validate wrote, as Excel would save it."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from workbook_tools.messages import decisions as words

DAY = date(2024, 2, 6)
INPUTS = (words.RULING, words.REASON, words.OFFICER, words.DAY)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of 待办 as the officer sees it: sheet, row number, its texts by heading, what may be chosen."""

    sheet: str
    row: int
    texts: Mapping[str, str]
    choices: tuple[str, ...]

    @property
    def matter(self) -> str:
        """事项."""
        return self.texts["事项"]


@dataclass(frozen=True, slots=True)
class Desk:
    """A 待办 on the officer's desk."""

    data: bytes

    @classmethod
    def at(cls, path: Path) -> "Desk":
        """The workbook as it lies there."""
        return cls(path.read_bytes())

    def lines(self, sheet: str = words.SHEET_OPEN) -> tuple[Line, ...]:
        """The rows that ask something, in order."""
        book = load_workbook(io.BytesIO(self.data))
        offered = {
            str(check.sqref): book_range(book, check.formula1)
            for check in book[sheet].data_validations.dataValidation
            if check.type == "list"
        }
        return tuple(_lines(book[sheet], offered))

    def the(self, matter: str, says: str = "", sheet: str = words.SHEET_OPEN) -> Line:
        """The first row about a matter whose words hold a text."""
        return next(
            line
            for line in self.lines(sheet)
            if line.matter == matter and says in "".join(line.texts.values())
        )

    def ruled(
        self,
        line: Line,
        ruling: str,
        reason: str | None = "示例理由",
        officer: str | None = "示例经办",
        day: object = DAY,
    ) -> "Desk":
        """The workbook with one row filled in."""
        return self.typed(line, dict(zip(INPUTS, (ruling, reason, officer, day), strict=True)))

    def typed(self, line: Line, values: Mapping[str, object]) -> "Desk":
        """The workbook with values typed into the cells of a row, by heading."""
        book = load_workbook(io.BytesIO(self.data))
        for heading, value in values.items():
            book[line.sheet].cell(line.row, 7 + INPUTS.index(heading)).value = value  # type: ignore[assignment]
        buffer = io.BytesIO()
        book.save(buffer)
        return Desk(buffer.getvalue())

    def saved(self, path: Path) -> Path:
        """Put the workbook into a folder; the path."""
        path.write_bytes(self.data)
        return path


def book_range(book: object, formula: str) -> tuple[str, ...]:
    """The texts of a range such as '_裁定项'!$B$1:$B$3."""
    sheet, _, cells = formula.lstrip("=").rpartition("!")
    rows = book[sheet.strip("'")][cells.replace("$", "")]  # type: ignore[index]
    return tuple(str(row[0].value) for row in (rows if isinstance(rows, tuple) else ((rows,),)))


def _lines(sheet: Worksheet, offered: Mapping[str, tuple[str, ...]]) -> Iterator[Line]:
    headings = [str(cell.value) for cell in sheet[3]]
    for row in sheet.iter_rows(min_row=4):
        if row[0].data_type == "n" and row[0].value is not None:
            texts = {heading: str(cell.value or "") for heading, cell in zip(headings, row, strict=False)}
            yield Line(sheet.title, row[0].row, texts, offered.get(f"G{row[0].row}", ()))
