"""What a submission as a whole can get wrong, and exactly what is said about it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.build.looks import (
    CONTEXT,
    FORM,
    IDENTITY,
    Returned,
    credit_code,
    returned,
)
from workbook_tools import checks
from workbook_tools.messages import render
from workbook_tools.model import Status

Spoil = Callable[[], Returned]


def dragged() -> Returned:
    """The fill handle adds one to the digits at the end of a text."""
    book = returned()
    for row, last in zip((7, 8, 9), (4, 5, 6), strict=True):
        book.put(f"C{row}", f"91500101MA500000{last:02d}")
    return book


def of_another_version() -> Returned:
    book = returned()
    book.identity = replace(IDENTITY, version="2023.9")
    return book


SUBMISSIONS: dict[str, tuple[Spoil, set[tuple[str, str]]]] = {
    "filled in without a fault": (returned, set()),
    "target changed": (lambda: returned(goal=1.0), {("S030", "B4")}),
    "locked cell emptied": (lambda: returned(code=None), {("S030", "D3")}),
    "locked cell misspelt": (lambda: returned(unit="县经信居"), {("S030", "B3")}),
    "locked cell with a space more": (lambda: returned(unit="县经信局 "), set()),
    "another unit's name over ours": (lambda: returned(unit="县商务局"), {("S008", "B3")}),
    "another unit's code over ours": (lambda: returned(code="B02"), {("S008", "D3")}),
    "another period over ours": (lambda: returned(period="2024年11月"), {("S008", "F3")}),
    "an older version of the form": (of_another_version, {("S007", "")}),
    "a required cell blank": (lambda: returned().put("D8", None), {("S010", "D8")}),
    "a required cell that only holds a space": (lambda: returned().put("D8", " "), {("S010", "D8")}),
    "a required header field blank": (lambda: returned(filler=None), {("S010", "B12")}),
    "a cell blank that another cell makes required": (
        lambda: returned().put("I7", None),
        {("S010", "I7")},
    ),
    "the condition itself blank": (
        lambda: returned().put("E7", None).put("I7", None),
        {("S010", "E7")},
    ),
    "无 where a certificate is required": (lambda: returned().put("I7", "无"), {("S011", "I7")}),
    "无 where nothing is required": (lambda: returned().put("I8", "无").put("F8", "无"), set()),
    "below a hard limit": (lambda: returned().put("F8", -5.0), {("S012", "F8")}),
    "above a hard limit": (lambda: returned().put("G8", 20001.0), {("S013", "G8")}),
    "above a soft limit": (lambda: returned().put("F7", 100000.01), {("S015", "F7")}),
    "exactly at the limits": (lambda: returned().put("F7", 100000.0).put("G7", 1.0), set()),
    "a day after the cut-off day": (lambda: returned().put("K7", date(2024, 11, 1)), {("S013", "K7")}),
    "the cut-off day itself": (lambda: returned().put("K7", date(2024, 10, 31)), set()),
    "a name too short": (lambda: returned().put("B8", "乙公司"), {("S020", "B8")}),
    "a note too long": (lambda: returned(note="长" * 51), {("S021", "F4")}),
    "a number of another kind": (lambda: returned().put("I7", "GF202411000001"), {("S022", "I7")}),
    "a phone with a digit missing": (lambda: returned().put("J8", "1380000000"), {("S022", "J8")}),
    "one company twice": (
        lambda: returned().put("C9", credit_code(1)),
        {("S040", "C7"), ("S040", "C9")},
    ),
    "one company twice, once with a space": (
        lambda: returned().put("C9", credit_code(1) + " "),
        {("C302", "C9"), ("S040", "C7"), ("S040", "C9")},
    ),
    "one certificate for two companies": (
        lambda: returned().put("I8", "GR202411000001"),
        {("S041", "I7"), ("S041", "I8")},
    ),
    "codes dragged down": (dragged, {("S042", "C7"), ("S042", "C8"), ("S042", "C9")}),
    "零报告 ticked beside companies": (lambda: returned(zero="是"), {("S050", "D4")}),
    "no 零报告 and no company": (lambda: returned().empty_roster(), {("S051", "D4")}),
    "零报告 without a company": (lambda: returned(zero="是").empty_roster(), set()),
    "nothing filled in and nothing ticked": (lambda: returned(zero=None).empty_roster(), {("S052", "D4")}),
    "nothing ticked beside companies": (lambda: returned(zero=None), {("S010", "D4")}),
    "filled in after it was received": (lambda: returned(on=date(2024, 11, 4)), {("S061", "F12")}),
    "a soft limit explained": (
        lambda: returned().put("F7", 200000.0).put("L7", "并购下属企业后合并报表"),
        {("S015", "F7")},
    ),
    "a soft limit explained with nothing": (
        lambda: returned().put("F7", 200000.0).put("L7", "情况属实。"),
        {("S015", "F7"), ("S070", "L7")},
    ),
    "a soft limit explained with nothing, twice": (
        lambda: returned().put("F7", 200000.0).put("L7", "情况属实，核实无误！"),
        {("S015", "F7"), ("S070", "L7")},
    ),
    "an explanation that says nothing where nothing is to be explained": (
        lambda: returned().put("L7", "情况属实"),
        set(),
    ),
    "an error value in a required cell is said once": (
        lambda: returned().put("B7", None).mark(errors={(7, 2): "#N/A"}),
        {("L034", "B7")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SUBMISSIONS)
def test_checking_says_exactly(name: str) -> None:
    spoil, expected = SUBMISSIONS[name]
    assert spoil().checked() == expected


@pytest.mark.parametrize("name", SUBMISSIONS)
def test_every_sentence_can_be_made(name: str) -> None:
    for finding in checks.check(SUBMISSIONS[name][0]().reading(), CONTEXT):
        sentence = render(finding)
        assert sentence.endswith(f"（{finding.code}）")
        assert "{" not in sentence


STATUSES = {
    "filled in without a fault": Status.ACCEPTED,
    "target changed": Status.RETURNED,
    "another unit's name over ours": Status.HELD,
    "an older version of the form": Status.ACCEPTED,
    "above a soft limit": Status.RETURNED,
    "a soft limit explained": Status.ACCEPTED,
    "a soft limit explained with nothing": Status.RETURNED,
    "零报告 without a company": Status.ACCEPTED,
}


@pytest.mark.parametrize("name", STATUSES)
def test_the_status_follows(name: str) -> None:
    reading = SUBMISSIONS[name][0]().reading()
    assert checks.outcome(checks.check(reading, CONTEXT), reading, FORM) is STATUSES[name]
