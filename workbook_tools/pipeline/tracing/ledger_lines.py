"""Lines of the ledger, by the file or the obligation that they speak of."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from workbook_tools.ledger import Entry
from workbook_tools.messages import ledger_words as words
from workbook_tools.pipeline.tracing.answer import LedgerLine
from workbook_tools.record import Closed, Decided, Issued, Received, Record, Reopened, Validated

Subject = str | tuple[str, ...]
"""What a line is about: a file (sha256), a return owed (period, unit, form), or a closing (period, number, kind)."""


class LedgerLines:
    """What the ledger says of each file, of each template issued, of each decisions workbook."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._lines: defaultdict[Subject, list[LedgerLine]] = defaultdict(list)
        for entry in entries:
            line = LedgerLine(entry.seq, entry.at, words.KINDS[entry.kind])
            for subject in _subjects(entry.event.record):
                self._lines[subject].append(line)

    def of(self, *subjects: Subject) -> tuple[LedgerLine, ...]:
        """The lines about any of these, in the order of the ledger, each once."""
        return tuple(sorted({line for each in subjects for line in self._lines.get(each, ())}))


def turn(record: Closed | Reopened) -> Subject:
    """A closing or reopening of a period."""
    return record.period, str(record.number), record.kind


def _subjects(record: Record) -> Sequence[Subject]:
    match record:
        case Received():
            return [record.sha256]
        case Validated():
            return [each.sha256 for each in record.results]
        case Decided():
            named = [text for each in record.decisions for text in (each.ruling, *each.subject)]
            return [record.sha256, *dict.fromkeys(named)]
        case Issued():
            return [(record.period, each.unit, each.form) for each in record.templates]
        case Closed() | Reopened():
            return [turn(record)]
    return []
