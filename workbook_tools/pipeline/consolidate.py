"""consolidate: the master workbook of a period, out of the ledger and the accepted returns."""

import hashlib
import io
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from workbook_tools.basis import Basis
from workbook_tools.consolidate import MasterTables, summary
from workbook_tools.ledger import Ledger
from workbook_tools.model import Plan
from workbook_tools.period import Period
from workbook_tools.pipeline import Progress, grounds
from workbook_tools.pipeline.generate import record_plan
from workbook_tools.pipeline.grounds import Grounds
from workbook_tools.pipeline.planned import reporting, usable
from workbook_tools.pipeline.readings import Readings
from workbook_tools.pipeline.tables import tables
from workbook_tools.pipeline.validate import of_period
from workbook_tools.record import Published
from workbook_tools.safe_write import write_atomically
from workbook_tools.standing import State
from workbook_tools.workspace import Workspace
from workbook_tools.xlsx import master


@dataclass(frozen=True, slots=True)
class Consolidated:
    """The master written, its sha256, its numbers, and how many of the period's returns `validate` has not seen
    under the plan as it is now."""

    master: Path
    sha256: str
    tables: MasterTables
    unchecked: int

    def annexes(self) -> list[dict[str, object]]:
        """The numbers as the command line's contract has them."""
        return summary(self.tables)


@dataclass(frozen=True, slots=True)
class Made:
    """A master: its tables, and its bytes."""

    tables: MasterTables
    data: bytes


def make(on: Grounds, progress: Progress) -> Made:
    """The master on its grounds; equal grounds give equal bytes."""
    buffer = io.BytesIO()
    with closing(Readings(on.workspace, on.plan, on.state)) as readings:
        made = tables(on, readings, progress)
        # Returns are read once more while the register is written.
        master.write(buffer, made)
    return Made(made, buffer.getvalue())


def consolidate(
    workspace: Workspace, period: Period, now: datetime, user: str, progress: Progress, *, as_of: str = ""
) -> Consolidated:
    """Write the master of a period; raises PlanMistakesError, Misuse and faults of the environment.

    `as_of` (an ISO day or time; empty: now) makes it as it was then, under the plan then in use.
    """
    plan = None if as_of else usable(workspace)
    if plan:
        reporting(plan, period)
    with workspace.writing(user) as ledger:
        on = _grounds(workspace, ledger, plan, period, now, as_of)
        made = make(on, progress)
        path = workspace.master(period)
        write_atomically(path, made.data)
        sha256 = hashlib.sha256(made.data).hexdigest()
        _publish(ledger, on.basis, sha256, now.isoformat())
    unchecked = sum(not _is_checked(on.state, on.plan, each) for each in of_period(on.state, period))
    return Consolidated(path, sha256, made.tables, unchecked)


def _grounds(
    workspace: Workspace, ledger: Ledger, plan: Plan | None, period: Period, now: datetime, as_of: str
) -> Grounds:
    if plan is None:
        return grounds.of_then(workspace, ledger.proved(), period, as_of)
    record_plan(workspace, ledger, plan, now.isoformat())
    return grounds.of_now(workspace, ledger.proved(), period, now)


def _publish(ledger: Ledger, basis: Basis, sha256: str, at: str) -> None:
    """Record what was written, unless that is the period's last master already."""
    event = Published(basis.period, sha256, basis.code, basis.dump())
    masters = [each.record for each in ledger.events() if isinstance(each.record, Published)]
    own = [each for each in masters if each.period == basis.period]
    if not own or own[-1] != event:
        ledger.append(event, at)


def _is_checked(state: State, plan: Plan, sha256: str) -> bool:
    outcome = state.outcomes.get(sha256)
    return outcome is not None and outcome.plan == plan.digest
