"""What the unit declares in the header: 零报告, who filled in and who checked, and when."""

from collections.abc import Iterator
from datetime import date

from workbook_tools.checks.context import Context, at
from workbook_tools.messages.submissions import NO, YES
from workbook_tools.model import Cell, Field, Finding, Reading, Role


def _declared(reading: Reading, context: Context, role: Role) -> tuple[Field, Cell] | None:
    field = context.form.role(role)
    return (field, reading.header[field.key]) if field and field.key in reading.header else None


def check_zero_report(reading: Reading, context: Context) -> Iterator[Finding]:
    """S050: 是 beside rows. S051: 否 without any. S052: neither rows nor an answer.

    Where no column could be read, nothing is known of the rows.
    """
    declared = _declared(reading, context, Role.ZERO_REPORT)
    if declared is None or not reading.roster.columns:
        return
    field, answer = declared
    rows = len(reading.roster.rows)
    if answer.value == YES and rows:
        yield at(reading, "S050", field, value=answer.value, rows=str(rows))
    elif answer.value == NO and not rows:
        yield at(reading, "S051", field, value=answer.value)
    elif answer.raw is None and not rows:
        yield at(reading, "S052", field)


def check_people(reading: Reading, context: Context) -> Iterator[Finding]:
    """S060 where who checked is who filled in."""
    filler, checker = _declared(reading, context, Role.FILLER), _declared(reading, context, Role.CHECKER)
    if filler and checker and checker[1].value is not None and filler[1].value == checker[1].value:
        yield at(reading, "S060", checker[0], value=checker[1].value)


def check_filled_on(reading: Reading, context: Context) -> Iterator[Finding]:
    """S061 where 填报日期 is after the day of receipt, S062 where it is before the data's cut-off day."""
    declared = _declared(reading, context, Role.FILLED_ON)
    if declared is None or not isinstance(declared[1].value, date):
        return
    field, day = declared[0], declared[1].value
    if day > context.received:
        yield at(reading, "S061", field, value=day, received=context.received.isoformat())
    elif day < context.period.as_of:
        yield at(reading, "S062", field, value=day, as_of=context.period.as_of.isoformat())
