"""What had counted before a period: 截至上期累计 of each form that is sent, and the enterprises of earlier years."""

from collections.abc import Mapping
from dataclasses import dataclass

from workbook_tools import standing
from workbook_tools.consolidate.claims import claims
from workbook_tools.consolidate.counts import counted_earlier, tally
from workbook_tools.consolidate.enterprises import enterprises
from workbook_tools.model import Plan
from workbook_tools.period import Period
from workbook_tools.pipeline.readings import Readings
from workbook_tools.pipeline.returns import accepted
from workbook_tools.standing import State


@dataclass(frozen=True, slots=True)
class CountedBefore:
    """What each unit had counted before a period.

    `cumulative`: (unit code, form code) -> its counted number of the year so far; units without accepted
    returns are left out. `years`: (sha256 of a return, record in it) -> the earlier year in which the
    enterprise counted that this record shows.
    """

    cumulative: Mapping[tuple[str, str], int]
    years: Mapping[tuple[str, int], int]


def counted_before(readings: Readings, state: State, plan: Plan, period: Period) -> CountedBefore:
    """What had counted in the accepted returns of earlier periods; Misuse where this plan cannot read one."""
    returns = [each for each in accepted(plan, state, period, readings) if each.period < period]
    owners = standing.owners(state)
    cumulative: dict[tuple[str, str], int] = {}
    years: dict[tuple[str, int], int] = {}
    for annex in plan.annexes:
        own = [each for each in returns if each.form == annex.form]
        found = enterprises(annex, claims(plan, annex, own, owners).table, own)
        counts = tally(found, period, current=()).units
        cumulative |= {
            (row.unit, annex.form): counts[row.seq].cumulative(annex.counting.basis)
            for row in annex.rows
            if row.seq in counts
        }
        sources = {each.number: each.sha256 for each in own}
        years |= {
            (sources[number], record): year for number, record, year in counted_earlier(found, period.year)
        }
    return CountedBefore(cumulative, years)
