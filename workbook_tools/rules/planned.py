"""The rules of the 规则 sheet, and the rules that come with a roster: nothing twice that may stand once."""

from collections.abc import Iterator, Mapping

from workbook_tools import formula
from workbook_tools.formula import Binary, Call, Label, Node, Number, Repeats, Text
from workbook_tools.messages import severity
from workbook_tools.model import (
    NOT_APPLICABLE,
    Entry,
    Field,
    FieldType,
    Form,
    Place,
    Rule,
    Scope,
)
from workbook_tools.rules.demand import Demand
from workbook_tools.rules.fields import asked_of


def planned_demand(rule: Rule, form: Form) -> Demand:
    """A rule of the plan as a demand: broken where its condition comes to FALSE.

    A computed field stands for its own formula, on both sides.
    """
    fields = {field.label: field for field in form.fields}
    condition = formula.written_out(rule.condition, form.fields)
    columns: tuple[str, ...] = ()
    named = formula.labels(condition)
    if rule.scope is Scope.TABLE:
        columns = tuple(label for label in named if fields[label].place is Place.ROW)
        condition = formula.over_table(condition, frozenset(columns))
    needs, lacks = asked_of(condition)
    return Demand(
        rule.code,
        rule.severity,
        rule.scope,
        _marked(rule, named, fields),
        tuple(label for label in needs if label not in columns),
        Call("NOT", (condition,), 0),
        lacks=tuple(label for label in lacks if label not in columns),
        columns=columns,
        live=not rule.on_receipt and all(_is_live(fields[label]) for label in named),
        says=rule.message,
        todo=rule.todo,
    )


def _marked(rule: Rule, named: tuple[str, ...], fields: Mapping[str, Field]) -> tuple[Field, ...]:
    """The fields to mark: those the rule names for it, else all of the condition; what is asked of rows first."""
    marked = [fields[label] for label in rule.marks or named if label in fields]
    place = Place.ROW if rule.scope is Scope.ROW else Place.HEADER
    own = [field for field in marked if field.place is place]
    return tuple(own) or tuple(marked)


def _is_live(field: Field) -> bool:
    """Whether the form has the field's value: 序号 is nobody's."""
    return field.type is not FieldType.SEQUENCE


def roster_demands(form: Form, key_label: str) -> Iterator[Demand]:
    """S040: an enterprise (the annex's 去重字段) twice. S041: a required 编号 that two enterprises share."""
    key = next((field for field in form.roster if field.label == key_label), None)
    if key is None:
        return
    yield _unique("S040", key, Binary(">", Repeats((key.label,), 0), Number(1, 0), 0))
    for field in form.roster:
        if (
            field.type is FieldType.NUMBER_TEXT
            and field.required
            and field.entry is Entry.UNIT
            and field != key
        ):
            of_one = Repeats((field.label, key.label), 0)
            yield _unique("S041", field, Binary(">", Repeats((field.label,), 0), of_one, 0))


def _unique(code: str, field: Field, repeated: Node) -> Demand:
    says_something = Binary("<>", Label(field.label, 0), Text(NOT_APPLICABLE, 0), 0)
    broken = Call("AND", (says_something, repeated), 0)
    return Demand(code, severity(code), Scope.ROW, (field,), (field.label,), broken)
