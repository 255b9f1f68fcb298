"""What a return slip says: its lines, the text for a chat, the comments on cells."""

from workbook_tools.messages import slips
from workbook_tools.messages.slips import (
    Call,
    Remark,
    chat,
    comment,
    is_comment,
    main_problems,
    remarks,
    summary,
)
from workbook_tools.model import Finding, Severity

MUST, EXPLAIN, NOTE = Severity.MANDATORY, Severity.EXPLAIN, Severity.NOTICE
WHOSE = ("示例镇", "示例表", "2024年1月")


def blank(cell: str) -> Finding:
    """A required cell left blank."""
    return Finding("S010", MUST, "填报表", cell, "企业名称")


def asked(*findings: Finding, examples: dict[str, str] | None = None) -> tuple[Remark, ...]:
    """The lines of a slip on which nothing has been done about a finding yet."""
    called = [(call, finding) for finding in findings if (call := slips.call_of(finding))]
    return remarks(called, examples or {})


def test_a_line_says_where_what_was_found_what_is_wrong_and_what_to_do() -> None:
    (line,) = asked(Finding("C108", MUST, "填报表", "H12", "人数", "十来个"))
    assert line == Remark(
        Call.MUST,
        "H12",
        "H12",
        "人数",
        "十来个",
        "应填数字，现为“十来个”",
        "请只填数字，例如 12",
        "",
        "C108",
        1,
    )


def test_what_has_been_done_already_asks_for_nothing_more() -> None:
    changed = Finding("S030", MUST, "填报表", "G5", "目标", "99", (("issued", "1"),))
    (line,) = remarks([(Call.RESTORED, changed)], {})
    assert line.todo.startswith("本工作簿中已恢复，不用修改")


def test_equal_findings_are_one_line_and_link_to_the_first_cell() -> None:
    (line,) = asked(blank("F12"), blank("F13"), blank("F20"))
    assert (line.cell, line.place, line.count) == ("F12", "F12-F13、F20", 3)


def test_what_must_be_corrected_comes_first_and_what_is_settled_before_what_is_only_told() -> None:
    findings = {
        call: Finding("C108", MUST, "填报表", f"H{n}", "人数", "若干") for n, call in enumerate(Call, 1)
    }
    backwards = [(call, finding) for call, finding in reversed(findings.items())]
    assert [line.call for line in remarks(backwards, {})] == list(Call)


def test_an_example_is_the_plans_for_a_cell_and_none_for_a_sheet() -> None:
    examples = {"企业名称": "示例有限公司"}
    at_cell, at_sheet = asked(
        blank("F12"), Finding("L019", MUST, "填报表", "", "企业名称"), examples=examples
    )
    assert (at_cell.example, at_sheet.example) == ("示例有限公司", "")


def test_where_the_enterprise_is_in_question_an_example_of_the_cell_would_mislead() -> None:
    listed = Finding("X8", MUST, "填报表", "C9", "统一社会信用代码", "示例公司")
    (line,) = asked(listed, examples={"统一社会信用代码": "91500154MA0000B23E"})
    assert line.example == ""


def test_what_has_no_cell_is_said_of_the_sheet_or_of_the_file() -> None:
    lines = asked(Finding("L005", NOTE, "Sheet3", params=(("rows", "5"),)), Finding("F141", NOTE))
    assert [(line.cell, line.place) for line in lines] == [("", "原件“Sheet3”"), ("", "整个文件")]


def test_what_is_only_on_record_is_not_told() -> None:
    assert asked(Finding("C101", Severity.RECORD, "填报表", "H12", "人数", "12")) == ()


def test_the_summary_counts_cells_not_sentences() -> None:
    said = asked(
        blank("F12"),
        blank("F13"),
        Finding("L025", EXPLAIN, "表", "C3", params=(("number", "3"),)),
        Finding("F141", NOTE),
    )
    assert summary(said) == "必须改正 2 处，需要说明 1 处，供参考 1 处。"


def test_where_the_slip_itself_has_put_everything_right_it_says_so() -> None:
    restored = remarks(
        [(Call.RESTORED, Finding("S030", MUST, "填报表", "B3", "目标", "4", (("issued", "3"),)))], {}
    )
    assert summary(restored).endswith("所列问题在本工作簿中已经恢复，请核对后直接报送。")


def test_the_chat_text_leaves_notices_out_and_says_how_much_is_left() -> None:
    many = [Finding("C108", MUST, "填报表", f"H{row}", "人数", f"约{row}") for row in range(12, 23)]
    lines = chat(*WHOSE, asked(*many, Finding("L040", NOTE, "填报表", "B2")), "退回.xlsx").splitlines()
    assert lines[0] == "示例镇：你单位报送的《示例表》（2024年1月）需要修改后重新报送。"
    assert lines[2].startswith("1. 必须改正：H12「人数」应填数字，现为“约12”。")
    assert [line[:2] for line in lines[2:10]] == [f"{n}." for n in range(1, 9)]
    assert lines[10] == "……其余 3 项见附件《退回意见》。"
    assert lines[11].startswith("请打开附件《退回.xlsx》")


def test_a_chat_text_asks_for_a_new_date_of_filling_in() -> None:
    # A unit that corrects its own file instead of the slip would be held for two versions dated alike.
    for file in ("退回.xlsx", ""):
        assert "填报日期" in chat(*WHOSE, asked(blank("F12")), file).splitlines()[-1]


def test_the_main_problems_are_those_of_most_cells() -> None:
    many = [Finding("C108", MUST, "填报表", f"H{row}", "人数", "若干") for row in range(12, 15)]
    told = main_problems(asked(blank("F12"), *many, Finding("F141", NOTE)))
    assert told == "H12-H14「人数」应填数字，现为“若干”；F12「企业名称」应填未填"


def test_the_bureau_is_told_why_a_return_came_back_that_the_slip_itself_put_right() -> None:
    changed = Finding("S030", MUST, "填报表", "G5", "目标", "99", (("issued", "1"),))
    assert main_problems(remarks([(Call.RESTORED, changed)], {})).startswith("G5「目标」")


def test_a_comment_has_a_line_for_each_thing_asked_and_is_known_again() -> None:
    text = comment(
        [(Call.MUST, blank("F12")), (Call.NOTE, Finding("C003", NOTE, "填报表", "F12", "", "—\n—"))]
    )
    assert [line[:6] for line in text.splitlines()] == ["【必须改正】", "【供参考】“"]
    assert is_comment(text)
    assert not is_comment(f"{text}\n已电话核实"), "what the unit adds is to be read"
