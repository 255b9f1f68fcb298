"""待办: the workbook in which the bureau answers what is open, written anew without losing what was begun in it."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

from workbook_tools.errors import FileUnreadable
from workbook_tools.pipeline.deciding.filled import filled_in
from workbook_tools.pipeline.deciding.questions import Scene, corrections, questions, revocable
from workbook_tools.record import Matter
from workbook_tools.safe_write import private_folder, read_bytes, write_atomically
from workbook_tools.workspace import Workspace
from workbook_tools.xlsx.decisions import BLANK, Entry, Filled, Pending, Question, Row, write

_CORRECTIONS = 5
"""Rows in which a correction may be asked for, beside those already begun."""

_About = tuple[Matter, tuple[str, ...], bool]
"""Which row an entry belongs to: matter, subject, and whether the row takes a decision back."""


@dataclass(frozen=True, slots=True)
class Written:
    """The workbook, how many questions it asks, and where one was put aside that could not be read."""

    path: Path
    open: int
    aside: Path | None = None


def write_pending(workspace: Workspace, scene: Scene) -> Written:
    """Write the 待办 of a period; what the officer has typed into the last one stays with the questions still open."""
    path = workspace.pending(scene.period.period)
    private_folder(path.parent)
    begun, aside = _begun(path)
    asked = questions(scene)
    pending = Pending(
        scene.period.period.paper,
        open=[Filled(each, begun.entry(each)) for each in asked],
        corrections=_corrections(corrections(scene), begun),
        decided=[Filled(each, begun.entry(each)) for each in revocable(scene)],
    )
    # Dated by the plan's cut-off day: the same questions give the same workbook on any day.
    write_atomically(path, write(pending, datetime.combine(scene.period.as_of, time())))
    return Written(path, len(asked), aside)


class _Begun:
    """What was typed into a workbook, by the question it belongs to."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._entries: dict[_About, list[Entry]] = {}
        for row in rows:
            if row.question is not None and any(map(_typed, row.entry)):
                self._entries.setdefault(_about(row.question), []).append(row.entry)

    def entry(self, question: Question) -> Entry:
        """What was typed beside a question; without the ruling where that cannot be chosen any more."""
        return next((_possible(question, entry) for entry in self._entries.get(_about(question), ())), BLANK)

    def entries(self, question: Question) -> list[Entry]:
        """Everything typed into rows that ask the same, as far as its ruling can still be chosen."""
        words = {choice.word for choice in question.choices}
        return [entry for entry in self._entries.get(_about(question), ()) if _text(entry.ruling) in words]


def _begun(path: Path) -> tuple[_Begun, Path | None]:
    """What was typed into the workbook that is there; one that cannot be read is put aside, nothing in it is lost."""
    if not path.is_file():
        return _Begun(), None
    data = read_bytes(path)
    rows = _rows(data, path.name)
    if rows is None or any(row.question is None for row in rows):
        aside = path.with_stem(f"{path.stem}-{_digest(data)}")
        write_atomically(aside, data)
        return _Begun(rows or ()), aside
    return _Begun(rows), None


def _rows(data: bytes, file: str) -> Sequence[Row] | None:
    try:
        return filled_in(data, file).rows
    except FileUnreadable:
        return None


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:8]


def _corrections(question: Question | None, begun: _Begun) -> Sequence[Filled]:
    if question is None:
        return ()
    entries = [*begun.entries(question), *[BLANK] * _CORRECTIONS]
    return [Filled(question, entry) for entry in entries]


def _about(question: Question) -> _About:
    return question.matter, question.subject, any(choice.revoked for choice in question.choices)


def _possible(question: Question, entry: Entry) -> Entry:
    words = {choice.word for choice in question.choices}
    return entry if _text(entry.ruling) in words else entry._replace(ruling=None)


def _typed(value: object) -> bool:
    return bool(_text(value))


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()
