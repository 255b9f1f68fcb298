"""The tables of one period's master, before anything is laid out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from workbook_tools.basis import Basis
from workbook_tools.consolidate.changes import Succession
from workbook_tools.consolidate.inputs import Found, Report, Return
from workbook_tools.consolidate.progress import AnnexProgress
from workbook_tools.consolidate.roster import Register
from workbook_tools.messages.decisions import Line
from workbook_tools.model import Finding, Plan, ReportingPeriod, Severity

Rulings = Mapping[tuple[str, str, str], Sequence[int]]
"""裁定 on enterprises: by form, unit (empty: whichever claims it) and key as printed, their places in 裁定记录."""

UNDERSTOOD = "understood"
"""The parameter in which a normalising finding carries the value as understood."""


@dataclass(frozen=True, slots=True)
class Obligation:
    """What one unit owed, what became of it, and the return that counts (None: nothing does)."""

    annex: int
    seq: int
    name: str
    report: Report
    source: Return | None


@dataclass(frozen=True, slots=True)
class MasterTables:
    """All that the master shows of one period; `basis` is what it is computed from.

    `decisions` are all that the bureau ever decided, in the order of time, and `rulings` the places (from 1) among
    them of those on each enterprise. `closed` is the day (ISO) on which the period was closed; empty: it is open.
    `changes` are the returns of which several versions counted.
    """

    plan: Plan
    period: ReportingPeriod
    basis: Basis
    annexes: tuple[AnnexProgress, ...]
    register: Register
    obligations: tuple[Obligation, ...]
    problems: tuple[Found, ...]
    normalised: tuple[Found, ...]
    decisions: tuple[Line, ...] = ()
    rulings: Rulings = field(default_factory=dict)
    closed: str = ""
    changes: tuple[Succession, ...] = ()


def understood_as(finding: Finding) -> str | None:
    """The value a normalisation of form led to; None where the finding tells of no normalisation."""
    if finding.severity is Severity.MANDATORY:
        return None
    return dict(finding.params).get(UNDERSTOOD, "" if finding.severity is Severity.RECORD else None)


def ordered_problems(plan: Plan, findings: Iterable[Found]) -> tuple[Found, ...]:
    """Findings in the order of (annex, unit, file, severity, place), whatever order they came in."""
    places = {(row.unit, a.form): (a.number, row.seq) for a in plan.annexes for row in a.rows}
    grades = {severity: grade for grade, severity in enumerate(Severity)}

    def order(found: Found) -> tuple[object, ...]:
        finding = found.finding
        place = places.get((found.unit, found.form), (len(places), 0))
        row = -1 if finding.row is None else finding.row
        grade = grades[finding.severity]
        return (*place, found.sha256, grade, finding.sheet, row, finding.cell, finding.code, finding.params)

    return tuple(sorted(findings, key=order))
