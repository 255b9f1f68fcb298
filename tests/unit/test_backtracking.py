"""Which patterns are refused because a text could keep them busy for ever."""

import pytest

from workbook_tools.formula import is_explosive


@pytest.mark.parametrize(
    "pattern",
    [
        r"(\d+)+",
        r"(a*)*",
        r"(a|aa)+",
        r"(?:(?:a)+)+",
        r"(\w+\s?)*",
        r"([\u4e00-\u9fa5]{2,10}、?)+",
        r"(a|b|ab)*c",
        r"(x+x+)+y",
        r"(a?){50}a{50}",
        r"(?=(a+)+b)a*",
        r"[a-z]" * 300,
    ],
)
def test_a_loop_that_a_text_can_go_round_in_two_ways(pattern: str) -> None:
    assert is_explosive(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        r"\d+",
        r"[A-Z0-9]{18}",
        r"^GR20\d{2}\d{8}$",
        r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}",
        r"1[3-9]\d{9}|(?:0\d{2,3}-?)?\d{7,8}",
        r"(\d+、)*\d+",
        r"(\w+\s)*\w+",
        r"(\d{1,3}\.){3}\d{1,3}",
        r"([\u4e00-\u9fa5]{2,10}、)+",
        r"(ab|cd)*",
        r".*区.*县.*",
        r"(.)\1*",
        r"\d{1,300}",
    ],
)
def test_what_a_plan_may_ask_for(pattern: str) -> None:
    assert not is_explosive(pattern)
