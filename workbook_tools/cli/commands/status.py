"""status: who is in, late, returned, held, missing."""

import click

from workbook_tools.cli.call import Call, common, period_option
from workbook_tools.messages import terminal, verdicts
from workbook_tools.model import Status
from workbook_tools.period import Period
from workbook_tools.pipeline.planned import Obligation
from workbook_tools.pipeline.status import Overview
from workbook_tools.pipeline.status import status as look_up
from workbook_tools.standing import Standing


def _json(owed: Obligation, where: Standing) -> dict[str, object]:
    return {
        "unit": owed.unit.code,
        "name": owed.unit.name,
        "form": owed.form.code,
        "status": where.status.value,
        "flags": [flag.value for flag in where.flags],
        "sha256": where.current or None,
        "counts": where.counts or None,
        "received": where.received or None,
        "scan": where.scan,
    }


def _line(owed: Obligation, where: Standing) -> str:
    flags = f" {'、'.join(flag.value for flag in where.flags)}" if where.flags else ""
    word = verdicts.STATUSES[where.status]
    return terminal.STATUS_LINE.format(status=word, name=owed.unit.name, form=owed.form.title, flags=flags)


def _lines(result: Overview, period: Period) -> list[str]:
    words = verdicts.tally(verdicts.STATUSES, result.counts)
    shown = (
        (owed, where) for owed, where in result.units if where.status is not Status.ACCEPTED or where.flags
    )
    lines = [_line(owed, where) for owed, where in shown]
    lines.append(terminal.STATUS_COUNTS.format(period=period.paper, total=len(result.units), statuses=words))
    if result.chase:
        names = "、".join(dict.fromkeys(owed.unit.name for owed, _ in result.chase))
        lines.append(terminal.STATUS_CHASE.format(count=len(result.chase), names=names))
    return lines


@click.command(help=terminal.HELP_STATUS)
@common
@period_option
def status(call: Call, period: Period) -> int:
    """Where every obligation of a period stands; 1 where not everything is accepted."""
    result = look_up(call.workspace(), period, call.now)
    data = {
        "units": [_json(owed, where) for owed, where in result.units],
        "counts": {
            each.value: count for each, count in sorted(result.counts.items(), key=lambda c: c[0].value)
        },
        "chase": [
            {"unit": owed.unit.code, "name": owed.unit.name, "form": owed.form.code}
            for owed, _ in result.chase
        ],
    }
    call.answer(data, lambda: _lines(result, period))
    return 0 if result.counts.keys() <= {Status.ACCEPTED} else 1
