"""All findings at once, in one order, without follow-on findings."""

from dataclasses import replace
from itertools import permutations

from tests.build.looks import CONTEXT, FORM, PLAN, Returned, returned
from workbook_tools import checks
from workbook_tools.checks.order import in_order
from workbook_tools.messages.found import found
from workbook_tools.model import Rule, Scope, Severity, Status

_TWO_PEOPLE = Rule("R1", "", Scope.HEADER, Severity.EXPLAIN, "[审核人]<>[填报人]", "审核人与填报人相同")
RULED = replace(CONTEXT, plan=replace(PLAN, rules=(_TWO_PEOPLE,)))


def test_findings_are_sorted_by_row_column_and_code() -> None:
    book = (
        returned(filler=None)
        .put("B10", None)
        .put("D8", None)
        .put("B8", "乙公司")
        .put("F7", -1.0)
        .put("G7", 0.0)
    )
    order = [finding.cell for finding in checks.check(book.reading(), CONTEXT)]
    assert order == ["F7", "G7", "B8", "D8", "B12"]


def test_order_does_not_depend_on_the_order_of_the_checks() -> None:
    some = (
        found("S012", "表", (2, 27)),
        found("S013", "表", (2, 3)),
        found("S010", "表", (12, 1)),
        found("S007"),
        found("L039", "表", row=1),
        found("L039", "表", row=0),
    )
    assert len({in_order(order) for order in permutations(some)}) == 1
    assert [finding.cell for finding in in_order(some)] == ["", "", "", "C2", "AA2", "A12"]


def test_a_finding_is_hidden_only_on_the_same_cell() -> None:
    empty, here, elsewhere = (
        found("S052", "表", (4, 4)),
        found("S010", "表", (4, 4)),
        found("S010", "表", (4, 6)),
    )
    assert in_order([here, elsewhere, empty]) == (empty, elsewhere)


class TestExplanations:
    reason = "并购下属企业后合并报表"

    def test_a_finding_in_the_roster_is_explained_in_its_own_row(self) -> None:
        book = returned().put("F7", 200000.0).put("L8", self.reason)
        assert self.status(book) is Status.RETURNED
        assert self.status(book.put("L7", self.reason)) is Status.ACCEPTED

    def test_a_finding_in_the_header_is_explained_in_the_general_note(self) -> None:
        assert self.status(returned(checker="示例甲").put("L7", self.reason)) is Status.RETURNED
        assert self.status(returned(checker="示例甲", note="单位负责人兼任统计员")) is Status.ACCEPTED

    def test_stops_and_spaces_do_not_make_an_explanation(self) -> None:
        book = returned(checker="示例甲", note="已核实。。。 。")
        assert ("S070", "F4") in book.checked(RULED)

    def test_what_the_bureau_may_waive_is_held_once_it_is_explained(self) -> None:
        fields = tuple(replace(f, pattern_severity=Severity.WAIVABLE) for f in FORM.fields)
        context = replace(CONTEXT, form=replace(FORM, fields=fields))
        book = returned().put("I7", "GF202411000001")
        for note, status in (("", Status.RETURNED), (self.reason, Status.HELD)):
            reading = book.put("L7", note).reading()
            assert checks.outcome(checks.check(reading, context), reading, context.form) is status

    @staticmethod
    def status(book: Returned) -> Status:
        reading = book.reading()
        return checks.outcome(checks.check(reading, RULED), reading, FORM)
