"""The shape of a text against its field: length and pattern, one rule for every place that checks it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from workbook_tools.model import NOT_APPLICABLE, Field, Severity, Value

Misfit = tuple[str, Severity | None, dict[str, str]]
"""Code, severity where the plan sets it, parameters."""


@lru_cache(maxsize=256)
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text)


def is_shaped(field: Field) -> bool:
    """Whether the plan says anything about the shape of this field's texts."""
    return bool(field.pattern) or field.min_length is not None or field.max_length is not None


def misfits(text: Value, field: Field) -> Iterator[Misfit]:
    """In what a text differs from the length (S020, S021) and the pattern (S022) its field asks for.

    What is no text, and 无, has no shape.
    """
    if not isinstance(text, str) or text == NOT_APPLICABLE:
        return
    length = len(text)
    if field.min_length is not None and length < field.min_length:
        yield "S020", None, {"length": str(length), "least": str(field.min_length)}
    if field.max_length is not None and length > field.max_length:
        yield "S021", None, {"length": str(length), "most": str(field.max_length)}
    if field.pattern and not _pattern(field.pattern).fullmatch(text):
        yield "S022", field.pattern_severity, {"asked": field.pattern_note or field.pattern}
