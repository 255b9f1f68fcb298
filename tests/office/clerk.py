"""What a clerk types: the cells of a form, and the ways in which people write dates and numbers."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from workbook_tools import layout
from workbook_tools.model import Entry, Form, Value, a1

Record = Mapping[str, Value]
"""Values by field key; None is not typed."""


def input_cells(form: Form, header: Record, rows: Sequence[Record]) -> Iterator[tuple[str, Value]]:
    """The cells to type these values into; rows past the roster go to the overflow block."""
    cells, issued = layout.issued_cells(form), layout.issued_rows(form)
    lines = (*range(issued.first, issued.last + 1), *range(issued.overflow_first, issued.overflow_last + 1))
    for key, value in header.items():
        yield a1(cells[key]), value
    for line, row in zip(lines, rows, strict=False):
        for field in form.roster:
            if field.entry is Entry.UNIT and row.get(field.key) is not None:
                yield a1((line, form.layout.columns[field.key])), row[field.key]


def as_typed(value: Value, habit: int) -> str:
    """A value as typed: dates as 2023-10-9, 2023/10/9 or 2023年10月9日 by habit, amounts with or without commas."""
    if isinstance(value, date):
        day = (value.year, value.month, value.day)
        return ("{}-{}-{}", "{}/{}/{}", "{}年{}月{}日")[habit % 3].format(*day)
    if isinstance(value, float):
        return f"{value:,.2f}" if habit % 2 else f"{value}"
    return str(value)
