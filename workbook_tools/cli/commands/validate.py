"""validate: the rules over every submission of a period."""

from collections import Counter

import click

from workbook_tools.cli.call import Call, common, finding_json, period_option
from workbook_tools.cli.progress import progress
from workbook_tools.messages import closing, decisions, terminal, verdicts
from workbook_tools.messages.times import minute
from workbook_tools.model import Severity, Status
from workbook_tools.period import Period
from workbook_tools.pipeline.deciding.pending import Written
from workbook_tools.pipeline.slips import Sent
from workbook_tools.pipeline.validate import Reviewed, Validation
from workbook_tools.pipeline.validate import validate as check


def _json(each: Reviewed) -> dict[str, object]:
    told = [finding for finding in each.findings if finding.severity is not Severity.RECORD]
    logged = [finding for finding in each.findings if finding.severity is Severity.RECORD]
    return {
        "unit": each.unit,
        "name": each.name,
        "form": each.form,
        "sha256": each.sha256,
        "status": each.status.value,
        "flags": list(each.flags),
        "findings": [finding_json(finding) for finding in told],
        "normalised": [finding_json(finding) for finding in logged],
    }


_SETTLED = (Status.ACCEPTED, Status.SUPERSEDED)
"""Nothing is left to do for these: they are counted, not listed."""


def _line(each: Reviewed) -> str:
    told = sum(finding.severity is not Severity.RECORD for finding in each.findings)
    problems = terminal.VALIDATE_PROBLEMS.format(count=told) if told else ""
    word = verdicts.STATUSES[each.status]
    return terminal.VALIDATE_LINE.format(status=word, name=each.name, form=each.form, problems=problems)


def _lines(result: Validation, period: Period) -> list[str]:
    words = verdicts.tally(verdicts.STATUSES, Counter(each.status for each in result.submissions))
    shown = [_line(each) for each in result.submissions if each.status not in _SETTLED]
    done = terminal.VALIDATE_DONE.format(period=period.paper, count=len(result.submissions), statuses=words)
    return [*shown, done, *_sent(result.sent), *_pending(result.pending), *_closed(result, period)]


def _closed(result: Validation, period: Period) -> list[str]:
    at = minute(result.closed)
    return [closing.AS_CLOSED.format(period=period.paper, at=at)] if result.closed else []


def _sent(sent: Sent) -> list[str]:
    """Where the slips are, who else is to be told, and what must not be sent any more."""
    slips, told, stale = sent.slips, sent.told, sent.stale
    folder = [terminal.SLIPS_DONE.format(folder=slips[0].parent, count=len(slips))] if slips else []
    news = [terminal.TOLD_DONE.format(folder=told[0].parent, count=len(told))] if told else []
    names = "、".join(path.name for path in stale)
    old = [terminal.SLIPS_STALE.format(count=len(stale), names=names)] if stale else []
    return [*folder, *news, *old]


def _pending(written: Written | None) -> list[str]:
    """Where the bureau decides, where something waits for it; and the workbook that was put aside, if any."""
    if written is None:
        return []
    waiting = [decisions.WRITTEN.format(path=written.path, count=written.open)] if written.open else []
    aside = [decisions.ASIDE.format(path=written.aside)] if written.aside else []
    return [*waiting, *aside]


@click.command(help=terminal.HELP_VALIDATE)
@common
@period_option
def validate(call: Call, period: Period) -> int:
    """Check every submission and write the slips; 1 where there are findings."""
    with progress(terminal.VALIDATING, call.as_json) as advance:
        result = check(call.workspace(), period, call.now, call.user, advance)
    pending = result.pending
    data = {
        "submissions": [_json(each) for each in result.submissions],
        "slips": [str(path) for path in result.sent.slips],
        "summary": str(result.sent.summary) if result.sent.summary else None,
        "told": [str(path) for path in result.sent.told],
        "stale": [str(path) for path in result.sent.stale],
        "pending": {"path": str(pending.path), "open": pending.open} if pending else None,
        "closed": result.closed or None,
    }
    call.answer(data, lambda: _lines(result, period))
    found = any(f.severity is not Severity.RECORD for each in result.submissions for f in each.findings)
    return 1 if found else 0
