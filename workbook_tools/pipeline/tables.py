"""The tables of a master, computed on its grounds: the same for the master written, rebuilt, traced or sampled."""

from collections.abc import Mapping

from workbook_tools import standing
from workbook_tools.consolidate import Found, MasterTables, Report
from workbook_tools.consolidate import consolidate as tables_of
from workbook_tools.model import Severity
from workbook_tools.pipeline import Progress
from workbook_tools.pipeline.deciding.described import lines
from workbook_tools.pipeline.grounds import Grounds
from workbook_tools.pipeline.judging.judge import judged
from workbook_tools.pipeline.planned import Obligation
from workbook_tools.pipeline.readers import Checked
from workbook_tools.pipeline.readings import Readings
from workbook_tools.pipeline.returns import accepted
from workbook_tools.pipeline.validate import of_period, standings_of
from workbook_tools.standing import Standing, State
from workbook_tools.workspace import Workspace


def _report(
    workspace: Workspace, state: State, owed: Obligation, where: Standing, checked: Mapping[str, Checked]
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


def _found(where: tuple[tuple[Obligation, Standing], ...], checked: Mapping[str, Checked]) -> list[Found]:
    """The findings of the versions that stand: the newest, and the one that counts."""
    return [
        Found(owed.unit.code, owed.form.code, sha256, finding)
        for owed, standing_ in where
        for sha256 in dict.fromkeys((standing_.current, standing_.counts))
        if sha256 in checked
        for finding in checked[sha256].findings
    ]


def tables(grounds: Grounds, readings: Readings, progress: Progress) -> MasterTables:
    """All that the master shows; raises Misuse where its plan cannot read an accepted return, and faults.

    The returns are read once more while the register is written: keep `readings` open until then.
    """
    workspace, plan, period = grounds.workspace, grounds.plan, grounds.period
    own = readings.checked(grounds.state, of_period(grounds.state, period.period), progress)
    state, judgement = judged(workspace, plan, grounds.state, period.period, readings)
    checked = judgement.beside(own)
    where = standings_of(plan, state, period, grounds.as_of)
    return tables_of(
        plan,
        period,
        accepted(plan, state, period.period, readings),
        [_report(workspace, state, owed, each, checked) for owed, each in where],
        _found(where, checked),
        basis=grounds.basis,
        owners=standing.owners(state),
        decisions=lines(plan, state),
    )
