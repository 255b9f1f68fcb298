"""import-annex: the annex tables of a notice into plan.xlsx."""

from pathlib import Path

import click

from workbook_tools.annex_table import AnnexTable
from workbook_tools.cli.call import Call, common, finding_json
from workbook_tools.messages import annexes, render, terminal
from workbook_tools.model import Severity
from workbook_tools.pipeline.importing import Imported, totals_match
from workbook_tools.pipeline.importing import import_annex as take_in


def _json(table: AnnexTable) -> dict[str, object]:
    return {
        "number": table.number,
        "title": table.title,
        "measure": table.measure,
        "columns": [str(column.period) for column in table.columns],
        "units": [{"name": row.unit, "targets": list(row.targets)} for row in table.rows],
        "totals": None if table.totals is None else list(table.totals),
        "totals_match": totals_match(table),
    }


def _line(table: AnnexTable) -> str:
    number = table.number or terminal.NO_NUMBER
    if not table.whole:
        return terminal.ANNEX_PARTLY.format(number=number, title=table.title)
    totals = "/".join(map(str, table.totals)) if table.totals is not None else terminal.NOTHING
    match = terminal.TOTALS_MATCH if totals_match(table) else terminal.TOTALS_DIFFER
    return terminal.ANNEX_LINE.format(
        number=number,
        title=table.title,
        units=len(table.rows),
        totals=totals,
        match=match if table.totals is not None else terminal.NO_TOTALS,
    )


def _lines(result: Imported, plan: Path) -> list[str]:
    update = result.update
    lines = [*map(_line, result.tables), *(render(finding) for finding in result.findings)]
    for sentence, units in ((terminal.UNITS_NEW, update.new), (terminal.UNITS_GONE, update.vanished)):
        if units:
            lines.append(sentence.format(count=len(units), names="、".join(unit.name for unit in units)))
    if update.changed or update.new:
        numbers = "、".join(annexes.ANNEX.format(number=number) for number in update.changed)
        lines.append(terminal.IMPORT_DONE.format(plan=plan, annexes=numbers or terminal.ONLY_UNITS))
    elif not result.stopped:
        lines.append(terminal.IMPORT_SAME.format(plan=plan))
    else:
        lines.append(terminal.IMPORT_STOPPED)
    return lines


@click.command("import-annex", help=terminal.HELP_IMPORT)
@common
@click.argument("notice", metavar="NOTICE", type=click.Path(path_type=Path))
@click.option("--year", type=click.IntRange(1900, 2999), default=None, help=terminal.HELP_YEAR)
def import_annex(call: Call, notice: Path, year: int | None) -> int:
    """Read the annexes of NOTICE into plan.xlsx; 1 where anything is wrong with them."""
    workspace = call.workspace()
    result = take_in(workspace, notice, year, call.user)
    data = {
        "annexes": [_json(table) for table in result.tables],
        "findings": [finding_json(finding) for finding in result.findings],
        "new_units": [{"code": unit.code, "name": unit.name} for unit in result.update.new],
        "vanished_units": [unit.name for unit in result.update.vanished],
        "changed": list(result.update.changed),
    }
    call.answer(data, lambda: _lines(result, workspace.plan))
    wrong = any(finding.severity is not Severity.NOTICE for finding in result.findings)
    return 1 if wrong else 0
