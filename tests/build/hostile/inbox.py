"""An inbox in which hostile files lie among the returns of all units of the real plan."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

from scripts.examples.filling import Record
from tests.build.hostile.case import Case
from tests.golden.batch import USER, silent
from tests.golden.sound import Sound
from workbook_tools.period import Period, month
from workbook_tools.pipeline.generate import generate
from workbook_tools.pipeline.planned import obligations, usable
from workbook_tools.pipeline.start import start
from workbook_tools.workspace import Workspace

GOOD = month(2023, 10)
"""The period for which every unit sends a sound return."""
HOSTILE = (month(2023, 11), month(2023, 12))
"""The periods for which hostile files answer that are good returns all the same: one a unit and period."""
ISSUED = datetime.fromisoformat("2023-10-20T09:00:00")
RECEIVED = datetime.fromisoformat("2024-01-04T09:00:00")


@dataclass(frozen=True)
class _Return(Sound):
    """A sound return for a period, filled in once, however many cases are made of it."""

    period: Period

    @property
    def header(self) -> Record:
        return {**super().header, "h_date": self.period.end + timedelta(days=2)}

    @property
    def rows(self) -> tuple[Record, ...]:
        """Each month one enterprise more, for none sends its last list again: four in October."""
        return super().rows[: 4 + (GOOD, *HOSTILE).index(self.period)]

    @cached_property
    def _filled(self) -> bytes:
        return super().book()

    def book(self) -> bytes:
        return self._filled


@dataclass(frozen=True, slots=True)
class Office:
    """A workspace with the forms of all these periods issued, and what units would return."""

    workspace: Workspace
    good: Sequence[Sound]
    others: Sequence[Sound]

    def dealt(self, cases: Iterable[Case]) -> Iterator[tuple[Case, Sound]]:
        """The cases, each with the return it is made of; what is refused is all made of one and the same."""
        *free, spare = self.others
        own = iter(free)
        for case in cases:
            yield case, next(own) if case.taken_in else spare


def issued_office(folder: Path) -> Office:
    """The real plan's workspace, the forms of these months issued."""
    workspace = start(folder, None)
    for period in (GOOD, *HOSTILE):
        generate(workspace, period, ISSUED, USER, silent)
    return office_of(workspace)


def office_of(workspace: Workspace) -> Office:
    """The same of such a workspace, or of a copy of it."""
    others = [sound for period in HOSTILE for sound in _returns(workspace, period)]
    return Office(workspace, _returns(workspace, GOOD), others)


def _returns(workspace: Workspace, period: Period) -> list[Sound]:
    outbox = workspace.outbox(period)
    return [
        _Return(owed, (outbox / owed.file_name(period)).read_bytes(), 10 * number, period)
        for number, owed in enumerate(obligations(usable(workspace)))
    ]


def handed_in(office: Office, cases: Iterable[Case], folder: Path) -> dict[Case, Path]:
    """The hostile files and the sound returns written into a folder; the path of each hostile one."""
    for number, sound in enumerate(office.good, 1):
        path = folder / f"{number:02}-{sound.owed.unit.name}.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(sound.book())
    return {case: case.write(folder, sound) for case, sound in office.dealt(cases)}
