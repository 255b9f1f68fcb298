"""Codes that were dragged down instead of typed."""

import re
from collections.abc import Iterator, Sequence

from workbook_tools.checks.context import Context, at, cell
from workbook_tools.model import Field, FieldType, Finding, Reading

_TRAILING_NUMBER = re.compile(r"(.*?)(\d+)", re.DOTALL)
_SERIES = 3
"""So many codes in a row that each are one more than the last were not typed."""


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
