"""What was found in a returned workbook, told at the addresses of its slip."""

from dataclasses import replace

from tests.build.looks import COMPANIES, CONTEXT, FORM, Returned, returned
from workbook_tools import checks, layout
from workbook_tools.messages.found import found
from workbook_tools.model import Finding, Severity, a1
from workbook_tools.xlsx.slip import Places

SLIP = replace(FORM, rows=8)
"""The form with more rows than the unit was sent."""


def placed(book: Returned, code: str) -> list[Finding]:
    """The findings of a code about a workbook, at the addresses of its slip."""
    places = Places(book.reading(), SLIP)
    findings = checks.check(book.reading(), CONTEXT)
    return [moved for finding in findings if finding.code == code for moved in places.placed(finding)]


def test_a_record_further_down_moves_up_to_the_others() -> None:
    book = returned().row(10, [None, *COMPANIES[0][1:]]).put("G10", "十来个").put("C10", "1")
    assert [finding.cell for finding in placed(book, "C114")] == ["G10"]
    book.insert(row=9)
    assert [finding.cell for finding in placed(book, "C114")] == ["G10"], "the blank row is gone"


def test_a_form_that_was_moved_is_back_in_its_place() -> None:
    book = returned().put("G7", "十来个").insert(row=1).insert(column=3)
    (finding,) = placed(book, "C114")
    assert (finding.sheet, finding.cell) == (layout.FORM_SHEET, "G7")


def test_the_header_below_the_roster_moves_down_with_longer_forms() -> None:
    assert [finding.cell for finding in placed(returned(filler=None), "S010")] == ["B15"]


def test_cells_named_in_a_sentence_move_too() -> None:
    twice = [COMPANIES[0], COMPANIES[1], COMPANIES[0]]
    first, second = placed(returned(twice).insert(row=7), "S040")
    assert (first.cell, dict(first.params)["first"]) == ("C7", "C9")
    assert (second.cell, dict(second.params)["first"]) == ("C9", "C7")


def test_the_other_cells_of_a_rule_move_too() -> None:
    places = Places(returned().insert(row=8).reading(), SLIP)
    finding = Finding("R01", Severity.MANDATORY, layout.FORM_SHEET, "G9", params=(("also", "C9"),), row=1)
    (moved,) = places.placed(finding)
    assert (moved.cell, dict(moved.params)["also"]) == ("G8", "C8")


def test_what_is_to_be_explained_of_the_whole_list_stands_where_it_is_to_be_explained() -> None:
    places, note = Places(returned().reading(), SLIP), layout.issued_cells(SLIP)["note"]
    (moved,) = places.placed(Finding("X7", Severity.EXPLAIN, layout.FORM_SHEET))
    assert (moved.cell, moved.field) == (a1(note), "综合说明")


def test_a_merge_nobody_can_read_concerns_every_cell_it_covers() -> None:
    book = returned().put("G8", None)
    book.merges.append((7, 7, 8, 7))
    assert [finding.cell for finding in placed(book, "L031")] == ["G7", "G8"]


def test_a_required_column_that_is_gone_concerns_every_record() -> None:
    book = returned().delete(column=2)
    assert [finding.cell for finding in placed(book, "L015")] == ["B7", "B8", "B9"]


def test_a_heading_reworded_concerns_no_cell() -> None:
    book = returned().put("G6", "从业 人员数")
    assert [finding.cell for finding in placed(book, "L012")] == [""]


def test_a_sample_row_is_named_by_its_row_in_the_slip() -> None:
    book = returned().insert(row=8).put("A9", "示例")
    (finding,) = placed(book, "L025")
    assert (finding.cell, dict(finding.params)["number"]) == ("B8", "8")


def test_numbers_in_a_sentence_that_are_no_row_stay() -> None:
    places = Places(returned().reading(), SLIP)
    finding = found(
        "C211", layout.FORM_SHEET, (8, 11), field="发证日期", value="1905-07-15", row=1, number="2023"
    )
    assert dict(places.placed(finding)[0].params) == {"number": "2023"}


def test_what_is_said_of_another_sheet_or_of_the_file_has_no_cell() -> None:
    places = Places(returned().reading(), SLIP)
    other = Finding("L005", found("L005").severity, "Sheet3", "A1")
    assert [each.cell for finding in (other, found("F141")) for each in places.placed(finding)] == ["", ""]
