"""Annexes out of the lines and tables of a notice: which lines caption which table, and its number."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workbook_tools import annex_table
from workbook_tools.annex_table import AnnexTable, annex_mark
from workbook_tools.annex_table.spelling import measure_of
from workbook_tools.messages import annexes as words
from workbook_tools.messages.found import found
from workbook_tools.model import Address, Finding, SheetLook
from workbook_tools.notice.blocks import Block, Line, Table

# A line with a stop in it, or a long one, is prose: it does not caption a table.
_PROSE = re.compile(r".*[。；;].*|.{60,}", re.DOTALL)
_GOES_ON = re.compile(r"[（(]?(续上?表|续)[)）]?")


@dataclass(frozen=True, slots=True)
class _Captioned:
    lines: tuple[str, ...]
    table: Table

    @property
    def number(self) -> int | None:
        """The annex number that the lines above the table, or the top of the table itself, state."""
        texts = [
            *self.lines,
            *(line for row in self.table.rows[:3] for cell in row for line in cell.splitlines()),
        ]
        marks = [mark for text in texts if (mark := annex_mark(text))]
        return marks[-1].number if marks else None


def annexes(blocks: Sequence[Block], year: int | None) -> tuple[tuple[AnnexTable, ...], tuple[Finding, ...]]:
    """Every annex of planned figures in a notice, and all findings; other annexes are named."""
    captioned = list(_captioned(blocks))
    targets = [item for item in captioned if annex_table.find_heading(item.table.rows)]
    if not targets:
        return (), (found("P101"),)
    read = [_read(item, _number(item, targets), year) for item in targets]
    findings = [finding for _, of_table in read for finding in of_table]
    tables = tuple(table for table, _ in read)
    return tables, (*_numbering(tables), *findings, *_passed_over(blocks, captioned, tables))


def _passed_over(
    blocks: Sequence[Block], captioned: Sequence[_Captioned], tables: Sequence[AnnexTable]
) -> Iterator[Finding]:
    """Annexes that a line or a table opens and of which no table of planned figures was read."""
    lines = (annex_mark(block.text) for block in blocks if isinstance(block, Line))
    opened = dict.fromkeys([*(mark.number for mark in lines if mark), *(item.number for item in captioned)])
    taken = {table.number for table in tables}
    yield from (found("P106", number=str(number)) for number in opened if number and number not in taken)


def _captioned(blocks: Sequence[Block]) -> Iterator[_Captioned]:
    """Tables with the lines that caption them, a table that goes on after a page break put together again."""
    last: _Captioned | None = None
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Line):
            lines += [block.text] if not _GOES_ON.fullmatch(block.text) else []
        elif last and not lines and _continues(last.table, block):
            last = replace(last, table=_joined(last.table, block))
        else:
            yield from [last] if last else []
            last, lines = _Captioned(_caption(lines), block), []
    yield from [last] if last else []


def _caption(lines: Sequence[str]) -> tuple[str, ...]:
    """The last line that opens an annex, and the lines after it and after the last line of prose."""
    marks = [number for number, line in enumerate(lines) if annex_mark(line)]
    prose = [number for number, line in enumerate(lines) if _PROSE.fullmatch(line)]
    opening = marks[-1:]
    start = max([*(number + 1 for number in [*opening, *prose])], default=0)
    return (*(lines[number] for number in opening), *lines[start:])


def _continues(table: Table, block: Table) -> bool:
    widths = {len(row) for row in table.rows} | {len(row) for row in block.rows}
    repeated = block.rows[:1] and block.rows[0] in table.rows
    return len(widths) == 1 and bool(repeated or annex_table.find_heading(block.rows) is None)


def _joined(table: Table, block: Table) -> Table:
    down = len(table.rows)
    places = {(row + down, column): place for (row, column), place in block.places.items()}
    return Table(table.rows + block.rows, {**table.places, **places})


def _number(item: _Captioned, targets: Sequence[_Captioned]) -> int | None:
    return item.number or (1 if len(targets) == 1 else None)


def _is_title(line: str) -> bool:
    mark = annex_mark(line)
    return bool(mark.title if mark else line.strip() and not measure_of(line))


def _lines_above(item: _Captioned) -> tuple[str, ...]:
    """The lines that caption the table; where its own first rows hold the title, those above are of the letter."""
    heading = annex_table.find_heading(item.table.rows)
    own = item.table.rows[: heading.first - 1] if heading else ()
    titled = any(_is_title(line) for row in own for cell in row for line in cell.splitlines())
    return tuple(line for line in item.lines if measure_of(line)) if titled else item.lines


def _read(item: _Captioned, number: int | None, year: int | None) -> tuple[AnnexTable, tuple[Finding, ...]]:
    lines = _lines_above(item)
    rows = (*((line,) for line in lines), *item.table.rows)
    down = len(lines)

    def placing(at: Address) -> str:
        return item.table.places.get((at[0] - down, at[1]), "")

    name = words.ANNEX.format(number=number or "")
    return annex_table.parse(SheetLook(name, True, rows), number, year=year, placing=placing)


def _numbering(tables: Sequence[AnnexTable]) -> Iterator[Finding]:
    for table in tables:
        if table.whole and not table.rows:
            # Taken in, it would take all units away that the plan has in this annex.
            yield found("P107", value=words.ANNEX.format(number=table.number or ""))
        if table.number is None:
            yield found("P103", field=table.title)
    counts = Counter(table.number for table in tables if table.number)
    yield from (found("P104", value=str(number)) for number, count in counts.items() if count > 1)
