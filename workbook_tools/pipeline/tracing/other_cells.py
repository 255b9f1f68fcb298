"""变更记录 and 核验依据: the versions that a change lies between, and the line of the ledger that all rests on."""

from collections.abc import Iterator

from workbook_tools.messages import changes as change_words
from workbook_tools.messages import proof
from workbook_tools.messages import trace as words
from workbook_tools.pipeline.grounds import Grounds
from workbook_tools.pipeline.tracing.answer import Detail, LedgerLine, Reason, Source
from workbook_tools.pipeline.tracing.grid import Grid
from workbook_tools.pipeline.tracing.ledger_lines import LedgerLines

_SIDES = (("前版单元格", "前值", "前版 sha256"), ("后版单元格", "后值", "后版 sha256"))
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
        return Reason(words.OF_CHANGE.format(says=texts["变更"]), sources) if sources else None

    def _sources(self, texts: dict[str, str]) -> Iterator[Source]:
        for place, value, digest in _SIDES:
            if known := self._submissions.get(texts[digest]):
                named, _, cell = texts[place].rpartition("!")
                said = Detail(texts["指标"], named, cell, texts[value], texts[value])
                received = known.received.replace("T", " ")[:16]
                lines = self._ledger.of(texts[digest])
                unit, period = texts[words.UNIT], texts[words.PERIOD]
                yield Source(
                    unit, known.names[0], texts[digest], said, period=period, received=received, lines=lines
                )


class ProofCells:
    """The lines of 核验依据."""

    def __init__(self, on: Grounds, grid: Grid) -> None:
        self._basis, self._grid = on.basis, grid

    def reason(self, sheet: str, row: int) -> Reason | None:
        """The line of the ledger up to which all takes part; None outside the lines, and on other sheets."""
        label = self._grid.at(sheet, (row, 1)).value if sheet == proof.SHEET else None
        if label not in (*proof.LABELS.values(), proof.CODE):
            return None
        basis, text = self._basis, str(self._grid.at(sheet, (row, 2)).value or "")
        line = LedgerLine(basis.line, basis.at, words.LAST_LINE)
        source = Source("", words.LEDGER, basis.head, Detail(str(label), "", "", text, text), lines=(line,))
        return Reason(words.OF_BASIS.format(line=basis.line, code=basis.code), (source,))
