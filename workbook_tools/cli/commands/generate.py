"""generate: one workbook an obligation into the outbox."""

import click

from workbook_tools.cli.call import Call, common, period_option
from workbook_tools.cli.progress import progress
from workbook_tools.messages import terminal
from workbook_tools.period import Period
from workbook_tools.pipeline.generate import CHANGED, Generated
from workbook_tools.pipeline.generate import generate as make


def _lines(result: Generated) -> list[str]:
    lines = [
        terminal.GENERATE_DONE.format(count=len(result.templates), folder=result.bundle.parent),
        terminal.GENERATE_BUNDLE.format(path=result.bundle),
    ]
    if prefilled := sum(made.prefilled for made in result.templates):
        lines.insert(1, terminal.GENERATE_PREFILLED.format(count=prefilled))
    changed = [made.name for made in result.templates if made.issue == CHANGED]
    if changed:
        lines.append(terminal.GENERATE_CHANGED.format(count=len(changed), names="、".join(changed)))
    if result.stale:
        stale = "、".join(path.name for path in result.stale)
        lines.append(terminal.GENERATE_STALE.format(count=len(result.stale), names=stale))
    return lines


@click.command(help=terminal.HELP_GENERATE)
@common
@period_option
def generate(call: Call, period: Period) -> int:
    """Write the templates of a period and one zip of all."""
    with progress(terminal.GENERATING, call.as_json) as advance:
        result = make(call.workspace(), period, call.now, call.user, advance)
    data = {
        "templates": [
            {
                "unit": made.unit,
                "name": made.name,
                "form": made.form,
                "path": str(made.path),
                "sha256": made.sha256,
                "issue": made.issue,
                "prefilled": made.prefilled,
            }
            for made in result.templates
        ],
        "zip": str(result.bundle),
        "stale": [str(path) for path in result.stale],
    }
    call.answer(data, lambda: _lines(result))
    return 0
