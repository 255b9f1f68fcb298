"""附件N, 附件N分期, 附件N分年: what stands written in beside the formulas, from the plan and from the ledger."""

from collections.abc import Callable, Mapping

from workbook_tools.consolidate import MasterTables
from workbook_tools.messages import master_words as heads
from workbook_tools.messages import trace as words
from workbook_tools.model import Annex
from workbook_tools.pipeline.tracing.answer import Reason, Sources
from workbook_tools.pipeline.tracing.grid import Grid
from workbook_tools.pipeline.tracing.listings import Listings
from workbook_tools.pipeline.tracing.plan_cells import PlanCells
from workbook_tools.targets import all_columns, columns_to_date, year_columns, years

_SHEETS = (heads.SHEET_ANNEX, heads.SHEET_PERIODS, heads.SHEET_YEARS)


class AnnexCells:
    """The rows of the units on the sheets of an annex."""

    def __init__(self, tables: MasterTables, grid: Grid, plan: PlanCells, listings: Listings) -> None:
        self._period, self._grid, self._plan, self._listings = tables.period.period, grid, plan, listings
        self._annexes = {
            name.format(number=each.number): each for each in tables.plan.annexes for name in _SHEETS
        }
        self._owed = {(each.annex, each.seq): each for each in tables.obligations}

    def reason(self, sheet: str, row: int, heading: str) -> Reason | None:
        """Why a cell holds what it holds; None outside the rows of units, and on other sheets."""
        annex, seq = self._annexes.get(sheet), self._seq(sheet, row)
        if annex and heading == heads.PACE:
            return Reason(words.OF_PLAN.format(heading=heading), self._pace(annex))
        if annex is None or not seq:
            return None
        planned = self._planned(annex, seq)
        if heading in planned:
            return Reason(words.OF_PLAN.format(heading=heading), planned[heading]())
        columns = self._columns(annex)
        if heading in columns:
            return self._target(annex, seq, columns[heading])
        if heading in (heads.STATE, heads.FLAGS):
            return self._listings.standing(self._owed[annex.number, seq], heading)
        return None

    def thresholds(self, sheet: str, heading: str) -> Sources:
        """The cells of the plan that a formula carries in itself: those of 五色."""
        is_colour = sheet in self._annexes and heading == heads.COLOUR
        return self._plan.every("五色", "颜色", "依据", "下限") if is_colour else ()

    def _seq(self, sheet: str, row: int) -> int:
        """The place of the unit of a row in its annex; 0 where the row is none of a unit."""
        column = self._grid.columns(sheet, row).get(heads.SEQ)
        value = self._grid.at(sheet, (row, column)).value if column else None
        return value if isinstance(value, int) else 0

    def _planned(self, annex: Annex, seq: int) -> Mapping[str, Callable[[], Sources]]:
        return {
            heads.SEQ: lambda: self._plan.sequence(annex, seq),
            heads.UNIT: lambda: self._plan.unit_of(annex, seq),
        }

    def _pace(self, annex: Annex) -> Sources:
        return self._plan.period(heads.RULES_PACE.format(number=annex.number))

    def _columns(self, annex: Annex) -> Mapping[str, tuple[int, ...]]:
        """The columns of the plan's table that make up each target, by heading."""
        planned = years(annex)
        return {
            heads.TARGET_YEAR: year_columns(annex, self._period.year),
            heads.TARGET_TO_DATE: columns_to_date(annex, self._period),
            heads.ALL_TARGET.format(years=heads.years_word(len(planned))): all_columns(annex),
        } | {heads.YEAR_TARGET.format(year=each): year_columns(annex, each) for each in planned}

    def _target(self, annex: Annex, seq: int, columns: tuple[int, ...]) -> Reason:
        says = words.OF_TARGETS.format(count=len(columns)) if len(columns) > 1 else words.OF_TARGET
        if not columns:
            return Reason(words.NO_TARGET)
        return Reason(says, self._plan.targets(annex, seq, columns))
