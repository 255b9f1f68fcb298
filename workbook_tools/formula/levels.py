"""级次: the levels of ordered choice lists, by the label of the field."""

from collections.abc import Iterable, Mapping

from workbook_tools.formula.mistake import FormulaError
from workbook_tools.formula.tree import Level
from workbook_tools.model import Choice, Field

Levels = Mapping[str, Mapping[str, int]]
"""Label of a field -> value of its choice list -> level. Values outside the order are not in it."""


def levels_by_label(
    fields: Iterable[Field], choices: Mapping[str, tuple[Choice, ...]]
) -> dict[str, dict[str, int]]:
    """The levels of every field with an ordered choice list; a field whose list has no levels is left out."""
    ordered = {
        field.label: {
            item.value: item.level for item in choices.get(field.choices, ()) if item.level is not None
        }
        for field in fields
        if field.choices
    }
    return {label: levels for label, levels in ordered.items() if levels}


def levels_of(node: Level, levels: Levels) -> Mapping[str, int]:
    """The levels 级次 looks in; FormulaError where the field has no ordered list."""
    if node.name not in levels:
        raise FormulaError("P219", node.position, (("label", node.name),))
    return levels[node.name]
