"""What goes back to the units after a period was checked: slips with their texts, notices, and the bureau's summary."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

from workbook_tools import checks, prefill, reading, standing
from workbook_tools.carried import Record, carried
from workbook_tools.messages import names, slips
from workbook_tools.messages.plain_text import for_windows
from workbook_tools.messages.slips import Call, Remark
from workbook_tools.model import (
    Entry,
    Finding,
    Form,
    Identity,
    Plan,
    Reading,
    ReportingPeriod,
    Severity,
    Status,
    Value,
)
from workbook_tools.pipeline.history import rows_for
from workbook_tools.pipeline.planned import Obligation, PlanNow
from workbook_tools.pipeline.readers import Checked, issued_values
from workbook_tools.pipeline.readings import Readings
from workbook_tools.record import Template
from workbook_tools.safe_write import private_folder, write_atomically
from workbook_tools.standing import Standing, State
from workbook_tools.workspace import Workspace
from workbook_tools.xlsx.slip import Answer, Places, SlipMaker, cover_alone
from workbook_tools.xlsx.slip.summary import Returned, summary_book
from workbook_tools.xlsx.template.base import build

_COUNTED = "截至上期累计"
"""The one prefilled value that neither the plan nor the period says: a slip repeats it as it was issued."""

LONGEST_LIST = 2_000
"""Records up to which a list is sent back in a form to correct: a longer one would take minutes to lay out, and to
open; its unit corrects its own file."""

Where = Sequence[tuple[Obligation, Standing]]
Called = tuple[tuple[Call, Finding], ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """What was written for the units, the bureau's summary where there is one, and what is out of date by now."""

    slips: tuple[Path, ...]
    told: tuple[Path, ...]
    summary: Path | None
    stale: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """What all slips of a period are made from; `issued` is each (unit, form)'s template as issued last."""

    workspace: Workspace
    current: PlanNow
    state: State
    period: ReportingPeriod
    readings: Readings
    issued: Mapping[tuple[str, str], Template]

    @property
    def plan(self) -> Plan:
        """The plan as it is now."""
        return self.current.plan


@dataclass(frozen=True, slots=True)
class _Case:
    """One return that goes back, and what is known of it; `reported` None: no form can be filled from it."""

    owed: Obligation
    sha256: str
    findings: tuple[Finding, ...]
    times: int
    template: Template | None
    reported: reading.Reported | None
    prior: tuple[Record, ...]


def write_slips(setting: Setting, where: Where, checked: Mapping[str, Checked]) -> Sent:
    """Write a slip for each current return that is sent back, and a text for each accepted one with news."""
    folder = setting.workspace.returned(setting.period.period)
    cases = list(_cases(setting, where, checked))
    told = [(owed, found) for owed, s in where if (found := _news(s, checked))]
    if cases or told:
        private_folder(folder)
    desk = _Desk(setting, folder)
    lines = [desk.write(case) for case in cases]
    texts = [desk.tell(owed, found) for owed, found in told]
    written = tuple(folder / line.slip for line in lines)
    summary = _write_summary(setting, folder, lines)
    left = {*folder.glob("*.xlsx"), *folder.glob(names.TELLING.format(template="*"))}
    stale = tuple(sorted(left.difference(written, texts, [summary])))
    return Sent(written, tuple(texts), summary, stale)


def _news(where: Standing, checked: Mapping[str, Checked]) -> tuple[Finding, ...]:
    """What the unit must hear of although its return was accepted."""
    known = checked.get(where.current) if where.status is Status.ACCEPTED else None
    return tuple(f for f in known.findings if f.code in slips.TOLD_WHEN_ACCEPTED) if known else ()


def _cases(setting: Setting, where: Where, checked: Mapping[str, Checked]) -> Iterator[_Case]:
    returned = [(o, s) for o, s in where if s.status is Status.RETURNED and s.current in checked]
    reported = dict(setting.readings.reported(setting.state, [s.current for _, s in returned]))
    issues = {(o.unit.code, o.form.code): setting.issued.get((o.unit.code, o.form.code)) for o, _ in returned}
    sources = sorted({issue.prefill for issue in issues.values() if issue and issue.prefill})
    begun = dict(setting.readings.whole(setting.state, sources))
    for owed, s in returned:
        template = issues[owed.unit.code, owed.form.code]
        last = begun.get(template.prefill) if template else None
        prior = carried(setting.plan, owed.form, last, setting.period.period).values() if last else ()
        times = standing.times_returned(setting.state, s)
        findings = tuple(f for f in checked[s.current].findings if slips.call_of(f))
        yield _Case(owed, s.current, findings, times, template, reported[s.current], tuple(prior))


class _Desk:
    """Writes slips, laying each form out once for every number of rows it is needed with."""

    def __init__(self, setting: Setting, folder: Path) -> None:
        self._setting, self._folder = setting, folder
        self._makers: dict[tuple[str, int], SlipMaker] = {}

    def write(self, case: _Case) -> Returned:
        """The slip workbook and the chat text of one return; its line of the summary."""
        period = self._setting.period.period
        whose = (case.owed.unit.name, case.owed.form.title, period.paper)
        stem = names.SLIP.format(template=case.owed.file_name(period).removesuffix(".xlsx"))
        data, said, filled = self._slip(case, whose)
        write_atomically(self._folder / f"{stem}.xlsx", data)
        self._write_text(f"{stem}.txt", slips.chat(*whose, said, f"{stem}.xlsx" if filled else ""))
        return Returned(
            unit=case.owed.unit.name,
            form=case.owed.form.title,
            file=self._setting.state.submissions[case.sha256].names[0],
            must=slips.counted(said, Call.MUST),
            explain=slips.counted(said, Call.WAIVER, Call.EXPLAIN),
            problems=slips.main_problems(said),
            slip=f"{stem}.xlsx",
            times=case.times,
        )

    def tell(self, owed: Obligation, findings: tuple[Finding, ...]) -> Path:
        """The text for a unit whose return was accepted."""
        period = self._setting.period.period
        said = slips.remarks(((Call.NOTE, finding) for finding in findings), {})
        name = names.TELLING.format(template=owed.file_name(period).removesuffix(".xlsx"))
        self._write_text(name, slips.telling(owed.unit.name, owed.form.title, period.paper, said))
        return self._folder / name

    def _write_text(self, name: str, text: str) -> None:
        write_atomically(self._folder / name, for_windows(text))

    def _slip(self, case: _Case, whose: tuple[str, str, str]) -> tuple[bytes, tuple[Remark, ...], bool]:
        """The workbook, what it says, and whether it holds a form to correct."""
        examples = {field.label: field.example for field in case.owed.form.fields}
        data = self._setting.readings.get(case.sha256) if case.reported else None
        if data is None or case.reported is None or case.template is None or _is_too_long(case.reported):
            said = slips.remarks(_as_found(case.findings), examples)
            return cover_alone(slips.lines(*whose, said, alone=True), said), said, False
        read = reading.load(data)
        maker = self._maker(case.owed.form, max(len(case.reported.records), len(case.prior)))
        called = tuple(_called(case.findings, read, maker.form))
        said = slips.remarks(called, examples)
        answer = self._answer(case, case.template, case.reported)
        return maker.slip(answer, slips.lines(*whose, said), called, said), said, True

    def _maker(self, form: Form, records: int) -> SlipMaker:
        setting, rows = self._setting, rows_for(form, records)
        if (form.code, rows) not in self._makers:
            base = build(setting.current.workbook, setting.plan, form, setting.period, rows, cover=True)
            self._makers[form.code, rows] = SlipMaker(base)
        return self._makers[form.code, rows]

    def _answer(self, case: _Case, template: Template, reported: reading.Reported) -> Answer:
        plan, owed, period = self._setting.plan, case.owed, self._setting.period
        facts = self._setting.state.submissions[case.sha256].facts
        identity = Identity(
            owed.unit.code,
            owed.form.code,
            str(period.period),
            plan.settings["模板版本"],
            plan.digest,
            template.issue,
            facts.round + 1,
        )
        today = prefill.values(plan, owed.annex, owed.form, owed.unit, owed.row, period, 0)
        issued = issued_values(tuple(template.values.items()), owed.form)
        known: dict[str, Value] = {
            field.prefill: issued[field.key] for field in owed.form.fields if field.key in issued
        }
        named = {**today, _COUNTED: None, **known}
        return Answer(identity, named, reported.header, reported.records, case.prior)


def _is_too_long(reported: reading.Reported) -> bool:
    return len(reported.records) > LONGEST_LIST


def _as_found(findings: Sequence[Finding]) -> Iterator[tuple[Call, Finding]]:
    """The findings with what each asks, at the addresses of the file itself."""
    yield from ((call, finding) for finding in findings if (call := slips.call_of(finding)))


def _called(findings: Sequence[Finding], read: Reading, form: Form) -> Iterator[tuple[Call, Finding]]:
    """The findings with what each still asks, at the addresses of the slip."""
    places = Places(read, form)
    for asked, finding in _as_found(findings):
        call = _done(finding, places, read, form) or asked
        yield from ((call, placed) for placed in places.placed(finding))


def _done(finding: Finding, places: Places, read: Reading, form: Form) -> Call | None:
    """What has been done about a finding already, by the slip itself or by the unit."""
    field = places.field_at(finding)
    if field and finding.cell and field.entry is Entry.LOCKED:
        return Call.RESTORED
    asks_note = finding.severity in (Severity.EXPLAIN, Severity.WAIVABLE)
    return Call.EXPLAINED if asks_note and checks.explained(finding, read, form) else None


def _write_summary(setting: Setting, folder: Path, lines: Sequence[Returned]) -> Path | None:
    """退回汇总; where nothing is sent back, only in place of one that says otherwise."""
    period = setting.period
    path = folder / names.RETURNED.format(period=period.period.file)
    if not lines and not path.exists():
        return None
    # Dated by the plan's cut-off day: the same returns give the same workbook on any day.
    write_atomically(path, summary_book(period.period.paper, lines, datetime.combine(period.as_of, time())))
    return path
