"""An annex table out of a grid: caption, columns, one row a unit, and the 合计 row checked against them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from workbook_tools import period
from workbook_tools.annex_table import sums
from workbook_tools.annex_table.body import AnnexRow, read_body
from workbook_tools.annex_table.heading import Column, Content, Heading, Row, find_heading, has_figures
from workbook_tools.annex_table.report import Placing, Report
from workbook_tools.annex_table.spelling import annex_mark, cell_text, measure_of, unit_name, years_in
from workbook_tools.messages import annexes as words
from workbook_tools.model import AnnexColumn, Finding, SheetLook, a1

__all__ = ["AnnexRow", "AnnexTable", "parse", "spread"]


@dataclass(frozen=True, slots=True)
class AnnexTable:
    """目标任务表: planned figures by unit (notice's wording and order) and period.

    `heading` is the heading as printed, one tuple a column (running number, unit, each of `columns`), from
    the top down. Rows and totals that could not be understood are left out: `whole` says whether nothing was.
    `sequence` (0 = none) and `places` are the sheet columns of the running numbers and of each of `columns`.
    """

    number: int | None
    title: str = ""
    measure: str = ""
    columns: tuple[AnnexColumn, ...] = ()
    rows: tuple[AnnexRow, ...] = ()
    totals: tuple[int, ...] | None = None
    heading: tuple[tuple[str, ...], ...] = ()
    whole: bool = False
    sequence: int = 0
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Caption:
    number: int | None
    title: str
    measure: str


def spread(sheet: SheetLook) -> tuple[Row, ...]:
    """The rows of a sheet, merged cells repeated over their area; rows that start with # read as blank."""
    rows = [list(row) for row in sheet.rows]
    for top, left, bottom, right in sheet.merges:
        value = sheet.at((top, left))
        for row in rows[top - 1 : bottom]:
            row[left - 1 : right] = [value] * len(row[left - 1 : right])
    return tuple(() if row and cell_text(row[0]).startswith("#") else tuple(row) for row in rows)


def parse(
    sheet: SheetLook, number: int | None = None, *, year: int | None = None, placing: Placing = a1
) -> tuple[AnnexTable, tuple[Finding, ...]]:
    """The annex table of a grid laid out as a notice prints it, and all its mistakes.

    `number` is the annex number known from elsewhere (the sheet's name), `year` the one for columns whose
    year stands neither in the heading nor in the title, `placing` how addresses are spelled in findings.
    """
    rows, report = spread(sheet), Report(sheet.name, placing)
    heading = find_heading(rows)
    if heading is None:
        report.add("P110", (1, 1))
        return AnnexTable(number), report.findings
    caption = _caption(rows[: heading.first - 1])
    if caption.number and number and caption.number != number:
        report.add("P105", (1, 1), value=str(caption.number), number=str(number))
    targets, columns = _targets(heading, caption.title, year, report)
    _mention_others(rows, heading, report)
    body = read_body(rows, heading, targets, caption.measure, report)
    totals = sums.check(body, heading, targets, report)
    return AnnexTable(
        number or caption.number,
        caption.title,
        caption.measure,
        columns,
        tuple(record.as_row() for record in body.units if record.whole),
        totals,
        _printed(heading, targets, columns),
        body.whole and len(targets) == len(heading.of(Content.TARGET)),
        heading.sequence.number if heading.sequence else 0,
        tuple(column.number for column in targets),
    ), report.findings


def _caption(rows: Sequence[Row]) -> _Caption:
    number, title, measure = None, "", ""
    for row in rows:
        # One cell may hold number, title and measure, a line each.
        for text in dict.fromkeys(line for value in row for line in cell_text(value).splitlines()):
            mark = annex_mark(text)
            if mark is not None:
                number, title = mark.number, mark.title
            elif measure_of(text):
                measure = measure_of(text)
            else:
                title += unit_name(text)
    return _Caption(number, title, measure)


def _targets(
    heading: Heading, title: str, year: int | None, report: Report
) -> tuple[tuple[Column, ...], tuple[AnnexColumn, ...]]:
    """The columns of planned figures whose period is known, each period once."""
    titled = years_in(title)
    of_title = next(iter(titled)) if len(titled) == 1 else None
    found: dict[period.Period, tuple[Column, AnnexColumn]] = {}
    for column in heading.of(Content.TARGET):
        at = (heading.last, column.number)
        named = column.period.period(of_title or year) if column.period else None
        if named is None:
            report.add("P111", at, value=column.label)
        elif named in found:
            report.add("P112", at, value=column.label, first=found[named][0].label)
        else:
            told = column.period is not None and (column.period.year or of_title)
            label = column.label if told else f"{period.year(named.year).paper}{column.label}"
            found[named] = column, AnnexColumn(label, named)
    return tuple(column for column, _ in found.values()), tuple(printed for _, printed in found.values())


def _mention_others(rows: Sequence[Row], heading: Heading, report: Report) -> None:
    for column in heading.columns:
        at = (heading.last, column.number)
        if column.content is Content.UNCLEAR and has_figures(rows, heading, column):
            report.add("P113", at, value=column.label)
        elif column.content in (Content.UNCLEAR, Content.NOT_PLANNED):
            report.add("P114", at, value=column.label)


def _printed(
    heading: Heading, targets: Sequence[Column], columns: Sequence[AnnexColumn]
) -> tuple[tuple[str, ...], ...]:
    """The heading column by column: running number (given one where it has none), unit, targets."""
    depth = heading.last - heading.first + 1
    sequence = heading.sequence.parts if heading.sequence else (words.SEQUENCE,) * depth
    # A year given from outside is written into the heading, so that the table says by itself what it means.
    shown = [
        column.parts if column.label == printed.heading else (printed.heading,) * depth
        for column, printed in zip(targets, columns, strict=True)
    ]
    return tuple(_downwards(parts) for parts in (sequence, heading.unit.parts, *shown))


def _downwards(parts: Sequence[str]) -> tuple[str, ...]:
    """Blank cells under a heading belong to it, merged or not."""
    return tuple(accumulate(parts, lambda above, part: part or above))
