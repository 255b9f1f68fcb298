"""附件N分期, 附件N分年: what each period of the year and each year of the annex brought of the cumulative figures."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from workbook_tools.consolidate import AnnexProgress, Figures, MasterTables, Steps
from workbook_tools.messages import master_words as words
from workbook_tools.model import Basis
from workbook_tools.period import year
from workbook_tools.targets import years
from workbook_tools.xlsx.master import formulas
from workbook_tools.xlsx.master.annex_cells import COUNTED, RULED, Cells, Printed, or_dash, own_rows
from workbook_tools.xlsx.master.annex_layout import (
    SEQ,
    UNIT,
    AnnexSheet,
    Column,
    all_years_columns,
    counting,
)
from workbook_tools.xlsx.master.annex_page import Content, write_sheet
from workbook_tools.xlsx.master.blocks import Blocks
from workbook_tools.xlsx.master.book import Book
from workbook_tools.xlsx.master.formulas import Ranges
from workbook_tools.xlsx.master.register import ranges

_BLANK = Printed("")
_ROW = 20
"""Height of a row in points: forty units on two pages."""
_WIDE, _PERIODS = 15, 120
"""Widths in characters: of one period at most, and of all periods of a year."""


@dataclass(frozen=True, slots=True)
class _Stepped:
    """A sheet with a column for each step, and how its cells come about.

    `steps` has by column the number of the period or year, which the register shows under `came` and `left`.
    `values` gives the figures of a row by column, `added` the cells that add up a row (counted as in the workbook).
    """

    sheet: AnnexSheet
    came: str
    left: str
    steps: Mapping[str, int]
    values: Callable[[Steps], Mapping[str, int | None]]
    added: Callable[[Figures, int], Cells]


def _step(value: int | None, formula: str) -> Printed:
    """The figure of a step; one that has not begun stays blank."""
    return _BLANK if value is None else Printed(value, formula)


def _formula(stepped: _Stepped, register: Ranges, row: int, step: int) -> str:
    """What came in a step, less what left in it where the annex counts net."""
    own = own_rows(stepped.sheet, row)
    came = register.count({**own, **COUNTED, stepped.came: str(step)})
    if stepped.sheet.progress.annex.counting.basis is Basis.GROSS:
        return came
    return f"{came}-{register.count({**own, **RULED, stepped.left: str(step)})}"


def _unit_cells(stepped: _Stepped, register: Ranges) -> Iterator[Cells]:
    progress = stepped.sheet.progress
    for row, unit in enumerate(progress.units, stepped.sheet.first):
        counted = {key: _formula(stepped, register, row, step) for key, step in stepped.steps.items()}
        values = stepped.values(progress.course.units[unit.seq])
        yield {
            "seq": Printed(unit.seq),
            "unit": Printed(unit.name),
            **{key: _step(value, counted.get(key, "")) for key, value in values.items()},
            **stepped.added(unit.figures, row),
        }


def _total_cells(stepped: _Stepped) -> Cells:
    sheet, progress = stepped.sheet, stepped.sheet.progress
    values = stepped.values(progress.course.total)
    return {
        "seq": _BLANK,
        "unit": Printed(words.TOTAL),
        **{key: _step(value, f"SUM({sheet.units(key)})") for key, value in values.items()},
        **stepped.added(progress.total, sheet.total),
    }


def _by_period(progress: AnnexProgress, in_year: int) -> _Stepped:
    """分期: every period of the year, and 本年累计 as their sum."""
    annex, periods = progress.annex, progress.course.periods
    keys = [str(each) for each in periods]
    heading = words.CUMULATIVE[annex.counting.basis]
    width = min(_WIDE, _PERIODS / len(periods))
    columns = (counting(k, words.period_heading(each), width) for k, each in zip(keys, periods, strict=True))
    name = words.SHEET_PERIODS.format(number=annex.number)
    sheet = AnnexSheet(progress, name, in_year, (SEQ, UNIT, *columns, counting("cumulative", heading, 19)))

    def values(steps: Steps) -> Mapping[str, int | None]:
        return dict(zip(keys, steps.periods, strict=True))

    def added(figures: Figures, row: int) -> Cells:
        formula = f"SUM({sheet.across(keys[0], keys[-1], row)})"
        return {"cumulative": Printed(figures.cumulative, formula)}

    steps = dict(zip(keys, (each.number for each in periods), strict=True))
    return _Stepped(sheet, words.REGISTER_FIRST, words.REGISTER_GONE, steps, values, added)


def _by_year(progress: AnnexProgress, in_year: int) -> _Stepped:
    """分年: target and figure of every year of the annex, and of all of them."""
    annex, every = progress.annex, progress.course.years
    targets, done = [f"target {each}" for each in every], [f"done {each}" for each in every]
    columns = (
        column
        for each, target_key, done_key in zip(every, targets, done, strict=True)
        for column in (
            Column(target_key, words.YEAR_TARGET.format(year=each), 11),
            counting(done_key, words.YEAR_DONE.format(year=each), 11),
        )
    )
    name = words.SHEET_YEARS.format(number=annex.number)
    sheet = AnnexSheet(progress, name, in_year, (SEQ, UNIT, *columns, *all_years_columns(annex)))

    def values(steps: Steps) -> Mapping[str, int | None]:
        return dict(zip((*targets, *done), (*steps.targets, *steps.years), strict=True))

    def added(figures: Figures, row: int) -> Cells:
        planned, reached = (",".join(sheet.cell(key, row) for key in keys) for keys in (targets, done))
        rate = formulas.quotient(sheet.cell("all_cumulative", row), sheet.cell("all_target", row))
        return {
            "all_target": Printed(figures.all_target, f"SUM({planned})"),
            "all_cumulative": Printed(figures.all_cumulative, f"SUM({reached})"),
            "all_rate": Printed(or_dash(figures.all_rate), rate),
        }

    steps = dict(zip(done, every, strict=True))
    return _Stepped(sheet, words.REGISTER_YEAR, words.REGISTER_GONE_YEAR, steps, values, added)


def _period_words(progress: AnnexProgress, tables: MasterTables) -> tuple[str, list[str]]:
    """Title and notes of 分期."""
    annex, period = progress.annex, tables.period.period
    basis, name = annex.counting.basis, words.SHEET_ANNEX.format(number=annex.number)
    title = words.PERIODS_TITLE[basis].format(title=annex.title, year=period.year, period=period.paper)
    to_come = [words.NOTE_PERIODS_TO_COME] if None in progress.course.total.periods else []
    return title, [words.NOTE_PERIODS[basis].format(annex=name), *to_come]


def _year_words(progress: AnnexProgress, tables: MasterTables) -> tuple[str, list[str]]:
    """Title and notes of 分年."""
    annex, period = progress.annex, tables.period.period
    title = words.YEARS_TITLE.format(title=annex.title, period=period.paper)
    notes = [words.NOTE_YEARS[annex.counting.basis]]
    if period.end < year(period.year).end:
        notes.append(words.NOTE_YEAR_SO_FAR.format(year=period.year, period=period.paper))
    if progress.course.years[-1] > period.year:
        notes.append(words.NOTE_YEARS_TO_COME)
    return title, notes


def write_course(book: Book, tables: MasterTables, progress: AnnexProgress, blocks: Blocks) -> None:
    """分期 where the year has several periods, 分年 where the annex plans several years."""
    in_year, register = tables.period.period.year, ranges(tables.register)
    parts = []
    if len(progress.course.periods) > 1:
        parts.append((_by_period(progress, in_year), _period_words(progress, tables)))
    if len(years(progress.annex)) > 1:
        parts.append((_by_year(progress, in_year), _year_words(progress, tables)))
    for stepped, (title, notes) in parts:
        content = Content(title, _unit_cells(stepped, register), _total_cells(stepped), notes, _ROW)
        write_sheet(book, tables, stepped.sheet, content, blocks)
