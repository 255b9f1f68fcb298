"""consolidate: the master workbook of a period, out of the ledger and the accepted returns."""

import hashlib
import io
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from workbook_tools import standing
from workbook_tools.consolidate import MasterTables, summary
from workbook_tools.ledger import Ledger
from workbook_tools.period import Period
from workbook_tools.pipeline import Progress, grounds
from workbook_tools.pipeline.generate import record_plan
from workbook_tools.pipeline.grounds import Grounds
from workbook_tools.pipeline.planned import plan_now, reporting
from workbook_tools.pipeline.readings import Readings
from workbook_tools.pipeline.tables import tables
from workbook_tools.pipeline.validate import unchecked
from workbook_tools.record import Published
from workbook_tools.safe_write import write_atomically
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
    with workspace.writing(user) as ledger:
        if as_of:
            on = grounds.of_then(workspace, ledger.proved(), period, as_of)
        else:
            on = current_grounds(workspace, ledger, period, now)
        made = make(on, progress)
        path = workspace.master(period)
        write_atomically(path, made.data)
        sha256 = hashlib.sha256(made.data).hexdigest()
        _publish(ledger, on, sha256, now.isoformat())
    return Consolidated(path, sha256, made.tables, unchecked(on.state, on.plan, period))


def current_grounds(workspace: Workspace, ledger: Ledger, period: Period, now: datetime) -> Grounds:
    """What a master written now stands on; the plan as it is comes into use, unless the period is closed."""
    if str(period) not in standing.fold(ledger.events()).closings:
        current = plan_now(workspace)
        reporting(current.plan, period)
        record_plan(workspace, ledger, current, now.isoformat())
    return grounds.of_now(workspace, ledger.proved(), period, now)


def _publish(ledger: Ledger, on: Grounds, sha256: str, at: str) -> None:
    """Record what was written, unless that is the period's last master already."""
    basis = on.basis
    event = Published(basis.period, sha256, basis.code, on.line, basis.dump())
    masters = [each.record for each in ledger.events() if isinstance(each.record, Published)]
    own = [each for each in masters if each.period == basis.period]
    if not own or own[-1] != event:
        ledger.append(event, at)
