"""decide: the bureau's decisions, out of the filled-in 待办."""

from pathlib import Path

import click

from workbook_tools.cli.call import Call, common, finding_json
from workbook_tools.messages import decisions as words
from workbook_tools.messages import render, terminal
from workbook_tools.pipeline.decide import Taken
from workbook_tools.pipeline.decide import decide as take_in
from workbook_tools.pipeline.deciding.described import whose
from workbook_tools.record import Decision


def _json(decision: Decision) -> dict[str, object]:
    unit, form = whose(decision)
    return {
        "matter": decision.matter.name.lower(),
        "subject": list(decision.subject),
        "unit": unit or None,
        "form": form or None,
        "ruling": decision.ruling,
        "reason": decision.reason,
        "officer": decision.officer,
        "date": decision.day,
        "revoked": decision.revoked,
    }


def _lines(taken: Taken, path: Path) -> list[str]:
    if taken.again:
        return [words.SAME_AGAIN.format(file=path.name)]
    if taken.findings:
        told = [render(finding) for finding in taken.findings]
        return [words.REFUSED.format(file=path.name, count=len(told)), *told]
    left = [words.STILL_OPEN.format(count=taken.open)] if taken.open else []
    if not taken.decisions:
        return [words.NOTHING_NEW.format(file=path.name), *left]
    return [
        words.TAKEN_IN.format(file=path.name, count=len(taken.decisions)),
        *(
            words.TAKEN_LINE.format(
                matter=decision.matter.value, unit=said.unit, says=said.says, ruling=said.ruling
            )
            for decision, said in taken.decisions
        ),
        *left,
        *(words.NEXT.format(period=period) for period in taken.periods),
    ]


@click.command(help=terminal.HELP_DECIDE)
@common
@click.argument("file", metavar="FILE.xlsx", type=click.Path(path_type=Path))
def decide(call: Call, file: Path) -> int:
    """Record what the bureau ruled; 1 where anything in the workbook is wrong, and then nothing is recorded."""
    taken = take_in(call.workspace(), file, call.now, call.user)
    data = {
        "decisions": [_json(decision) for decision, _ in taken.decisions],
        "open": taken.open,
        "again": taken.again,
        "findings": [finding_json(finding) for finding in taken.findings],
    }
    call.answer(data, lambda: _lines(taken, file))
    return 1 if taken.findings else 0
