"""consolidate: the master workbook of a period."""

import click

from workbook_tools.cli.call import Call, common, period_option
from workbook_tools.cli.progress import progress
from workbook_tools.messages import terminal
from workbook_tools.period import Period
from workbook_tools.pipeline.consolidate import consolidate as sum_up


@click.command(help=terminal.HELP_CONSOLIDATE)
@common
@period_option
def consolidate(call: Call, period: Period) -> int:
    """Write the master workbook of a period."""
    with progress(terminal.CONSOLIDATING, call.as_json) as advance:
        result = sum_up(call.workspace(), period, call.now, call.user, advance)

    def lines() -> list[str]:
        told = [
            terminal.CONSOLIDATE_ANNEX.format(
                number=each.annex.number,
                title=each.annex.title,
                target=each.total.target.to_date,
                cumulative=each.total.cumulative,
                rate=terminal.NOTHING if each.total.rate is None else f"{each.total.rate:.2%}",
            )
            for each in result.tables.annexes
        ]
        unchecked = [terminal.UNCHECKED.format(count=result.unchecked)] if result.unchecked else []
        return [*told, *unchecked, terminal.CONSOLIDATE_DONE.format(path=result.master)]

    data = {
        "master": str(result.master),
        "sha256": result.sha256,
        "annexes": result.annexes(),
        "unchecked": result.unchecked,
    }
    call.answer(data, lines)
    return 0
