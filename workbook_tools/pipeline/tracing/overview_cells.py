"""总览: what stands written in beside the formulas, from the plan and from the ledger."""

import re
from collections.abc import Callable, Mapping
from functools import partial

from workbook_tools.consolidate import MasterTables
from workbook_tools.messages import master_words as heads
from workbook_tools.messages import trace as words
from workbook_tools.model import Annex, Status
from workbook_tools.pipeline.tracing.answer import Reason, Sources
from workbook_tools.pipeline.tracing.grid import Grid
from workbook_tools.pipeline.tracing.listings import Listings
from workbook_tools.pipeline.tracing.plan_cells import PlanCells

_SHEET = heads.SHEET_OVERVIEW
_COLOURS = heads.SECTION_COLOURS.partition("{")[0]
_SECTIONS = (
    heads.SECTION_PROGRESS,
    heads.SECTION_GOALS,
    _COLOURS,
    heads.SECTION_REPORTS,
    heads.SECTION_MISSING,
)
_GOAL_COLUMNS = {
    heads.GOAL: "表述",
    heads.GOAL_YEAR: "年份",
    heads.GOAL_RELATION: "关系",
    heads.GOAL_VALUE: "目标值",
}
"""Headings of 总体目标 on 总览, and what the plan calls the same."""
_NUMBER = re.compile(r"附件(\d+)")


class OverviewCells:
    """The sections of 总览."""

    def __init__(self, tables: MasterTables, grid: Grid, plan: PlanCells, listings: Listings) -> None:
        self._tables, self._grid, self._plan, self._listings = tables, grid, plan, listings
        self._annexes = {each.number: each for each in tables.plan.annexes}

    def reason(self, sheet: str, row: int, heading: str) -> Reason | None:
        """Why a cell holds what it holds; None outside the tables, and on other sheets."""
        if sheet != _SHEET:
            return None
        section, start = self._grid.section(_SHEET, row, *_SECTIONS)
        annex = self._annex(row)
        if section == heads.SECTION_MISSING and row > start and annex:
            return self._missing(annex)
        planned = self._planned(annex, row, section) if annex and heading else {}
        return (
            Reason(words.OF_PLAN.format(heading=heading), planned[heading]()) if heading in planned else None
        )

    def constants(self, sheet: str, row: int, heading: str) -> Sources:
        """The cells of the plan that a formula carries in itself: what a goal asks for."""
        if sheet != _SHEET or heading != heads.SHORT_OF_GOAL:
            return ()
        return self._plan.nth("目标", self._goal(row), "关系", "目标值")

    def _annex(self, row: int) -> Annex | None:
        """The annex that a row begins with."""
        match = _NUMBER.match(str(self._grid.at(_SHEET, (row, 1)).value or ""))
        return self._annexes.get(int(match[1])) if match else None

    def _goal(self, row: int) -> int:
        """Which of the plan's goals (from 0) a row is about."""
        return row - self._grid.head(_SHEET, row) - 1

    def _planned(self, annex: Annex, row: int, section: str) -> Mapping[str, Callable[[], Sources]]:
        cells: dict[str, Callable[[], Sources]] = {
            heads.ANNEX: lambda: self._plan.annex(annex.number, "附件"),
            heads.TASK: lambda: self._plan.title(annex),
            heads.COUNTING_BASIS: lambda: self._plan.annex(annex.number, "计数口径"),
        }
        if section == heads.SECTION_GOALS:
            for heading, named in _GOAL_COLUMNS.items():
                cells[heading] = partial(self._plan.nth, "目标", self._goal(row), named)
            cells[heads.BASELINE] = lambda: self._plan.annex(annex.number, "基数")
            cells[heads.LISTED] = lambda: self._plan.annex(annex.number, "存量条件")
        return cells

    def _missing(self, annex: Annex) -> Reason:
        missing = [
            self._listings.owed(each)
            for each in self._tables.obligations
            if each.annex == annex.number and each.report.status is Status.MISSING
        ]
        return Reason(words.OF_UNITS, tuple(missing))
