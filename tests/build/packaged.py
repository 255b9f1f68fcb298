"""The plan that ships, and returns under it made of made-up enterprises, without a workbook."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from scripts.examples import enterprises
from scripts.examples.filling import Record
from workbook_tools import layout
from workbook_tools import plan as plan_sheets
from workbook_tools.checks import Context
from workbook_tools.model import Cell, Finding, Form, Identity, Plan, Reading, Roster, Value
from workbook_tools.period import month
from workbook_tools.xlsx.grids import read_grids

SHIPPED = Path(__file__).resolve().parents[2] / "templates" / "annex_template.xlsx"
DEPARTMENT, TOWNSHIP = "KZ-GQ-01", "KZ-KJ-02"
OCTOBER = month(2023, 10)
RECEIVED = date(2023, 11, 3)


@cache
def shipped_plan() -> Plan:
    """The plan as the template has it; it must be without mistakes."""
    loaded = plan_sheets.load(read_grids(SHIPPED))
    assert loaded.plan, loaded.findings
    return loaded.plan


def form_of(code: str) -> Form:
    """A form of the plan that ships."""
    form = shipped_plan().form(code)
    assert form
    return form


def context_of(code: str) -> Context:
    """What the first unit of the form's annex owes for October 2023."""
    plan, form = shipped_plan(), form_of(code)
    annex, period = plan.annex_of(code), plan.period(OCTOBER)
    unit = plan.unit(annex.rows[0].unit)
    assert unit and period
    return Context(plan, form, unit, annex, period, None, RECEIVED)


def sound_row(code: str, number: int) -> Record:
    """An enterprise that counts this year, without a fault."""
    row = enterprises.department_row if code == DEPARTMENT else enterprises.township_row
    return row(number, True)


def reading_of(code: str, rows: Sequence[Record], **header: Value) -> Reading:
    """A return with these records; header cells as a clerk fills them in, but for those given."""
    form, period = form_of(code), context_of(code).period
    typed = {**enterprises.header(1), "h_asof": period.as_of, **header}
    cells = {
        key: Cell(typed.get(key), typed.get(key), address)
        for key, address in layout.issued_cells(form, len(rows)).items()
    }
    first = form.layout.first_row
    values = {field.key: tuple(row.get(field.key) for row in rows) for field in form.roster}
    roster = Roster(form.layout.columns, tuple(range(first, first + len(rows))), values, {})
    version = shipped_plan().settings["模板版本"]
    identity = Identity(context_of(code).unit.code, code, str(OCTOBER), version, "", "")
    return Reading("示例", identity, layout.FORM_SHEET, cells, roster, frozenset(), (), "示例")


def of_the_plan(findings: Sequence[Finding]) -> list[Finding]:
    """The findings of the plan's own rules."""
    codes = {rule.code for rule in shipped_plan().rules}
    return [finding for finding in findings if finding.code in codes]
