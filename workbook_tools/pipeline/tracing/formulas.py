"""Formulas of a master, followed from cell to cell down to the rows they count and to what the plan sets."""

from collections.abc import Callable, Iterator, Sequence

from workbook_tools.messages import trace as words
from workbook_tools.model import Address, a1
from workbook_tools.pipeline.tracing.answer import Reason, Sources, Step, union
from workbook_tools.pipeline.tracing.counting import CountedRows
from workbook_tools.pipeline.tracing.grid import Grid
from workbook_tools.xlsx.walk import Area, Counting, precedents

At = Callable[[str, Address], Reason]


class Formulas:
    """Why a cell with a formula holds what it holds; `at` gives the same of any other cell."""

    def __init__(self, grid: Grid, counted: CountedRows, at: At) -> None:
        self._grid, self._counted, self._at = grid, counted, at

    def reason(self, sheet: str, address: Address, carried: Sources = ()) -> Reason:
        """All that the formula of a cell rests on; `carried` are sources of what it holds as constants."""
        formula, heading = self._grid.at(sheet, address).formula, self._grid.heading(sheet, address)
        looked_at = precedents(formula, sheet)
        parts = [part for each in looked_at for part in self._parts(each)]
        sources, steps = union(parts)
        says = self._says(formula, heading, looked_at)
        return Reason(says, tuple(dict.fromkeys((*sources, *carried))), steps)

    def _parts(self, each: Area | Counting) -> Iterator[Reason]:
        if isinstance(each, Area):
            yield from (self._cell(each.sheet, address) for address in each.addresses())
            return
        sources = self._counted.sources(each)
        if sources is not None:
            yield Reason("", sources)
        else:
            yield from (self._cell(*place) for place in self._counted.cells(each))

    def _cell(self, sheet: str, address: Address) -> Reason:
        """A cell on the way, before all that it rests on itself."""
        content, reason = self._grid.at(sheet, address), self._at(sheet, address)
        step = Step(sheet, a1(address), content.value, content.formula, reason.says)
        return Reason(reason.says, reason.sources, (step, *reason.steps))

    def _says(self, formula: str, heading: str, looked_at: Sequence[Area | Counting]) -> str:
        counts = [each for each in looked_at if isinstance(each, Counting)]
        areas = [each for each in looked_at if isinstance(each, Area)]
        if counts and not areas:
            return words.LESS.join(self._counts(each) for each in counts) + words.STOP
        if formula.startswith("=SUM("):
            return words.SUMMED.format(area=formula[5:-1].replace("$", ""))
        if len(areas) == 1 and formula[1:].replace("$", "") in (_spelled(areas[0]), a1(areas[0].first)):
            return words.COPIED.format(cell=formula[1:].replace("$", ""))
        return next((says for part, says in words.BY_FORMULA.items() if part in heading), words.COMPUTED)

    def _counts(self, counting: Counting) -> str:
        asked = self._counted.asked(counting)
        sheet = counting.criteria[0][0].sheet
        criteria = words.AND.join(each.says for each in asked)
        return words.COUNTED.format(
            sheet=sheet, criteria=criteria, rows=words.COUNTED_ROWS.get(sheet, words.CELLS)
        )


def _spelled(area: Area) -> str:
    return f"{area.sheet}!{a1(area.first)}"
