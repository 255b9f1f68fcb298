"""Formulas over field labels: rule text -> syntax tree -> Excel text, and -> a check of whole columns."""

from workbook_tools.formula.backtracking import is_explosive
from workbook_tools.formula.check import check_condition, check_types
from workbook_tools.formula.column import FormulaFault, Result, Table, day_of, serial
from workbook_tools.formula.computed import written_out
from workbook_tools.formula.evaluate import Rows, evaluate, holds
from workbook_tools.formula.excel import Listed, Reference, number_literal, text_literal, to_excel
from workbook_tools.formula.levels import Levels, levels_by_label
from workbook_tools.formula.mistake import FormulaError
from workbook_tools.formula.parse import parse
from workbook_tools.formula.patterns import alternatives, among, how_many, matcher
from workbook_tools.formula.scopes import over_table
from workbook_tools.formula.tree import (
    Array,
    Binary,
    Call,
    Label,
    Matches,
    Node,
    Number,
    Repeats,
    Text,
    Unary,
    labels,
    may_be_blank,
    rewritten,
    substitute,
)

__all__ = [
    "Array",
    "Binary",
    "Call",
    "FormulaError",
    "FormulaFault",
    "Label",
    "Levels",
    "Listed",
    "Matches",
    "Node",
    "Number",
    "Reference",
    "Repeats",
    "Result",
    "Rows",
    "Table",
    "Text",
    "Unary",
    "alternatives",
    "among",
    "check_condition",
    "check_types",
    "day_of",
    "evaluate",
    "holds",
    "how_many",
    "is_explosive",
    "labels",
    "levels_by_label",
    "matcher",
    "may_be_blank",
    "number_literal",
    "over_table",
    "parse",
    "rewritten",
    "serial",
    "substitute",
    "text_literal",
    "to_excel",
    "written_out",
]
