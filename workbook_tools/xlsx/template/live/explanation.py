"""Whether a 说明 says anything, as a formula: the same stops, phrases and length as on receipt."""

from workbook_tools.formula import text_literal
from workbook_tools.messages.submissions import BOILERPLATE, SHORTEST_NOTE, STOPS

_BLANKS = (" ", "\u3000", "\u00a0")
_CODED = (9, 10, 13)
"""Blanks that no formula should hold as themselves: tab and line ends."""
_EDGE = "|"


def _replaced(text: str, old: str, new: str) -> str:
    return f"SUBSTITUTE({text},{old},{new})"


def says_something(cell: str) -> str:
    """1 where the text in a cell is a 说明 as `checks.explanations` defines it, else 0.

    Every stop becomes two edges, so that each phrase has edges of its own and equal neighbours do not share
    one; then phrases that say nothing go, and what is left is counted.
    """
    phrases = _replaced(cell, f'"{_EDGE}"', '"/"')
    for stop in (*map(text_literal, (*STOPS, *_BLANKS)), *(f"CHAR({code})" for code in _CODED)):
        phrases = _replaced(phrases, stop, f'"{_EDGE * 2}"')
    phrases = f'"{_EDGE}"&{phrases}&"{_EDGE}"'
    for phrase in sorted(BOILERPLATE):
        phrases = _replaced(phrases, f'"{_EDGE}{phrase}{_EDGE}"', '""')
    bare = _replaced(phrases, f'"{_EDGE}"', '""')
    return f'IFERROR(IF({cell}="",0,IF(LEN({bare})>={SHORTEST_NOTE},1,0)),0)'
