"""Limits of numbers and dates: 下限/上限 are MANDATORY, 核实下限/核实上限 must be explained."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from workbook_tools.checks.context import Context, at, own_fields
from workbook_tools.messages.submissions import NAMED_DAY
from workbook_tools.model import Field, FieldType, Finding, Reading, ReportingPeriod, Value


@dataclass(frozen=True, slots=True)
class _Limit:
    """One limit of a field: the code of breaking it, its size, and as it is printed."""

    code: str
    is_low: bool
    size: float
    text: str

    def is_broken_by(self, size: float) -> bool:
        return size < self.size if self.is_low else size > self.size


def _size(value: Value) -> float | None:
    """Numbers as they are, dates by their day; None for what has no size."""
    if isinstance(value, date):
        return value.toordinal()
    return value if isinstance(value, int | float) else None


def _limit(code: str, text: str, field: Field, period: ReportingPeriod) -> _Limit:
    """A limit as the plan writes it: a number, 5%, a date, or the name of a day that the period sets."""
    is_low = code in ("S012", "S014")
    if field.type is FieldType.DATE:
        named = period.day(text)
        day = named or date.fromisoformat(text)
        printed = NAMED_DAY.format(day=day, name=text) if named else text
        return _Limit(code, is_low, day.toordinal(), printed)
    size = float(text.rstrip("%")) / (100 if text.endswith("%") else 1)
    return _Limit(code, is_low, size, text)


def _limits(field: Field, period: ReportingPeriod) -> list[_Limit]:
    """The field's limits, hard ones first."""
    texts = {"S012": field.low, "S013": field.high, "S014": field.soft_low, "S015": field.soft_high}
    return [_limit(code, text, field, period) for code, text in texts.items() if text]


def _broken(values: Sequence[Value], limits: Sequence[_Limit]) -> Iterator[tuple[int, _Limit]]:
    """(record, first limit it breaks); the smallest and largest value tell whether any can be broken."""
    sizes = [_size(value) for value in values] if limits else []
    known = [size for size in sizes if size is not None]
    if not known or not any(limit.is_broken_by(end) for limit in limits for end in (min(known), max(known))):
        return
    for i, size in enumerate(sizes):
        broken = None if size is None else next((limit for limit in limits if limit.is_broken_by(size)), None)
        if broken:
            yield i, broken


def check_limits(reading: Reading, context: Context) -> Iterator[Finding]:
    """S012-S015; where a value breaks several limits only the first is named, hard before soft."""
    for field, values in own_fields(reading, context.form):
        unit = field.unit if field.type is not FieldType.DATE else ""
        for i, limit in _broken(values, _limits(field, context.period)):
            yield at(reading, limit.code, field, i, value=values[i], limit=limit.text, unit=unit)
