"""How the text of a formula is understood, and how mistakes in it are named."""

import pickle

import pytest

from workbook_tools.formula import FormulaError, labels, parse
from workbook_tools.formula.tree import Binary, Call, Label, Level, Number, Text, Unary
from workbook_tools.messages import render, severity
from workbook_tools.model import Finding


def test_a_formula_becomes_a_tree() -> None:
    found = parse('AND([培育阶段]="已认定",[人数（人）]<=5%)')
    stage = Binary("=", Label("培育阶段", 5), Text("已认定", 12), 11)
    share = Binary("<=", Label("人数（人）", 18), Unary("%", Number(5, 27), 28), 25)
    assert found == Call("AND", (stage, share), 1)


def test_every_part_knows_where_it_stands_counted_from_one() -> None:
    found = parse(" =[甲] + 12")
    assert isinstance(found, Binary)
    assert (found.left.position, found.position, found.right.position) == (3, 7, 9)


@pytest.mark.parametrize(
    ("loose", "strict"),
    [
        ("=[甲]+1", "[甲]+1"),
        ("＝[甲]＋１", "[甲]+1"),
        ("（[甲]－[乙]）×2÷3", "([甲]-[乙])*2/3"),
        ("[甲]≥3", "[甲]>=3"),
        ("[甲]≤3", "[甲]<=3"),
        ("[甲]≠3", "[甲]<>3"),
        ("[甲]＞＝３％", "[甲]>=3%"),
        ("and（[甲]=“是”，［乙］＝”否”；True）", 'AND([甲]="是",[乙]="否",TRUE)'),
        ("【甲】>1", "[甲]>1"),
        ("[ 甲 ]>1", "[甲]>1"),
        ("OR([甲],\n[乙]\u3000,TRUE())", "OR([甲],[乙],TRUE)"),
        ("+[甲]", "[甲]"),
    ],
)
def test_what_a_chinese_keyboard_types_is_understood(loose: str, strict: str) -> None:
    assert parse(loose) == parse(strict)


def test_full_width_signs_in_texts_and_labels_stay_as_they_are() -> None:
    found = parse('[收入（万元），合计]="是，（“对”）＝"')
    assert found == Binary("=", Label("收入（万元），合计", 1), Text("是，（“对”）＝", 1), 1)


def test_a_doubled_quote_is_a_quote() -> None:
    assert parse('"他说""好"""') == Text('他说"好"', 1)


def test_a_label_may_hold_pairs_of_brackets() -> None:
    assert parse("[收入[万元]]") == Label("收入[万元]", 1)


@pytest.mark.parametrize(
    ("text", "grouped"),
    [
        ("1-2-3", "(1-2)-3"),
        ("1+2*3", "1+(2*3)"),
        ("-1+2", "(-1)+2"),
        ("-5%", "-(5%)"),
        ("1&2+3", "1&(2+3)"),
        ('"a"&"b"="ab"', '("a"&"b")="ab"'),
        ("1<2=TRUE", "(1<2)=TRUE"),
    ],
)
def test_operators_bind_as_in_excel(text: str, grouped: str) -> None:
    assert parse(text) == parse(grouped)


def test_labels_come_once_and_in_order_of_first_use() -> None:
    assert labels(parse("IF([乙]>0,级次([丙])>[甲],[乙])")) == ("乙", "丙", "甲")


def test_the_level_of_a_field_is_a_node_of_its_own() -> None:
    assert parse("级次([培育阶段])>=3") == Binary(">=", Level("培育阶段", 1), Number(3, 12), 10)


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("", "P201", 1),
        (" = ", "P201", 4),
        ("[甲]>$3", "P202", 5),
        ("[甲]='是'", "P202", 5),
        ("[甲]^2", "P202", 4),
        ('[甲]="是', "P203", 5),
        ('[甲]=“是"', "P203", 5),
        ("1+[甲", "P203", 3),
        ("[甲]>", "P204", 5),
        ("AND([甲],,1)", "P204", 9),
        ("[甲]=<3", "P204", 5),
        ("[甲] [乙]", "P205", 5),
        ("([甲]))", "P205", 6),
        ("AND([甲] 1)", "P205", 9),
        ("AND(([甲])", "P206", 4),
        ('培育阶段="已认定"', "P207", 1),
        ("F12>3", "P207", 1),
        ("[代码]=123456789012345678", "P208", 6),
        ("1e999", "P208", 1),
        ("级次(3)", "P216", 1),
        ("级次([甲],[乙])", "P216", 1),
    ],
)
def test_a_mistake_is_named_with_its_place(text: str, code: str, position: int) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(text)
    assert (caught.value.code, caught.value.position) == (code, position)


@pytest.mark.parametrize(
    "text", ["(" * 5000, "1" + "+1" * 4000, "-" * 5000 + "1", "NOT(" * 2000, "1" + "%" * 5000]
)
def test_a_formula_too_deep_to_read_is_refused_not_crashed_on(text: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(text)
    assert caught.value.code == "P209"


def test_a_mistake_reads_as_a_sentence() -> None:
    with pytest.raises(FormulaError) as caught:
        parse('培育阶段="已认定"')
    mistake = caught.value
    finding = Finding(mistake.code, severity(mistake.code), params=mistake.params)
    assert render(finding) == (
        "公式第1个字符处的“培育阶段”既不在方括号内，也不在双引号内。"
        '指标请写作 [培育阶段]，文字请写作 "培育阶段"。（P207）'
    )


def test_a_mistake_survives_the_way_between_processes() -> None:
    with pytest.raises(FormulaError) as caught:
        parse("[甲]>$")
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (copy.code, copy.position, copy.params) == ("P202", 5, (("position", "5"), ("symbol", "$")))
