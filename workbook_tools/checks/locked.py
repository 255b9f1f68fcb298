"""Locked cells against what was issued, and what they show against the identity inside."""

from collections.abc import Iterator, Mapping

from workbook_tools import period as periods
from workbook_tools.checks.context import Context, at
from workbook_tools.messages.found import found
from workbook_tools.model import Entry, Field, Finding, Reading, Value, printed


def check_locked(reading: Reading, context: Context) -> Iterator[Finding]:
    """S030 where a locked cell was changed, S008 where it now names another unit, form or period.

    S031 where the unit's name was exchanged for another of its names: the same unit, so only told.
    """
    issued = _issued(context)
    for field in context.form.header:
        expected = issued.get(field.key)
        if field.entry is Entry.LOCKED and expected is not None and field.key in reading.header:
            value = reading.header[field.key].value
            if _plain(value) != _plain(expected):
                code = _code(value, field, context)
                yield at(reading, code, field, value=value, issued=printed(expected))
    for field in context.form.roster:
        if field.entry is Entry.LOCKED and field.key in reading.roster.values:
            yield from _column(reading, field, issued.get(field.key), context)


def check_version(reading: Reading, context: Context) -> Iterator[Finding]:
    """S007 where the form is of an older version of the plan: told to the bureau, as its fields still map."""
    current = context.plan.settings.get("模板版本", "")
    if reading.identity.version != current:
        yield found("S007", value=reading.identity.version, current=current)


def _issued(context: Context) -> Mapping[str, Value]:
    """The values issued by field key; where the issue is unknown, those the obligation itself gives."""
    if context.issued is not None:
        return context.issued
    known: dict[str, Value] = {
        "单位名称": context.unit.name,
        "单位代码": context.unit.code,
        "报告期": context.period.period.paper,
        "表号": context.form.code,
    }
    return {field.key: known[field.prefill] for field in context.form.fields if field.prefill in known}


def _column(reading: Reading, field: Field, expected: Value, context: Context) -> Iterator[Finding]:
    """A locked roster column: most rows naming another unit is a question, single ones are mistakes."""
    values = reading.roster.values[field.key]
    changed = [i for i, value in enumerate(values) if value is not None and _plain(value) != _plain(expected)]
    if expected is None or not changed:
        return
    others = [i for i in changed if _names_another(values[i], field, context)]
    if 2 * len(others) > len(values):
        yield at(reading, "S008", field, others[0], value=values[others[0]], issued=printed(expected))
        return
    for i in changed:
        yield at(reading, "S030", field, i, value=values[i], issued=printed(expected))


def _plain(value: Value) -> str:
    """A value as it is compared: issued dates and numbers may be kept as text."""
    return "".join(printed(value).split())


def _code(value: Value, field: Field, context: Context) -> str:
    """What a change of a locked cell comes to: a question (S008), another of the unit's names (S031), a mistake."""
    if _names_another(value, field, context):
        return "S008"
    is_own_alias = field.prefill == "单位名称" and _plain(value) in context.unit.aliases
    return "S031" if is_own_alias else "S030"


def _names_another(value: Value, field: Field, context: Context) -> bool:
    """Whether a locked cell shows another unit, period or form than the one it was issued for."""
    text, plan = _plain(value), context.plan
    match field.prefill:
        case "单位名称":
            return any(text in (unit.name, *unit.aliases) for unit in plan.units if unit != context.unit)
        case "单位代码":
            return any(text == unit.code for unit in plan.units if unit != context.unit)
        case "报告期":
            return periods.parse_paper(text) not in (None, context.period.period)
        case "表号":
            return any(text == form.code for form in plan.forms if form.code != context.form.code)
    return False
