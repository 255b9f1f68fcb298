"""One enterprise twice, one number for two enterprises, and codes that were dragged down instead of typed."""

import re
from collections.abc import Iterator, Sequence

from workbook_tools.checks.context import Context, at, cell
from workbook_tools.model import NOT_APPLICABLE, Entry, Field, FieldType, Finding, Reading, Value

_TRAILING_NUMBER = re.compile(r"(.*?)(\d+)", re.DOTALL)
_SERIES = 3
"""So many codes in a row that each are one more than the last were not typed."""


def _repeats(values: Sequence[Value]) -> Iterator[tuple[int, int]]:
    """(record, the first record with its value) for every value seen before; exactly, blanks left out."""
    first: dict[Value, int] = {}
    for i, value in enumerate(values):
        if value is not None and value != NOT_APPLICABLE and first.setdefault(value, i) != i:
            yield i, first[value]


def _key_field(context: Context) -> Field | None:
    """The annex's 去重字段, which the plan names by label."""
    return next((f for f in context.form.roster if f.label == context.annex.counting.key), None)


def check_repeated_keys(reading: Reading, context: Context) -> Iterator[Finding]:
    """S040 for each further row of one enterprise."""
    field = _key_field(context)
    if field is None:
        return
    values = reading.roster.values.get(field.key, ())
    for i, earlier in _repeats(values):
        yield at(reading, "S040", field, i, value=values[i], first=cell(reading, field, earlier))


def check_repeated_numbers(reading: Reading, context: Context) -> Iterator[Finding]:
    """S041 where two enterprises carry one number of a kind that is required (a certificate's)."""
    key = _key_field(context)
    keys = reading.roster.values.get(key.key, ()) if key else ()
    for field in context.form.roster:
        if field.type is FieldType.NUMBER_TEXT and field.required and field.entry is Entry.UNIT:
            yield from _shared_numbers(reading, field, keys)


def _shared_numbers(reading: Reading, field: Field, keys: Sequence[Value]) -> Iterator[Finding]:
    values = reading.roster.values.get(field.key, ())
    for i, earlier in _repeats(values):
        if not keys or keys[i] is None or keys[i] != keys[earlier]:
            yield at(reading, "S041", field, i, value=values[i], first=cell(reading, field, earlier))


def check_dragged_codes(reading: Reading, context: Context) -> Iterator[Finding]:
    """S042 for the invalid codes of a series that goes up by one, in place of what else is wrong."""
    for field in context.form.roster:
        if field.type is FieldType.CREDIT_CODE and any(key == field.key for _, key in reading.bad):
            yield from _dragged(reading, field)


def _dragged(reading: Reading, field: Field) -> Iterator[Finding]:
    texts = _texts(reading, field)
    for start, end in _series(texts):
        first, last = cell(reading, field, start), cell(reading, field, end - 1)
        bad = (i for i in range(start, end) if (i, field.key) in reading.bad)
        yield from (at(reading, "S042", field, i, value=texts[i], first=first, last=last) for i in bad)


def _texts(reading: Reading, field: Field) -> list[str]:
    roster = reading.roster
    return [roster.raws.get((i, field.key), str(value)) for i, value in enumerate(roster.values[field.key])]


def _series(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(first, one past the last) of each run of texts whose trailing numbers go up by one."""
    start = 0
    for i in range(1, len(texts) + 1):
        if i == len(texts) or not _follows(texts[i], texts[i - 1]):
            if i - start >= _SERIES:
                yield start, i
            start = i


def _follows(text: str, previous: str) -> bool:
    now, before = _TRAILING_NUMBER.fullmatch(text), _TRAILING_NUMBER.fullmatch(previous)
    if not now or not before or len(text) != len(previous):
        return False
    return now[1] == before[1] and int(now[2]) == int(before[2]) + 1
