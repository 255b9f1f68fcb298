"""The plan's own words for its own rules: texts with `{指标名称}` for values, never used as templates of Python."""

import re
from collections.abc import Iterator, Mapping

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")

SAYS, TODO, ALSO = "says", "todo", "also"
"""The parameters of a finding that carry the words of its rule, and the other cells of the row that it is about.

The values that the words show are kept as `[指标名称]`.
"""
ALSO_MARK = "、"
"""Between the other cells."""


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """A text cut at its placeholders: (words before, label) and at the end (words, '')."""
    place = 0
    for match in _PLACEHOLDER.finditer(text):
        yield text[place : match.start()], match[1].strip()
        place = match.end()
    yield text[place:], ""


def placeholders(text: str) -> tuple[str, ...]:
    """The labels whose values a text shows, each once."""
    return tuple(dict.fromkeys(label for _, label in pieces(text) if label))


def value_name(label: str) -> str:
    """The parameter of a finding that carries the value of a field."""
    return f"[{label}]"


def filled(text: str, params: Mapping[str, str]) -> str:
    """The text with the values in their places; a value that is not known shows as its label."""
    return "".join(
        words + (params.get(value_name(label), label) if label else "") for words, label in pieces(text)
    )
