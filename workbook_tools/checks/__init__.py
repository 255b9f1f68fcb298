"""Pure checks of one reading against its obligation: every finding, in one order, and what becomes of it."""

from collections.abc import Callable, Iterable

from workbook_tools.checks.context import Context
from workbook_tools.checks.declared import check_filled_on, check_people, check_zero_report
from workbook_tools.checks.duplicates import check_dragged_codes, check_repeated_keys, check_repeated_numbers
from workbook_tools.checks.explanations import explained, hollow_notes, outcome
from workbook_tools.checks.limits import check_limits
from workbook_tools.checks.locked import check_locked, check_version
from workbook_tools.checks.order import in_order
from workbook_tools.checks.required import check_required
from workbook_tools.checks.shapes import check_shapes
from workbook_tools.model import Finding, Reading

__all__ = ["REGISTRY", "Check", "Context", "check", "explained", "outcome"]

Check = Callable[[Reading, Context], Iterable[Finding]]

REGISTRY: tuple[Check, ...] = (
    check_version,
    check_locked,
    check_required,
    check_limits,
    check_shapes,
    check_repeated_keys,
    check_repeated_numbers,
    check_dragged_codes,
    check_zero_report,
    check_people,
    check_filled_on,
)


def check(reading: Reading, context: Context) -> tuple[Finding, ...]:
    """All findings of a submission: of reading it, of every check, and about 说明 that explain nothing."""
    found = [*reading.notes, *(finding for one in REGISTRY for finding in one(reading, context))]
    return in_order([*found, *hollow_notes(found, reading, context)])
