"""collect: take in files, folders, zips and mails."""

from collections import Counter
from pathlib import Path

import click

from workbook_tools.cli.call import Call, common
from workbook_tools.cli.progress import progress
from workbook_tools.messages import register, terminal, verdicts
from workbook_tools.messages.versions import LATE
from workbook_tools.model import Verdict
from workbook_tools.pipeline.collect import Collected, Judged
from workbook_tools.pipeline.collect import collect as take_in

_TROUBLE = (Verdict.REFUSED, Verdict.HELD)


def _json(file: Judged) -> dict[str, str | None]:
    judged = file.judgement
    return {
        "path": file.path,
        "sha256": file.sha256 or None,
        "verdict": judged.verdict.value,
        "code": judged.code,
        "reason": register.reason(judged.code, judged.params),
        "unit": file.unit or None,
        "form": file.form or None,
        "period": file.period or None,
    }


def _lines(result: Collected) -> list[str]:
    words = verdicts.tally(verdicts.VERDICTS, Counter(file.judgement.verdict for file in result.files))
    shown = [f for f in result.files if f.judgement.verdict in _TROUBLE or f.judgement.code == LATE]
    return [
        *(
            terminal.COLLECT_LINE.format(
                verdict=verdicts.VERDICTS[file.judgement.verdict],
                path=file.path,
                reason=register.reason(file.judgement.code, file.judgement.params),
            )
            for file in shown
        ),
        terminal.COLLECT_DONE.format(count=len(result.files), verdicts=words),
        *(terminal.REGISTER_DONE.format(path=path) for path in result.registers),
    ]


@click.command(help=terminal.HELP_COLLECT)
@common
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
def collect(call: Call, paths: tuple[Path, ...]) -> int:
    """Archive, examine and record every file; 1 where any is refused or held."""
    with progress(terminal.COLLECTING, call.as_json) as advance:
        result = take_in(call.workspace(), paths, call.now, call.user, advance)
    data = {
        "files": [_json(file) for file in result.files],
        "registers": [str(path) for path in result.registers],
    }
    call.answer(data, lambda: _lines(result))
    return 1 if any(file.judgement.verdict in _TROUBLE for file in result.files) else 0
