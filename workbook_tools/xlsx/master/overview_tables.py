"""总览: the goals of the notice beside the position, units by colour, returns by status."""

from collections.abc import Sequence

from workbook_tools.consolidate import AnnexProgress, MasterTables
from workbook_tools.formula import text_literal
from workbook_tools.messages import master_words as words
from workbook_tools.model import Goal, Status
from workbook_tools.xlsx.master.annex import official, paints
from workbook_tools.xlsx.master.annex_cells import all_counted
from workbook_tools.xlsx.master.annex_layout import AnnexSheet
from workbook_tools.xlsx.master.book import Page, lines_of
from workbook_tools.xlsx.master.formulas import Ranges
from workbook_tools.xlsx.master.listings import report_ranges
from workbook_tools.xlsx.master.register import ranges

_STATUSES = (Status.MISSING, Status.COLLECTED, Status.RETURNED, Status.HELD, Status.ACCEPTED)


def _stock_cells(page: Page, goal: Goal, progress: AnnexProgress, register: Ranges) -> None:
    """Net of all years, stock (baseline + net) and what is short of the goal, in columns G to I."""
    counts, row = progress.total.counts, page.row + 1
    net, baseline = counts.all_gross - counts.all_exits, progress.annex.counting.baseline
    stock = words.NOT_SET if baseline is None else baseline + net
    # ＞ asks for one more than the number, ≥ for the number itself.
    needed = goal.value + (goal.relation in words.MORE_THAN)
    short = words.DASH if isinstance(stock, str) else max(0, needed - stock) or words.REACHED
    own = {words.REGISTER_ANNEX: str(goal.annex)}
    missing = f"IF({needed}>H{row},{needed}-H{row},{text_literal(words.REACHED)})"
    page.formula(6, all_counted(register, own, net=True), net, "body")
    page.formula(7, f"IF(ISNUMBER(F{row}),F{row}+G{row},{text_literal(words.NOT_SET)})", stock, "body")
    page.formula(8, f"IF(ISNUMBER(H{row}),{missing},{text_literal(words.DASH)})", short, "body")


def _listed_cell(page: Page, progress: AnnexProgress, register: Ranges) -> None:
    """What the units' latest lists hold in stock, beside the computed position (column J)."""
    if progress.annex.counting.stock_when:
        own = {words.REGISTER_ANNEX: str(progress.annex.number)}
        listed = register.count({**own, words.REGISTER_STOCK: text_literal(words.YES)})
        page.formula(9, listed, progress.total.counts.stock, "body")
    else:
        page.put(9, words.NOT_SET, "body")


def _goal_row(page: Page, goal: Goal, progress: AnnexProgress, register: Ranges, text_width: float) -> None:
    baseline = progress.annex.counting.baseline
    page.height(4 + 18 * lines_of(goal.text, text_width))
    page.put(0, words.SHEET_ANNEX.format(number=goal.annex), "body")
    page.put(1, goal.text, "body_left")
    page.put(2, goal.year, "body")
    page.put(3, goal.relation, "body")
    page.put(4, goal.value, "body")
    page.put(5, words.NOT_SET if baseline is None else baseline, "body")
    _stock_cells(page, goal, progress, register)
    _listed_cell(page, progress, register)
    page.down()


def write_goals(page: Page, tables: MasterTables, widths: Sequence[float]) -> None:
    """The goals of the notice, a row each, on a sheet with columns of these widths."""
    goals = tables.plan.goals
    page.section(words.SECTION_GOALS, words.GOAL_HEADINGS if goals else ())
    progress = {each.annex.number: each for each in tables.annexes}
    register = ranges(tables.register)
    for goal in goals:
        _goal_row(page, goal, progress[goal.annex], register, widths[1])
    page.paragraph(len(widths) - 1, words.GOALS_NOTE if goals else words.NO_GOALS, sum(widths))


def _counted_row(page: Page, sheet: AnnexSheet, counted: Sequence[tuple[str, int]]) -> None:
    """An annex and its live counts, each with the value it has."""
    page.height(22)
    page.put(0, sheet.name, "body")
    page.put(1, sheet.progress.annex.title, "body_left")
    for column, (formula, value) in enumerate(counted, 2):
        page.formula(column, formula, value, "body")
    page.down()


def _by_colour(sheet: AnnexSheet, shown: Sequence[str]) -> list[tuple[str, int]]:
    missing = words.NOT_SET if sheet.progress.pace is None else words.DASH
    printed = [unit.colour or missing for unit in sheet.progress.units]
    area = f"{sheet.name}!{sheet.units('colour')}"
    return [(f"COUNTIF({area},{text_literal(word)})", printed.count(word)) for word in shown]


def write_colours(page: Page, tables: MasterTables, sheets: Sequence[AnnexSheet]) -> tuple[int, int]:
    """Units by colour; gives the first and last row (from 0) for the chart."""
    shown = [*paints(tables.plan.colours), words.NOT_SET, words.DASH]
    title = words.SECTION_COLOURS.format(official=official(tables.plan))
    page.section(title, (*words.TALLY_HEADINGS, *shown))
    first = page.row
    for sheet in sheets:
        _counted_row(page, sheet, _by_colour(sheet, shown))
    return first, page.row - 1


def _by_status(tables: MasterTables, reports: Ranges, annex: int) -> list[tuple[str, int]]:
    own = {words.REPORT_ANNEX: str(annex)}
    states = [each.report.status for each in tables.obligations if each.annex == annex]
    counted = [(reports.count(own), len(states))]
    for status in _STATUSES:
        formula = reports.count({**own, words.REPORT_STATE: text_literal(words.STATUS[status])})
        counted.append((formula, states.count(status)))
    return counted


def write_statuses(page: Page, tables: MasterTables, sheets: Sequence[AnnexSheet]) -> tuple[int, int]:
    """Returns owed, by status; gives the first and last row (from 0) for the chart."""
    shown = (words.OWED, *(words.STATUS[status] for status in _STATUSES))
    page.section(words.SECTION_REPORTS, (*words.TALLY_HEADINGS, *shown))
    reports = report_ranges(tables)
    first = page.row
    for sheet in sheets:
        _counted_row(page, sheet, _by_status(tables, reports, sheet.progress.annex.number))
    return first, page.row - 1
