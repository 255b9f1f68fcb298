"""What every command shares: times, periods, and text that is safe on a terminal."""

import click
import pytest

from workbook_tools.cli.call import Moment, PeriodName, finding_json, printable
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


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("附件1-赵家街道（最终版）.xlsx", "附件1-赵家街道（最终版）.xlsx"),
        ("a\tb\nc", "a\tb\nc"),
        ("\x1b[2J", "\\x1b[2J"),
        ("甲\u202e乙", "甲\\u202e乙"),
        ("\udce9.xlsx", "\\udce9.xlsx"),
    ],
)
def test_nothing_from_a_file_steers_the_terminal(text: str, shown: str) -> None:
    assert printable(text) == shown


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
