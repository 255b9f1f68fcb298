"""Checks across units and periods: pure functions of what returns state; nothing but the ledger's data goes in.

A return is seen beside the accepted returns of its own unit's earlier periods, beside the newest return of every other
obligation of its period (whatever became of that one, so that no status depends on itself), and beside the reference
lists. The order in which files came cannot matter.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from workbook_tools.cross.around import NO_PAST, Around, Owner, around
from workbook_tools.cross.lists import check_baseline, check_official
from workbook_tools.cross.past import Past
from workbook_tools.cross.periods import (
    check_changes,
    check_copied,
    check_fallen,
    check_first_seen,
    check_growth,
    check_returned,
    check_vanished,
    check_years,
)
from workbook_tools.cross.statement import Statement, stated
from workbook_tools.cross.units import check_claims, check_names, check_other_annexes, check_other_list
from workbook_tools.cross.view import Lists, View
from workbook_tools.model import Finding

__all__ = [
    "NO_PAST",
    "REGISTRY",
    "Around",
    "Check",
    "Lists",
    "Owner",
    "Past",
    "Statement",
    "View",
    "around",
    "check",
    "stated",
]

Check = Callable[[Statement, View], Iterable[Finding]]

REGISTRY: tuple[tuple[tuple[str, ...], Check], ...] = (
    (("X1", "X19"), check_claims),
    (("X2",), check_other_annexes),
    (("X3",), check_vanished),
    (("X4",), check_fallen),
    (("X5",), check_names),
    (("X6", "X13"), check_years),
    (("X7",), check_growth),
    (("X8",), check_baseline),
    (("X9", "X18"), check_official),
    (("X10",), check_copied),
    (("X12", "X14", "X16"), check_changes),
    (("X15",), check_returned),
    (("X17",), check_first_seen),
    (("X20",), check_other_list),
)
"""Each check with the codes of what it finds."""


def check(own: Statement, view: View) -> tuple[Finding, ...]:
    """Everything found of a return beside the others, with the severities the plan gives; what it leaves out is not
    checked."""
    severities = {rule.code: rule.severity for rule in view.plan.cross if rule.severity}
    return tuple(
        replace(finding, severity=severity)
        for codes, one in REGISTRY
        if not severities.keys().isdisjoint(codes)
        for finding in one(own, view)
        if (severity := severities.get(finding.code))
    )
