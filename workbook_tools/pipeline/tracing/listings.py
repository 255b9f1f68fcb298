"""报送情况, 问题清单, 归一化记录, 裁定记录: the file, cell or line of the ledger behind each row."""

from collections.abc import Callable, Mapping, Sequence

from workbook_tools.consolidate import Found, MasterTables, Obligation
from workbook_tools.messages import master_words as heads
from workbook_tools.messages import render
from workbook_tools.messages import trace as words
from workbook_tools.messages.decisions import Line
from workbook_tools.messages.times import minute
from workbook_tools.model import Value, printed
from workbook_tools.pipeline.closing import turns
from workbook_tools.pipeline.grounds import Grounds
from workbook_tools.pipeline.late import late_queue
from workbook_tools.pipeline.tracing.answer import Detail, Reason, Source, Sources
from workbook_tools.pipeline.tracing.decided_cells import ruled_in
from workbook_tools.pipeline.tracing.ledger_lines import LedgerLines, turn
from workbook_tools.pipeline.tracing.plan_cells import PlanCells
from workbook_tools.pipeline.tracing.return_cells import ReturnCells
from workbook_tools.standing import Made
from workbook_tools.xlsx.master.listing import HEAD_ROW

_FIRST_ROW = HEAD_ROW + 2


class Listings:
    """The long sheets of a master, row by row."""

    def __init__(
        self,
        on: Grounds,
        tables: MasterTables,
        ledger: LedgerLines,
        plan: PlanCells,
        returns: ReturnCells,
    ) -> None:
        self._on, self._tables, self._ledger = on, tables, ledger
        self._plan, self._returns = plan, returns
        self._units = {unit.code: unit.name for unit in on.plan.units}
        self._came = _by_owner(on)
        self._rows: Mapping[str, Callable[[int, str], Reason | None]] = {
            heads.SHEET_REPORTS: self._report,
            heads.SHEET_PROBLEMS: lambda number, _: self._found(tables.problems, number),
            heads.SHEET_NORMALISED: lambda number, _: self._found(tables.normalised, number),
            heads.SHEET_DECISIONS: lambda number, _: self._decision(number),
        }

    def reason(self, sheet: str, row: int, heading: str) -> Reason | None:
        """Why a cell of one of these sheets holds what it holds; None for another sheet, and above its rows."""
        told = self._rows.get(sheet)
        return told(row - _FIRST_ROW, heading) if told and row >= _FIRST_ROW else None

    def reports_where(self, tests: Sequence[tuple[str, Callable[[Value], bool]]]) -> Sources:
        """A source for each return owed whose row of 报送情况 meets these tests (each of a heading's column)."""
        return tuple(
            self.owed(each)
            for each in self._tables.obligations
            if all(test(_marks(each)[heading]) for heading, test in tests)
        )

    def owed(self, owed: Obligation) -> Source:
        """What became of a return that is owed: its files and what the ledger says of them, or of its issue."""
        report = owed.report
        came = self._came.get((report.unit, report.form), ())
        issued = self._on.basis.period, report.unit, report.form
        lines = self._ledger.of(*came) if came else self._ledger.of(issued)
        said = Detail(heads.REPORT_STATE, "", "", "", heads.STATUS[report.status])
        return Source(
            unit=owed.name,
            file=heads.FILE_JOINT.join(report.files),
            sha256=report.sha256,
            cell=said,
            period=self._on.period.period.paper,
            received=report.received,
            submission=owed.source.number if owed.source else None,
            lines=lines,
        )

    def _report(self, number: int, heading: str) -> Reason | None:
        if number >= len(self._tables.obligations):
            return None
        each = self._tables.obligations[number]
        annex = next(a for a in self._on.plan.annexes if a.number == each.annex)
        planned: Mapping[str, Callable[[], Sources]] = {
            heads.REPORT_ANNEX: lambda: self._plan.annex(annex.number, heads.REPORT_ANNEX),
            heads.REGISTER_SEQ: lambda: self._plan.sequence(annex, each.seq),
            heads.UNIT_CODE: lambda: self._plan.unit(each.report.unit, heads.UNIT_CODE),
            heads.UNIT: lambda: self._plan.unit_of(annex, each.seq),
            heads.FORM_CODE: lambda: self._plan.annex(annex.number, heads.FORM_CODE),
        }
        if heading in planned:
            return Reason(words.OF_PLAN.format(heading=heading), planned[heading]())
        if heading in (heads.REPORT_COUNTED, heads.REPORT_COUNTED_PERIOD):
            return Reason(words.OF_COUNTED, self._counted(each))
        if heading == heads.REPORT_LATE:
            return Reason(words.OF_LATE, self._late(each))
        return self.standing(each, heading)

    def standing(self, owed: Obligation, heading: str) -> Reason:
        """What became of a return that is owed, and the earlier one whose figures are carried on instead."""
        says = words.OF_REPORT if owed.report.files else words.OF_MISSING
        said, source = says.format(unit=owed.name, heading=heading), owed.source
        if source is None or source.period == self._on.period.period:
            return Reason(said, (self.owed(owed),))
        return Reason(said + words.OF_CARRIED, (self.owed(owed), *self._counted(owed)))

    def _late(self, owed: Obligation) -> Sources:
        """The files that came for what is owed after the period was closed."""
        whose = owed.report.unit, owed.report.form
        queue = late_queue(self._on.plan, self._on.known, self._on.period.period)
        return tuple(
            Source(
                owed.name,
                "、".join(each.files),
                each.sha256,
                Detail(heads.REPORT_LATE, "", "", "", None),
                self._on.period.period.paper,
                minute(each.received),
                lines=self._ledger.of(each.sha256),
            )
            for each in queue
            if (each.unit, each.form) == whose
        )

    def _counted(self, owed: Obligation) -> Sources:
        """The return whose figures stand for what was owed."""
        source = owed.source
        if source is None:
            return ()
        said = Detail(heads.REPORT_COUNTED, "", "", "", source.number)
        return (
            Source(
                owed.name,
                source.file,
                source.sha256,
                said,
                source.period.paper,
                source.received,
                source.number,
                lines=self._ledger.of(source.sha256),
            ),
        )

    def _found(self, listed: Sequence[Found], number: int) -> Reason | None:
        if number >= len(listed):
            return None
        found, finding = listed[number], listed[number].finding
        sentence, value = render(finding, place=False), self._returns.value(found)
        between = "" if printed(value) == finding.value else sentence
        cell = Detail(finding.field, finding.sheet, finding.cell, finding.value, value, between)
        submission = self._on.state.submissions.get(found.sha256)
        source = Source(
            self._units.get(found.unit, found.unit),
            self._name(found.sha256),
            found.sha256,
            cell,
            self._on.period.period.paper,
            minute(submission.received) if submission else "",
            lines=self._ledger.of(found.sha256),
        )
        return Reason(words.OF_FINDING.format(says=sentence), (source,))

    def _decision(self, number: int) -> Reason | None:
        return self.decided(number + 1) if number < len(self._tables.decisions) else None

    def decided(self, place: int) -> Reason:
        """What stands at a place (from 1) in 裁定记录: a decision and the workbook it was written in, or a closing."""
        line, rulings = self._tables.decisions[place - 1], self._on.state.history
        made = self._ruled(line, rulings[place - 1]) if place <= len(rulings) else None
        says = words.OF_DECISION.format(says=line.says, ruling=line.ruling, stands=line.stands)
        return Reason(says, (made or self._closed(line, place - len(rulings)),))

    def _ruled(self, line: Line, made: Made) -> Source:
        path = self._on.workspace.archive.decisions.path(made.workbook)
        return Source(
            line.unit,
            f"decisions/{path.name}",
            made.workbook,
            ruled_in(path, made.decision),
            received=line.recorded,
            lines=self._ledger.of(made.workbook),
        )

    def _closed(self, line: Line, place: int) -> Source:
        """封存 or 重新开启: the place-th of the period."""
        said = Detail(line.matter, "", "", "", line.ruling)
        record = turns(self._on.known, self._on.period.period)[place - 1].record
        return Source("", "", "", said, received=line.recorded, lines=self._ledger.of(turn(record)))

    def _name(self, sha256: str) -> str:
        submission = self._on.state.submissions.get(sha256)
        return submission.names[0] if submission else ""


def _by_owner(on: Grounds) -> Mapping[tuple[str, str], Sequence[str]]:
    """The files that answer the period, by unit and form."""
    came: dict[tuple[str, str], list[str]] = {}
    for sha256, each in on.state.submissions.items():
        owed = each.obligation
        if owed and owed.period == on.period.period:
            came.setdefault((owed.unit, owed.form), []).append(sha256)
    return came


def _marks(each: Obligation) -> Mapping[str, Value]:
    """What 报送情况 shows of a return owed in the columns that are counted by."""
    return {heads.REPORT_ANNEX: each.annex, heads.REPORT_STATE: heads.STATUS[each.report.status]}
