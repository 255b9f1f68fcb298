"""consolidate: the master workbook of a period."""

import click

from workbook_tools.cli.call import Call, DayOrMoment, common, period_option
from workbook_tools.cli.progress import progress
from workbook_tools.messages import terminal
from workbook_tools.period import Period
from workbook_tools.pipeline.consolidate import consolidate as sum_up


@click.command(help=terminal.HELP_CONSOLIDATE)
@common
@period_option
@click.option("--as-of", type=DayOrMoment(), default=None, help=terminal.HELP_AS_OF)
def consolidate(call: Call, period: Period, as_of: str | None) -> int:
    """Write the master workbook of a period."""
    with progress(terminal.CONSOLIDATING, call.as_json) as advance:
        result = sum_up(call.workspace(), period, call.now, call.user, advance, as_of=as_of or "")

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
        done = terminal.CONSOLIDATE_DONE.format(path=result.master)
        return [*told, *unchecked, terminal.CONSOLIDATE_CODE.format(code=result.tables.basis.code), done]

    data = {
        "master": str(result.master),
        "sha256": result.sha256,
        "digest": result.tables.basis.code,
        "annexes": result.annexes(),
        "unchecked": result.unchecked,
    }
    call.answer(data, lines)
    return 0
