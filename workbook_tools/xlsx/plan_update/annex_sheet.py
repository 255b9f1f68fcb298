"""An 附件 sheet written as the notice prints it, in the look of the annex sheets that are there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from workbook_tools.annex_table import AnnexTable, Heading, annex_mark, find_heading, spread
from workbook_tools.annex_table.spelling import cell_text, is_total, measure_of
from workbook_tools.messages import annexes as words
from workbook_tools.model import Address, SheetLook
from workbook_tools.xlsx.plan_update.sheet_part import SheetPart

Value = str | int | None


@dataclass(frozen=True, slots=True)
class RowLook:
    """How a kind of row looks: height, the styles of its cells (the last goes on), the text of its first.

    `merged` is over how many columns the first cell goes; None = over all of them.
    """

    height: Mapping[str, str] = field(default_factory=dict)
    styles: tuple[str, ...] = ("",)
    merged: int | None = 1
    label: str = ""

    def style(self, column: int) -> str:
        """The style of a column, counted from 1."""
        return self.styles[min(column, len(self.styles)) - 1]


@dataclass(frozen=True, slots=True)
class AnnexLook:
    """How an annex sheet looks, kind of row by kind of row."""

    mark: RowLook = RowLook()
    title: RowLook = RowLook()
    measure: RowLook = RowLook()
    heading: RowLook = RowLook()
    body: RowLook = RowLook()
    total: RowLook = RowLook()
    comments: tuple[str, ...] = ()


def annex_look(part: SheetPart, sheet: SheetLook) -> AnnexLook | None:
    """The look of a sheet that holds an annex table; None where there is none."""
    rows = spread(sheet)
    heading = find_heading(rows)
    if heading is None:
        return None
    looks = {"body": _row_look(part, sheet, heading, heading.last + 1)}
    looks["total"] = looks["body"]
    for number, row in enumerate(rows, 1):
        kind = _kind(number, row, heading)
        if kind:
            looks[kind] = _row_look(part, sheet, heading, number)
    comments = tuple(text for row in sheet.rows if row and (text := cell_text(row[0])).startswith("#"))
    return AnnexLook(**looks, comments=comments)


def _kind(number: int, row: Sequence[object], heading: Heading) -> str:
    texts = [text for value in row if (text := cell_text(value))]
    if number > heading.last:
        return "total" if texts and is_total(texts[0]) else ""
    if number == heading.last:
        return "heading"
    if number >= heading.first or not texts:
        return ""
    if annex_mark(texts[0]):
        return "mark"
    return "measure" if measure_of(texts[0]) else "title"


def _row_look(part: SheetPart, sheet: SheetLook, heading: Heading, row: int) -> RowLook:
    columns = [column.number for column in heading.columns]
    merged = {(top, left): right for top, left, _, right in sheet.merges}.get((row, 1), 1)
    return RowLook(
        part.height(row),
        tuple(part.style((row, column)) for column in columns),
        None if merged == columns[-1] else merged,
        cell_text(sheet.at((row, 1))),
    )


def write_annex(part: SheetPart, table: AnnexTable, look: AnnexLook) -> tuple[int, int]:
    """Write an annex in place of what the sheet holds, comment lines kept on top; its heading rows."""
    part.clear()
    width, row = len(table.heading), 1
    for comment in look.comments:
        part.put((row, 1), comment, "")
        row += 1
    for text, of_row in _captions(table, look):
        _write_row(part, row, [text], width, of_row)
        row += 1
    first = row
    for values in zip(*table.heading, strict=True):
        _write_row(part, row, [None] * width, width, look.heading)
        for column, text in enumerate(values, 1):
            part.put((row, column), text or None, look.heading.style(column))
        row += 1
    _merge_heading(part, table.heading, first)
    part.freeze(row - 1)
    part.widen(width)
    for unit in table.rows:
        _write_row(part, row, [unit.seq, unit.unit, *unit.targets], width, look.body)
        row += 1
    if table.totals is not None:
        label = look.total.label if is_total(look.total.label) else words.TOTAL
        _write_row(part, row, [label, None, *table.totals], width, look.total)
    return first, first + len(table.heading[0]) - 1


def _captions(table: AnnexTable, look: AnnexLook) -> Iterator[tuple[str, RowLook]]:
    yield words.ANNEX.format(number=table.number), look.mark
    if table.title:
        yield table.title, look.title
    if table.measure:
        yield words.MEASURE.format(measure=table.measure), look.measure


def _write_row(part: SheetPart, row: int, values: Sequence[Value], width: int, look: RowLook) -> None:
    for column in range(1, width + 1):
        part.put((row, column), values[column - 1] if column <= len(values) else None, look.style(column))
    part.set_height(row, look.height)
    part.merge((row, 1), (row, look.merged or width))


def _merge_heading(part: SheetPart, heading: Sequence[tuple[str, ...]], first: int) -> None:
    """Merge equal neighbours: downwards where one heading runs over all rows, else along the upper rows."""
    depth = len(heading[0])
    for column, parts in enumerate(heading, 1):
        if depth > 1 and set(parts[1:]) <= {"", parts[0]}:
            for row in range(first + 1, first + depth):
                part.put((row, column), None, part.style((row, column)))
            part.merge((first, column), (first + depth - 1, column))
    for level in range(depth - 1):
        for left, right in _runs(heading, level):
            for column in range(left + 1, right + 1):
                at: Address = (first + level, column)
                part.put(at, None, part.style(at))
            part.merge((first + level, left), (first + level, right))


def _runs(heading: Sequence[tuple[str, ...]], level: int) -> Iterator[tuple[int, int]]:
    """Columns that stand under one upper heading: first and last, counted from 1."""
    left = 0
    for column in range(1, len(heading) + 1):
        ends = column == len(heading) or heading[column][: level + 1] != heading[left][: level + 1]
        if ends:
            if column - left > 1 and heading[left][level]:
                yield left + 1, column
            left = column
