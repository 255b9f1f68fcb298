"""Formulas over field labels: rule text -> syntax tree -> Excel text, and -> a check of whole columns."""

from workbook_tools.formula.check import check_condition, check_types
from workbook_tools.formula.column import FormulaFault, Result, Table, serial
from workbook_tools.formula.evaluate import Rows, evaluate, holds
from workbook_tools.formula.excel import number_literal, text_literal, to_excel
from workbook_tools.formula.levels import Levels, levels_by_label
from workbook_tools.formula.mistake import FormulaError
from workbook_tools.formula.parse import parse
from workbook_tools.formula.tree import Node, labels

__all__ = [
    "FormulaError",
    "FormulaFault",
    "Levels",
    "Node",
    "Result",
    "Rows",
    "Table",
    "check_condition",
    "check_types",
    "evaluate",
    "holds",
    "labels",
    "levels_by_label",
    "number_literal",
    "parse",
    "serial",
    "text_literal",
    "to_excel",
]
