"""催报名单: who owes what, told in a workbook, in a text for a group chat, and on the console."""

import io
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.build.excel_limits import breaches
from workbook_tools.messages import chase as words
from workbook_tools.messages.chase import Chase, Chased
from workbook_tools.messages.columns import aligned
from workbook_tools.model import Status
from workbook_tools.period import month
from workbook_tools.xlsx.chase import chase_list

DUE = date(2024, 2, 5)
FORMS = {1: "示例企业表", 2: "示例网店表"}


def owed(annex: int, unit: str, status: Status = Status.MISSING, days: int = 2, **more: object) -> Chased:
    """One line of the list."""
    return Chased(annex, unit, FORMS[annex], status, days, **more)  # type: ignore[arg-type]


LINES = (
    owed(
        1,
        "示例甲局",
        Status.RETURNED,
        contact="示例甲",
        phone="023-00000000",
        returned=2,
        correct=3,
        explain=1,
    ),
    owed(1, "示例乙局", Status.HELD, remark=words.remark(["沿用上期"], Status.HELD, "S901")),
    owed(2, "示例东镇"),
    owed(2, "示例甲局"),
    owed(2, "示例西镇"),
)


def listed(as_of: date = date(2024, 2, 3), lines: tuple[Chased, ...] = LINES, accepted: int = 4) -> Chase:
    """January as it stands on a day: these lines, and so many accepted returns."""
    counts = Counter(line.status for line in lines) + Counter({Status.ACCEPTED: accepted})
    return Chase(month(2024, 1), as_of, DUE, counts, lines)


def opened(chase: Chase) -> Worksheet:
    """The only sheet of the workbook."""
    data = chase_list(chase)
    assert breaches(data) == []
    (sheet,) = load_workbook(io.BytesIO(data)).worksheets
    return sheet


def cells(chase: Chase) -> list[list[object]]:
    """The rows of the workbook, blank cells as ''."""
    return [[cell or "" for cell in row] for row in opened(chase).iter_rows(values_only=True)]


# ---------------------------------------------------------------- days


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        (date(2024, 2, 3), "距报送截止日（2024年2月5日）还有 2 天"),
        (DUE, "当天（2024年2月5日）是报送截止日"),
        (date(2024, 2, 6), "已过报送截止日（2024年2月5日）1 天"),
    ],
    ids=["before", "on the day", "after"],
)
def test_the_due_day_is_told_as_of_the_day_asked(as_of: date, said: str) -> None:
    assert listed(as_of).situation == (
        f"截至2024年2月{as_of.day}日，应报 9 份：未报 3，退回 1，待裁定 1，已通过 4。{said}。"
    )


@pytest.mark.parametrize(
    ("status", "days", "said"),
    [
        (Status.MISSING, 2, "还有 2 天"),
        (Status.RETURNED, 0, "今天截止"),
        (Status.MISSING, -3, "逾期 3 天"),
        (Status.HELD, 0, "按期报送"),
        (Status.ACCEPTED, -1, "逾期 1 天报送"),
    ],
)
def test_what_is_owed_has_days_left_and_what_came_was_in_time_or_late(
    status: Status, days: int, said: str
) -> None:
    assert words.term(status, days) == said


# ---------------------------------------------------------------- the workbook


def test_what_has_not_come_is_first_then_what_must_come_again_each_in_the_order_of_the_notice() -> None:
    table = cells(listed())[3:6]
    assert [(row[0], row[2], row[4]) for row in table] == [
        (1, "示例东镇", "未报"),
        (2, "示例甲局", "未报"),
        (3, "示例西镇", "未报"),
    ]
    assert cells(listed())[6] == [
        *(4, "1", "示例甲局", "示例企业表", "退回", "还有 2 天", "示例甲", "023-00000000"),
        *("第 2 次退回，须改正 3 处，须说明 1 处", ""),
    ]


def test_what_the_bureau_must_rule_on_stands_apart() -> None:
    band, row = cells(listed())[7:]
    assert band[0] == "以下 1 份由收表单位裁定，不必催报"
    assert (row[0], row[2], row[4]) == (1, "示例乙局", "待裁定")
    assert str(row[-1]).startswith("沿用上期；同一张表收到几个内容不同的版本")


def test_where_nobody_is_to_be_chased_the_workbook_says_so() -> None:
    rows = cells(listed(lines=()))
    assert [row[0] for row in rows] == [
        "2024年1月催报名单",
        "截至2024年2月3日，应报 4 份：已通过 4。距报送截止日（2024年2月5日）还有 2 天。",
        "没有需要催报的单位。",
    ]


def test_returns_that_were_not_checked_yet_are_mentioned() -> None:
    chase = listed(lines=())
    waiting = replace(chase, counts={Status.COLLECTED: 2})
    assert waiting.notes[1].startswith("另有 2 份已报、尚未审核")


def test_it_prints_on_a4_one_page_wide_with_its_heading_on_each_page() -> None:
    sheet = opened(listed())
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert sheet.print_title_rows == "$3:$3"


def test_equal_standings_on_one_day_are_equal_bytes() -> None:
    assert chase_list(listed()) == chase_list(listed())


def test_a_name_that_looks_like_a_formula_stays_a_text() -> None:
    sheet = opened(listed(lines=(owed(1, "=1+1"),)))
    assert (sheet["C4"].value, sheet["C4"].data_type) == ("=1+1", "s")


# ---------------------------------------------------------------- the text for a chat


def test_the_text_names_units_by_annex_and_what_is_asked_of_them() -> None:
    assert words.chat(listed()).splitlines() == [
        "【催报】2024年1月填报表",
        listed().situation,
        "3 个单位未报，请于2024年2月5日前报送：",
        "附件2（示例网店表）：示例东镇、示例甲局、示例西镇",
        "1 个单位已退回，请按退回意见修改后重新报送：",
        "附件1（示例企业表）：示例甲局",
        "没有变动的也要报（零报告）。收到请回复，谢谢。",
    ]


def test_past_the_due_day_the_text_asks_for_haste() -> None:
    assert "3 个单位逾期未报，请尽快报送：" in words.chat(listed(date(2024, 2, 6)))


def test_a_unit_that_owes_two_forms_is_one_unit() -> None:
    both = (owed(1, "示例甲局"), owed(2, "示例甲局"))
    assert "1 个单位未报" in words.chat(listed(lines=both))


def test_where_nobody_is_to_be_chased_the_text_says_so() -> None:
    assert words.chat(listed(lines=())).splitlines()[-1] == "没有需要催报的单位。"


def test_a_long_text_is_cut_into_messages_that_each_stand_alone() -> None:
    names = [f"示例第{number}街道办事处" for number in range(120)]
    text = words.chat(listed(lines=tuple(owed(2, name) for name in names)))
    messages = text.split("\n\n")
    assert len(messages) > 1
    for number, message in enumerate(messages, 1):
        assert len(message) <= words.CHAT_LIMIT + 100
        assert message.startswith(f"【催报】2024年1月填报表（第 {number} 条，共 {len(messages)} 条）\n")
        assert "120 个单位未报，请于2024年2月5日前报送：" in message
    assert [name for name in names if f"{name}、" in text or f"{name}\n" in text] == names


# ---------------------------------------------------------------- the console


def test_columns_stand_in_line_where_chinese_characters_are_two_wide() -> None:
    rows = [("[未报]", "示例镇", "逾期"), ("[已通过]", "A2", "")]
    assert aligned(rows) == ["[未报]    示例镇  逾期", "[已通过]  A2"]
    assert aligned([]) == []
