"""What a unit's last accepted return carries into its next form, and how a list differs from what it began with."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbook_tools import formula
from workbook_tools.model import Entry, FieldType, Form, Plan, Reading, Roster, Value
from workbook_tools.period import Period, parse

Record = Mapping[str, Value]
"""What the unit itself said of one enterprise: values by field key, blanks left out."""

Enterprise = tuple[Value, int]
"""What tells an enterprise of a list apart: the value of its key, and which one of that value it is, from 1."""


@dataclass(frozen=True, slots=True)
class Changes:
    """How a list differs from the one it began with; `moved`: the records both have stand in another order."""

    added: int
    changed: int
    removed: int
    moved: bool

    @property
    def matter(self) -> bool:
        """Whether it says something else than the list it began with."""
        return bool(self.added or self.changed or self.removed)


def records(form: Form, roster: Roster) -> tuple[Record, ...]:
    """Every record of a roster, with what the unit fills in and the form still asks."""
    keys = [
        field.key
        for field in form.roster
        if field.entry is Entry.UNIT and field.type is not FieldType.SEQUENCE and field.key in roster.values
    ]
    return tuple(
        {key: value for key in keys if (value := roster.values[key][number]) is not None}
        for number in range(len(roster.rows))
    )


def carried(plan: Plan, form: Form, last: Reading, period: Period) -> Mapping[int, Record]:
    """The records that a form of this period begins with, by their number in the unit's last accepted return.

    The list is cumulative within a year; a new year begins without those that met 退出条件 in the last one.
    """
    listed = dict(enumerate(records(form, last.roster)))
    came = parse(last.identity.period)
    if came is None or came.year == period.year:
        return listed
    gone = _gone(plan, form, last)
    return {number: record for number, record in listed.items() if number not in gone}


def _gone(plan: Plan, form: Form, last: Reading) -> frozenset[int]:
    """The numbers of the records that meet the annex's 退出条件."""
    condition = plan.annex_of(form.code).counting.exit_when
    if not condition:
        return frozenset()
    columns = {field.label: last.column(field) for field in form.fields}
    known = formula.levels_by_label(form.roster, plan.choices)
    holds = formula.holds(formula.written_out(condition, form.fields), formula.Table(columns), known)
    return frozenset(number for number, exits in enumerate(holds.tolist()) if exits)


def changes(before: Sequence[Record], now: Sequence[Record], key: str) -> Changes:
    """How `now` differs from `before`; records with the same value of `key` are the same enterprise."""
    old, new = _by_enterprise(before, key), _by_enterprise(now, key)
    both = [each for each in new if each in old]
    return Changes(
        added=len(new) - len(both),
        changed=sum(old[each] != new[each] for each in both),
        removed=len(old) - len(both),
        moved=both != [each for each in old if each in new],
    )


def _by_enterprise(listed: Sequence[Record], key: str) -> Mapping[Enterprise, Record]:
    return dict(zip(told_apart(record.get(key) for record in listed), listed, strict=True))


def told_apart(keys: Iterable[Value]) -> Iterator[Enterprise]:
    """The enterprise of each record, by the values of their keys."""
    seen: Counter[Value] = Counter()
    for key in keys:
        seen[key] += 1
        yield key, seen[key]
