"""When a demand is asked at all: where what it names is there, and is what it should be."""

from collections.abc import Mapping

from workbook_tools.formula import Binary, Call, Label, Node, Text
from workbook_tools.model import NOT_APPLICABLE, Field, FieldType
from workbook_tools.rules.demand import Demand

NUMBERS = frozenset({FieldType.INTEGER, FieldType.DECIMAL, FieldType.PERCENT, FieldType.DATE})
"""Types whose well-typed values are numbers; those of all others are texts."""

ANSWERS = frozenset({FieldType.TEXT, FieldType.CHOICE})
"""Types in which 无 can be the answer; in all others it says that there is no value."""


def present(field: Field) -> Node:
    """The formula that a field's value is there and well typed; a blank is not, nor 无 where it is no answer."""
    value = Label(field.label, 0)
    if field.type in NUMBERS:
        return Call("ISNUMBER", (value,), 0)
    is_text = Call("ISTEXT", (value,), 0)
    if field.type in ANSWERS:
        return is_text
    return Call("AND", (is_text, Binary("<>", value, Text(NOT_APPLICABLE, 0), 0)), 0)


def blank(field: Field) -> Node:
    """The formula that nothing stands in a field."""
    return Call("ISBLANK", (Label(field.label, 0),), 0)


def guard(demand: Demand, fields: Mapping[str, Field]) -> Node | None:
    """The formula in which rows a demand is asked, by the fields of its form by label; None: in every row.

    The roster fields of a demand about the table are whole columns, and no matter of this: such a demand is
    asked where no cell of them is badly typed.
    """
    tests = [present(fields[label]) for label in demand.needs]
    tests += [Call("OR", (blank(fields[label]), present(fields[label])), 0) for label in demand.lacks]
    return Call("AND", tuple(tests), 0) if len(tests) > 1 else next(iter(tests), None)
