"""close: a period is fixed as it stands."""

import click

from workbook_tools.cli.call import Call, common, period_option
from workbook_tools.cli.progress import progress
from workbook_tools.messages import closing as words
from workbook_tools.messages import verdicts
from workbook_tools.messages.times import minute
from workbook_tools.period import Period
from workbook_tools.pipeline.closing import Fixed
from workbook_tools.pipeline.closing import close as fix


def _lines(fixed: Fixed) -> list[str]:
    counts = verdicts.tally(verdicts.STATUSES, fixed.counts)
    said = words.ALREADY if fixed.already else words.CLOSED
    at, total = minute(fixed.at), len(fixed.where)
    nothing = total - fixed.counted - fixed.carried
    previous = words.PREVIOUS.format(count=fixed.previous) if fixed.previous else ""
    unchecked = words.UNCHECKED.format(count=fixed.unchecked, period=fixed.period)
    return [
        said.format(period=fixed.period.paper, at=at, total=total, counts=counts),
        words.FIGURES.format(
            counted=fixed.counted, previous=previous, carried=fixed.carried, nothing=nothing
        ),
        *([unchecked] if fixed.unchecked else []),
        words.CLOSE_NEXT.format(period=fixed.period),
    ]


@click.command(help=words.HELP_CLOSE)
@common
@period_option
def close(call: Call, period: Period) -> int:
    """Fix a period; 0 also where some returns were never checked, which is said and not refused."""
    with progress(words.CLOSING, call.as_json) as advance:
        fixed = fix(call.workspace(), period, call.now, call.user, advance)
    data = {
        "closed": str(period),
        "at": fixed.at,
        "already": fixed.already,
        "counts": {
            each.value: count for each, count in sorted(fixed.counts.items(), key=lambda c: c[0].value)
        },
        "counted": fixed.counted,
        "carried": fixed.carried,
        "unchecked": fixed.unchecked,
    }
    call.answer(data, lambda: _lines(fixed))
    return 0
