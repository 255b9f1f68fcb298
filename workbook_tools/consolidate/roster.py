"""企业名录: every enterprise with all that its unit reported of it, and where that stands written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import pandas as pd

from workbook_tools.consolidate.inputs import Return
from workbook_tools.model import Annex, FieldType, Plan, Unit, Value
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


class Enterprise(NamedTuple):
    """One row of the register.

    `year` and `first` say in which year it counts and since which period, `gone` in which period it left
    (None: never); a contested enterprise has no year, for it counts for nobody. `values` follow the columns.
    """

    annex: int
    seq: int
    unit: Unit
    outcome: Outcome
    year: int | None
    first: Period | None
    gone: Period | None
    stock: bool
    values: tuple[Value, ...]
    source: Return
    sheet: str
    row: int


def roster_columns(plan: Plan) -> tuple[RosterColumn, ...]:
    """The union of the forms' roster fields in the order of the forms, without their row numbers."""
    fields = [f for form in plan.forms for f in form.roster if f.type is not FieldType.SEQUENCE]
    widths: dict[tuple[str, FieldType], float] = {}
    for field in fields:
        shared = (field.label, field.type)
        widths[shared] = max(field.width, widths.get(shared, 0.0))
    return tuple(RosterColumn(label, kind, width) for (label, kind), width in widths.items())


_FOLDED = ["seq", "number", "record", "year", "first", "gone", "stock", "contested", "lost"]
_Folded = tuple[int, int, int, int, int, int, bool, bool, bool]


def _outcome(year: int, contested: bool, lost: bool) -> Outcome:
    if contested or lost:
        return Outcome.CONTESTED if contested else Outcome.LOST
    return Outcome.COUNTED if year else Outcome.NOT_COUNTED


@dataclass(frozen=True, slots=True)
class Register:
    """The enterprises of all annexes; `rows` reads each return that has some once, one at a time."""

    plan: Plan
    returns: Sequence[Return]
    folded: Mapping[int, pd.DataFrame]
    columns: tuple[RosterColumn, ...]

    def __len__(self) -> int:
        return sum(len(enterprises) for enterprises in self.folded.values())

    def rows(self) -> Iterator[Enterprise]:
        """The enterprises in the order of (annex, unit, latest return first, record)."""
        sources = {each.number: each for each in self.returns}
        for annex in self.plan.annexes:
            folded = self.folded[annex.number][_FOLDED]
            records: Iterator[_Folded] = zip(*(folded[name].tolist() for name in _FOLDED), strict=True)
            for (_, number), group in groupby(records, key=itemgetter(0, 1)):
                yield from self._of_return(annex, sources, sources[number], group)

    def _values(self, source: Return) -> tuple[str, Sequence[int], list[tuple[Value, ...]]]:
        """The sheet of a return, the sheet row of each record, and each record's values by column."""
        form = self.plan.form(source.form)
        keys = {(f.label, f.type): f.key for f in form.roster} if form else {}
        reading = source.load()
        blank: tuple[Value, ...] = (None,) * len(reading.roster.rows)
        columns = [reading.roster.values.get(keys.get((c.label, c.type), ""), blank) for c in self.columns]
        return reading.sheet, reading.roster.rows, list(zip(*columns, strict=True))

    def _of_return(
        self, annex: Annex, sources: Mapping[int, Return], source: Return, records: Iterator[_Folded]
    ) -> Iterator[Enterprise]:
        unit = self.plan.unit(source.unit) or Unit(source.unit, source.unit)
        sheet, sheet_rows, values = self._values(source)
        for seq, _, record, year, first, gone, stock, contested, lost in records:
            counted = bool(year) and not contested
            yield Enterprise(
                annex.number,
                seq,
                unit,
                _outcome(year, contested, lost),
                year if counted else None,
                sources[first].period if counted else None,
                sources[gone].period if gone else None,
                stock,
                values[record],
                source,
                sheet,
                sheet_rows[record],
            )
