"""Periods: the command form, the paper form, file names, order."""

from datetime import date

import pytest

from workbook_tools.period import Period, month, parse, parse_paper, quarter, year


@pytest.mark.parametrize(
    ("command", "paper", "file", "number", "end"),
    [
        ("2023", "2023年", "2023", 2023, date(2023, 12, 31)),
        ("2023Q3", "2023年第3季度", "2023Q3", 20233, date(2023, 9, 30)),
        ("2024-02", "2024年2月", "202402", 202402, date(2024, 2, 29)),
    ],
)
def test_a_period_has_one_name_in_commands_on_paper_and_in_file_names(
    command: str, paper: str, file: str, number: int, end: date
) -> None:
    period = parse(command)
    assert period is not None
    assert (str(period), period.paper, period.file, period.number, period.end) == (
        command,
        paper,
        file,
        number,
        end,
    )
    assert parse_paper(paper) == parse_paper(command) == parse_paper(file) == period


@pytest.mark.parametrize("text", ["2023-13", "2023-1", "23-10", "2023Q5", "2023/10", "", "十月"])
def test_what_is_no_period_in_a_command_is_refused(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "period"),
    [("2023年10月份", month(2023, 10)), ("2023年三季度", quarter(2023, 3)), (" 2023年 ", year(2023))],
)
def test_people_write_periods_in_several_ways(text: str, period: Period) -> None:
    assert parse_paper(text) == period


def test_periods_are_ordered_by_when_they_end() -> None:
    assert sorted([year(2023), month(2023, 2), quarter(2023, 1)]) == [
        month(2023, 2),
        quarter(2023, 1),
        year(2023),
    ]


@pytest.mark.parametrize(("period", "first"), [(month(2023, 5), 5), (quarter(2023, 2), 4), (year(2023), 1)])
def test_a_period_begins_with_its_first_month(period: Period, first: int) -> None:
    assert period.first_month == first
