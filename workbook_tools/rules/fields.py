"""What a field's own columns of the 字段 sheet ask: 必填, limits, length and pattern."""

from collections.abc import Iterator
from datetime import date

from workbook_tools import formula
from workbook_tools.formula import Binary, Call, Label, Node, Number, Text, Unary
from workbook_tools.messages import severity
from workbook_tools.messages.submissions import NAMED_DAY
from workbook_tools.model import (
    ALWAYS,
    NOT_APPLICABLE,
    Entry,
    Field,
    FieldType,
    Form,
    Place,
    ReportingPeriod,
    Scope,
    Severity,
)
from workbook_tools.rules.demand import Demand
from workbook_tools.rules.guards import ANSWERS, NUMBERS, blank

_LIMITS = {"S012": ("<", "low"), "S013": (">", "high"), "S014": ("<", "soft_low"), "S015": (">", "soft_high")}


def own_demands(field: Field, form: Form, period: ReportingPeriod) -> Iterator[Demand]:
    """The demands of one field of a form, in the order in which they count; none of a locked one.

    A computed field stands for its own formula, and is asked where all that it is computed of is there.
    """
    if field.entry is Entry.LOCKED:
        return
    if field.required:
        yield from _required(field, form)
    if field.type in NUMBERS:
        value = formula.written_out(field.formula, form.fields) if field.formula else Label(field.label, 0)
        yield from _limits(field, value, period)
    else:
        yield from _shape(field)


def _demand(
    field: Field,
    code: str,
    broken: Node,
    needs: tuple[str, ...],
    params: dict[str, str] | None = None,
    weight: Severity | None = None,
    live: bool = True,
    lacks: tuple[str, ...] = (),
) -> Demand:
    scope = Scope.HEADER if field.place is Place.HEADER else Scope.ROW
    weight = weight or severity(code)
    known = params or {}
    return Demand(code, weight, scope, (field,), needs, broken, lacks, own=True, live=live, params=known)


def asked_of(condition: Node | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The labels that must be there for a formula to be asked, and those of which it asks whether they are."""
    named = formula.labels(condition) if condition else ()
    may_be_blank = formula.may_be_blank(condition) if condition else ()
    needs = tuple(label for label in named if label not in may_be_blank)
    return needs, tuple(label for label in named if label in may_be_blank)


def _required(field: Field, form: Form) -> Iterator[Demand]:
    """S010 where it is blank, S011 where 无 stands for a number, date, code or name."""
    condition = None if field.required == ALWAYS else formula.written_out(field.required, form.fields)
    needs, lacks = asked_of(condition)
    yield _demand(field, "S010", _where(blank(field), condition), needs, lacks=lacks)
    if field.type not in ANSWERS:
        does_not_apply = Binary("=", Label(field.label, 0), Text(NOT_APPLICABLE, 0), 0)
        yield _demand(field, "S011", _where(does_not_apply, condition), needs, lacks=lacks)


def _where(broken: Node, condition: Node | None) -> Node:
    return Call("AND", (broken, condition), 0) if condition else broken


def _limits(field: Field, value: Node, period: ReportingPeriod) -> Iterator[Demand]:
    """S012-S015, the hard limits first."""
    unit = field.unit if field.type is not FieldType.DATE else ""
    needs, lacks = asked_of(value)
    for code, (sign, column) in _LIMITS.items():
        if text := getattr(field, column):
            size, printed = _limit(text, field, period)
            known = {"limit": printed, "unit": unit}
            yield _demand(field, code, Binary(sign, value, size, 0), needs, known, lacks=lacks)


def _limit(text: str, field: Field, period: ReportingPeriod) -> tuple[Node, str]:
    """A limit as the plan writes it (a number, 5%, a date, or the name of a day of the period), and as printed."""
    if field.type is FieldType.DATE:
        named = period.day(text)
        day = named or date.fromisoformat(text)
        return _number(formula.serial(day)), NAMED_DAY.format(day=day, name=text) if named else text
    share = 100 if text.endswith("%") else 1
    return _number(float(text.removesuffix("%")) / share), text


def _number(size: float) -> Node:
    return Unary("-", Number(-size, 0), 0) if size < 0 else Number(size, 0)


def _shape(field: Field) -> Iterator[Demand]:
    """S020, S021 of the length, S022 of the pattern; a pattern that no formula can say is 收件后核."""
    value, needs = Label(field.label, 0), (field.label,)
    length = Call("LEN", (value,), 0)
    if field.min_length is not None:
        least = Number(field.min_length, 0)
        yield _demand(field, "S020", Binary("<", length, least, 0), needs, {"least": str(field.min_length)})
    if field.max_length is not None:
        most = Number(field.max_length, 0)
        yield _demand(field, "S021", Binary(">", length, most, 0), needs, {"most": str(field.max_length)})
    if field.pattern:
        differs = Call("NOT", (formula.Matches(field.label, field.pattern),), 0)
        asked = {"asked": field.pattern_note or field.pattern}
        live = formula.alternatives(field.pattern) is not None
        yield _demand(field, "S022", differs, needs, asked, field.pattern_severity, live)
