"""变更记录 and 核验依据: the versions that a change lies between, and the line of the ledger that all rests on."""

from collections.abc import Iterator

from workbook_tools.messages import changes as change_words
from workbook_tools.messages import proof
from workbook_tools.messages import trace as words
from workbook_tools.messages.times import minute
from workbook_tools.pipeline.grounds import Grounds
from workbook_tools.pipeline.tracing.answer import Detail, LedgerLine, Reason, Source
from workbook_tools.pipeline.tracing.grid import Grid
from workbook_tools.pipeline.tracing.ledger_lines import LedgerLines

_SIDES = (
    (change_words.BEFORE_CELL, change_words.BEFORE_VALUE, change_words.BEFORE_DIGEST),
    (change_words.AFTER_CELL, change_words.AFTER_VALUE, change_words.AFTER_DIGEST),
)
"""Headings of 变更记录: where a version says something, what, and which file it is."""


class ChangeCells:
    """The lines of 变更记录: each names its two files and cells itself."""

    def __init__(self, on: Grounds, grid: Grid, ledger: LedgerLines) -> None:
        self._submissions, self._grid, self._ledger = on.known.submissions, grid, ledger

    def reason(self, sheet: str, row: int) -> Reason | None:
        """The cells of the two versions that a line compares; None outside the lines, and on other sheets."""
        if sheet != change_words.SHEET or not self._grid.head(sheet, row):
            return None
        texts = {
            heading: str(self._grid.at(sheet, (row, column)).value or "")
            for heading, column in self._grid.columns(sheet, row).items()
        }
        sources = tuple(self._sources(texts))
        return Reason(words.OF_CHANGE.format(says=texts[change_words.CHANGE]), sources) if sources else None

    def _sources(self, texts: dict[str, str]) -> Iterator[Source]:
        for place, value, digest in _SIDES:
            if known := self._submissions.get(texts[digest]):
                named, _, cell = texts[place].rpartition("!")
                said = Detail(texts[change_words.LABEL], named, cell, texts[value], texts[value])
                received = minute(known.received)
                lines = self._ledger.of(texts[digest])
                unit, period = texts[change_words.UNIT], texts[change_words.PERIOD]
                yield Source(
                    unit, known.names[0], texts[digest], said, period=period, received=received, lines=lines
                )


class ProofCells:
    """The lines of 核验依据."""

    def __init__(self, on: Grounds, grid: Grid) -> None:
        self._on, self._grid = on, grid

    def reason(self, sheet: str, row: int) -> Reason | None:
        """The line of the ledger up to which all takes part; None outside the lines, and on other sheets."""
        label = self._grid.at(sheet, (row, 1)).value if sheet == proof.SHEET else None
        if label not in (*proof.LABELS.values(), proof.CODE):
            return None
        basis, text = self._on.basis, str(self._grid.at(sheet, (row, 2)).value or "")
        line = LedgerLine(self._on.line, basis.at, words.LAST_LINE)
        source = Source("", words.LEDGER, basis.state, Detail(str(label), "", "", text, text), lines=(line,))
        return Reason(words.OF_BASIS.format(line=self._on.line, code=basis.code), (source,))
