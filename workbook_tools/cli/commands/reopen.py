"""reopen: a closed period goes on, for a reason."""

import click

from workbook_tools.cli.call import Call, common, period_option
from workbook_tools.cli.late import late_json, late_lines
from workbook_tools.messages import closing as words
from workbook_tools.period import Period
from workbook_tools.pipeline.closing import Opened
from workbook_tools.pipeline.closing import reopen as open_again


def _lines(opened: Opened) -> list[str]:
    return [
        words.REOPENED.format(period=opened.period.paper, reason=opened.reason),
        *(late_lines(opened.late, words.LATE_NOW) or [words.NO_LATE]),
        words.REOPEN_NEXT.format(period=opened.period),
    ]


@click.command(help=words.HELP_REOPEN)
@common
@period_option
@click.option("--reason", required=True, help=words.HELP_REASON)
def reopen(call: Call, period: Period, reason: str) -> int:
    """Take the closing of a period back."""
    opened = open_again(call.workspace(), period, reason, call.now, call.user)
    data = {
        "reopened": str(period),
        "at": opened.at,
        "reason": opened.reason,
        "late": [late_json(each) for each in opened.late],
    }
    call.answer(data, lambda: _lines(opened))
    return 0
