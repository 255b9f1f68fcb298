"""Values that matter to the demands of a plan: at and beside every limit, in and outside every list, of every type."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random

from tests.build.parity.typed import Fault, Raw, Typed
from workbook_tools import formula, rules
from workbook_tools.formula import Node
from workbook_tools.model import Entry, Field, FieldType, Form, Plan, ReportingPeriod, Scope, Value
from workbook_tools.rules import Demand

_SERIAL_ZERO = date(1899, 12, 30)
_ANY: tuple[Raw, ...] = (None, "无", "示例文字", True, 12.0, 12.5, date(2023, 5, 6), Fault("#N/A"), 1e16)
"""Typed into every column: some of it is right there, most is not."""
_OF_TYPE: Mapping[FieldType, tuple[Raw, ...]] = {
    FieldType.INTEGER: (0.0, -1.0, 2.5, 7.0, 300.0, 40000.0, "没有", "12人"),
    FieldType.DECIMAL: (0.0, -0.01, 3.25, 120.125, 4999.5, 20001.0, 2e6, "没有", "1,200"),
    FieldType.PERCENT: (0.0, 0.053, 1.0, -0.5, 5.3, "5.3%"),
    FieldType.DATE: (
        date(2009, 12, 31),
        date(2020, 2, 29),
        date(2023, 10, 9),
        date(2024, 1, 31),
        date(2024, 3, 1),
        *(45000.0, 2023.0, 2023.1, 0.0, -3.0, "没有", "2023-05-06"),
    ),
    FieldType.TEXT: ("示", "示例文字abc", "示" * 21, "示" * 51, "示" * 501),
    FieldType.NAME: ("示例", "示例甲有限公司", "示例" * 31 + "公司"),
    FieldType.CHOICE: ("没有这项", "没有 这项", "2023"),
    FieldType.CREDIT_CODE: (
        *("91500154MA0000109X", "91500154MA000010", "91500154MA00001O91", "9150015AMA00001091"),
        *(
            "92500154MA00001097",
            "914403001922038216",
            "915002340000000100",
            "91500154ma0000001x",
            915001540.0,
        ),
    ),
    FieldType.NUMBER_TEXT: (
        "AB12",
        "GR202311000001",
        "GR2022510000011",
        "202350015400000001",
        "202250015400000001",
    ),
    FieldType.PHONE: ("13800000001", "023-52220000", "12345", "电话不详", 13800000001.0, 0.5, -1.0),
}


def parts(node: Node) -> list[Node]:
    """All parts of a formula."""
    found: list[Node] = []

    def keep(part: Node) -> Node:
        found.append(part)
        return part

    formula.rewritten(node, keep)
    return found


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


@dataclass(frozen=True)
class Candidates:
    """What may stand in each field of a form in a period, constants of the plan's demands included."""

    plan: Plan
    form: Form
    period: ReportingPeriod

    @cached_property
    def demands(self) -> tuple[Demand, ...]:
        """The demands of the form."""
        return rules.demands(self.plan, self.form, self.period)

    @cached_property
    def own(self) -> tuple[Field, ...]:
        """The fields of the roster that the unit fills in."""
        return tuple(field for field in self.form.roster if field.entry is Entry.UNIT)

    @property
    def type_codes(self) -> set[str]:
        """What the form may say of the types of roster fields."""
        choices = self.plan.choices
        asked = (rules.typing(each, choices.get(each.choices, ())) for each in self.own)
        return {demand.code for demands in asked for demand in demands}

    def of(self, field: Field) -> tuple[Raw, ...]:
        """Everything to try in a field, each once."""
        tried = (*_ANY, *_OF_TYPE.get(field.type, ()), *self._items(field), *self._beside_limits(field))
        kept: dict[tuple[type, Raw], Raw] = {(type(raw), raw): raw for raw in tried}
        return tuple(kept.values())

    def named_by(self, demand: Demand) -> list[Field]:
        """The unit's own roster fields in a demand."""
        labels = {*formula.labels(demand.broken), *demand.needs, *demand.lacks}
        return [field for field in self.own if field.label in labels]

    def fitting(self, field: Field, demand: Demand, random: Random) -> Raw:
        """A well-typed value: rather one that the demand itself names, or is just beside it."""
        named = [
            raw for raw in self._beside(field, parts(demand.broken)) if raw in self._well_typed[field.key]
        ]
        values = named if named and random.random() < 0.6 else self._well_typed[field.key]
        return random.choice(values) if values else None

    def breaks(self, demand: Demand, row: Typed) -> bool:
        """Whether a row breaks a demand on it that names nothing but the row and the day the period ends."""
        single = {each.label: self.period.as_of for each in self.form.header if each.prefill == "数据截止日"}
        columns: dict[str, list[Value]] = {each.label: [row.get(each.key)] for each in self.own}  # type: ignore[list-item]
        table = formula.Table(columns, single)
        if demand.scope is not Scope.ROW or not all(
            label in table for label in formula.labels(demand.broken)
        ):
            return False
        there = all(values[0] is not None for label, values in columns.items() if label in demand.needs)
        return there and bool(formula.holds(demand.broken, table, self._levels).item())

    @cached_property
    def _levels(self) -> formula.Levels:
        return formula.levels_by_label(self.form.fields, self.plan.choices)

    @cached_property
    def _well_typed(self) -> Mapping[str, list[Raw]]:
        """What is well typed in each field, whatever rules say of it."""
        return {
            field.key: [
                raw
                for raw in self.of(field)
                if raw is not None and not isinstance(raw, Fault) and self._fits(field, raw)
            ]
            for field in self.own
        }

    def _fits(self, field: Field, raw: Raw) -> bool:
        asked = rules.typing(field, self.plan.choices.get(field.choices, ()))
        values: dict[str, list[Value]] = {field.label: [raw]}  # type: ignore[list-item]
        return not any(formula.holds(each.broken, values, {}).any() for each in asked)

    def _items(self, field: Field) -> Iterator[Raw]:
        items = [item.value for item in self.plan.choices.get(field.choices, ())]
        yield from items if len(items) <= 12 else (*items[:3], items[-1])

    def _beside_limits(self, field: Field) -> Iterator[Raw]:
        """Constants of the demands that name the field, and what is just beside them."""
        for demand in self.demands:
            if field.label in {*formula.labels(demand.broken), *demand.needs}:
                yield from self._beside(field, parts(demand.broken))

    def _beside(self, field: Field, parts: Iterable[Node]) -> Iterator[Raw]:
        numbers = [part.value for part in parts if isinstance(part, formula.Number)]
        texts = [part.value for part in parts if isinstance(part, formula.Text) and part.value]
        match field.type:
            case FieldType.INTEGER:
                yield from (float(round(n) + step) for n in numbers for step in (-1, 0, 1))
            case FieldType.DECIMAL | FieldType.PERCENT:
                yield from (round(n + step, 2) for n in numbers for step in (-0.01, 0, 0.01))
            case FieldType.DATE:
                yield from (day for n in numbers for day in self._days(n))
            case FieldType.CHOICE:
                yield from (text for text in texts)
            case FieldType.TEXT | FieldType.NAME:
                yield from ("示" * int(n + step) for n in numbers if 1 < n < 600 for step in (-1, 0, 1))
                yield from (f"示例{text}有限公司" for text in texts)
                yield from texts

    def _days(self, number: float) -> Iterator[date]:
        """A day that is counted in full, or a number of months before and after the day the period ends."""
        beside = (timedelta(days=-1), timedelta(), timedelta(days=1))
        if number > 367:
            yield from (_SERIAL_ZERO + timedelta(days=int(number)) + step for step in beside)
        elif number == int(number) and 1 < number < 61:
            for months in map(int, (number, -number, 1 - number)):
                month = self.period.as_of.year * 12 + self.period.as_of.month - 1 + months
                yield from (_last_day(month // 12, month % 12 + 1) + step for step in beside)
