"""import-list: a list of enterprises the bureau supplies, into the record."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from workbook_tools import standing
from workbook_tools.errors import FileUnreadable, Misuse
from workbook_tools.intake import formats, workers
from workbook_tools.intake.failures import Failure
from workbook_tools.messages import terminal
from workbook_tools.messages.found import found
from workbook_tools.messages.render import render_briefly
from workbook_tools.model import Annex, Finding, Plan, address_of
from workbook_tools.pipeline.handed import look_at, read_handed
from workbook_tools.pipeline.planned import usable
from workbook_tools.record import ListKind, ListRecorded
from workbook_tools.reference_list import ListRead, read_list
from workbook_tools.workspace import Workspace

_TOO_FAR = "F144"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a list: everything found wrong with it, the list now in use, and the one that it replaces.

    `listed` is None where the list was refused; then nothing was recorded. `same` tells that it was in use already.
    """

    annex: Annex
    findings: tuple[Finding, ...]
    listed: ListRecorded | None = None
    before: ListRecorded | None = None

    @property
    def same(self) -> bool:
        """Whether just this list was in use already."""
        return self.listed is not None and self.listed == self.before


@dataclass(frozen=True, slots=True)
class _Job:
    data: bytes
    plan: Plan
    annex: Annex


def import_list(
    workspace: Workspace, path: Path, number: int, kind: ListKind, now: datetime, user: str
) -> TakenIn:
    """Take in a list for an annex, unless anything in it is wrong: a list is an official basis, or it is none.

    Raises PlanMistakesError, Misuse and faults of the environment.
    """
    with workspace.writing(user) as ledger:
        plan = usable(workspace)
        annex = _annex(plan, number)
        if not path.is_file():
            raise FileUnreadable(terminal.NO_LIST.format(path=path))
        job = _Job(read_handed(path), plan, annex)
        result = workers.alone(_read, job)
        read = _refused(result.finding) if isinstance(result, Failure) else result
        if not read.entries:
            return TakenIn(annex, read.findings)
        before = standing.fold(ledger.events()).lists.get((number, kind))
        suffix = f".{formats.recognise(job.data).format}"
        sha256 = workspace.archive.lists.put(job.data, suffix)
        listed = ListRecorded(sha256, number, kind, read.entries)
        if listed != before:
            ledger.append(listed, now.isoformat())
    return TakenIn(annex, read.findings, listed, before)


def _annex(plan: Plan, number: int) -> Annex:
    annex = next((annex for annex in plan.annexes if annex.number == number), None)
    if annex is None:
        known = "、".join(str(annex.number) for annex in plan.annexes)
        raise Misuse(terminal.NO_SUCH_ANNEX.format(number=number, known=known))
    return annex


def _read(job: _Job) -> ListRead:
    """What a worker process does with the bytes of a list: damaged files can abort the process that reads them."""
    seen = look_at(job.data)
    return _refused(seen) if isinstance(seen, Finding) else read_list(seen, job.plan, job.annex)


def _refused(reason: Finding) -> ListRead:
    if reason.code == _TOO_FAR:
        # Of a return that says that something was left beside the form; a list may well be so long.
        reach = dict(reason.params)
        place = address_of(reason.cell)
        return ListRead(
            (), (found("P309", reason.sheet, place, rows=reach["rows"], columns=reach["columns"]),)
        )
    return ListRead((), (found("P301", reason=render_briefly(reason)),))
