"""Accepted returns -> the tables of the master: what counts, for whom, since when, and where it is written.

Pure: no file, clock or workbook library. Importing this package imports pandas (about a second).
"""

from collections.abc import Iterator, Mapping, Sequence

from workbook_tools.basis import Basis
from workbook_tools.consolidate.changes import Succession
from workbook_tools.consolidate.claims import Owners, Sheet, claims
from workbook_tools.consolidate.counts import tally
from workbook_tools.consolidate.course import Steps, course
from workbook_tools.consolidate.enterprises import enterprises, of_period
from workbook_tools.consolidate.inputs import Found, Report, Return, Written
from workbook_tools.consolidate.progress import AnnexProgress, Figures, UnitProgress, progress
from workbook_tools.consolidate.roster import (
    Enterprise,
    Outcome,
    Register,
    Rewritten,
    RosterColumn,
    roster_columns,
)
from workbook_tools.consolidate.summary import summary
from workbook_tools.consolidate.tables import (
    MasterTables,
    Obligation,
    Rulings,
    ordered_problems,
    understood_as,
)
from workbook_tools.messages.decisions import Line
from workbook_tools.model import Plan, ReportingPeriod, Severity

__all__ = [
    "AnnexProgress",
    "Enterprise",
    "Figures",
    "Found",
    "MasterTables",
    "Obligation",
    "Outcome",
    "Owners",
    "Register",
    "Report",
    "Return",
    "Rewritten",
    "RosterColumn",
    "Rulings",
    "Steps",
    "UnitProgress",
    "Written",
    "consolidate",
    "summary",
    "understood_as",
]

NO_RULINGS: Owners = {}
NOT_RULED: Rulings = {}


def _obligations(
    plan: Plan, reports: Sequence[Report], counted: Mapping[tuple[str, str], Return]
) -> tuple[Obligation, ...]:
    """Every obligation in the notice's order, with the return that counts for it."""
    by_owner = {(report.unit, report.form): report for report in reports}
    return tuple(
        Obligation(annex.number, row.seq, unit.name, report, counted.get((unit.code, annex.form)))
        for annex in plan.annexes
        for row in annex.rows
        if (unit := plan.unit(row.unit)) and (report := by_owner.get((row.unit, annex.form)))
    )


def _register(plan: Plan, returns: Sequence[Return], owners: Owners) -> Register:
    folded, sheets = {}, dict[int, Sheet]()
    for annex in plan.annexes:
        own = [each for each in returns if each.form == annex.form]
        claimed = claims(plan, annex, own, owners)
        folded[annex.number] = enterprises(annex, claimed.table, own)
        sheets |= claimed.sheets
    return Register(plan, {each.number: each for each in returns}, folded, sheets, roster_columns(plan))


def _annexes(
    plan: Plan,
    period: ReportingPeriod,
    register: Register,
    returns: Sequence[Return],
    reports: Sequence[Report],
) -> Iterator[AnnexProgress]:
    current = [each.number for each in returns if each.period == period.period]
    for annex in plan.annexes:
        folded = register.folded[annex.number]
        own = [each for each in returns if each.form == annex.form]
        counted = tally(folded, period.period, current)
        steps = course(plan, annex, period.period, folded, own)
        yield progress(plan, annex, period, counted, steps, reports)


def consolidate(
    plan: Plan,
    period: ReportingPeriod,
    returns: Sequence[Return],
    reports: Sequence[Report],
    findings: Sequence[Found],
    *,
    basis: Basis,
    owners: Owners = NO_RULINGS,
    decisions: Sequence[Line] = (),
    rulings: Rulings = NOT_RULED,
    closed: str = "",
    changes: Sequence[Succession] = (),
) -> MasterTables:
    """The tables of one period's master.

    `returns` are the accepted returns that count, of this and earlier periods, numbered in the order of
    (period, annex, unit); `reports` has one an obligation of this period; `owners` are the rulings on
    contested enterprises in force, `decisions` all that the bureau ever decided, as printed, `rulings` those of
    them on enterprises; `closed` is the day of the closing, `changes` the returns of which several versions
    counted. Every return is loaded once here, and those that show rows once more while the register is written:
    one stands in memory at a time.
    """
    usable = of_period(plan, period.period, returns)
    register = _register(plan, usable, owners)
    counted = {(each.unit, each.form): each for each in sorted(usable, key=lambda each: each.number)}
    return MasterTables(
        plan=plan,
        period=period,
        basis=basis,
        annexes=tuple(_annexes(plan, period, register, usable, reports)),
        register=register,
        obligations=_obligations(plan, reports, counted),
        problems=ordered_problems(plan, (f for f in findings if f.finding.severity is not Severity.RECORD)),
        normalised=ordered_problems(plan, (f for f in findings if understood_as(f.finding) is not None)),
        decisions=tuple(decisions),
        rulings=rulings,
        closed=closed,
        changes=tuple(changes),
    )
