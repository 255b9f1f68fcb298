"""Lists of enterprises that the bureau supplies: found wherever they stand, refused whole where anything is wrong."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.build.looks import PLAN, credit_code, sheet
from workbook_tools.model import Look
from workbook_tools.record import Listed
from workbook_tools.reference_list import ListRead, read_list

CODES = [credit_code(number) for number in range(1, 4)]
HEADING = ("序号", "企业名称", "统一社会信用代码", "责任单位")
Rows = Sequence[Sequence[object]]


def listed(rows: Rows, **marks: object) -> ListRead:
    """A workbook whose one sheet has these rows, read as a list of the example plan's annex."""
    marked = replace(sheet("名单", rows), **marks)  # type: ignore[arg-type]
    return read_list(Look("xlsx", (marked,), {}), PLAN, PLAN.annexes[0])


def found(rows: Rows, **marks: object) -> list[tuple[str, str]]:
    """(code, cell) of everything wrong with a list; nothing of it is taken in."""
    read = listed(rows, **marks)
    assert read.entries == ()
    return [(finding.code, finding.cell) for finding in read.findings]


def test_a_list_gives_keys_names_and_units() -> None:
    rows = (HEADING, (1.0, "示例甲公司", CODES[0], "县经信局"), (2.0, "示例乙公司", CODES[1], None))
    assert listed(rows) == ListRead(
        (Listed(CODES[0], "示例甲公司", "县经信局"), Listed(CODES[1], "示例乙公司")), ()
    )


def test_a_list_of_codes_alone_will_do() -> None:
    assert listed((("统一社会信用代码",), (CODES[0],))).entries == (Listed(CODES[0]),)


def test_headings_are_found_below_titles_and_whatever_their_line_breaks() -> None:
    rows = (
        ("2022年高新技术企业名单（示例）", None, None),
        ("（截至2022年12月31日）", None, None),
        ("企 业\n名 称", "统一社会\n信用代码：", "单 位"),
        ("示例甲公司", CODES[0], "县经信局"),
    )
    assert listed(rows).entries == (Listed(CODES[0], "示例甲公司", "县经信局"),)


def test_the_first_visible_sheet_with_the_heading_is_taken() -> None:
    lists = [
        sheet(name, (("统一社会信用代码",), (code,))) for name, code in zip("甲乙丙", CODES, strict=True)
    ]
    sheets = (sheet("说明", [("填写说明",)]), replace(lists[0], visible=False), *lists[1:])
    assert read_list(Look("xlsx", sheets, {}), PLAN, PLAN.annexes[0]).entries == (Listed(CODES[1]),)


def test_codes_are_normalised_as_those_of_returns_are() -> None:
    assert listed((HEADING, (1.0, "示例甲公司", f" {CODES[0].lower()}", None))).entries[0].key == CODES[0]


def test_a_unit_may_be_named_by_an_alias_and_is_recorded_by_the_name_of_the_plan() -> None:
    assert listed((HEADING, (1.0, "示例甲公司", CODES[0], "经信局"))).entries[0].unit == "县经信局"


def test_a_unit_in_a_merged_cell_is_the_unit_of_every_row_beside_it() -> None:
    rows = (HEADING, (1.0, "示例甲公司", CODES[0], "县经信局"), (2.0, "示例乙公司", CODES[1], None))
    assert [each.unit for each in listed(rows, merges=((2, 4, 3, 4),)).entries] == ["县经信局", "县经信局"]


def test_blank_rows_totals_and_headings_printed_again_are_no_enterprises() -> None:
    rows = (
        HEADING,
        (1.0, "示例甲公司", CODES[0], None),
        (None, None, None, None),
        HEADING,
        (2.0, "示例乙公司", CODES[1], None),
        ("合计", "2家", None, None),
        ("注：示例数据。", None, None, None),
    )
    assert [each.key for each in listed(rows).entries] == CODES[:2]


def test_rows_that_a_filter_hides_are_listed_and_the_bureau_is_told() -> None:
    rows = (HEADING, *((1.0, "示例公司", code, None) for code in CODES))
    read = listed(rows, hidden_rows=frozenset({3, 4, 90}))
    assert [each.key for each in read.entries] == CODES
    assert [(finding.code, dict(finding.params)) for finding in read.findings] == [("P308", {"count": "2"})]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ((1.0, "示例甲公司", None, None), ("P305", "C2")),
        ((1.0, "示例甲公司", "无", None), ("P305", "C2")),
        ((1.0, "示例甲公司", CODES[0][:17], None), ("C303", "C2")),
        ((1.0, "示例甲公司", CODES[0][:17] + "#", None), ("C306", "C2")),
        ((1.0, "示例甲公司", 9.15e17, None), ("C301", "C2")),
        ((1.0, "示例甲公司", CODES[0], "县经信"), ("P307", "D2")),
    ],
    ids=["no code", "无 for a code", "17 characters", "a strange character", "a number", "an unknown unit"],
)
def test_a_row_that_is_wrong_is_named_by_its_cell(row: Sequence[object], expected: tuple[str, str]) -> None:
    assert found((HEADING, row)) == [expected]


def test_an_enterprise_listed_twice_is_named_with_the_first_place() -> None:
    rows = (HEADING, (1.0, "示例甲公司", CODES[0], None), (2.0, "示例乙公司", CODES[0].lower(), None))
    (finding,) = listed(rows).findings
    assert (finding.code, finding.cell, dict(finding.params)) == ("P306", "C3", {"first": "C2"})


def test_a_code_that_shows_an_error_is_told_as_such() -> None:
    rows = (HEADING, (1.0, None, None, None), (2.0, "示例乙公司", CODES[1], None))
    assert found(rows, errors={(2, 3): "#N/A"}) == [("L034", "C2")]


def test_everything_wrong_is_told_at_once() -> None:
    rows = (HEADING, (1.0, "示例甲公司", None, "示例局"), (2.0, "示例乙公司", "123", None))
    assert found(rows) == [("P305", "C2"), ("P307", "D2"), ("C303", "C3")]


def test_a_heading_that_stands_twice_leaves_open_which_column_holds() -> None:
    assert found((("统一社会信用代码", "统一社会\n信用代码"), (CODES[0], CODES[1]))) == [("P303", "B1")]


def test_a_workbook_without_the_heading_is_no_list_of_this_annex() -> None:
    assert found((("企业名称",), ("示例甲公司",))) == [("P302", "")]


def test_a_list_without_enterprises_is_refused() -> None:
    assert found((("名单",), HEADING, (None, None, None, None))) == [("P304", "C2")]


def test_an_id_card_number_among_the_codes_is_not_shown_whole() -> None:
    number = "11010519491231002X"
    (finding,) = listed((HEADING, (1.0, "示例甲公司", number, None))).findings
    assert finding.code == "C005"
    assert number not in finding.value
