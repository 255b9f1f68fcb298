"""What each unit has had counted this year before a period: 截至上期累计 of the form it is sent."""

from workbook_tools.consolidate.claims import claims
from workbook_tools.consolidate.counts import tally
from workbook_tools.consolidate.enterprises import enterprises
from workbook_tools.model import Annex, Basis, Plan, ReportingPeriod
from workbook_tools.pipeline.readings import Readings
from workbook_tools.pipeline.returns import accepted
from workbook_tools.standing import State
from workbook_tools.workspace import Workspace


def counted_before(
    workspace: Workspace, state: State, plan: Plan, period: ReportingPeriod
) -> dict[tuple[str, str], int]:
    """(unit code, form code) -> its counted number of the year so far; units without accepted returns are left out."""
    readings = Readings(workspace, plan)
    returns = [each for each in accepted(plan, state, period.period, readings) if each.period < period.period]
    found = {}
    for annex in plan.annexes:
        own = [each for each in returns if each.form == annex.form]
        counts = tally(enterprises(annex, claims(plan, annex, own), own), period.period, []).units
        for row in annex.rows:
            if row.seq in counts:
                found[row.unit, annex.form] = _cumulative(annex, counts[row.seq].gross, counts[row.seq].exits)
    readings.close()
    return found


def _cumulative(annex: Annex, gross: int, exits: int) -> int:
    return gross - exits if annex.counting.basis is Basis.NET else gross
