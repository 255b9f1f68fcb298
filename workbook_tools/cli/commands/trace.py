"""trace: where any cell of a master came from."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from workbook_tools.cli.call import Call, common
from workbook_tools.cli.masters import named_file, workspace_of
from workbook_tools.cli.progress import progress
from workbook_tools.errors import Misuse
from workbook_tools.messages import trace as words
from workbook_tools.messages.times import minute
from workbook_tools.model import Value, printed
from workbook_tools.pipeline.pack import is_pack
from workbook_tools.pipeline.trace import Traced
from workbook_tools.pipeline.trace import trace as look_up
from workbook_tools.pipeline.tracing import Detail, LedgerLine, Source, Step

_SHOWN = 20
"""Steps and sources that are told one by one; JSON has all."""


@click.command(help=words.HELP)
@common
@click.argument("master", type=click.Path(path_type=Path))
@click.argument("cell", metavar="SHEET!CELL")
def trace(call: Call, master: Path, cell: str) -> int:
    """Explain one cell of a master; 1 where the file says something else there than ledger and archive do."""
    path = named_file(call.root, master)
    if is_pack(path):
        raise Misuse(words.A_PACK.format(path=path))
    with progress(words.TRACING, call.as_json) as advance:
        found = look_up(workspace_of(call, path), path, cell, advance)
    data = found.trace.json() | {"basis": found.basis.dump(), "digest": found.basis.code}
    call.answer(data, lambda: list(_lines(found)))
    return 1 if found.trace.differs else 0


def _lines(found: Traced) -> Iterator[str]:
    told = found.trace
    for each in told.differs:
        yield words.LINE_DIFFERS.format(
            expected=each.expected or words.NOTHING, found=each.found or words.NOTHING
        )
    yield words.LINE_PLACE.format(sheet=told.sheet, cell=told.cell) + f"  {told.what}"
    if told.formula:
        yield words.LINE_FORMULA.format(formula=told.formula)
    if told.steps:
        yield words.LINE_STEPS.format(count=len(told.steps))
        yield from (_step(each) for each in told.steps[:_SHOWN])
        yield from _rest(told.steps)
    yield words.LINE_SOURCES.format(count=len(told.sources)) if told.sources else words.LINE_NO_SOURCES
    for source in told.sources[:_SHOWN]:
        yield from _source(source)
    yield from _rest(told.sources)
    yield words.LINE_BASIS.format(line=found.line, code=found.basis.code)


def _step(step: Step) -> str:
    return words.LINE_STEP.format(**step._asdict() | {"value": _shown(step.value)})


def _source(source: Source) -> Iterator[str]:
    """One line a source, and what lies behind it a step further in."""
    received = words.LINE_RECEIVED.format(received=source.received) if source.received else ""
    said = (source.unit, source.file, _place(source.cell), _found(source.cell), received)
    yield "  " + words.PARTS.join(filter(None, said))
    if source.cell.changed_by:
        yield words.LINE_CHANGED.format(changed=source.cell.changed_by)
    if source.because:
        yield words.LINE_BECAUSE.format(cells="、".join(_because(each) for each in source.because))
    if source.lines:
        yield words.LINE_LEDGER.format(lines="、".join(_ledger(source.lines)))


def _place(cell: Detail) -> str:
    return words.LINE_PLACE.format(sheet=cell.sheet, cell=cell.cell) if cell.cell else cell.sheet


def _found(cell: Detail) -> str:
    """What a cell says; where the ledger speaks there is no text as found, and at times nothing but a file."""
    if not cell.cell and cell.value is None:
        return ""
    raw, value = cell.raw, _shown(cell.value)
    as_found = words.LINE_AS_FOUND if raw == value else words.LINE_RAW
    return (as_found if cell.cell else words.LINE_VALUE).format(field=cell.field, raw=raw, value=value)


def _because(cell: Detail) -> str:
    return words.LINE_BECAUSE_CELL.format(field=cell.field, cell=cell.cell, raw=cell.raw)


def _ledger(lines: Iterable[LedgerLine]) -> Iterator[str]:
    for each in lines:
        at = minute(each.at)
        yield words.LINE_LEDGER_LINE.format(line=each.line, at=at, kind=each.kind)


def _shown(value: Value) -> str:
    return words.NOTHING if value is None else printed(value)


def _rest(everything: Sequence[object]) -> Iterator[str]:
    if len(everything) > _SHOWN:
        yield words.LINE_MORE.format(count=len(everything) - _SHOWN)
