"""企业名录: every enterprise with all that its unit reported of it, and where that stands written."""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import pandas as pd

from workbook_tools.consolidate.claims import Sheet
from workbook_tools.consolidate.inputs import Return, Written
from workbook_tools.model import Annex, FieldType, Form, Plan, Roster, Unit, Value, a1, printed
from workbook_tools.period import Period


class Outcome(Enum):
    """计入结果 of an enterprise."""

    COUNTED = "counted"
    NOT_COUNTED = "not counted"
    CONTESTED = "contested"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class RosterColumn:
    """A roster field as the register shows it; forms that share its label and type share the column."""

    label: str
    type: FieldType
    width: float


class Rewritten(NamedTuple):
    """A cell whose writing was unified (归一化): its address, its text as found, its value as understood."""

    cell: str
    raw: str
    value: Value


class Enterprise(NamedTuple):
    """One row of the register.

    `year` and `first` say in which year it counts and since which period, `gone` in which period it left
    (None: never); a contested enterprise has no year, for it counts for nobody. `values` follow the columns and
    stand in the record `shown`, `rewritten` are those of its cells that say the same in another form, `key` is the
    value by which the annex tells enterprises apart, as printed. `claim` and `exit` are the records that first
    had it counted and gone, whatever was ruled (None: none did).
    """

    annex: int
    seq: int
    unit: Unit
    outcome: Outcome
    year: int | None
    first: Period | None
    gone: Period | None
    stock: bool
    key: str
    values: tuple[Value, ...]
    rewritten: tuple[Rewritten, ...]
    shown: Written
    claim: Written | None
    exit: Written | None


def roster_columns(plan: Plan) -> tuple[RosterColumn, ...]:
    """The union of the forms' roster fields in the order of the forms, without their row numbers."""
    fields = [f for form in plan.forms for f in form.roster if f.type is not FieldType.SEQUENCE]
    widths: dict[tuple[str, FieldType], float] = {}
    for field in fields:
        shared = (field.label, field.type)
        widths[shared] = max(field.width, widths.get(shared, 0.0))
    return tuple(RosterColumn(label, kind, width) for (label, kind), width in widths.items())


class _Folded(NamedTuple):
    """A row of `enterprises`."""

    seq: int
    number: int
    record: int
    year: int
    first: int
    gone: int
    stock: bool
    contested: bool
    lost: bool
    claim: int
    claim_record: int
    exit: int
    exit_record: int

    @property
    def outcome(self) -> Outcome:
        """计入结果."""
        if self.contested or self.lost:
            return Outcome.CONTESTED if self.contested else Outcome.LOST
        return Outcome.COUNTED if self.year else Outcome.NOT_COUNTED


def _form(plan: Plan, source: Return) -> Form:
    form = plan.form(source.form)
    assert form, "a return that counts answers a form of the plan"
    return form


def _rewritten(roster: Roster) -> Mapping[int, Sequence[Rewritten]]:
    """The cells of each record whose text as found is not what their value prints as, from left to right."""
    found: dict[int, list[Rewritten]] = {}
    for (record, key), raw in sorted(roster.raws.items(), key=lambda each: roster.columns[each[0][1]]):
        value = roster.values[key][record]
        if raw != printed(value):
            cell = a1((roster.rows[record], roster.columns[key]))
            found.setdefault(record, []).append(Rewritten(cell, raw, value))
    return found


@dataclass(frozen=True, slots=True)
class Register:
    """The enterprises of all annexes; `rows` reads each return that has some once, one at a time."""

    plan: Plan
    returns: Mapping[int, Return]
    folded: Mapping[int, pd.DataFrame]
    sheets: Mapping[int, Sheet]
    columns: tuple[RosterColumn, ...]

    def __len__(self) -> int:
        return sum(len(enterprises) for enterprises in self.folded.values())

    def blocks(self) -> Mapping[tuple[int, int], range]:
        """The rows (counted from 0) of each unit that has some, by annex and the unit's place in it."""
        found, first = {}, 0
        for annex in self.plan.annexes:
            for seq, group in groupby(self.folded[annex.number]["seq"].tolist()):
                found[annex.number, seq] = range(first, first := first + len(list(group)))
        return found

    def rows(self) -> Iterator[Enterprise]:
        """The enterprises in the order of (annex, unit, latest return first, record)."""
        for annex in self.plan.annexes:
            folded = self.folded[annex.number][list(_Folded._fields)]
            records = itertools.starmap(_Folded, folded.itertuples(index=False, name=None))
            for (_, number), group in groupby(records, key=itemgetter(0, 1)):
                yield from self._of_return(annex, self.returns[number], group)

    def _values(self, form: Form, roster: Roster) -> list[tuple[Value, ...]]:
        """Each record's values by column."""
        keys = {(f.label, f.type): f.key for f in form.roster}
        blank: tuple[Value, ...] = (None,) * len(roster.rows)
        columns = [roster.values.get(keys.get((c.label, c.type), ""), blank) for c in self.columns]
        return list(zip(*columns, strict=True))

    def _written(self, number: int, record: int) -> Written:
        sheet = self.sheets[number]
        return Written(self.returns[number], record, sheet.name, sheet.rows[record], sheet.columns)

    def _of_return(self, annex: Annex, source: Return, records: Iterable[_Folded]) -> Iterator[Enterprise]:
        unit, form = self.plan.unit(source.unit) or Unit(source.unit, source.unit), _form(self.plan, source)
        reading = source.load()
        values, rewritten = self._values(form, reading.roster), _rewritten(reading.roster)
        keys = reading.column(next(f for f in form.fields if f.label == annex.counting.key))
        for each in records:
            counted = bool(each.year) and not each.contested
            yield Enterprise(
                annex.number,
                each.seq,
                unit,
                each.outcome,
                each.year if counted else None,
                self.returns[each.first].period if counted else None,
                self.returns[each.gone].period if each.gone else None,
                each.stock,
                printed(keys[each.record]),
                values[each.record],
                tuple(rewritten.get(each.record, ())),
                self._written(each.number, each.record),
                self._written(each.claim, each.claim_record) if each.claim else None,
                self._written(each.exit, each.exit_record) if each.exit else None,
            )
