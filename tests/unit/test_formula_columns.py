"""Whole columns: one table for many formulas, and what it refuses."""

import pytest

from workbook_tools.formula import FormulaError, FormulaFault, Table, evaluate, holds, parse
from workbook_tools.model import Value


def test_a_formula_is_worked_out_row_by_row() -> None:
    rows: dict[str, list[Value]] = {"甲": [1, 2, None], "乙": ["是", "否", "是"]}
    assert evaluate(parse('IF([乙]="是",[甲]*10,"—")'), rows, {}) == [10, "—", 0]


def test_a_formula_without_labels_gives_the_same_in_every_row() -> None:
    assert evaluate(parse("1+1"), {"甲": [None, None]}, {}) == [2, 2]
    assert holds(parse("TRUE"), {"甲": [None, None]}, {}).tolist() == [True, True]


def test_a_table_without_rows_gives_no_values() -> None:
    rows: dict[str, list[str]] = {"甲": [], "乙": []}
    text = 'AND([甲]>1,LEFT([乙],1)="a",SUM([甲],[乙])>0,YEAR([甲])=2023,级次([甲])>1)'
    assert evaluate(parse(text), rows, {"甲": {"一": 1}}) == []


def test_one_table_serves_many_formulas_and_encodes_a_column_once() -> None:
    table = Table({"甲": [1, 5], "乙": [3, 3]})
    assert holds(parse("[甲]>[乙]"), table, {}).tolist() == [False, True]
    assert evaluate(parse("[甲]+[乙]"), table, {}) == [4, 8]
    assert table.column("甲") is table.column("甲")


def test_errors_of_one_formula_are_values_for_the_next() -> None:
    ratios = evaluate(parse("[甲]/[乙]"), {"甲": [1, 1], "乙": [2, 0]}, {})
    assert ratios == [0.5, FormulaFault.DIV0]
    assert evaluate(parse("IFERROR([率],0)"), {"率": ratios}, {}) == [0.5, 0]


def test_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="different lengths"):
        Table({"甲": [1], "乙": [1, 2]})


def test_a_label_the_table_does_not_have_is_named() -> None:
    with pytest.raises(FormulaError) as caught:
        holds(parse("[甲]>1"), {"乙": [1]}, {})
    assert (caught.value.code, dict(caught.value.params)["label"]) == ("P210", "甲")


def test_a_function_that_does_not_exist_is_named() -> None:
    with pytest.raises(FormulaError) as caught:
        holds(parse("FOO([甲])"), {"甲": [1]}, {})
    assert caught.value.code == "P212"


def test_a_value_no_cell_can_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="list"):
        holds(parse("[甲]>1"), {"甲": [[1]]}, {})  # type: ignore[list-item]
