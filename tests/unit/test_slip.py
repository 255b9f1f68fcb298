"""The return slip and the register as an officer opens them: read back cell by cell."""

import io
from datetime import datetime

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from workbook_tools.messages import slips
from workbook_tools.messages.gather import gather
from workbook_tools.model import Finding, Severity, Verdict
from workbook_tools.xlsx.register import Line, register
from workbook_tools.xlsx.slip import slip

DATED = datetime.fromisoformat("2024-01-31")
FINDINGS = (
    Finding("S010", Severity.MANDATORY, "填报表", "F12", "企业名称"),
    Finding("S010", Severity.MANDATORY, "填报表", "F13", "企业名称"),
    Finding("C108", Severity.MANDATORY, "填报表", "H12", "人数", "=1+1"),
    Finding("L040", Severity.NOTICE, "填报表", "B2", "", "请领导审阅"),
)


def opened(data: bytes) -> Worksheet:
    """The only sheet of a workbook."""
    (sheet,) = load_workbook(io.BytesIO(data)).worksheets
    return sheet


def table(sheet: Worksheet, heading: str) -> list[list[object]]:
    """The rows under the heading row that starts with this text; blank cells as ''."""
    rows: list[list[object]] = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    top = next(number for number, row in enumerate(rows) if row[0] == heading)
    return rows[top + 1 :]


def made() -> bytes:
    """A slip of four findings."""
    return slip("示例镇", "示例表", "2024年1月", gather(FINDINGS), DATED)


def test_a_slip_tells_each_thing_once_with_all_its_cells() -> None:
    assert table(opened(made()), "序号") == [
        [
            1,
            "必须改正",
            "填报表 F12-F13",
            "企业名称",
            "",
            "应填未填。请补填；确实不适用的，请与收表单位联系。",
            "S010",
        ],
        [2, "必须改正", "填报表 H12", "人数", "=1+1", "应填数字，现为“=1+1”。请只填数字，例如 12。", "C108"],
        [
            3,
            "供参考",
            "填报表 B2",
            "",
            "请领导审阅",
            "单元格有批注：“请领导审阅”，已转存到记录中。需要说明的事项请填在备注或说明栏。",
            "L040",
        ],
    ]


def test_a_slip_says_whom_it_is_for_and_how_much_there_is_to_do() -> None:
    lines = [row[0].value for row in opened(made()).iter_rows(max_row=3)]
    assert lines == [
        "退回意见",
        "示例镇：你单位报送的《示例表》（2024年1月）需要修改后重新报送。",
        "必须改正 3 处，需要说明 0 处，供参考 1 处。",
    ]


def test_a_slip_and_its_chat_text_ask_for_a_new_date_of_filling_in() -> None:
    # Of two versions dated alike neither can count: without a new date the corrected form would be held.
    renewed = "填报日期"
    lines = [str(row[0].value) for row in opened(made()).iter_rows(max_row=7)]
    assert any(renewed in line for line in lines)
    assert renewed in slips.chat("示例镇", "示例表", "2024年1月", gather(FINDINGS)).splitlines()[-1]


def test_what_looks_like_a_formula_is_text_on_a_slip() -> None:
    typed = [cell for row in opened(made()).iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in typed] == ["s"]


def test_a_slip_prints_on_landscape_pages_one_wide_with_its_heading_on_each() -> None:
    sheet = opened(made())
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    setup = sheet.sheet_properties.pageSetUpPr
    assert setup and setup.fitToPage
    assert sheet.page_setup.fitToHeight == 0, "as many pages as it takes"
    heading = next(row[0].row for row in sheet.iter_rows() if row[0].value == "序号")
    assert sheet.print_title_rows == f"${heading}:${heading}"
    assert sheet.freeze_panes == f"A{heading + 1}"


def test_rows_are_as_tall_as_their_text() -> None:
    long = Finding("C108", Severity.MANDATORY, "填报表", "H12", "人数", "很长" * 28)
    sheet = opened(slip("示例镇", "示例表", "2024年1月", gather([long, FINDINGS[0]]), DATED))
    first, second = (
        sheet.row_dimensions[sheet.max_row - 1].height,
        sheet.row_dimensions[sheet.max_row].height,
    )
    assert first > 2 * second


def test_the_same_findings_make_the_same_bytes() -> None:
    assert made() == made()


def test_the_register_has_a_line_a_file() -> None:
    lines = [
        Line(
            "甲.xlsx", Verdict.COLLECTED, "示例镇", "示例表", "已收，待审核", "", "2024-02-01 09:00", "a" * 64
        ),
        Line(
            "=1+1.xlsx",
            Verdict.REFUSED,
            "",
            "",
            "文件是空的（0 字节）（F101）",
            "请重新发送",
            "2024-02-01 09:00",
            "b" * 64,
        ),
    ]
    rows = table(opened(register("2024年1月收件登记", lines, DATED)), "序号")
    assert [row[:7] for row in rows] == [
        [1, "甲.xlsx", "已收", "示例镇", "示例表", "已收，待审核", ""],
        [2, "=1+1.xlsx", "拒收", "", "", "文件是空的（0 字节）（F101）", "请重新发送"],
    ]
