"""Every finding kind by its code, gathered from the families."""

from workbook_tools.messages import (
    annexes,
    cells,
    cross,
    decisions,
    files,
    formulas,
    hints,
    layouts,
    lists,
    plans,
    submissions,
    versions,
)
from workbook_tools.messages.kind import Kind
from workbook_tools.model import Severity

FAMILIES = (
    plans,
    annexes,
    lists,
    formulas,
    files,
    layouts,
    cells,
    hints,
    submissions,
    versions,
    cross,
    decisions,
)
"""What findings are about, a module each."""

KINDS: dict[str, Kind] = {entry.code: entry for family in FAMILIES for entry in family.KINDS}


def kind(code: str) -> Kind:
    """The entry of a code; KeyError for a code that is not in the catalogue."""
    return KINDS[code]


def severity(code: str) -> Severity:
    """The severity a code has unless the plan says otherwise."""
    return KINDS[code].severity
