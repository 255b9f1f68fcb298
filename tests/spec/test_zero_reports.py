"""零报告 against the list a form began with: 是 means that it is unchanged, 否 that something changed."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from tests.build.looks import COMPANIES, CONTEXT, FORM, Returned, returned
from workbook_tools import checks
from workbook_tools.carried import Record, records
from workbook_tools.messages import render

ZERO = "D4"
LAST: Sequence[Record] = records(FORM, returned().reading().roster)
"""Three companies, as they were accepted last."""


def one_less(zero: str = "否") -> Returned:
    """The third company taken out."""
    return returned(zero=zero).row(9, [3.0, *[None] * 11])


def reordered(zero: str = "否") -> Returned:
    """The first two companies in each other's place."""
    return returned(zero=zero).row(7, COMPANIES[1]).row(8, COMPANIES[0])


REPORTS: dict[str, tuple[Callable[[], Returned], Sequence[Record] | None, set[str]]] = {
    "是 and the list as it was": (lambda: returned(zero="是"), LAST, set()),
    "是 and a company more": (lambda: returned(zero="是"), LAST[:2], {"S050"}),
    "是 and a company less": (lambda: one_less(zero="是"), LAST, {"S050"}),
    "是 and a figure changed": (lambda: returned(zero="是").put("F8", 301.0), LAST, {"S050"}),
    "是 and a note added": (lambda: returned(zero="是").put("L8", "本月新增一条生产线"), LAST, {"S050"}),
    "是 and a cell written otherwise": (lambda: returned(zero="是").put("F8", "300.00"), LAST, set()),
    "否 and the list as it was": (returned, LAST, {"S051"}),
    "否 and a cell written otherwise": (lambda: returned().put("F8", "300.00"), LAST, {"S051"}),
    "否 and a company more": (returned, LAST[:2], set()),
    "否 and a company less": (one_less, LAST, set()),
    "是 and the same list in another order": (lambda: reordered(zero="是"), LAST, set()),
    "否 and the same list in another order": (reordered, LAST, set()),
    "否 and a figure changed": (lambda: returned().put("F8", 301.0), LAST, set()),
    "no answer beside the list as it was": (lambda: returned(zero=None), LAST, {"S010"}),
    "no answer and the list emptied": (lambda: returned(zero=None).empty_roster(), LAST, {"S010"}),
    "是 and the list emptied": (lambda: returned(zero="是").empty_roster(), LAST, {"S050"}),
    "是, and nothing is known of the list": (lambda: returned(zero="是"), None, set()),
    "否, and nothing is known of the list": (returned, None, set()),
}


def said(book: Returned, prior: Sequence[Record] | None) -> set[str]:
    """The codes of what is said of the answer."""
    return {code for code, cell in book.checked(replace(CONTEXT, prior=prior)) if cell == ZERO}


@pytest.mark.parametrize("name", REPORTS)
def test_the_answer_is_held_against_the_list_the_form_began_with(name: str) -> None:
    book, prior, expected = REPORTS[name]
    assert said(book(), prior) == expected


def test_the_sentence_says_what_became_of_the_list() -> None:
    book = one_less(zero="是").put("F8", 301.0)
    context = replace(CONTEXT, prior=LAST)
    (finding,) = [f for f in checks.check(book.reading(), context) if f.code == "S050"]
    assert "增加 0 行，改动 1 行，减少 1 行" in render(finding)
