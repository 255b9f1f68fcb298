"""The row of a decisions workbook in which a decision was written."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from workbook_tools.errors import FileUnreadable
from workbook_tools.messages import decisions as words
from workbook_tools.model import a1
from workbook_tools.pipeline.deciding.filled import filled_in
from workbook_tools.pipeline.tracing.answer import Detail
from workbook_tools.record import Decision
from workbook_tools.safe_write import read_bytes
from workbook_tools.xlsx.decisions import Row
from workbook_tools.xlsx.decisions.questions import RULING


def ruled_in(workbook: Path, decision: Decision) -> Detail:
    """The cell of an archived decisions workbook that holds a ruling; no cell where it cannot be told."""
    for row in _rows(workbook):
        typed = str(row.entry.ruling or "").strip()
        offered = row.question.choices if row.question else ()
        if any(
            (each.word, each.subject, each.ruling) == (typed, decision.subject, decision.ruling)
            for each in offered
        ):
            return Detail(words.RULING, row.sheet, a1((row.number, RULING + 1)), typed, typed)
    return Detail(words.RULING, "", "", "", decision.ruling)


@lru_cache(maxsize=64)
def _rows(workbook: Path) -> Sequence[Row]:
    """One workbook decides on many things, and is not changed once it is in the archive."""
    try:
        return filled_in(read_bytes(workbook), workbook.name).rows or ()
    except FileUnreadable:
        return ()
