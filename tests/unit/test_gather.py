"""Equal findings told once."""

from workbook_tools.messages.gather import gather
from workbook_tools.model import Finding, Severity

MUST, EXPLAIN, NOTE = Severity.MANDATORY, Severity.EXPLAIN, Severity.NOTICE


def blank(cell: str, field: str = "企业名称") -> Finding:
    """A required cell left blank."""
    return Finding("S010", MUST, "填报表", cell, field)


def test_neighbours_in_a_column_become_a_range() -> None:
    (told,) = gather([blank("F14"), blank("F12"), blank("F13"), blank("F20"), blank("H3")])
    assert (told.cells, told.count) == ("F12-F14、F20、H3", 5)


def test_rows_are_counted_as_numbers_and_columns_beyond_z_come_last() -> None:
    (told,) = gather([blank("AA9"), blank("B10"), blank("B9"), blank("B100")])
    assert told.cells == "B9-B10、B100、AA9"


def test_what_differs_in_field_value_or_parameters_is_told_apart() -> None:
    findings = [
        blank("F12"),
        blank("G12", "联系人"),
        Finding("C108", MUST, "填报表", "H12", "人数", "十来个"),
        Finding("C108", MUST, "填报表", "H13", "人数", "若干"),
    ]
    assert [each.cells for each in gather(findings)] == ["F12", "G12", "H12", "H13"]


def test_what_must_be_corrected_comes_first_and_order_is_kept_within() -> None:
    findings = [
        Finding("L040", NOTE, "填报表", "B2"),
        Finding("S015", EXPLAIN, "填报表", "C3", "收入"),
        blank("F12"),
        Finding("C004", NOTE, "填报表", "D4"),
    ]
    assert [each.finding.code for each in gather(findings)] == ["S010", "S015", "L040", "C004"]


def test_a_finding_about_the_file_has_no_cells() -> None:
    (told,) = gather([Finding("L001", MUST)])
    assert told.cells == ""


def test_cells_that_a_rule_is_about_too_stand_behind_and_do_not_count() -> None:
    told = [
        Finding("R01", MUST, "填报表", f"P{row}", "科技人员数", "8", (("also", f"O{row}"),))
        for row in (12, 13)
    ]
    (line,) = gather(told)
    assert (line.cells, line.count) == ("P12-P13、O12-O13", 2)
