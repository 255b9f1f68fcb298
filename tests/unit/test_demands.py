"""What a plan asks of a form, compiled: which demands there are, in what order, and when each is asked."""

from dataclasses import replace
from datetime import date

import pytest

from tests.build.looks import CHOICES, FORM, PERIOD, PLAN
from workbook_tools import formula, rules
from workbook_tools.model import Field, Form, Rule, Scope, Severity, Value
from workbook_tools.rules import Demand

FIELDS = {field.label: field for field in FORM.fields}
LEVELS = formula.levels_by_label(FORM.fields, CHOICES)


def _asked(*more: Rule, form: Form = FORM) -> tuple[Demand, ...]:
    return rules.demands(replace(PLAN, rules=more), form, PERIOD)


def _of(key: str, **changes: object) -> list[Demand]:
    """The own demands of a field, after changing it."""
    changed = replace(FORM.by_key(key), **changes)  # type: ignore[arg-type]
    fields = tuple(changed if field.key == key else field for field in FORM.fields)
    asked = _asked(form=replace(FORM, fields=fields))
    return [demand for demand in asked if demand.own and demand.fields == (changed,)]


def _written(node: formula.Node | None) -> str:
    """A formula with its labels in brackets."""
    assert node is not None
    return formula.to_excel(node, lambda label: f"[{label}]", LEVELS, column=lambda label: f"[{label}:]")


def test_a_field_is_asked_for_a_value_then_for_its_limits_from_hard_to_soft() -> None:
    written = [(demand.code, _written(demand.broken), dict(demand.params)) for demand in _of("income")]
    assert written == [
        ("S010", 'AND(ISBLANK([营业收入（万元）]),[培育状态]="已认定")', {}),
        ("S011", 'AND([营业收入（万元）]="无",[培育状态]="已认定")', {}),
        ("S012", "[营业收入（万元）]<0", {"limit": "0", "unit": "万元"}),
        ("S015", "[营业收入（万元）]>100000", {"limit": "100000", "unit": "万元"}),
    ]


def test_a_text_is_asked_for_its_length_then_for_its_pattern() -> None:
    found = _of("cert", min_length=3, max_length=9, pattern=r"G\d?", pattern_severity=Severity.EXPLAIN)
    assert [demand.code for demand in found] == ["S010", "S011", "S020", "S021", "S022"]
    assert found[-1].severity is Severity.EXPLAIN
    assert _written(found[-1].broken) == (
        'NOT(OR(AND(LEN([证书编号])=1,EXACT(MID([证书编号],1,1),"G")),'
        'AND(LEN([证书编号])=2,EXACT(MID([证书编号],1,1),"G"),ISNUMBER(FIND(MID([证书编号],2,1),"0123456789")))))'
    )


@pytest.mark.parametrize(("pattern", "live"), [(r"GR\d{12}", True), (r"GR\d+", False), (r"[^0].*", False)])
def test_a_pattern_that_no_formula_can_say_is_checked_on_receipt(pattern: str, live: bool) -> None:
    assert _of("cert", pattern=pattern)[-1].live is live


@pytest.mark.parametrize(
    ("limit", "written", "printed"),
    [
        ("数据截止日", "[发证日期]>45596", "2024-10-31（数据截止日）"),
        ("2024-01-01", "[发证日期]>45292", "2024-01-01"),
    ],
)
def test_a_day_is_a_number_in_the_formula_and_a_day_in_the_words(
    limit: str, written: str, printed: str
) -> None:
    (demand,) = _of("day", high=limit)
    assert (_written(demand.broken), demand.params["limit"]) == (written, printed)


def test_a_field_that_the_unit_does_not_fill_in_is_asked_nothing() -> None:
    own = {demand.fields[0].key for demand in _asked() if demand.own}
    assert own.isdisjoint({"unit", "goal", "no", "each"})


def test_the_limits_of_a_computed_field_are_those_of_its_formula_and_mark_its_own_cell() -> None:
    hard, soft = _of("each", low="10", soft_high="5000", unit="万元")
    assert (hard.code, _written(hard.broken)) == ("S012", "[营业收入（万元）]/[从业人员数]<10")
    assert (soft.code, _written(soft.broken)) == ("S015", "[营业收入（万元）]/[从业人员数]>5000")
    assert hard.needs == ("营业收入（万元）", "从业人员数")
    assert [field.key for field in hard.fields] == ["each"]


def test_what_the_formula_of_a_computed_field_asks_to_be_blank_may_be_blank() -> None:
    (demand,) = _of("each", formula="IF(ISBLANK([从业人员数]),0,[营业收入（万元）])", low="10")
    assert (demand.needs, demand.lacks) == (("营业收入（万元）",), ("从业人员数",))


def test_the_key_and_required_numbers_stand_once() -> None:
    once = {demand.code: _written(demand.broken) for demand in _asked() if demand.code in ("S040", "S041")}
    code, number = '[统一社会信用代码{}]&""', '[证书编号{}]&""'
    same_code, same_number = (f"EXACT({each.format(':')},{each.format('')})" for each in (code, number))
    assert f"SUMPRODUCT(--ISNUMBER(1/{same_code}))" in once["S040"]
    assert f"SUMPRODUCT(--ISNUMBER(1/({same_number}*{same_code})))" in once["S041"]


def _planned(condition: str, scope: Scope = Scope.ROW, **more: object) -> Demand:
    rule = Rule("R1", "", scope, Severity.EXPLAIN, condition, "不对", **more)  # type: ignore[arg-type]
    return _asked(rule)[-1]


def test_a_rule_is_broken_where_its_condition_is_false_and_needs_every_field_it_names() -> None:
    demand = _planned("[从业人员数]<=[本年目标]*100")
    assert _written(demand.broken) == "NOT([从业人员数]<=[本年目标]*100)"
    assert demand.needs == ("从业人员数", "本年目标")
    assert _written(rules.guard(demand, FIELDS)) == "AND(ISNUMBER([从业人员数]),ISNUMBER([本年目标]))"


def test_a_field_whose_blank_is_asked_about_may_be_blank_but_not_badly_typed() -> None:
    demand = _planned("OR(ISBLANK([从业人员数]),[从业人员数]>5)")
    assert (demand.needs, demand.lacks) == ((), ("从业人员数",))
    assert _written(rules.guard(demand, FIELDS)) == "OR(ISBLANK([从业人员数]),ISNUMBER([从业人员数]))"


def test_a_computed_field_stands_for_its_formula() -> None:
    demand = _planned("[人均收入]>1")
    assert _written(demand.broken) == "NOT([营业收入（万元）]/[从业人员数]>1)"
    assert [field.label for field in demand.fields] == ["营业收入（万元）", "从业人员数"]


def test_a_rule_about_the_table_looks_at_columns() -> None:
    demand = _planned("SUM([从业人员数])<=[本年目标]*100", Scope.TABLE)
    assert _written(demand.broken) == "NOT(SUM([从业人员数:])<=[本年目标]*100)"
    assert (demand.needs, demand.columns) == (("本年目标",), ("从业人员数",))
    assert [field.label for field in demand.fields] == ["本年目标"]


def test_a_rule_says_which_fields_to_mark_and_whether_the_form_checks_it() -> None:
    demand = _planned("[从业人员数]>1", marks=("企业名称",), on_receipt=True)
    assert ([field.label for field in demand.fields], demand.live) == (["企业名称"], False)


WELL_TYPED: dict[str, dict[Value, bool]] = {
    "income": {"3": False, 3: True, 0.5: True},
    "day": {"2024-5": False, date(2024, 5, 1): True},
    "town": {"无": True, "东乡镇": True},
    "name": {"无": False, "示例公司": True},
    "cert": {"无": False, "GR1": True},
}


@pytest.mark.parametrize("key", WELL_TYPED)
def test_a_value_is_there_where_it_is_of_its_type(key: str) -> None:
    field: Field = FORM.by_key(key)
    values: list[formula.Result] = [None, *WELL_TYPED[key]]
    there = formula.holds(rules.present(field), {field.label: values}, {}).tolist()
    assert there == [False, *WELL_TYPED[key].values()]
