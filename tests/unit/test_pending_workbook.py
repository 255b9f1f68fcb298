"""待办 as a workbook: what is written is read back, whatever is in it, and Excel takes it."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook

from tests.build.excel_limits import breaches
from tests.build.officer import Desk
from workbook_tools.messages import decisions as words
from workbook_tools.model import Finding
from workbook_tools.record import Matter
from workbook_tools.xlsx.decisions import Choice, Entry, Filled, Pending, Question, Row, plain, read, write
from workbook_tools.xlsx.look import look

DATED = datetime(2024, 1, 31, tzinfo=UTC)
HAZARDS = (
    '=HYPERLINK("http://example.com")',
    "http://example.com",
    "<r>&amp;_x0007_",
    "a\x07b\u202ec",
    "长" * 3000,
    "",
)


def question(says: str = "示例事项", count: int = 2, subject: tuple[str, ...] = ("XS-02", "W5")) -> Question:
    """A question with so many choices."""
    choices = tuple(Choice(f"示例单位{n}", subject, f"U{n:02}") for n in range(1, count + 1))
    return Question(Matter.OWNER, subject, "示例单位", "示例表", plain(says), choices, "示例单位1／示例单位2")


def pending(*asked: Filled, decided: tuple[Filled, ...] = ()) -> bytes:
    """A workbook that asks just this."""
    return write(Pending("2024年1月", asked, (), decided), DATED)


def rows(data: bytes) -> tuple[Row, ...]:
    """What is read back from a workbook."""
    seen = look(data, "xlsx")
    assert not isinstance(seen, Finding)
    found = read(seen)
    assert found is not None
    return found


@pytest.mark.parametrize("says", HAZARDS)
def test_a_question_is_read_back_as_it_was_asked(says: str) -> None:
    asked = question(says)
    (row,) = rows(pending(Filled(asked)))
    assert row.question is not None
    assert (row.question.matter, row.question.subject) == (asked.matter, asked.subject)
    assert row.question.choices == asked.choices


def test_what_was_typed_is_written_again() -> None:
    entry = Entry("示例单位2", "=1+1", "示例经办", date(2024, 2, 6))
    (row,) = rows(pending(Filled(question(), entry)))
    assert row.entry == entry


def test_nothing_that_came_from_outside_becomes_a_formula_or_a_link() -> None:
    asked = [Filled(question(says), Entry("示例单位1", says)) for says in HAZARDS]
    book = load_workbook(io.BytesIO(pending(*asked)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []


def test_a_workbook_with_hundreds_of_choices_stays_inside_what_excel_takes() -> None:
    revoke = replace(question(), choices=(Choice(words.REVOKED, ("XS-02", "W5"), "", revoked=True),))
    asked = [Filled(question(says, 450)) for says in HAZARDS]
    assert breaches(pending(*asked, decided=(Filled(revoke),))) == []
    assert breaches(pending()) == []


def test_a_drop_down_offers_all_choices() -> None:
    (line,) = Desk(pending(Filled(question(count=450)))).lines()
    assert (len(line.choices), line.choices[-1]) == (450, "示例单位450")


@pytest.mark.parametrize("cell", ["B4", "C4", "D4", "E4", "K4", "L4"])
def test_a_row_of_which_anything_was_changed_is_no_longer_that_row(cell: str) -> None:
    book = load_workbook(io.BytesIO(pending(Filled(question(), Entry("示例单位1")))))
    book[words.SHEET_OPEN][cell] = "示例改动"
    buffer = io.BytesIO()
    book.save(buffer)
    (row,) = rows(buffer.getvalue())
    assert row.question is None


def test_a_workbook_whose_questions_were_renamed_is_not_taken_for_one_without_answers() -> None:
    book = load_workbook(io.BytesIO(pending(Filled(question(), Entry("示例单位1")))))
    book[words.SHEET_OPEN].title = "示例副本"
    buffer = io.BytesIO()
    book.save(buffer)
    seen = look(buffer.getvalue(), "xlsx")
    assert not isinstance(seen, Finding)
    assert read(seen) is None


def test_a_choice_cannot_be_smuggled_into_the_hidden_list() -> None:
    book = load_workbook(io.BytesIO(pending(Filled(question(), Entry("示例单位1")))))
    hidden = book.worksheets[-1]
    hidden.append([1, "示例单位3", hidden["C1"].value])
    buffer = io.BytesIO()
    book.save(buffer)
    (row,) = rows(buffer.getvalue())
    assert row.question is None


def test_only_the_cells_to_be_filled_in_are_open() -> None:
    sheet = load_workbook(io.BytesIO(pending(Filled(question()))))[words.SHEET_OPEN]
    opened = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert (sheet.protection.sheet, opened) == (True, {"G4", "H4", "I4", "J4"})


def test_a_workbook_without_questions_says_so() -> None:
    sheet = load_workbook(io.BytesIO(pending()))[words.SHEET_OPEN]
    assert sheet["A4"].value == words.NOTHING_OPEN
    assert rows(pending()) == ()


def test_the_same_questions_make_the_same_bytes() -> None:
    assert pending(Filled(question())) == pending(Filled(question()))


def test_it_prints_on_landscape_pages_one_wide_with_its_heading_on_each() -> None:
    sheet = load_workbook(io.BytesIO(pending(Filled(question()))))[words.SHEET_OPEN]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToHeight, sheet.print_title_rows) == (0, "$3:$3")
    assert sheet.print_area == "'待办'!$A$1:$J$4"
