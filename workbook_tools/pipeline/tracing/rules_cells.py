"""口径与规则: the cell of the plan workbook behind each line, or that the tool brings the text itself."""

from collections.abc import Callable, Mapping

from workbook_tools.consolidate import MasterTables
from workbook_tools.messages import master_words as heads
from workbook_tools.messages import trace as words
from workbook_tools.pipeline.tracing.answer import Reason, Sources
from workbook_tools.pipeline.tracing.grid import Grid
from workbook_tools.pipeline.tracing.plan_cells import PlanCells

_COLOURS = heads.RULES_COLOURS.partition("{")[0]


class RulesCells:
    """The lines of 口径与规则, section by section: a line is known by its first words, colours by their order."""

    def __init__(self, tables: MasterTables, grid: Grid, plan: PlanCells) -> None:
        self._tables, self._grid, self._plan = tables, grid, plan
        self._sections: Mapping[str, Callable[[int, str, str], Sources]] = {
            heads.RULES_SETTINGS: lambda _, name, __: plan.setting(name),
            heads.RULES_PERIOD: lambda _, name, __: plan.period(name),
            heads.RULES_COUNTING: lambda _, name, value: self._counting(name, value),
            _COLOURS: lambda number, _, __: plan.nth("五色", number, "颜色", "色值", "依据", "下限"),
            heads.RULES_CHOICES: lambda _, name, value: plan.choice(name, value),
            heads.RULES_OF_PLAN: lambda _, name, __: self._rule(name),
        }

    def reason(self, sheet: str, row: int) -> Reason | None:
        """Why a line says what it says; None outside the sections, and on other sheets."""
        if sheet != heads.SHEET_RULES:
            return None
        texts = [str(self._grid.at(sheet, (row, column)).value or "") for column in (1, 2)]
        own = (heads.RULES_SEVERITIES, heads.RULES_CODES)
        section, start = self._grid.section(sheet, row, *self._sections, *own)
        if not section or row == start or not texts[0]:
            return None
        if section in own:
            return Reason(words.OF_TOOL)
        return Reason(
            words.OF_PLAN.format(heading=texts[0]), self._sections[section](row - start - 1, *texts)
        )

    def _counting(self, name: str, heading: str) -> Sources:
        annexes = self._tables.plan.annexes
        named = (each.number for each in annexes if heads.SHEET_ANNEX.format(number=each.number) == name)
        return tuple(source for number in named for source in self._plan.annex(number, heading))

    def _rule(self, code: str) -> Sources:
        return tuple(
            source
            for rule in self._tables.plan.rules
            if rule.code == code
            for source in self._plan.rule(rule)
        )
