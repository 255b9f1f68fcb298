"""Any cell of a master, back to where it came from: formulas through their cells, the rest by sheet and heading."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from workbook_tools.ledger import Entry
from workbook_tools.messages import master_words as heads
from workbook_tools.messages import trace as words
from workbook_tools.model import Address, Value, a1, printed
from workbook_tools.pipeline.consolidate import Made
from workbook_tools.pipeline.deciding.described import Describer
from workbook_tools.pipeline.grounds import Grounds
from workbook_tools.pipeline.readings import Readings
from workbook_tools.pipeline.tracing.addresses import parse
from workbook_tools.pipeline.tracing.annex_cells import AnnexCells
from workbook_tools.pipeline.tracing.answer import Reason, Trace
from workbook_tools.pipeline.tracing.counting import CountedRows
from workbook_tools.pipeline.tracing.formulas import Formulas
from workbook_tools.pipeline.tracing.grid import Grid
from workbook_tools.pipeline.tracing.ledger_lines import LedgerLines
from workbook_tools.pipeline.tracing.listings import Listings
from workbook_tools.pipeline.tracing.other_cells import ChangeCells, ProofCells
from workbook_tools.pipeline.tracing.overview_cells import OverviewCells
from workbook_tools.pipeline.tracing.plan_cells import PlanCells
from workbook_tools.pipeline.tracing.register_cells import RegisterCells
from workbook_tools.pipeline.tracing.register_rows import RegisterRows
from workbook_tools.pipeline.tracing.return_cells import ReturnCells
from workbook_tools.pipeline.tracing.rules_cells import RulesCells
from workbook_tools.record import Matter
from workbook_tools.xlsx.compare import CellFact, read_facts
from workbook_tools.xlsx.walk import CellBook, anchor

_PERCENT = re.compile(r"(0(?:\.0+)?)%")
"""Number formats of percentages; what stands before the sign says to how many places."""


class Tracer:
    """The cells of one master, rebuilt on its grounds; keep `readings` open as long as it is asked."""

    def __init__(self, on: Grounds, made: Made, entries: Sequence[Entry], readings: Readings) -> None:
        tables, plan = made.tables, PlanCells(on)
        ledger = LedgerLines(entries[: on.line])
        self.data = made.data
        """The bytes of the master."""
        self._grid = Grid(CellBook(read_facts(made.data, on.workspace.master(on.period.period).name)))
        returns = ReturnCells(on.plan, readings, _ruled(on))
        rows = RegisterRows(tables, returns)
        listings = Listings(on, tables, ledger, plan, returns)
        self._annexes = AnnexCells(tables, self._grid, plan, listings)
        self._overview = OverviewCells(tables, self._grid, plan, listings)
        self._register = RegisterCells(tables, rows, plan, listings)
        self._listings = listings
        self._rules = RulesCells(tables, self._grid, plan)
        self._changes = ChangeCells(on, self._grid, ledger)
        self._proof = ProofCells(on, self._grid)
        self._formulas = Formulas(self._grid, CountedRows(self._grid, rows, listings), self._reason)
        self._known: dict[tuple[str, Address], Reason] = {}

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets, in order."""
        return self._grid.book.names

    def fact(self, sheet: str, address: Address) -> CellFact:
        """All that a cell of the rebuilt master says."""
        return self._grid.book.fact(sheet, address)

    def place(self, text: str) -> tuple[str, Address]:
        """The cell that 'SHEET!CELL' names, of a merged area the first; Misuse where it names none."""
        sheet, address = parse(text, self.sheets)
        blank = self._grid.at(sheet, address).value is None
        return sheet, anchor(self.data, sheet, address) if blank else address

    def trace(self, sheet: str, address: Address) -> Trace:
        """Where a cell of the rebuilt master came from; any cell has an answer."""
        content, reason = self._grid.at(sheet, address), self._reason(sheet, address)
        what = self._what(sheet, address, reason.says)
        return Trace(sheet, a1(address), content.value, content.formula, what, reason.sources, reason.steps)

    def _reason(self, sheet: str, address: Address) -> Reason:
        place = sheet, address
        if place not in self._known:
            self._known[place] = self._reason_anew(sheet, address)
        return self._known[place]

    def _reason_anew(self, sheet: str, address: Address) -> Reason:
        row, heading = address[0], self._grid.heading(sheet, address)
        if self._grid.at(sheet, address).formula:
            carried = self._annexes.thresholds(sheet, heading), self._overview.constants(sheet, row, heading)
            return self._formulas.reason(sheet, address, (*carried[0], *carried[1]))
        found = next(filter(None, self._constants(sheet, row, heading)), None)
        blank = self._grid.at(sheet, address).value is None
        return found or Reason(words.EMPTY if blank else words.HEADING)

    def _constants(self, sheet: str, row: int, heading: str) -> Iterator[Reason | None]:
        yield self._annexes.reason(sheet, row, heading)
        yield self._overview.reason(sheet, row, heading)
        yield self._register.reason(row, heading) if sheet == heads.SHEET_REGISTER else None
        yield self._listings.reason(sheet, row, heading)
        yield self._rules.reason(sheet, row)
        yield self._changes.reason(sheet, row)
        yield self._proof.reason(sheet, row)

    def _what(self, sheet: str, address: Address, says: str) -> str:
        heading, label = self._grid.heading(sheet, address), self._grid.label(sheet, address[0])
        shown = _shown(self._grid.at(sheet, address).value, self.fact(sheet, address).number_format)
        if not heading or says in (words.EMPTY, words.HEADING):
            return words.CELL_ALONE.format(value=shown, says=says)
        return words.CELL.format(row=label, heading=heading, value=shown, says=says)


def _shown(value: Value, number_format: str) -> str:
    """A value, with what a sheet shows and paper bears in its place where that is a percentage."""
    if value is None:
        return words.NO_VALUE
    digits = _PERCENT.fullmatch(number_format)
    if digits is None or not isinstance(value, int | float):
        return printed(value)
    hundredfold = (Decimal(printed(value)) * 100).quantize(Decimal(digits[1]), ROUND_HALF_UP)
    return words.ON_PAPER.format(value=printed(value), shown=f"{hundredfold:f}%")


def _ruled(on: Grounds) -> Mapping[str, str]:
    """By sha256 of a file, the decision in force on whose it is, or that it is the version to count."""
    describer, found = Describer(on.plan, on.state), {}
    for (matter, subject), decision in on.state.decisions.items():
        if matter in (Matter.IDENTITY, Matter.VERSION):
            sha256 = subject[0] if matter is Matter.IDENTITY else decision.ruling
            said = describer.described(decision)
            found[sha256] = words.RULED_FILE.format(matter=matter.value, says=said.says, ruling=said.ruling)
    return found
