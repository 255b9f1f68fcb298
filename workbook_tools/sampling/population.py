"""Who may be drawn, and what an auditor is shown of it: rows of 企业名录 with the fields that decide what counts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from workbook_tools import formula
from workbook_tools.consolidate import Enterprise, Outcome, Register
from workbook_tools.model import Annex, Entry, Field, FieldType, Form, Plan, Value, a1, printed
from workbook_tools.sampling.draw import Item

_NUMBERS = (FieldType.DECIMAL, FieldType.INTEGER)


class Reported(NamedTuple):
    """One field of a record: the value as understood, its cell ('' where the unit deleted the column), the text found
    there ('' where that is the value as printed)."""

    label: str
    value: Value
    cell: str
    raw: str = ""


class Subject(NamedTuple):
    """An enterprise that may be drawn: key and name, the fields that decide what it counts as, its amount if asked."""

    enterprise: Enterprise
    item: Item
    key: Reported
    name: str
    decisive: tuple[Reported, ...]
    amount: Reported | None

    @property
    def asked(self) -> Reported:
        """The one value the draw is about: the amount, or the key."""
        return self.amount or self.key


class Population(NamedTuple):
    """Those who may be drawn; how many rows no number rests on (`outside`), and how many have no amount above zero."""

    subjects: tuple[Subject, ...]
    outside: int
    weightless: int


def measures(plan: Plan) -> Mapping[str, frozenset[str]]:
    """The labels of roster fields that may be an amount, each with all measures it is asked in."""
    years = {annex.counting.count_year for annex in plan.annexes}
    found: dict[str, frozenset[str]] = {}
    for form in plan.forms:
        for field in form.roster:
            if field.type in _NUMBERS and field.label not in years:
                found[field.label] = found.get(field.label, frozenset()) | {field.unit}
    return found


def population(register: Register, amount: str) -> Population:
    """The rows that a number of the master's progress rests on: counted, contested, ruled away, or gone.

    `amount` is the label of the field drawn by ('' for none); a row without an amount above zero cannot be drawn.
    """
    views = {annex.number: _view(register, annex, amount) for annex in register.plan.annexes}
    resting = [each for each in register.rows() if each.outcome is not Outcome.NOT_COUNTED or each.gone]
    subjects = tuple(views[each.annex].subject(each) for each in resting)
    able = tuple(each for each in subjects if not amount or (each.amount and each.item.amount > 0))
    return Population(able, len(register) - len(resting), len(subjects) - len(able))


@dataclass(frozen=True, slots=True)
class _View:
    """The fields of an annex's form that are shown, and where the register has them."""

    form: str
    key: Field
    name: Field | None
    decisive: tuple[Field, ...]
    amount: Field | None
    places: Mapping[tuple[str, FieldType], int]

    def subject(self, each: Enterprise) -> Subject:
        """An enterprise as it is shown."""
        amount = self._reported(each, self.amount) if self.amount else None
        return Subject(
            each,
            Item(self.form, each.unit.code, each.key, _size(amount)),
            self._reported(each, self.key),
            printed(self._reported(each, self.name).value) if self.name else "",
            tuple(self._reported(each, field) for field in self.decisive),
            amount,
        )

    def _reported(self, each: Enterprise, field: Field) -> Reported:
        column = each.shown.columns.get(field.key)
        cell = a1((each.shown.row, column)) if column else ""
        raw = next((found.raw for found in each.rewritten if found.cell == cell), "")
        return Reported(field.label, each.values[self.places[field.label, field.type]], cell, raw)


def _size(amount: Reported | None) -> Fraction:
    """The amount as printed, exactly: 0.1 is a tenth; 0 where there is none, 1 where none is asked."""
    if amount is None:
        return Fraction(1)
    return Fraction(printed(amount.value)) if isinstance(amount.value, int | float) else Fraction()


def _view(register: Register, annex: Annex, amount: str) -> _View:
    form = register.plan.form(annex.form)
    assert form, "the plan's checks let no annex name a form that is not there"
    fields = {field.label: field for field in form.roster}
    key, weight = fields[annex.counting.key], fields.get(amount)
    return _View(
        form.code,
        key,
        _name(form),
        tuple(fields[label] for label in _deciding(annex) if label in fields and label != key.label),
        weight if weight and weight.type in _NUMBERS else None,
        {(column.label, column.type): place for place, column in enumerate(register.columns)},
    )


def _name(form: Form) -> Field | None:
    """What the enterprise is called: the field of that type, else the first text that the unit fills in."""
    named = [field for field in form.roster if field.type is FieldType.NAME]
    texts = [each for each in form.roster if each.type is FieldType.TEXT and each.entry is Entry.UNIT]
    return next(iter(named + texts), None)


def _deciding(annex: Annex) -> Iterator[str]:
    """The labels that decide what counts and what left, each once."""
    counting = annex.counting
    conditions = [formula.parse(text) for text in (counting.count_when, counting.exit_when) if text]
    named = [label for condition in conditions for label in formula.labels(condition)]
    yield from dict.fromkeys([*named, *filter(None, [counting.count_year])])
