"""What holds for every formula and every value, not only for those we thought of."""

import math
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from workbook_tools.formula import FormulaError, evaluate, parse, serial, to_excel
from workbook_tools.formula.tree import COMPARISONS, Binary, Call, Label, Logical, Node, Number, Text, Unary
from workbook_tools.model import Value

NAMES = ("甲", "乙（万元）", "丙 丁")
CELLS: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    st.integers(-(10**6), 10**6),
    st.decimals(-1000, 1000, places=2).map(float),
    st.dates(date(1900, 3, 1), date(2100, 1, 1)),
    st.sampled_from(["", "5", " 7%", "2023-05-06", "示例", "无", "AbC", "true", "a*b?"]),
)
LEAVES: st.SearchStrategy[Node] = st.one_of(
    st.integers(0, 1000).map(lambda value: Number(value / 4, 1)),
    st.text(max_size=6).map(lambda text: Text(text, 1)),
    st.booleans().map(lambda truth: Logical(truth, 1)),
    st.sampled_from(NAMES).map(lambda name: Label(name, 1)),
)


def _nested(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    infix = st.sampled_from((*COMPARISONS, "&", "+", "-", "*", "/"))
    return st.one_of(
        st.builds(Binary, infix, parts, parts, st.just(1)),
        st.builds(Unary, st.sampled_from("-%"), parts, st.just(1)),
        st.builds(Call, st.sampled_from(["AND", "SUM", "COUNTA"]), st.tuples(parts, parts), st.just(1)),
        st.builds(Call, st.just("IF"), st.tuples(parts, parts, parts), st.just(1)),
        st.builds(
            Call, st.sampled_from(["LEFT", "FIND", "EDATE", "ROUND"]), st.tuples(parts, parts), st.just(1)
        ),
        st.builds(Call, st.sampled_from(["YEAR", "LEN", "ISBLANK", "TRIM"]), st.tuples(parts), st.just(1)),
    )


FORMULAS = st.recursive(LEAVES, _nested, max_leaves=12)


@given(st.text(max_size=40) | st.text(alphabet='[]()"“”=<>,;1a%-是 ', max_size=40))
def test_any_text_is_a_formula_or_a_mistake_with_a_place(text: str) -> None:
    try:
        parse(text)
    except FormulaError as mistake:
        assert 1 <= mistake.position <= len(text) + 1
    else:
        assert text.strip(" =＝")


@given(FORMULAS)
def test_what_is_written_for_excel_reads_back_as_the_same_tree(node: Node) -> None:
    assert parse(to_excel(node, lambda label: f"[{label}]", {})) == node


@given(FORMULAS, st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=5))
def test_a_row_means_the_same_alone_as_among_others(node: Node, rows: list[tuple[Value, ...]]) -> None:
    together = evaluate(node, {name: [row[i] for row in rows] for i, name in enumerate(NAMES)}, {})
    alone = [evaluate(node, {name: [row[i]] for i, name in enumerate(NAMES)}, {})[0] for row in rows]
    assert list(map(repr, together)) == list(map(repr, alone))


@given(st.decimals(-(10**7), 10**7, places=4), st.integers(-3, 4))
def test_decimals_round_half_away_from_zero_as_they_are_written(number: Decimal, places: int) -> None:
    written = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    (found,) = evaluate(parse(f"ROUND([数],{places})"), {"数": [float(number)]}, {})
    assert isinstance(found, int | float)
    assert math.isclose(found, float(written), rel_tol=1e-15, abs_tol=0)


@given(st.dates(date(1900, 3, 1), date(9999, 12, 31)))
def test_a_date_comes_apart_and_together_again(day: date) -> None:
    rows = {"日": [day]}
    assert evaluate(parse("DATE(YEAR([日]),MONTH([日]),DAY([日]))"), rows, {}) == [serial(day)]
    assert evaluate(parse("DATE(YEAR([日]),MONTH([日])+1,0)=EOMONTH([日],0)"), rows, {}) == [True]
