"""export-evidence: the evidence pack of a period."""

import click

from workbook_tools.cli.call import Call, common, period_option
from workbook_tools.cli.progress import progress
from workbook_tools.messages import pack as words
from workbook_tools.period import Period
from workbook_tools.pipeline.pack import export


@click.command("export-evidence", help=words.HELP_EXPORT)
@common
@period_option
def export_evidence(call: Call, period: Period) -> int:
    """Write the evidence pack of a period."""
    with progress(words.PACKING, call.as_json) as advance:
        packed = export(call.workspace(), period, advance)

    def lines() -> list[str]:
        size = packed.size / 2**20
        later = [words.LATER.format(count=packed.later)] if packed.later else []
        return [
            *later,
            words.CODE.format(code=packed.code),
            words.PRINT.format(sha256=packed.sha256),
            words.DONE.format(path=packed.path, files=packed.files, size=size),
            words.PERSONAL,
        ]

    data = {
        "pack": str(packed.path),
        "sha256": packed.sha256,
        "files": packed.files,
        "bytes": packed.size,
        "digest": packed.code,
        "later": packed.later,
        "notice": words.PERSONAL,
    }
    call.answer(data, lines)
    return 0
