"""Lines of a table for a console, its columns aligned: a Chinese character is two wide."""

import unicodedata
from collections.abc import Sequence

_GAP = "  "


def width_of(text: str) -> int:
    """The width of a text in half-width characters; a Chinese character is two wide."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """One line a row, every column as wide as its widest text; rows are of equal length."""
    widths = [max(map(width_of, column)) for column in zip(*rows, strict=True)]
    return [_GAP.join(map(_padded, row, widths)).rstrip() for row in rows]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - width_of(text))
