"""check-plan: every mistake in the plan workbook."""

import click

from workbook_tools.cli.call import Call, common, finding_json
from workbook_tools.messages import render, terminal
from workbook_tools.pipeline import planned


@click.command("check-plan", help=terminal.HELP_CHECK)
@common
def check_plan(call: Call) -> int:
    """Name every mistake in plan.xlsx by sheet and cell; 1 where there is any."""
    loaded = planned.load(call.workspace())

    def lines() -> list[str]:
        if loaded.plan and not loaded.findings:
            plan = loaded.plan
            counts = (len(plan.annexes), len(plan.units), len(plan.forms), len(plan.periods))
            return [
                terminal.CHECK_CLEAN.format(
                    **dict(zip(("annexes", "units", "forms", "periods"), counts, strict=True))
                )
            ]
        found = [render(finding) for finding in loaded.findings]
        return [terminal.CHECK_FOUND.format(count=len(found)), *found]

    call.answer({"findings": [finding_json(finding) for finding in loaded.findings]}, lines)
    return 1 if loaded.findings else 0
