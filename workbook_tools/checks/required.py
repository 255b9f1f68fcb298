"""Required fields: 必填, or where the plan's formula over other fields of the same row holds."""

from collections.abc import Iterator
from functools import lru_cache

from workbook_tools import formula
from workbook_tools.checks.context import Context, at, columns_by_label, is_bad, own_fields
from workbook_tools.model import ALWAYS, NOT_APPLICABLE, Field, FieldType, Finding, Place, Reading

_ANSWERS = (FieldType.TEXT, FieldType.CHOICE)
"""Types in which 无 can be the answer."""


@lru_cache(maxsize=256)
def _parsed(text: str) -> tuple[formula.Node, tuple[str, ...]]:
    node = formula.parse(text)
    return node, formula.labels(node)


def check_required(reading: Reading, context: Context) -> Iterator[Finding]:
    """S010 where a required value is blank, S011 where 无 stands for a number, date, code or name."""
    conditions = _Conditions(reading, context)
    for field, values in own_fields(reading, context.form):
        if not field.required:
            continue
        for i in _unanswered(field, values):
            if not is_bad(reading, field, i) and conditions.hold(field, i):
                yield at(reading, "S011" if values[i] else "S010", field, i)


def _unanswered(field: Field, values: tuple[object, ...]) -> list[int]:
    if field.type in _ANSWERS:
        return [i for i, value in enumerate(values) if value is None]
    return [i for i, value in enumerate(values) if value is None or value == NOT_APPLICABLE]


class _Conditions:
    """Where each required-formula holds; every formula is evaluated once a reading, and only when asked."""

    def __init__(self, reading: Reading, context: Context) -> None:
        self._reading = reading
        self._context = context
        self._held: dict[tuple[Place, str], list[bool]] = {}

    def hold(self, field: Field, index: int) -> bool:
        """Whether the field is required in this record; not where a field its formula names is blank."""
        if field.required == ALWAYS:
            return True
        key = field.place, field.required
        if key not in self._held:
            self._held[key] = self._evaluate(field)
        return self._held[key][index]

    def _evaluate(self, field: Field) -> list[bool]:
        node, labels = _parsed(field.required)
        form = self._context.form
        fields = [f for f in form.fields if f.place is field.place and f.label in labels]
        table = columns_by_label(self._reading, fields)
        if len(table) < len(labels):
            return [False] * max(len(self._reading.roster.rows), 1)
        levels = formula.levels_by_label(fields, self._context.plan.choices)
        holds = formula.holds(node, table, levels)
        return [
            bool(held) and all(column[i] is not None for column in table.values())
            for i, held in enumerate(holds)
        ]
