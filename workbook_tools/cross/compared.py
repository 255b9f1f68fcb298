"""Which fields of a form the checks across units and periods look at: those the plan names, else by their type."""

from collections.abc import Callable, Mapping

from workbook_tools.model import CrossRule, Field, FieldType, Form, Plan
from workbook_tools.model.plan import Choice

Choices = Mapping[str, tuple[Choice, ...]]

_MONEY = "元"
"""How the units of money end: 元, 万元, 亿元."""


def rule(plan: Plan, code: str) -> CrossRule | None:
    """A check as the plan sets it; None where it is not to be made."""
    return next((each for each in plan.cross if each.code == code and each.severity), None)


def name_field(form: Form) -> Field | None:
    """The roster column with the name of the enterprise."""
    return next((field for field in form.roster if field.type is FieldType.NAME), None)


def _is_name(field: Field, _choices: Choices) -> bool:
    return field.type is FieldType.NAME


def _is_ordered(field: Field, choices: Choices) -> bool:
    return any(item.level is not None for item in choices.get(field.choices, ()))


def _is_money(field: Field, _choices: Choices) -> bool:
    return field.type is FieldType.DECIMAL and field.unit.endswith(_MONEY)


_UNNAMED: Mapping[str, Callable[[Field, Choices], bool]] = {
    "X2": _is_name,
    "X12": _is_name,
    "X14": _is_ordered,
    "X16": _is_money,
}
"""The fields of a check for which the plan names none."""
_NAMING = ("X2", "X12", "X14", "X16", "X17", "X20")
"""The checks that look at fields."""


def compared(plan: Plan, form: Form, code: str) -> tuple[Field, ...]:
    """The roster columns of a form that a check looks at, in plan order; none where it is not to be made."""
    asked = rule(plan, code)
    if asked is None:
        return ()
    if asked.labels:
        return tuple(field for field in form.roster if field.label in asked.labels)
    is_meant = _UNNAMED.get(code)
    return tuple(field for field in form.roster if is_meant and is_meant(field, plan.choices))


def watched(plan: Plan, form: Form) -> tuple[Field, ...]:
    """Every roster column that any check looks at, the name of the enterprise first."""
    name = name_field(form)
    looked_at = [field for code in _NAMING for field in compared(plan, form, code)]
    return tuple({field.key: field for field in (*filter(None, [name]), *looked_at)}.values())
