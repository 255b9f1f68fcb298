"""What the unit declares in the header: 零报告, and when it was filled in."""

from collections.abc import Iterator
from datetime import date

from workbook_tools.carried import changes, records
from workbook_tools.checks.context import Context, at
from workbook_tools.messages.submissions import NO, YES
from workbook_tools.model import Cell, Field, Finding, Reading, Role


def _declared(reading: Reading, context: Context, role: Role) -> tuple[Field, Cell] | None:
    field = context.form.role(role)
    return (field, reading.header[field.key]) if field and field.key in reading.header else None


def check_zero_report(reading: Reading, context: Context) -> Iterator[Finding]:
    """S050: 是, but the list is not as it was issued. S051: 否, but it is. S052: neither rows nor an answer.

    Where no column could be read, nothing is known of the rows. Records in another order are the same list to
    who says that nothing changed, and a changed one to who says that something did.
    """
    declared = _declared(reading, context, Role.ZERO_REPORT)
    if declared is None or context.prior is None or not reading.roster.values:
        return
    field, answer = declared
    now = records(context.form, reading.roster)
    if answer.raw is None and not now and not context.prior:
        yield at(reading, "S052", field)
        return
    since = changes(context.prior, now, _key(context))
    if answer.value == YES and since.matter:
        added, changed, removed = map(str, (since.added, since.changed, since.removed))
        yield at(reading, "S050", field, value=answer.value, added=added, changed=changed, removed=removed)
    elif answer.value == NO and not since.matter and not since.moved:
        yield at(reading, "S051", field, value=answer.value)


def _key(context: Context) -> str:
    """The key of the annex's 去重字段, which the plan names by label."""
    return next((f.key for f in context.form.roster if f.label == context.annex.counting.key), "")


def check_filled_on(reading: Reading, context: Context) -> Iterator[Finding]:
    """S061 where 填报日期 is after the day of receipt."""
    declared = _declared(reading, context, Role.FILLED_ON)
    if declared is None or not isinstance(declared[1].value, date):
        return
    field, day = declared[0], declared[1].value
    if day > context.received:
        yield at(reading, "S061", field, value=day, received=context.received.isoformat())
