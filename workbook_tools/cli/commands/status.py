"""status: who is in, late, returned, held, missing, and the 催报名单."""

import click

from workbook_tools.cli.call import Call, common, period_option
from workbook_tools.cli.late import late_json, late_lines
from workbook_tools.messages import chase, closing, terminal, verdicts
from workbook_tools.messages.columns import aligned
from workbook_tools.model import Status
from workbook_tools.period import Period
from workbook_tools.pipeline.planned import Obligation
from workbook_tools.pipeline.status import Overview
from workbook_tools.pipeline.status import status as look_up
from workbook_tools.standing import Flag, Standing


def _json(result: Overview, owed: Obligation, where: Standing) -> dict[str, object]:
    return {
        "unit": owed.unit.code,
        "name": owed.unit.name,
        "form": owed.form.code,
        "status": where.status.value,
        "flags": [flag.value for flag in where.flags],
        "days": result.days_of(where),
        "sha256": where.current or None,
        "counts": where.counts or None,
        "received": where.received or None,
        "scan": where.scan,
    }


def _row(result: Overview, owed: Obligation, where: Standing) -> tuple[str, ...]:
    """One line of the table; the term says already that something is overdue."""
    return (
        f"[{verdicts.STATUSES[where.status]}]",
        owed.unit.name,
        owed.form.title,
        chase.term(where.status, result.days_of(where)),
        "、".join(flag.value for flag in where.flags if flag is not Flag.OVERDUE),
    )


def _is_shown(where: Standing) -> bool:
    """What somebody may have to look at; in most months most units have nothing to report."""
    return where.status is not Status.ACCEPTED or bool({*where.flags} - {Flag.ZERO})


def _lines(result: Overview) -> list[str]:
    shown = [_row(result, owed, where) for owed, where in result.units if _is_shown(where)]
    zero = sum(Flag.ZERO in where.flags for _, where in result.units)
    return [
        *aligned(shown),
        *([terminal.STATUS_ZERO.format(count=zero)] if zero else []),
        result.listed.situation,
        *result.listed.notes,
        *(closing.turned(each.at, each.user, each.reason) for each in result.turns),
        *late_lines(result.late),
        terminal.STATUS_CHASE.format(count=len(result.chase), workbook=result.workbook),
        terminal.STATUS_CHAT.format(text=result.text),
    ]


@click.command(help=terminal.HELP_STATUS)
@common
@period_option
def status(call: Call, period: Period) -> int:
    """Where every obligation of a period stands; 1 where not everything is accepted."""
    result = look_up(call.workspace(), period, call.now)
    data = {
        "units": [_json(result, owed, where) for owed, where in result.units],
        "counts": {
            each.value: count for each, count in sorted(result.counts.items(), key=lambda c: c[0].value)
        },
        "closed": result.turns[-1].at if result.listed.closed else None,
        "late": [late_json(each) for each in result.late],
        "closings": [
            {"at": each.at, "done": each.record.kind, "user": each.user, "reason": each.reason}
            for each in result.turns
        ],
        "deadline": result.period.due.isoformat(),
        "days": result.days,
        "chase": [
            {"unit": owed.unit.code, "name": owed.unit.name, "form": owed.form.code}
            for owed, _ in result.chase
        ],
        "chase_workbook": str(result.workbook),
        "chase_text": str(result.text),
    }
    call.answer(data, lambda: _lines(result))
    return 0 if result.counts.keys() <= {Status.ACCEPTED} else 1
