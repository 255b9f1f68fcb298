"""import-annex: the annex tables of a notice into the plan workbook."""

from dataclasses import dataclass
from pathlib import Path

from workbook_tools.annex_table import AnnexTable
from workbook_tools.errors import FileUnreadable
from workbook_tools.messages import handed as words
from workbook_tools.messages import terminal
from workbook_tools.model import Finding, Severity
from workbook_tools.notice import read_notice
from workbook_tools.pipeline.handed import alone, read_handed
from workbook_tools.workspace import Workspace
from workbook_tools.xlsx.plan_update import UpdateReport, update_plan

SUMS = frozenset({"P130", "P131", "P133", "P134"})
"""Findings about sums, where every single figure is understood."""


@dataclass(frozen=True, slots=True)
class Imported:
    """The tables found in a notice, everything found wrong in it, and what was done to the plan workbook."""

    tables: tuple[AnnexTable, ...]
    findings: tuple[Finding, ...]
    update: UpdateReport

    @property
    def stopped(self) -> bool:
        """Whether something that could not be understood left the plan workbook as it was."""
        return any(f.severity is Severity.MANDATORY and f.code not in SUMS for f in self.findings)


def import_annex(workspace: Workspace, notice: Path, year: int | None, user: str) -> Imported:
    """Read a notice and update plan.xlsx, unless a table could not be understood; raises faults of the environment.

    A 合计 that is not the sum does not stand in the way: notices are printed with such mistakes, the figures are
    what the notice says, and check-plan points at the cell until the bureau has settled it.
    """
    if not notice.is_file():
        raise FileUnreadable(terminal.NO_NOTICE.format(path=notice))
    job = (read_handed(notice), notice.name, year)
    read = Imported(*alone(_read, job, notice.name, sentence=words.NOTICE_UNREADABLE), UpdateReport())
    if read.stopped:
        return read
    with workspace.writing(user):
        update = update_plan(workspace.plan, read.tables)
    return Imported(read.tables, (*read.findings, *update.findings), update)


def _read(job: tuple[bytes, str, int | None]) -> tuple[tuple[AnnexTable, ...], tuple[Finding, ...]]:
    """What a worker does with a notice."""
    return read_notice(*job)


def sums(table: AnnexTable) -> tuple[int, ...]:
    """The sum of each column's figures."""
    return tuple(sum(column) for column in zip(*(row.targets for row in table.rows), strict=True))


def totals_match(table: AnnexTable) -> bool:
    """Whether the stated 合计 is there and is the sum of its column, for every column."""
    return table.totals is not None and table.totals == sums(table)
