"""The comparison of form and receipt sees what differs, and lets go only what the form asks to be written first."""

from collections.abc import Mapping, Sequence

from tests.build.live import Shown, Told
from tests.build.packaged import TOWNSHIP, context_of, form_of, shipped_plan, sound_row
from tests.build.parity.agreement import Return
from tests.build.parity.receipt import HEADER, Finding, Received
from workbook_tools import rules
from workbook_tools.messages.live import PASSED
from workbook_tools.model import Severity

FORM = form_of(TOWNSHIP)
ROW = FORM.layout.first_row
TOO_MANY = ("KJ09", "KJ09")
"""More 科技人员 than staff."""


def returned(
    told: Told, found: Mapping[int, Sequence[Finding]], line: str = PASSED, weight: int = 0
) -> list[str]:
    """What differs in a return of one row, of which the form and receipt say this."""
    demands = rules.demands(shipped_plan(), FORM, context_of(TOWNSHIP).period)
    shown = Shown(line, frozenset(), {ROW: told}, {ROW: ""}, {ROW: ""}, {ROW: weight})
    received = Received("accepted", found, {})
    return list(Return("示例", FORM, demands, {}, [sound_row(TOWNSHIP, 1)], shown, received).differences())


def finding(name: str, code: str) -> Mapping[int, Sequence[Finding]]:
    return {ROW: [Finding(name, code, Severity.MANDATORY)]}


def test_nothing_said_on_either_side_is_no_difference() -> None:
    assert returned(frozenset(), {}) == []


def test_the_same_said_on_both_sides_is_no_difference() -> None:
    line = "尚有 1 处需修改。"
    assert returned(frozenset({TOO_MANY}), finding(*TOO_MANY), line, 3) == []


def test_what_only_one_side_says_is_a_difference() -> None:
    assert any("only receipt" in each for each in returned(frozenset(), finding(*TOO_MANY)))
    assert any(
        "only the form" in each for each in returned(frozenset({TOO_MANY}), {}, "尚有 1 处需修改。", 3)
    )


def test_a_form_that_passes_what_receipt_sends_back_is_a_difference() -> None:
    header = {HEADER: [Finding("h_date", "S010", Severity.MANDATORY)]}
    assert any(PASSED in each for each in returned(frozenset(), header))


def test_a_line_that_counts_wrong_is_a_difference() -> None:
    assert returned(frozenset({TOO_MANY}), finding(*TOO_MANY), "尚有 2 处需修改。", 3) != []


def test_receipt_may_ask_what_the_form_puts_off_until_the_value_is_written_well() -> None:
    line = "尚有 1 处写法请核对。"
    assert returned(frozenset({("tech", "C011")}), finding(*TOO_MANY), line, 1) == []
    assert returned(frozenset({("rev", "C011")}), finding(*TOO_MANY), line, 1) != []
