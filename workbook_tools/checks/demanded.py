"""The demands of the plan, asked of a reading: what fields must be, and the rules between them."""

from collections.abc import Iterator
from functools import cached_property

import numpy as np

from workbook_tools import formula, rules
from workbook_tools.checks.context import Context, cell, place
from workbook_tools.messages.found import found
from workbook_tools.messages.planned import ALSO, ALSO_MARK, SAYS, TODO, placeholders, value_name
from workbook_tools.model import Entry, Field, FieldType, Finding, Place, Reading, Scope, Value, printed
from workbook_tools.rules import Demand

_SHAPES = ("S020", "S021", "S022")
"""What was asked of phones while they were whole (`reading.personal`)."""

Flags = np.typing.NDArray[np.bool_]


def check_demands(reading: Reading, context: Context) -> Iterator[Finding]:
    """S010-S041 and the rules of the plan; of a field's own demands only the first that a value breaks."""
    asked = _Asked(reading, context)
    told: dict[str, Flags] = {}
    for demand in rules.demands(context.plan, context.form, context.period):
        if demand.code in _SHAPES and demand.fields[0].type is FieldType.PHONE:
            continue
        broken = asked.broken(demand)
        if broken is None or not broken.any():
            continue
        if demand.own:
            before = told.get(demand.fields[0].key, np.zeros_like(broken))
            told[demand.fields[0].key] = before | broken
            broken &= ~before
        for index in np.flatnonzero(broken).tolist():
            yield asked.finding(demand, index)


class _Asked:
    """A reading as demands see it: its values by label, which of them are there, and where they stand."""

    def __init__(self, reading: Reading, context: Context) -> None:
        self._reading = reading
        self._fields = {field.label: field for field in context.form.fields}
        values, header = reading.roster.values, reading.header
        self._columns = {f.label: values[f.key] for f in context.form.roster if f.key in values}
        self._single = {f.label: header[f.key].value for f in context.form.header if f.key in header}
        self._table = formula.Table(self._columns, self._single)
        self._levels = formula.levels_by_label(context.form.fields, context.plan.choices)
        self._bad: dict[str, list[int]] = {}
        for index, key in reading.bad:
            self._bad.setdefault(key, []).append(max(index, 0))
        self._ready: dict[tuple[str, bool], Flags] = {}

    # ------------------------------------------------------------ where it is broken

    def broken(self, demand: Demand) -> Flags | None:
        """In which records a demand is broken, in the one place where it is not about records; None: in none."""
        named = (*formula.labels(demand.broken), *demand.needs, *demand.lacks)
        if not all(label in self._table for label in named):
            return None
        if any(self._fields[label].key in self._bad for label in demand.columns):
            return None
        once = demand.scope is not Scope.ROW
        asked = np.ones(1 if once else self._table.rows, dtype=bool)
        for label in demand.needs:
            asked &= self._is_ready(label, may_lack=False)
        for label in demand.lacks:
            asked &= self._is_ready(label, may_lack=True)
        if demand.own:
            asked &= self._is_understood(demand.fields[0].label)
        if not asked.any():
            return None
        return asked & formula.holds(demand.broken, self._table, self._levels, once=once)

    def _is_ready(self, label: str, *, may_lack: bool) -> Flags:
        """In which records a value is there and well typed, or (`may_lack`) blank."""
        if (label, may_lack) not in self._ready:
            self._ready[label, may_lack] = self._readiness(label, may_lack)
        return self._ready[label, may_lack]

    def _readiness(self, label: str, may_lack: bool) -> Flags:
        field = self._fields[label]
        once = field.place is Place.HEADER
        there = formula.holds(rules.present(field), self._table, self._levels, once=once)
        if not may_lack:
            return there
        blank = formula.holds(rules.blank(field), self._table, self._levels, once=once)
        return self._is_understood(label) & (there | blank)

    def _is_understood(self, label: str) -> Flags:
        """In which records nothing stands that could not be understood."""
        field = self._fields[label]
        fine = np.ones(1 if field.place is Place.HEADER else self._table.rows, dtype=bool)
        fine[self._bad.get(field.key, [])] = False
        return fine

    # ------------------------------------------------------------ what is said of it

    def finding(self, demand: Demand, index: int) -> Finding:
        """What is said of a broken demand in a record, or in its one place."""
        if demand.says:
            return self._planned(demand, index)
        field, row = demand.fields[0], index if demand.scope is Scope.ROW else None
        return found(
            demand.code,
            self._reading.sheet,
            place(self._reading, field, index) if self._has_place(field, row) else None,
            field=field.label,
            value=self._by_label(field.label, index),
            row=row,
            severity=demand.severity,
            **{**demand.params, **self._at_hand(demand.code, field, index)},
        )

    def _at_hand(self, code: str, field: Field, index: int) -> dict[str, str]:
        """The parameters of a message that only the value at hand gives."""
        if code in ("S020", "S021"):
            return {"length": str(len(str(self._value(field, index))))}
        if code in ("S040", "S041"):
            column = self._columns[field.label]
            other = next(i for i, value in enumerate(column) if value == column[index] and i != index)
            return {"first": cell(self._reading, field, other)}
        return {}

    def _planned(self, demand: Demand, index: int) -> Finding:
        """A rule of the plan is said once a row, of the first of its cells, and names the others."""
        row = index if demand.scope is Scope.ROW else None
        places = [field for field in demand.fields if self._has_place(field, row)]
        field = places[0] if places else None
        where = [cell(self._reading, each, index) for each in places]
        return Finding(
            demand.code,
            demand.severity,
            self._reading.sheet,
            where[0] if where else "",
            field.label if field else "",
            _shown(self._value(field, index), field) if field else "",
            tuple(self._words(demand, index, where[1:]).items()),
            row,
        )

    def _has_place(self, field: Field, row: int | None) -> bool:
        """Whether the field is one cell of the reading."""
        if field.place is Place.HEADER:
            return field.key in self._reading.header
        return row is not None and field.key in self._reading.roster.columns

    def _words(self, demand: Demand, index: int, also: list[str]) -> dict[str, str]:
        named = (*placeholders(demand.says), *placeholders(demand.todo))
        values = {value_name(name): self._by_label(name, index) for name in named if name in self._fields}
        words = {SAYS: demand.says, TODO: demand.todo, ALSO: ALSO_MARK.join(also)}
        return {name: text for name, text in {**words, **values}.items() if text or name in values}

    def _by_label(self, label: str, index: int) -> str:
        """The value of a field as a person writes it, a computed one included."""
        field = self._fields[label]
        if field.entry is not Entry.COMPUTED:
            return _shown(self._value(field, index), field)
        results = self._results.get(label)
        return (
            _shown(_computed(results[index if field.place is Place.ROW else 0], field), field)
            if results
            else ""
        )

    @cached_property
    def _results(self) -> dict[str, list[formula.Result]]:
        """What computed fields come to, where all they need was read."""
        fields = self._fields.values()
        trees = {f.label: formula.written_out(f.formula, fields) for f in fields if f.formula}
        return {
            label: formula.evaluate(
                tree, self._table, self._levels, once=self._fields[label].place is Place.HEADER
            )
            for label, tree in trees.items()
            if all(name in self._table for name in formula.labels(tree))
        }

    def _value(self, field: Field, index: int) -> Value:
        if field.place is Place.HEADER:
            return self._single.get(field.label)
        column = self._columns.get(field.label)
        return column[index] if column else None


def _computed(result: formula.Result, field: Field) -> Value:
    """A result as the form shows it: no errors, days as days, no more than two decimals."""
    if isinstance(result, str | None):
        return result
    if not isinstance(result, int | float) or isinstance(result, bool):
        return None
    if field.type is FieldType.DATE:
        return formula.day_of(result)
    return result if field.type is FieldType.PERCENT else round(result, 2)


def _shown(value: Value, field: Field) -> str:
    """A value as a message prints it: shares with their sign."""
    if field.type is FieldType.PERCENT and isinstance(value, int | float):
        return f"{printed(round(value * 100, 2))}%"
    return printed(value)
