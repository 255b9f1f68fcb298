"""The return slip as a clerk opens it: 退回意见 in front, the form filled, marked and commented behind it."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.build.county_plan import county_plan
from tests.build.excel_limits import breaches
from workbook_tools import layout, prefill
from workbook_tools import plan as plan_sheets
from workbook_tools.messages import slips
from workbook_tools.messages.found import found
from workbook_tools.messages.slips import Call
from workbook_tools.model import Field, FieldType, Finding, Identity, Place, Severity, a1
from workbook_tools.period import month
from workbook_tools.xlsx.grids import read_grids
from workbook_tools.xlsx.look import look
from workbook_tools.xlsx.slip import Answer, SlipMaker, cover_alone
from workbook_tools.xlsx.slip.comments import Grid, comment_parts
from workbook_tools.xlsx.slip.entries import Filled, Raw, filled
from workbook_tools.xlsx.slip.marks import Mark, mark_formulas, marks_of
from workbook_tools.xlsx.slip.styles import Shown
from workbook_tools.xlsx.slip.summary import Returned, summary_book
from workbook_tools.xlsx.template.base import build
from workbook_tools.xlsx.template.live.places import absolute

WHOSE = ("县商务局", "规上企业培育表", "2024年1月")
Called = Sequence[tuple[Call, Finding]]


@pytest.fixture(scope="module")
def maker(tmp_path_factory: pytest.TempPathFactory) -> SlipMaker:
    """The county's form XS-01 of January 2024, laid out for slips."""
    path = county_plan(tmp_path_factory.mktemp("plan") / "方案.xlsx")
    plan = plan_sheets.load(read_grids(path)).plan
    assert plan
    period, form = plan.period(month(2024, 1)), plan.form("XS-01")
    assert period and form
    return SlipMaker(build(path.read_bytes(), plan, form, period, cover=True))


def cell(maker: SlipMaker, key: str, record: int, *, fixed: bool = False) -> str:
    at = maker.form.layout.first_row + record, maker.form.layout.columns[key]
    return absolute(at) if fixed else a1(at)


def asked(maker: SlipMaker) -> Called:
    """Two things asked of the first record, one of the second, one of the header, one of the file."""
    at = maker.form.layout.first_row, maker.form.layout.columns["staff"]
    header = layout.issued_cells(maker.form)["who"]
    return [
        (Call.MUST, found("C108", layout.FORM_SHEET, at, field="用工", value="=1+1", row=0)),
        (Call.NOTE, found("C003", layout.FORM_SHEET, at, field="用工", value="<&>", row=0)),
        (Call.EXPLAIN, found("L025", layout.FORM_SHEET, (at[0] + 1, 2), row=1, number="8")),
        (Call.MUST, found("S010", layout.FORM_SHEET, header, field="经办人")),
        (Call.NOTE, found("F141")),
    ]


RECORDS: Sequence[Mapping[str, Raw]] = (
    {"title": "=HYPERLINK(1)", "reg": "<r>&</r>\x0b_x0041_", "out": "5000元", "staff": "=1+1"},
    {"title": "示例有限公司", "reg": 9.15e17, "out": 12.5, "staff": 12.5, "why": date(2024, 1, 2)},
)


def made(maker: SlipMaker, called: Called) -> bytes:
    """A slip of two records and nothing in the header."""
    said = slips.remarks(called, {"用工": "12"})
    identity = Identity("B02", "XS-01", "2024-01", "1", "0" * 64, "issue-1", 1)
    named = dict.fromkeys(prefill.NAMES, "示例")
    return maker.slip(Answer(identity, named, {}, RECORDS), slips.lines(*WHOSE, said), called, said)


@pytest.fixture(scope="module")
def slip(maker: SlipMaker) -> bytes:
    return made(maker, asked(maker))


@pytest.fixture(scope="module")
def book(slip: bytes) -> Workbook:
    return load_workbook(io.BytesIO(slip))


def table(sheet: Worksheet) -> list[list[object]]:
    """The lines of 退回意见; blank cells as ''."""
    rows: list[list[object]] = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    top = next(number for number, row in enumerate(rows) if row[0] == "序号")
    return rows[top + 1 :]


class TestCover:
    def test_stands_in_front_and_is_shown_first(self, book: Workbook) -> None:
        assert book.sheetnames[0] == layout.COVER_SHEET
        assert book.active and book.active.title == layout.COVER_SHEET
        assert book[layout.REPORTED_SHEET].sheet_state == "hidden"

    def test_says_each_thing_on_a_line_must_fix_first(self, maker: SlipMaker, book: Workbook) -> None:
        lines = table(book[layout.COVER_SHEET])
        staff = cell(maker, "staff", 0)
        assert lines[0] == [
            1,
            "必须改正",
            staff,
            "用工",
            "=1+1",
            "应填数字，现为“=1+1”",
            "请只填数字，例如 12",
            "12",
            "C108",
        ]
        assert [line[1] for line in lines] == ["必须改正", "必须改正", "需要说明", "供参考", "供参考"]
        assert lines[-1][2] == "整个文件"

    def test_links_each_line_to_its_first_cell(self, maker: SlipMaker, book: Workbook) -> None:
        sheet = book[layout.COVER_SHEET]
        links = [row[2].hyperlink for row in sheet.iter_rows() if row[2].hyperlink]
        assert links[0].location == f"'{layout.FORM_SHEET}'!{cell(maker, 'staff', 0, fixed=True)}"
        assert len(links) == 4, "there is none for the file as a whole"

    def test_prints_on_landscape_pages_one_wide_with_its_heading_on_each(self, book: Workbook) -> None:
        sheet = book[layout.COVER_SHEET]
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        setup = sheet.sheet_properties.pageSetUpPr
        assert setup and setup.fitToPage
        assert sheet.page_setup.fitToHeight == 0, "as many pages as it takes"
        heading = next(row[0].row for row in sheet.iter_rows() if row[0].value == "序号")
        assert sheet.print_title_rows == f"${heading}:${heading}"
        assert sheet.freeze_panes == f"A{heading + 1}"

    def test_is_protected_but_can_be_selected(self, book: Workbook) -> None:
        protection = book[layout.COVER_SHEET].protection
        assert protection.sheet and not protection.selectLockedCells

    def test_rows_are_as_tall_as_their_text(self) -> None:
        long = Finding("C108", Severity.MANDATORY, "填报表", "H12", "人数", "很长" * 28)
        said = slips.remarks([(Call.MUST, long), (Call.NOTE, found("F141"))], {})
        (sheet,) = load_workbook(
            io.BytesIO(cover_alone(slips.lines(*WHOSE, said, alone=True), said))
        ).worksheets
        first, second = (sheet.row_dimensions[sheet.max_row - back].height for back in (1, 0))
        assert first > 1.5 * second

    def test_stands_alone_where_no_form_can_be_filled(self) -> None:
        said = slips.remarks([(Call.MUST, found("L001"))], {})
        data = cover_alone(slips.lines(*WHOSE, said, alone=True), said)
        (sheet,) = load_workbook(io.BytesIO(data)).worksheets
        assert (sheet.title, table(sheet)[0][8]) == (layout.COVER_SHEET, "L001")
        assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)
        assert breaches(data) == []


class TestForm:
    def test_holds_what_was_reported_as_it_was(self, maker: SlipMaker, slip: bytes) -> None:
        seen = look(slip, "xlsx")
        assert not isinstance(seen, Finding)
        sheet = next(each for each in seen.sheets if each.name == layout.FORM_SHEET)
        first, columns = maker.form.layout.first_row, maker.form.layout.columns
        shown = {
            key: [sheet.at((first + i, columns[key])) for i in range(2)]
            for key in ("title", "reg", "out", "staff")
        }
        assert shown == {
            "title": ["=HYPERLINK(1)", "示例有限公司"],
            "reg": ["<r>&</r>_x0041_", 9.15e17],
            "out": ["5000元", 12.5],
            "staff": ["=1+1", 12.5],
        }
        assert sheet.at((first + 1, columns["why"])) == date(2024, 1, 2), (
            "a day stays a day in a cell for text"
        )

    def test_no_text_is_a_formula(self, maker: SlipMaker, book: Workbook) -> None:
        sheet = book[layout.FORM_SHEET]
        assert sheet[cell(maker, "title", 0)].data_type == "s"
        assert sheet[cell(maker, "staff", 0)].data_type == "s"

    def test_comments_are_the_tools_own_one_a_cell(self, maker: SlipMaker, book: Workbook) -> None:
        sheet = book[layout.FORM_SHEET]
        noted = {c.coordinate: c.comment for row in sheet.iter_rows() for c in row if c.comment}
        assert len(noted) == 3
        comment = noted[cell(maker, "staff", 0)]
        assert comment.author == layout.AUTHOR
        assert "【必须改正】应填数字，现为“=1+1”" in comment.text
        assert "【供参考】“<&>”按空白处理" in comment.text

    def test_says_who_it_is_for_and_how_often_it_was_returned(self, book: Workbook) -> None:
        pairs = {row[0]: row[1] for row in book[layout.IDENTITY_SHEET].iter_rows(values_only=True)}
        assert (pairs["unit"], pairs["issue"], pairs["round"]) == ("B02", "issue-1", "1")

    def test_what_was_reported_is_kept_beside_for_the_cells_concerned(
        self, maker: SlipMaker, book: Workbook
    ) -> None:
        kept = [c for row in book[layout.REPORTED_SHEET].iter_rows() for c in row if c.value is not None]
        assert {c.coordinate: c.value for c in kept} == {
            cell(maker, "staff", 0): "=1+1",
            cell(maker, "title", 1): "示例有限公司",
        }
        assert {c.data_type for c in kept} == {"s"}

    def test_is_a_workbook_that_excel_takes(self, slip: bytes) -> None:
        assert breaches(slip) == []

    def test_equal_input_gives_equal_bytes(self, maker: SlipMaker, slip: bytes) -> None:
        assert made(maker, asked(maker)) == slip

    def test_a_form_without_anything_to_mark_is_a_workbook_too(self, maker: SlipMaker) -> None:
        assert breaches(made(maker, [(Call.NOTE, found("F141"))])) == []


class TestMarks:
    def test_a_digit_stands_at_the_place_of_each_cell_concerned(self, maker: SlipMaker) -> None:
        first, columns = maker.form.layout.first_row, maker.form.layout.columns
        marks = {
            (first, columns["title"]): Mark(3),
            (first, columns["staff"]): Mark(1),
            layout.issued_cells(maker.form)["who"]: Mark(3),
        }
        shown = {row: digits for row, _, digits in mark_formulas(maker.form, marks)}
        order = [field.key for field in maker.form.header].index("who")
        assert shown == {1: "0" * order + "3", first: "030001"}

    def test_a_mark_stands_for_all_cells_in_which_a_problem_may_be_put_right(self) -> None:
        rule = Finding("R01", Severity.MANDATORY, cell="P12", params=(("also", "O12"),))
        twice = Finding("S040", Severity.MANDATORY, cell="C12", params=(("first", "C9"),))
        blank = Finding("S010", Severity.MANDATORY, cell="P12")
        called = {
            (12, 16): [(Call.MUST, rule)],
            (12, 3): [(Call.MUST, twice), (Call.EXPLAIN, blank)],
            (13, 16): [(Call.MUST, rule), (Call.MUST, blank)],
        }
        assert marks_of(called) == {
            (12, 16): Mark(3, ((12, 15),)),
            (12, 3): Mark(3, ((9, 3),)),
            (13, 16): Mark(3),
        }

    def test_the_graver_colour_goes_first_whoever_asks(self, book: Workbook) -> None:
        rules = [
            (rule.priority, rule.formula[0])
            for area in book[layout.FORM_SHEET].conditional_formatting
            for rule in area.rules
            if "COLUMN()" in rule.formula[0]
        ]
        assert [formula[-2] for _, formula in sorted(rules)] == ["3", "3", "2", "2", "1", "1"]
        assert len({priority for priority, _ in rules}) == 6


def test_a_sheet_may_have_thousands_of_comments() -> None:
    texts = {(row, 2): "【必须改正】应填未填。" for row in range(1, 2501)}
    _, boxes = comment_parts(texts, Grid(b"<worksheet/>"))
    numbers = [int(part.split(b'"')[0]) for part in boxes.split(b'id="_x0000_s')[1:]]
    assert len(set(numbers)) == 2500
    assert b'data="1,2,3"' in boxes
    assert not any(number % 1024 == 0 for number in numbers), "the first of each block is the block's own"


@pytest.mark.parametrize(
    ("raw", "kind", "expected"),
    [
        ("12", FieldType.INTEGER, Filled("12")),
        (12.0, FieldType.INTEGER, Filled(12)),
        (12.5, FieldType.INTEGER, Filled(12.5, Shown.GENERAL)),
        (120.256, FieldType.DECIMAL, Filled(120.256, Shown.GENERAL)),
        (9.15e17, FieldType.CREDIT_CODE, Filled(915000000000000000)),
        (45000.0, FieldType.DATE, Filled(45000, Shown.GENERAL)),
        (date(2024, 1, 2), FieldType.DATE, Filled(date(2024, 1, 2))),
        (date(2024, 1, 2), FieldType.INTEGER, Filled(date(2024, 1, 2), Shown.DAY)),
        (datetime.fromisoformat("2024-01-02T12:00"), FieldType.DATE, Filled(45293.5, Shown.MOMENT)),
        (date(1900, 1, 5), FieldType.DATE, Filled("1900-01-05")),
        ("长" * 40_000, FieldType.TEXT, Filled("长" * 32_767)),
    ],
)
def test_a_cell_is_shown_as_it_was_found(raw: Raw, kind: FieldType, expected: Filled) -> None:
    assert filled(raw, Field("F", Place.ROW, "key", "指标", kind)) == expected


def test_the_summary_is_a_line_a_slip() -> None:
    line = Returned("示例镇", "示例表", "=1+1.xlsx", 3, 1, "应填未填", "示例-退回意见.xlsx", 2)
    data = summary_book("2024年1月", [line], datetime.fromisoformat("2024-01-31"))
    (sheet,) = load_workbook(io.BytesIO(data)).worksheets
    assert [c.value for c in sheet[4]] == [
        1,
        *("示例镇", "示例表", "=1+1.xlsx"),
        3,
        1,
        *("应填未填", "示例-退回意见.xlsx"),
        2,
    ]
    assert sheet["D4"].data_type == "s"
    assert breaches(data) == []
