"""Length and pattern of texts; phones had theirs checked before they were masked."""

from collections.abc import Iterator

from workbook_tools.checks.context import Context, at, own_fields
from workbook_tools.model import FieldType, Finding, Reading
from workbook_tools.reading import shape


def check_shapes(reading: Reading, context: Context) -> Iterator[Finding]:
    """S020-S022; a mismatch of the pattern has the severity the plan gives it."""
    for field, values in own_fields(reading, context.form):
        if field.type is FieldType.PHONE or not shape.is_shaped(field):
            continue
        for i, value in enumerate(values):
            for code, severity, params in shape.misfits(value, field):
                yield at(reading, code, field, i, value=value, severity=severity, **params)
