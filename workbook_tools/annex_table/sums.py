"""Sums that an annex table states, checked: the 合计 row, subtotals, and columns that add up others."""

from collections.abc import Sequence

from workbook_tools.annex_table.body import Body, Record
from workbook_tools.annex_table.heading import Column, Content, Heading
from workbook_tools.annex_table.report import Report
from workbook_tools.annex_table.spelling import is_subtotal, years_in


def check(body: Body, heading: Heading, targets: Sequence[Column], report: Report) -> tuple[int, ...] | None:
    """The totals as stated (None where there are none, or they were not understood), every sum checked."""
    _check_row_sums(body, heading, targets, report)
    _check_subtotals(body, targets, report)
    if not targets:
        return None
    if not body.totals:
        report.add("P130", (heading.first, heading.unit.number))
        return None
    stated = body.totals[0]
    for again in body.totals[1:]:
        report.add("P132", again.address, first=report.place(stated.address))
    for number, column in enumerate(targets):
        _check_total(body.units, stated, number, column, report)
    return stated.as_row().targets if stated.whole else None


def _sum(records: Sequence[Record], number: int) -> int | None:
    figures = [record.targets[number] for record in records]
    known = [figure for figure in figures if figure is not None]
    # A sum over figures that are not all known says nothing new: those figures are findings themselves.
    return sum(known) if len(known) == len(figures) else None


def _check_total(
    units: Sequence[Record], stated: Record, number: int, column: Column, report: Report
) -> None:
    value, added = stated.targets[number], _sum(units, number)
    if value is not None and added is not None and value != added:
        at = (stated.address[0], column.number)
        report.add("P131", at, field=column.label, value=str(value), sum=str(added))


def _check_subtotals(body: Body, targets: Sequence[Column], report: Report) -> None:
    """A subtotal adds up the units since the one before it, or those up to the next."""
    ends = [0, *(position for position, _ in body.subtotals), len(body.units)]
    for order, (position, record) in enumerate(body.subtotals):
        groups = body.units[ends[order] : position], body.units[position : ends[order + 2]]
        for number, column in enumerate(targets):
            value, added = record.targets[number], [_sum(group, number) for group in groups]
            if value is not None and None not in added and value not in added:
                above, below = map(str, added)
                at = (record.address[0], column.number)
                report.add("P133", at, field=column.label, value=str(value), above=above, below=below)


def _check_row_sums(body: Body, heading: Heading, targets: Sequence[Column], report: Report) -> None:
    for order, column in enumerate(heading.of(Content.SUM)):
        added = _added_columns(heading, targets, column)
        for record in body.records:
            stated = record.sums[order] if record.sums else None
            figures = [record.targets[number] for number in added]
            if stated is None or None in figures:
                continue
            total = sum(figure for figure in figures if figure is not None)
            if stated != total:
                at = (record.address[0], column.number)
                report.add("P134", at, field=column.label, value=str(stated), sum=str(total))


def _added_columns(heading: Heading, targets: Sequence[Column], column: Column) -> list[int]:
    """Which targets a sum column adds up: those of the year it names, of its group (小计), or all."""
    years = years_in(column.label)
    if len(years) == 1:
        return [number for number, target in enumerate(targets) if years <= years_in(target.label)]
    if not is_subtotal(column.label):
        return list(range(len(targets)))
    before = [other.number for other in heading.of(Content.SUM) if other.number < column.number]
    start = max(before, default=0)
    return [number for number, target in enumerate(targets) if start < target.number < column.number]
