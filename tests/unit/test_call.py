"""What every command shares: times, periods, and text that is safe on a terminal."""

import json

import click
import pytest

from workbook_tools.cli.call import Moment, PeriodName, finding_json, one_object
from workbook_tools.messages.plain_text import visible
from workbook_tools.model import Finding, Severity
from workbook_tools.period import month, quarter, year


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2023-11-03", "2023-11-03 00:00:00"),
        ("2023-11-03T09:30", "2023-11-03 09:30:00"),
        ("2023-11-03T09:30:15", "2023-11-03 09:30:15"),
    ],
)
def test_a_time_is_read_as_given(text: str, moment: str) -> None:
    assert str(Moment().convert(text, None, None)) == moment


ZONES = ["2023-11-03T09:30Z", "2023-11-03T09:30+08:00"]


@pytest.mark.parametrize("text", ["", "yesterday", "2023-13-01", "2023/11/03", "11月3日", *ZONES])
def test_what_is_no_time_is_named(text: str) -> None:
    with pytest.raises(click.BadParameter, match="不是时间"):
        Moment().convert(text, None, None)


@pytest.mark.parametrize(
    ("text", "period"), [("2023", year(2023)), ("2023Q3", quarter(2023, 3)), ("2023-10", month(2023, 10))]
)
def test_a_period_is_a_year_a_quarter_or_a_month(text: str, period: object) -> None:
    assert PeriodName().convert(text, None, None) == period


@pytest.mark.parametrize("text", ["", "2023-13", "2023Q5", "202310", "十月"])
def test_what_is_no_period_is_named(text: str) -> None:
    with pytest.raises(click.BadParameter, match="不是报告期"):
        PeriodName().convert(text, None, None)


STEERING = {
    "\x1b[2J\x1b[1;1H": "\\x1b[2J\\x1b[1;1H",
    "\x1b]8;;http://du.example\x07点这里\x1b]8;;\x07": "\\x1b]8;;http://du.example\\x07点这里\\x1b]8;;\\x07",
    "\x1b]52;c;ZHU=\x07": "\\x1b]52;c;ZHU=\\x07",
    "\x1b]0;标题\x07": "\\x1b]0;标题\\x07",
    "真\r假": "真\\r假",
    "退格\x08\x08": "退格\\x08\\x08",
    "\x9b31m": "\\x9b31m",
    "甲\u202egnp.xslx": "甲\\u202egnp.xslx",
    "甲\u2066乙\u2069": "甲\\u2066乙\\u2069",
    "甲\u200b乙": "甲\\u200b乙",
    "甲\n共 1 个文件：已收 1": "甲↵共 1 个文件：已收 1",
    "甲\r\n乙": "甲↵乙",
    "甲\u2028乙": "甲\\u2028乙",
    "\udce9.xlsx": "\\udce9.xlsx",
    "\U000e0041": "\\U000e0041",
}
"""What steers a terminal, turns words round, forges a line or cannot be written, and what is printed of it."""


@pytest.mark.parametrize(("text", "shown"), STEERING.items())
def test_nothing_from_a_file_steers_the_terminal(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize("text", ["附件1-赵家街道（最终版）.xlsx", "甲\u3000乙\u00a0丙", "😀é\ufe0f"])
def test_what_can_be_seen_is_printed_as_it_is(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize("text", [*STEERING, "\x7f", "\u2029", '"\\', "😀"])
def test_json_holds_every_text_and_nothing_that_a_terminal_follows(text: str) -> None:
    said = one_object({text: [text]})
    assert json.loads(said) == {text: [text]}
    assert said.isprintable()
    assert said.encode("utf-8")


def test_a_finding_has_the_keys_of_the_contract() -> None:
    finding = Finding("C108", Severity.MANDATORY, "填报表", "F12", "人数", "若干", row=3)
    assert finding_json(finding) == {
        "code": "C108",
        "severity": "MANDATORY",
        "sheet": "填报表",
        "cell": "F12",
        "field": "人数",
        "value": "若干",
        "message": "【填报表】F12「人数」应填数字，现为“若干”。请只填数字，例如 12。（C108）",
    }
