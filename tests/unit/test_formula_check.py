"""Mistakes in a formula that the plan's fields show, all of them at once."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from workbook_tools import formula
from workbook_tools.formula import check_condition, check_types, levels_by_label, parse
from workbook_tools.formula.functions import FUNCTIONS
from workbook_tools.messages import formulas
from workbook_tools.model import Choice, Entry, Field, FieldType, Place, Scope


def _field(label: str, field_type: FieldType, choices: str = "") -> Field:
    return Field("KZ", Place.ROW, label, label, field_type, choices=choices)


FIELDS = {
    field.label: field
    for field in (
        _field("培育阶段", FieldType.CHOICE, "阶段"),
        _field("技术领域", FieldType.CHOICE, "领域"),
        _field("企业名称", FieldType.NAME),
        _field("科技人员数", FieldType.INTEGER),
        _field("占比", FieldType.PERCENT),
        _field("发证日期", FieldType.DATE),
        _field("序号", FieldType.SEQUENCE),
        replace(_field("人均", FieldType.DECIMAL), entry=Entry.COMPUTED, formula="1/[科技人员数]"),
        replace(_field("本年目标", FieldType.INTEGER), place=Place.HEADER),
    )
}
CHOICES = {
    "阶段": (Choice("拟申报", 1), Choice("已认定", 2), Choice("未通过")),
    "领域": (Choice("新材料"), Choice("其他")),
}
LEVELS = levels_by_label(FIELDS.values(), CHOICES)


def _codes(text: str, scope: Scope = Scope.ROW) -> list[str]:
    return [mistake.code for mistake in check_types(parse(text), FIELDS, LEVELS, scope)]


def test_only_ordered_lists_have_levels_and_only_values_in_the_order() -> None:
    assert LEVELS == {"培育阶段": {"拟申报": 1, "已认定": 2}}


@pytest.mark.parametrize(
    "text",
    [
        'AND([培育阶段]="已认定",[技术领域]<>"其他")',
        "级次([培育阶段])>=2",
        "[科技人员数]>3",
        "[占比]<5%",
        "[发证日期]<=DATE(2023,12,31)",
        "LEN([企业名称])>3",
        "VALUE(LEFT([企业名称],4))>=2020",
        "IF([科技人员数]>1,[占比],0)>0.5",
        'IF([科技人员数]>1,[占比],"")>0.5',
        '[科技人员数]="无"',
        "EDATE([发证日期],36)-1>[发证日期]",
        "[科技人员数]<=[本年目标]*10",
        "重复次数([企业名称],[技术领域])=1",
        "SUM([科技人员数],[本年目标])>1",
    ],
)
def test_a_sound_formula_has_no_mistakes(text: str) -> None:
    assert _codes(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[占地面积]>1", "P210"),
        ("级次([占地面积])>1", "P210"),
        ("[科技人员]>1", "P211"),
        ("级次([阶段])>1", "P211"),
        ("HYPERLINK([企业名称])", "P212"),
        ("COUNTIF([企业名称],1)>1", "P224"),
        ("SUMPRODUCT([科技人员数])>1", "P224"),
        ("重复次数([占地面积])>1", "P210"),
        ("[序号]>1", "P227"),
        ("重复次数([人均])>1", "P228"),
        ("重复次数([本年目标])>1", "P229"),
        ("[发证日期]<=TODAY()", "P213"),
        ("AND()", "P214"),
        ("ROUND([占比])", "P215"),
        ("LEFT([企业名称],1,2)", "P215"),
        ("级次([技术领域])>1", "P219"),
        ("级次([企业名称])>1", "P219"),
        ('[培育阶段]>="已申报"', "P220"),
        ("[培育阶段]>3", "P220"),
        ("[企业名称]<[科技人员数]", "P220"),
        ('[发证日期]>="2023-01-01"', "P220"),
        ("LEFT([企业名称],1)>3", "P220"),
        ('IF(TRUE,"是",[企业名称])>3', "P220"),
        ('[企业名称]&"x">3', "P220"),
    ],
)
def test_each_kind_of_mistake_is_found(text: str, code: str) -> None:
    assert _codes(text) == [code]


def test_all_mistakes_are_found_at_once_in_the_order_they_are_written() -> None:
    text = 'OR([人数]>1,FOO(1),[企业名称]>"甲",级次([技术领域])=1)'
    found = check_types(parse(text), FIELDS, LEVELS)
    assert [mistake.code for mistake in found] == ["P210", "P212", "P220", "P219"]
    assert [mistake.position for mistake in found] == [4, 11, 24, 29]


def test_a_label_that_is_nearly_right_is_suggested() -> None:
    (mistake,) = check_types(parse("[科技人员]>1"), FIELDS, LEVELS)
    assert dict(mistake.params)["near"] == "科技人员数"


def test_an_unsupported_function_is_answered_with_those_there_are() -> None:
    (mistake,) = check_types(parse("HYPERLINK(1,2)"), FIELDS, LEVELS)
    known = dict(mistake.params)["known"].split("、")
    assert {"IF", "EDATE", "级次", "重复次数"} <= set(known)
    assert not {"TODAY", "SUMPRODUCT"} & set(known)


def test_a_function_that_is_refused_for_another_is_answered_with_the_other() -> None:
    (mistake,) = check_types(parse("COUNTIF([企业名称],[企业名称])>1"), FIELDS, LEVELS)
    assert dict(mistake.params)["instead"] == "重复次数"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("[本年目标]>0", []),
        ("[本年目标]>[科技人员数]", ["P225"]),
        ("重复次数([企业名称])=1", ["P225"]),
        ("级次([培育阶段])>1", ["P225"]),
    ],
)
def test_in_the_header_only_fields_of_the_header_have_a_value(text: str, codes: list[str]) -> None:
    assert _codes(text, Scope.HEADER) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("SUM([科技人员数])<=[本年目标]", []),
        ("IF([本年目标]>0,COUNTA([企业名称])>0,TRUE)", []),
        ("[科技人员数]<=[本年目标]", ["P226"]),
        ("SUM([科技人员数]*2)<=[本年目标]", ["P226"]),
        ("ROUND(SUM([科技人员数]),[科技人员数])>1", ["P226"]),
        ("重复次数([企业名称])=1", ["P226"]),
        ("COUNT(级次([培育阶段]))=1", ["P226"]),
        ("SUM([人均])>1", ["P228"]),
    ],
)
def test_over_the_table_a_roster_field_is_a_whole_column(text: str, codes: list[str]) -> None:
    assert _codes(text, Scope.TABLE) == codes


def test_every_code_a_formula_can_raise_is_in_the_catalogue() -> None:
    package = Path(formula.__file__).parent
    raised = {
        code for path in package.glob("*.py") for code in re.findall(r'"(P\d+)"', path.read_text("utf-8"))
    }
    assert raised == {entry.code for entry in formulas.KINDS}


def test_every_function_is_documented() -> None:
    words = set((Path(__file__).parents[2] / "docs" / "formulas.md").read_text("utf-8").split())
    assert set(FUNCTIONS) <= words


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ('[培育阶段]="已认定"', []),
        ('AND([培育阶段]="已认定",[科技人员数]>1)', []),
        ("IF([科技人员数]>1,TRUE,FALSE)", []),
        ("[培育阶段]", ["P221"]),
        ('"已认定"', ["P221"]),
        ("[科技人员数]+1", ["P222"]),
        ("级次([培育阶段])", ["P222"]),
        ("IF([科技人员数]>1,TRUE,[培育阶段])", ["P221"]),
        ("IF([科技人员数]>1,IFERROR(1/[科技人员数],0),2)", ["P222"]),
    ],
)
def test_a_condition_says_yes_or_no(text: str, codes: list[str]) -> None:
    assert [mistake.code for mistake in check_condition(parse(text), FIELDS)] == codes
