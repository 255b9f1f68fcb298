"""Computed fields: in a formula over labels each stands for its own formula."""

from collections.abc import Iterable
from functools import lru_cache

from workbook_tools.formula.parse import parse
from workbook_tools.formula.tree import Node, substitute
from workbook_tools.model import Field

_parsed = lru_cache(maxsize=1024)(parse)
"""Formulas of a plan are needed again for every reading: each is parsed once."""


def written_out(text: str, fields: Iterable[Field]) -> Node:
    """A formula with the computed ones of these fields replaced by their formulas, those in these as well.

    FormulaError where a formula cannot be read.
    """
    return substitute(
        _parsed(text), {field.label: _parsed(field.formula) for field in fields if field.formula}
    )
