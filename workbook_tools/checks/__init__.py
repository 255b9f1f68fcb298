"""Pure checks of one reading against its obligation: every finding, in one order, and what becomes of it."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from workbook_tools.checks.context import Context
from workbook_tools.checks.declared import check_filled_on, check_zero_report
from workbook_tools.checks.demanded import check_demands
from workbook_tools.checks.dragged import check_dragged_codes
from workbook_tools.checks.explanations import explained, explanation, hollow_notes, outcome
from workbook_tools.checks.locked import check_locked, check_version
from workbook_tools.checks.order import in_order
from workbook_tools.messages.submissions import OF_ANOTHER
from workbook_tools.model import Finding, Reading, Severity

__all__ = ["REGISTRY", "Check", "Context", "check", "explained", "explanation", "hollow_notes", "outcome"]

Check = Callable[[Reading, Context], Iterable[Finding]]

REGISTRY: tuple[Check, ...] = (
    check_version,
    check_locked,
    check_demands,
    check_dragged_codes,
    check_zero_report,
    check_filled_on,
)


def check(reading: Reading, context: Context) -> tuple[Finding, ...]:
    """All findings of a submission: of reading it, of every check, and about 说明 that explain nothing."""
    found = [*reading.notes, *(finding for one in REGISTRY for finding in one(reading, context))]
    if context.ruled:
        found = [replace(f, severity=Severity.NOTICE) if f.code in OF_ANOTHER else f for f in found]
    return in_order([*found, *hollow_notes(found, reading, context.form)])
