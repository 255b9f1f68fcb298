"""The sheets beside the form: 填报说明, the choice lists, the identity."""

from dataclasses import replace

import pytest
from openpyxl import Workbook

from tests.build.county_plan import county_plan
from tests.build.looks import FORM
from workbook_tools import layout
from workbook_tools.formula import parse
from workbook_tools.messages import KINDS, live
from workbook_tools.model import Entry, FieldType, Form, Plan, Scope, Severity
from workbook_tools.plan import load
from workbook_tools.rules import Demand
from workbook_tools.xlsx.grids import read_grids
from workbook_tools.xlsx.template.guide import add_guide, add_identity, add_lists


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """The example county's plan."""
    loaded = load(read_grids(county_plan(tmp_path_factory.mktemp("plan") / "plan.xlsx"))).plan
    assert loaded
    return loaded


def form_of(plan: Plan, code: str) -> Form:
    """A form of the plan."""
    found = plan.form(code)
    assert found
    return found


def guide(plan: Plan, code: str) -> list[tuple[object, ...]]:
    """The rows of a form's 填报说明."""
    book = Workbook()
    add_guide(book, plan, form_of(plan, code))
    return list(book[layout.GUIDE_SHEET].values)


def test_the_guide_starts_with_the_plans_own_lines(plan: Plan) -> None:
    rows = guide(plan, "XS-01")
    assert rows[0][0] == "规上企业培育表填报说明"
    assert rows[1][0] == "请于报送截止日前报送。"
    assert str(rows[2][0]).startswith("下列各项，以及与往期、与其他单位的比对，在收件后核对，表内不作提示：")
    assert rows[3] == ("序号", "指标", "是否必填", "怎么填", "可选项或示例")


def test_the_guide_names_the_rules_that_the_form_does_not_check(plan: Plan) -> None:
    form, book = form_of(plan, "XS-01"), Workbook()
    late = Demand(
        "R1",
        Severity.EXPLAIN,
        Scope.ROW,
        (form.fields[0],),
        (),
        parse("FALSE"),
        live=False,
        says="{产值}过大。",
    )
    add_guide(book, plan, form, [late, replace(late, code="R2", live=True)])
    line = book[layout.GUIDE_SHEET]["A3"].value
    assert "表内不作提示：…过大（R1）；" in str(line)
    assert "R2" not in str(line)


def test_the_guide_names_whatever_the_catalogue_leaves_to_receipt_in_the_fields_of_the_form() -> None:
    late_codes = {code for code, kind in KINDS.items() if kind.late and not code.startswith("X")}
    said = live.late(FORM, [])
    assert {code for code in late_codes if code in said} == late_codes
    unnamed = replace(FORM, fields=tuple(f for f in FORM.fields if f.type is not FieldType.NAME))
    assert "C354" not in live.late(unnamed, [])


def test_the_guide_explains_every_field_the_unit_fills_in_and_no_other(plan: Plan) -> None:
    for form in plan.forms:
        explained = [row[1] for row in guide(plan, form.code)[4:]]
        assert explained == [field.label for field in form.fields if field.entry is Entry.UNIT]


def test_the_guide_says_what_is_required_and_what_can_be_chosen(plan: Plan) -> None:
    rows = {row[1]: row[2:] for row in guide(plan, "XS-01")[4:]}
    assert rows["进度"] == ("必填", "请从下拉列表中选择。", "储备、入统、退统")
    assert rows["产值"][0] == "视情况必填"
    assert rows["用工"][0] == "选填"


def test_lists_stand_hidden_one_a_column_and_are_referred_to_whole(plan: Plan) -> None:
    book = Workbook()
    ranges = add_lists(book, plan, form_of(plan, "XS-01"))
    sheet = book[layout.LISTS_SHEET]
    assert sheet.sheet_state == "hidden"
    assert ranges == {
        "是否": f"'{layout.LISTS_SHEET}'!$A$2:$A$3",
        "进度": f"'{layout.LISTS_SHEET}'!$B$2:$B$4",
    }
    assert [cell.value for cell in sheet["B"]] == ["进度", "储备", "入统", "退统"]


def test_the_identity_sheet_cannot_be_unhidden_by_hand(plan: Plan) -> None:
    book = Workbook()
    cells = add_identity(book)
    sheet = book[layout.IDENTITY_SHEET]
    assert sheet.sheet_state == "veryHidden"
    assert list(cells) == list(layout.IDENTITY_KEYS)
    assert [sheet[address].offset(0, -1).value for address in cells.values()] == list(layout.IDENTITY_KEYS)
