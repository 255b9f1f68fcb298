"""What each unit has had counted this year before a period: 截至上期累计 of the form it is sent."""

from collections.abc import Mapping, Sequence
from contextlib import closing

from workbook_tools.consolidate.claims import claims
from workbook_tools.consolidate.counts import Counts, tally
from workbook_tools.consolidate.enterprises import enterprises
from workbook_tools.consolidate.inputs import Return
from workbook_tools.model import Annex, Plan, ReportingPeriod
from workbook_tools.pipeline.readings import Readings
from workbook_tools.pipeline.returns import accepted
from workbook_tools.standing import State
from workbook_tools.workspace import Workspace


def counted_before(
    workspace: Workspace, state: State, plan: Plan, period: ReportingPeriod
) -> dict[tuple[str, str], int]:
    """(unit code, form code) -> its counted number of the year so far; units without accepted returns are left out."""
    with closing(Readings(workspace, plan)) as readings:
        returns = accepted(plan, state, period.period, readings)
        earlier = [each for each in returns if each.period < period.period]
        return {
            (row.unit, annex.form): counts[row.seq].cumulative(annex.counting.basis)
            for annex in plan.annexes
            if (counts := _counts(plan, annex, period, [each for each in earlier if each.form == annex.form]))
            for row in annex.rows
            if row.seq in counts
        }


def _counts(
    plan: Plan, annex: Annex, period: ReportingPeriod, returns: Sequence[Return]
) -> Mapping[int, Counts]:
    found = enterprises(annex, claims(plan, annex, returns), returns)
    return tally(found, period.period, current=()).units
