"""收件登记: what became of every file handed in, for the officer to file and to answer senders from."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from workbook_tools import period as periods
from workbook_tools import standing
from workbook_tools.messages import register as words
from workbook_tools.messages.times import minute
from workbook_tools.model import Plan
from workbook_tools.period import Period
from workbook_tools.safe_write import write_atomically
from workbook_tools.standing import Registered, State
from workbook_tools.workspace import Workspace
from workbook_tools.xlsx.register import Line, register


def periods_issued(state: State) -> list[Period]:
    """The periods for which templates were issued, in order."""
    return sorted({p for issue in state.issues.values() if (p := periods.parse(issue.period))})


def belongs(state: State, issued: Sequence[Period], sha256: str) -> Period | None:
    """The period a file is registered under: its own, else the one of `issued` (in order) last before it came.

    A file that names no period is asked about while a period is open: in none that is closed, unless all are.
    """
    submission = state.submissions[sha256]
    own = periods.parse(submission.facts.period)
    if own in issued:
        return own
    open_ = [period for period in issued if str(period) not in state.closings] or issued
    begun = [period for period in open_ if period.end.isoformat() <= submission.received[:10]]
    return next(reversed(begun or open_[:1]), None)


def _line(plan: Plan, state: State, scans: Mapping[str, str | None], line: Registered) -> Line:
    submission = state.submissions[line.sha256]
    sender = submission.facts.unit or scans.get(line.sha256) or ""
    unit, form = plan.unit(sender), plan.form(submission.facts.form)
    judged = line.judgement
    return Line(
        line.name,
        judged.verdict,
        unit.name if unit else "",
        form.title if form else "",
        words.reason(judged.code, judged.params),
        words.tell(judged.code, judged.params),
        minute(submission.received),
        line.sha256,
    )


def registers(
    workspace: Workspace, plan: Plan, state: State, came: Collection[str], now: datetime
) -> tuple[Path, ...]:
    """Write the registers that files just handed in belong to, each with all ever registered under it; their paths."""
    issued = periods_issued(state)
    scans = standing.scans(state)
    lines = [(line, belongs(state, issued, line.sha256)) for line in standing.register(state)]
    wanted = sorted({period for line, period in lines if period and line.sha256 in came})
    for period in wanted:
        own = [_line(plan, state, scans, line) for line, of in lines if of == period]
        write_atomically(
            workspace.register(period), register(words.TITLE.format(period=period.paper), own, now)
        )
    return tuple(workspace.register(period) for period in wanted)
