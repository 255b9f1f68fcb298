"""How many lines a text takes in a cell: spreadsheets do not grow rows of files they did not write themselves."""

from workbook_tools.messages.columns import width_of

HIGHEST = 409
"""Points: Excel takes no higher row."""


def line_count(text: str, width: float) -> int:
    """Lines a text takes in a column this many characters wide, its own line breaks included; at least one."""
    room = max(1.0, width - 1)
    return sum(max(1, int(-(-width_of(line) // room))) for line in text.split("\n")) or 1
