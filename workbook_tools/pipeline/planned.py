"""What every stage starts from: the plan of a workspace, and what is owed in a period."""

from collections.abc import Iterator
from dataclasses import dataclass

from workbook_tools import plan as plan_sheets
from workbook_tools.errors import Misuse, PlanMistakesError
from workbook_tools.messages import closing, names, terminal
from workbook_tools.model import Annex, Form, Plan, ReportingPeriod, TargetRow, Unit
from workbook_tools.period import Period
from workbook_tools.plan import Loaded
from workbook_tools.standing import State
from workbook_tools.workspace import Workspace
from workbook_tools.xlsx.grids import grids_of, read_plan


@dataclass(frozen=True, slots=True)
class Obligation:
    """One form owed by one unit in a period."""

    annex: Annex
    form: Form
    unit: Unit
    row: TargetRow

    def file_name(self, period: Period) -> str:
        """What its template for a period is called."""
        unit, form = self.unit.name, self.form.title
        return names.template(
            annex=self.annex.number, seq=self.row.seq, unit=unit, form=form, period=period.file
        )


@dataclass(frozen=True, slots=True)
class PlanNow:
    """The plan, and the workbook that says it, read once: whoever saves it meanwhile changes nothing of a run."""

    plan: Plan
    workbook: bytes


def load(workspace: Workspace) -> Loaded:
    """The plan workbook as it is now, with everything found wrong in it."""
    return _loaded(workspace, read_plan(workspace.plan))


def plan_now(workspace: Workspace) -> PlanNow:
    """The plan with its workbook, or PlanMistakesError where a mistake stands in the way."""
    workbook = read_plan(workspace.plan)
    loaded = _loaded(workspace, workbook)
    if loaded.plan is None:
        raise PlanMistakesError(loaded.findings)
    return PlanNow(loaded.plan, workbook)


def usable(workspace: Workspace) -> Plan:
    """The plan alone; raises as `plan_now`."""
    return plan_now(workspace).plan


def _loaded(workspace: Workspace, workbook: bytes) -> Loaded:
    return plan_sheets.load(grids_of(workbook, workspace.plan.name))


def reporting(plan: Plan, period: Period) -> ReportingPeriod:
    """The reporting period as the plan has it; Misuse where it does not."""
    found = plan.period(period)
    if found is None:
        raise Misuse(terminal.NO_SUCH_PERIOD.format(period=period, known=known_periods(plan)))
    return found


def must_be_issued(state: State, period: Period) -> None:
    """Misuse where nothing was issued for a period: its name is wrong, or generate was forgotten."""
    if all(issue.period != str(period) for issue in state.issues.values()):
        raise Misuse(terminal.NOTHING_ISSUED.format(period=period))


def must_be_open(state: State, period: Period) -> None:
    """Misuse where a period is closed: it stays as it is until it is reopened."""
    if str(period) in state.closings:
        raise Misuse(closing.no_more_forms(period))


def known_periods(plan: Plan) -> str:
    """The plan's periods in a few words."""
    known = [str(each.period) for each in plan.periods]
    return "、".join(known) if len(known) <= 6 else f"{known[0]}、{known[1]} … {known[-1]}"


def obligations(plan: Plan) -> Iterator[Obligation]:
    """Every form owed, in the order of the annexes."""
    for annex in plan.annexes:
        form = plan.form(annex.form)
        for row in annex.rows:
            unit = plan.unit(row.unit)
            if form is not None and unit is not None:
                yield Obligation(annex, form, unit, row)
