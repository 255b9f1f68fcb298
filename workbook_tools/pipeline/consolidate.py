"""consolidate: the master workbook of a period, out of the ledger and the accepted returns."""

import hashlib
import io
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from workbook_tools import standing
from workbook_tools.consolidate import Found, MasterTables, Report, summary
from workbook_tools.consolidate import consolidate as tables_of
from workbook_tools.model import Plan, ReportingPeriod, Severity
from workbook_tools.period import Period
from workbook_tools.pipeline import Progress
from workbook_tools.pipeline.deciding.described import lines
from workbook_tools.pipeline.judging.judge import judged
from workbook_tools.pipeline.planned import Obligation, must_be_issued, reporting, usable
from workbook_tools.pipeline.readers import Checked
from workbook_tools.pipeline.readings import Readings
from workbook_tools.pipeline.returns import accepted
from workbook_tools.pipeline.validate import of_period, standings_of
from workbook_tools.safe_write import write_atomically
from workbook_tools.standing import Standing, State
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


def _report(
    workspace: Workspace, state: State, owed: Obligation, where: Standing, checked: dict[str, Checked]
) -> Report:
    sha256 = where.counts or where.current
    names = tuple(name for each in where.versions for name in state.submissions[each].names)
    result = checked.get(sha256)
    counts = (
        {severity: sum(f.severity is severity for f in result.findings) for severity in Severity}
        if result
        else {}
    )
    archived = workspace.archive.originals.path(sha256) if sha256 else None
    return Report(
        unit=owed.unit.code,
        form=owed.form.code,
        status=where.status,
        flags=tuple(flag.value for flag in where.flags),
        files=names,
        received=where.received.replace("T", " ")[:16],
        filled_on=where.filled_on,
        counts=counts,
        scan=where.scan,
        sha256=sha256,
        archived=archived.relative_to(workspace.root).as_posix() if archived else "",
    )


def _found(where: tuple[tuple[Obligation, Standing], ...], checked: dict[str, Checked]) -> list[Found]:
    """The findings of the versions that stand: the newest, and the one that counts."""
    return [
        Found(owed.unit.code, owed.form.code, sha256, finding)
        for owed, standing_ in where
        for sha256 in dict.fromkeys((standing_.current, standing_.counts))
        if sha256 in checked
        for finding in checked[sha256].findings
    ]


def _tables(
    workspace: Workspace,
    plan: Plan,
    state: State,
    period: ReportingPeriod,
    readings: Readings,
    *,
    now: datetime,
    progress: Progress,
) -> MasterTables:
    own = readings.checked(state, of_period(state, period.period), progress)
    state, judgement = judged(workspace, plan, state, period.period, readings)
    checked = judgement.beside(own)
    where = standings_of(plan, state, period, now)
    reports = [_report(workspace, state, owed, each, checked) for owed, each in where]
    returns = accepted(plan, state, period.period, readings)
    found, owners, decisions = _found(where, checked), standing.owners(state), lines(plan, state)
    return tables_of(plan, period, returns, reports, found, now=now, owners=owners, decisions=decisions)


def consolidate(
    workspace: Workspace, period: Period, now: datetime, user: str, progress: Progress
) -> Consolidated:
    """Write the master of a period; raises PlanMistakesError, Misuse and faults of the environment."""
    plan = usable(workspace)
    wanted = reporting(plan, period)
    with workspace.writing(user) as ledger:
        state = standing.fold(ledger.events(), plan.digest)
        must_be_issued(state, period)
        buffer = io.BytesIO()
        with closing(Readings(workspace, plan, state)) as readings:
            tables = _tables(workspace, plan, state, wanted, readings, now=now, progress=progress)
            # Returns are read once more while the register is written.
            master.write(buffer, tables)
        data = buffer.getvalue()
        path = workspace.master(period)
        write_atomically(path, data)
    unchecked = sum(not _is_checked(state, plan, sha256) for sha256 in of_period(state, period))
    return Consolidated(path, hashlib.sha256(data).hexdigest(), tables, unchecked)


def _is_checked(state: State, plan: Plan, sha256: str) -> bool:
    outcome = state.outcomes.get(sha256)
    return outcome is not None and outcome.plan == plan.digest
