"""The tables of a master, computed on its grounds: the same for the master written, rebuilt, traced or sampled."""

from workbook_tools import standing
from workbook_tools.consolidate import Found, MasterTables, Report
from workbook_tools.consolidate import consolidate as tables_of
from workbook_tools.messages.times import minute
from workbook_tools.model import Severity
from workbook_tools.pipeline import Progress, closing
from workbook_tools.pipeline.changes import successions
from workbook_tools.pipeline.deciding.described import lines, on_enterprises
from workbook_tools.pipeline.deciding.questions import Scene
from workbook_tools.pipeline.grounds import Grounds
from workbook_tools.pipeline.planned import Obligation
from workbook_tools.pipeline.readings import Readings
from workbook_tools.pipeline.returns import accepted
from workbook_tools.pipeline.validate import as_judged
from workbook_tools.standing import Standing


def _report(grounds: Grounds, scene: Scene, owed: Obligation, where: Standing) -> Report:
    sha256 = where.counts or where.current
    names = tuple(name for each in where.versions for name in scene.state.submissions[each].names)
    result = scene.checked.get(sha256)
    counts = (
        {severity: sum(f.severity is severity for f in result.findings) for severity in Severity}
        if result
        else {}
    )
    workspace = grounds.workspace
    archived = workspace.archive.originals.path(sha256) if sha256 else None
    return Report(
        unit=owed.unit.code,
        form=owed.form.code,
        status=where.status,
        flags=tuple(flag.value for flag in where.flags),
        files=names,
        received=minute(where.received),
        filled_on=where.filled_on,
        counts=counts,
        scan=where.scan,
        sha256=sha256,
        archived=archived.relative_to(workspace.root).as_posix() if archived else "",
        late=_late(grounds, owed),
    )


def _late(grounds: Grounds, owed: Obligation) -> tuple[str, ...]:
    """The names of what came for an obligation after its period was closed."""
    answer = standing.Obligation(grounds.period.period, owed.unit.code, owed.form.code)
    late = (each for each in grounds.known.late(grounds.period.period) if each.obligation == answer)
    return tuple(name for each in late for name in each.names)


def _found(scene: Scene) -> list[Found]:
    """The findings of the versions that stand: the newest, and the one that counts."""
    return [
        Found(owed.unit.code, owed.form.code, sha256, finding)
        for owed, where in scene.where
        for sha256 in dict.fromkeys((where.current, where.counts))
        if sha256 in scene.checked
        for finding in scene.checked[sha256].findings
    ]


def tables(grounds: Grounds, readings: Readings, progress: Progress) -> MasterTables:
    """All that the master shows; raises Misuse where its plan cannot read an accepted return, and faults.

    The returns are read once more while the register is written: keep `readings` open until then.
    """
    plan, period = grounds.plan, grounds.period
    scene = as_judged(grounds, readings, progress)
    state = scene.state
    return tables_of(
        plan,
        period,
        accepted(plan, state, period.period, readings),
        [_report(grounds, scene, owed, where) for owed, where in scene.where],
        _found(scene),
        basis=grounds.basis,
        owners=standing.owners(state),
        decisions=(*lines(plan, state), *closing.lines(grounds.known, period.period)),
        rulings=on_enterprises(state),
        closed=grounds.closed_at[:10],
        changes=successions(grounds),
    )
