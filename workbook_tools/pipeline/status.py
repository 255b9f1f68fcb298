"""status: who is in, late, returned, held, missing."""

from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from workbook_tools import standing
from workbook_tools.model import Status
from workbook_tools.period import Period
from workbook_tools.pipeline.planned import Obligation, must_be_issued, reporting, usable
from workbook_tools.pipeline.validate import standings_of
from workbook_tools.standing import Standing
from workbook_tools.workspace import Workspace

OWING = (Status.MISSING, Status.RETURNED)


@dataclass(frozen=True, slots=True)
class Overview:
    """Where every obligation of a period stands, in the plan's order."""

    units: tuple[tuple[Obligation, Standing], ...]

    @property
    def counts(self) -> Mapping[Status, int]:
        """How many obligations have each status."""
        return Counter(where.status for _, where in self.units)

    @property
    def chase(self) -> tuple[tuple[Obligation, Standing], ...]:
        """催报名单: what has not come, or must come again."""
        return tuple((owed, where) for owed, where in self.units if where.status in OWING)


def status(workspace: Workspace, period: Period, now: datetime) -> Overview:
    """Where every obligation stands; reads only. Raises PlanMistakesError, Misuse and faults of the environment."""
    plan = usable(workspace)
    wanted = reporting(plan, period)
    with closing(workspace.ledger()) as ledger:
        state = standing.fold(ledger.events())
    must_be_issued(state, period)
    return Overview(standings_of(plan, state, wanted, now))
