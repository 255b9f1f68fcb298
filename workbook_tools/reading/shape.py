"""The shape of phone numbers: length and pattern, checked while they are whole."""

import re
from functools import lru_cache

from workbook_tools.model import NOT_APPLICABLE, Field, Severity, Value

Misfit = tuple[str, Severity | None, dict[str, str]]
"""Code, severity where the plan sets it, parameters."""


@lru_cache(maxsize=256)
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.ASCII)


def is_shaped(field: Field) -> bool:
    """Whether the plan says anything about the shape of this field's numbers."""
    return bool(field.pattern) or field.min_length is not None or field.max_length is not None


def misfit(text: Value, field: Field) -> Misfit | None:
    """The first in which a text differs from the length (S020, S021) and the pattern (S022) its field asks for.

    What is no text, and 无, has no shape. Of several phone numbers in one cell each must have it.
    """
    if not isinstance(text, str) or text == NOT_APPLICABLE:
        return None
    return next(filter(None, (_misfit(number, field) for number in text.split("、"))), None)


def _misfit(text: str, field: Field) -> Misfit | None:
    length = len(text)
    if field.min_length is not None and length < field.min_length:
        return "S020", None, {"length": str(length), "least": str(field.min_length)}
    if field.max_length is not None and length > field.max_length:
        return "S021", None, {"length": str(length), "most": str(field.max_length)}
    if field.pattern and not _pattern(field.pattern).fullmatch(text):
        return "S022", field.pattern_severity, {"asked": field.pattern_note or field.pattern}
    return None
