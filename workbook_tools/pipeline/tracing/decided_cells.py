"""The row of a decisions workbook in which a decision was written."""

from pathlib import Path

from workbook_tools.messages import decisions as words
from workbook_tools.model import Look, a1
from workbook_tools.pipeline.tracing.answer import Detail
from workbook_tools.record import Decision
from workbook_tools.safe_write import read_bytes
from workbook_tools.xlsx import decisions as pending
from workbook_tools.xlsx.decisions.questions import RULING
from workbook_tools.xlsx.look import look


def ruled_in(workbook: Path, decision: Decision) -> Detail:
    """The cell of an archived decisions workbook that holds a ruling; no cell where it cannot be told."""
    seen = look(read_bytes(workbook), workbook.suffix.removeprefix("."))
    rows = pending.read(seen) if isinstance(seen, Look) else None
    for row in rows or ():
        typed = str(row.entry.ruling or "").strip()
        offered = row.question.choices if row.question else ()
        if any(
            (each.word, each.subject, each.ruling) == (typed, decision.subject, decision.ruling)
            for each in offered
        ):
            return Detail(words.RULING, row.sheet, a1((row.number, RULING + 1)), typed, typed)
    return Detail(words.RULING, "", "", "", decision.ruling)
