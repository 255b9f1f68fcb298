"""Accepted returns from a few words: the rows a unit listed, in the order of its form's fields."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

from tests.build.plans import OCTOBER, example_plan
from workbook_tools.basis import Basis
from workbook_tools.consolidate import Found, MasterTables, Owners, Report, Return, consolidate
from workbook_tools.model import Form, Identity, Plan, Reading, Roster, Status, Value
from workbook_tools.period import Period

Row = tuple[Value, ...]
BASIS = Basis(
    period="2023-10",
    as_of="2023-11-06",
    at="2023-11-06T09:00:00",
    state="0" * 64,
    plan="plan",
    plan_file="1" * 64,
    tool="0",
)
FIRST_SHEET_ROW = 8
NOTHING_RULED: Owners = {}


def enterprise(code: str, state: str, counted_in: str = "2023", name: str = "") -> Row:
    """A row of form A."""
    return (None, name or f"示例企业{code}", code, state, counted_in, date(2023, 3, 1), 12.5)


def incubated(name: str, stage: str) -> Row:
    """A row of form B."""
    return (None, name, stage, "无")


def reading_of(form: Form, unit: str, period: Period, rows: Sequence[Row]) -> Reading:
    """What one return says, its records from sheet row 8 down."""
    keys = [field.key for field in form.roster]
    columns = zip(*rows, strict=True) if rows else [()] * len(keys)
    digest = sha256(repr((form.code, unit, str(period), rows)).encode()).hexdigest()
    roster = Roster(
        columns={key: column for column, key in enumerate(keys, 1)},
        rows=tuple(range(FIRST_SHEET_ROW, FIRST_SHEET_ROW + len(rows))),
        values=dict(zip(keys, columns, strict=True)),
        raws={},
    )
    identity = Identity(unit, form.code, str(period), "1", "", "")
    return Reading(digest, identity, "填报表", {}, roster, frozenset(), (), digest)


def accepted(unit: str, form: str, *rows: Row, period: Period = OCTOBER, plan: Plan | None = None) -> Return:
    """An accepted return; `tables_of` numbers it."""
    asked = (plan or example_plan()).form(form)
    assert asked
    reading = reading_of(asked, unit, period, rows)
    return Return(0, period, unit, form, reading.sha256, f"{unit}.xlsx", "2023-11-01 10:00", lambda: reading)


def numbered(plan: Plan, returns: Sequence[Return]) -> list[Return]:
    """The returns with their 报送件编号, in the order of (period, annex, unit)."""

    def order(each: Return) -> tuple[Period, int, int]:
        annex = plan.annex_of(each.form)
        return each.period, annex.number, [row.unit for row in annex.rows].index(each.unit)

    return [replace(each, number=number) for number, each in enumerate(sorted(returns, key=order), 1)]


def reports_of(plan: Plan, returns: Sequence[Return], period: Period) -> list[Report]:
    """A report an obligation: accepted where a return of the period is there, else missing."""
    current = {(each.unit, each.form): each for each in returns if each.period == period}
    reports = []
    for annex in plan.annexes:
        for row in annex.rows:
            own = current.get((row.unit, annex.form))
            if own:
                done = Report(row.unit, annex.form, Status.ACCEPTED, files=(own.file,), sha256=own.sha256)
                reports.append(replace(done, received=own.received, archived=f"archive/{own.sha256}.xlsx"))
            else:
                reports.append(Report(row.unit, annex.form, Status.MISSING))
    return reports


def tables_of(
    *returns: Return,
    plan: Plan | None = None,
    period: Period = OCTOBER,
    findings: Sequence[Found] = (),
    owners: Owners = NOTHING_RULED,
) -> MasterTables:
    """The consolidated tables of these accepted returns, contested enterprises as ruled."""
    asked = plan or example_plan()
    listed = numbered(asked, returns)
    reporting = asked.period(period) or replace(asked.periods[0], period=period, as_of=period.end)
    reports = reports_of(asked, listed, period)
    return consolidate(asked, reporting, listed, reports, findings, basis=BASIS, owners=owners)
