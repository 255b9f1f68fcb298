"""Rules of a plan over a return: in which rows each is broken, and what is then said."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from tests.build.looks import CONTEXT, PLAN, Returned, credit_code, returned
from workbook_tools import checks
from workbook_tools.messages import render
from workbook_tools.model import Finding, Rule, Scope, Severity, Status

_ROW, _HEADER, _TABLE = Scope.ROW, Scope.HEADER, Scope.TABLE


def rule(condition: str, scope: Scope = _ROW, **more: object) -> Rule:
    """A rule R1 for every form."""
    given: dict[str, object] = {"severity": Severity.MANDATORY, "message": "不对", **more}
    return Rule("R1", "", scope, condition=condition, **given)  # type: ignore[arg-type]


def findings(asked: Rule | Sequence[Rule], book: Returned) -> list[Finding]:
    """What a return is told about these rules alone."""
    rules = (asked,) if isinstance(asked, Rule) else tuple(asked)
    context = replace(CONTEXT, plan=replace(PLAN, rules=rules))
    named = {each.code for each in rules}
    return [finding for finding in checks.check(book.reading(), context) if finding.code in named]


def cells(asked: Rule, book: Returned) -> list[str]:
    """Where the rule is broken."""
    return [finding.cell for finding in findings(asked, book)]


INCOME, STAFF = "营业收入（万元）", "从业人员数"

ROWS = {
    # Three companies in rows 7 to 9: 已认定, 1200.5 and 30 people; 培育中, 300 and 12; 培育中, nothing more.
    f"[{INCOME}]>=500": ["F8"],
    f"[{INCOME}]<5000": [],
    # A blank is not asked, unless that is what the rule is about.
    f"[{STAFF}]>100": ["G7", "G8"],
    f"NOT(ISBLANK([{STAFF}]))": ["G9"],
    f'IF([培育状态]="培育中",NOT(ISBLANK([{STAFF}])),TRUE)': ["E9"],
    f"OR(ISBLANK([{STAFF}]),[{STAFF}]>20)": ["G8"],
    # An error breaks nothing: 迁出 has no level, and nobody divides by a blank.
    "级次([培育状态])>=2": ["E8", "E9"],
    f"[{INCOME}]/([{STAFF}]-30)>-1000": [],
    # Of a computed field the formula counts, wherever its own cell stands.
    "[人均收入]>=30": ["F8"],
    # A field of the header holds for every row.
    f"[{STAFF}]<=[本年目标]*5": ["G7"],
    "[发证日期]<[填报日期]": [],
    "YEAR([发证日期])=2023": ["K7"],
    # Codes are compared as they stand, digit by digit.
    "EXACT(LEFT([统一社会信用代码],8),LEFT([证书编号],8))": ["C7"],
    "重复次数([所属乡镇])<2": ["D7", "D9"],
    "重复次数([所属乡镇],[培育状态])<2": [],
}


@pytest.mark.parametrize("condition", ROWS)
def test_a_rule_for_rows_is_broken_in(condition: str) -> None:
    assert cells(rule(condition), returned()) == ROWS[condition]


HEADERS = {
    "[填报人]<>[审核人]": [],
    "[填报人]=[审核人]": ["B12"],
    "[填报日期]<DATE(2024,11,1)": ["F12"],
    "NOT(ISBLANK([综合说明]))": ["F4"],
    "LEN([综合说明])>5": [],
}


@pytest.mark.parametrize("condition", HEADERS)
def test_a_rule_for_the_header_is_broken_in(condition: str) -> None:
    assert cells(rule(condition, _HEADER), returned()) == HEADERS[condition]


TABLES = {
    f"SUM([{STAFF}])<=42": [],
    f"SUM([{STAFF}])<=41": [""],
    f"MAX([{STAFF}])/MIN([{STAFF}])<2": [""],
    f"COUNT([{STAFF}])=2": [],
    "COUNTA([企业名称])=3": [],
    "COUNTA([企业名称])<[本年目标]": ["B4"],
    f"SUM([{INCOME}],[{STAFF}])=1542.5": [],
    f"AVERAGE([{STAFF}])=21": [],
}


@pytest.mark.parametrize("condition", TABLES)
def test_a_rule_for_the_table_is_broken_in(condition: str) -> None:
    assert cells(rule(condition, _TABLE), returned()) == TABLES[condition]


def test_a_rule_for_the_table_is_asked_of_an_empty_list() -> None:
    book = returned(zero="是").empty_roster()
    assert cells(rule("COUNTA([企业名称])>0", _TABLE), book) == [""]
    assert cells(rule(f"AVERAGE([{STAFF}])>0", _TABLE), book) == []


NOT_ASKED = {
    "not understood": returned().put("G8", "约20"),
    "not understood where a blank is what is asked": returned().put("G9", "约20"),
    "a text where a number belongs": returned().put("F7", "1,2"),
    "无 for a number": returned().put("G8", "无"),
    "only a month": returned().put("K7", "2022年5月"),
}
CONDITIONS = (f"[{STAFF}]>=30", f"NOT(ISBLANK([{STAFF}]))", f"[{INCOME}]<0", "YEAR([发证日期])=2022")


@pytest.mark.parametrize("name", NOT_ASKED)
def test_a_rule_is_asked_only_where_its_fields_are_well_typed(name: str) -> None:
    book = NOT_ASKED[name]
    spoilt = {cell for code, cell in book.found() if code in ("C107", "C106", "C202")} or {"G8"}
    assert spoilt.isdisjoint(cell for condition in CONDITIONS for cell in cells(rule(condition), book))


def test_a_column_that_holds_what_nobody_understands_is_not_added_up() -> None:
    book = returned().put("G8", "约20")
    assert cells(rule(f"SUM([{STAFF}])>1000", _TABLE), book) == []


def test_a_rule_whose_column_was_deleted_is_not_asked() -> None:
    assert cells(rule(f"[{STAFF}]>1000"), returned().delete(column=7)) == []


def test_without_the_column_of_codes_nobody_knows_whose_certificate_is_whose() -> None:
    book = returned().put("I8", "GR202411000001")
    assert ("S041", "I8") in book.checked()
    assert not any(code == "S041" for code, _ in book.delete(column=3).checked())


def test_a_normalised_value_is_asked_like_any_other() -> None:
    assert cells(rule(f"[{STAFF}]>=20"), returned().put("G8", "１２人")) == ["G8"]


def test_a_finding_names_its_cells_and_shows_values_as_people_write_them() -> None:
    asked = rule(
        f"[{STAFF}]<=10",
        severity=Severity.EXPLAIN,
        message=f"{{企业名称}}有{{{STAFF}}}人，人均{{人均收入}}万元，{{发证日期}}发证",
        todo="请核对{填报单位}的数字。",
        marks=(STAFF, "企业名称"),
    )
    first, second = findings(asked, returned())
    assert (first.cell, first.field, first.value, first.row) == ("G7", STAFF, "30", 0)
    assert dict(first.params)["also"] == "B7"
    assert render(first, place=False) == (
        "示例县甲科技有限公司有30人，人均40.02万元，2024-03-01发证。请核对县经信局的数字。（R1）"
    )
    assert "12人，人均25万元，发证" in render(second)


BRACES = "{0} {} {企业名称.__class__} {{企业名称}} {企业名称!r:>10} 100%"


def test_words_of_a_plan_are_no_template_of_the_program() -> None:
    (finding,) = findings(rule(f"[{STAFF}]>20", message=BRACES, todo="{value}"), returned())
    said = render(finding, place=False)
    assert said == "0 {} 企业名称.__class__ {示例县乙机械有限公司} 企业名称!r:>10 100%。value。（R1）"


def test_a_rule_that_must_be_explained_is_answered_in_its_own_row() -> None:
    asked = rule(f"[{INCOME}]>=500", severity=Severity.EXPLAIN)
    context = replace(CONTEXT, plan=replace(PLAN, rules=(asked,)))
    outcomes = []
    for note in (None, "情况属实", "上年新投产，尚未满负荷"):
        reading = returned().put("L8", note).reading()
        outcomes.append(checks.outcome(checks.check(reading, context), reading, context.form))
    assert outcomes == [Status.RETURNED, Status.RETURNED, Status.ACCEPTED]


def test_rules_are_told_beside_what_the_fields_themselves_ask() -> None:
    book = returned().put("F8", -5.0).put("C9", credit_code(1)).put("K7", date(2024, 11, 1))
    context = replace(CONTEXT, plan=replace(PLAN, rules=(rule(f"[{INCOME}]>=0"),)))
    found = {(f.code, f.cell) for f in checks.check(book.reading(), context)}
    assert found == {("S012", "F8"), ("R1", "F8"), ("S040", "C7"), ("S040", "C9"), ("S013", "K7")}


def asking(key: str, **changes: object) -> checks.Context:
    """The obligation with one field of its form changed."""
    changed = replace(CONTEXT.form.by_key(key), **changes)  # type: ignore[arg-type]
    form = replace(CONTEXT.form, fields=tuple(changed if f.key == key else f for f in CONTEXT.form.fields))
    return replace(CONTEXT, form=form, plan=replace(PLAN, forms=(form,)))


def test_of_what_a_field_itself_asks_only_the_first_is_told() -> None:
    assert returned().put("I7", "GF1").checked(asking("cert", min_length=14)) == {("S020", "I7")}


def test_limits_of_a_computed_field_are_held_against_its_formula_whatever_stands_in_its_cell() -> None:
    context = asking("each", low="1", soft_low="30", unit="万元")
    book = returned().put("H8", 99.0).put("F7", 20.0).put("G7", 30.0)
    found = [each for each in checks.check(book.reading(), context) if each.field == "人均收入"]
    assert [(each.code, each.cell, each.value, each.row) for each in found] == [
        ("S012", "H7", "0.67", 0),
        ("S014", "H8", "25", 1),
    ]
    assert render(found[0], place=False).startswith("“0.67”低于下限 1万元")


def test_limits_of_a_computed_field_are_asked_where_its_column_was_deleted() -> None:
    (found,) = (
        each
        for each in checks.check(returned().delete(column=8).reading(), asking("each", low="30"))
        if each.code == "S012"
    )
    assert (found.cell, found.field, found.row) == ("", "人均收入", 1)
