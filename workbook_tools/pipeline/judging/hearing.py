"""One period's returns beside each other and their past: what is found of each, and what becomes of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbook_tools import checks, cross, reading, standing
from workbook_tools.checks.order import in_order
from workbook_tools.cross import NO_PAST, Around, Lists, Owner, Past, Statement, View
from workbook_tools.messages.decisions import AGREE
from workbook_tools.messages.found import found
from workbook_tools.messages.submissions import QUESTIONS
from workbook_tools.messages.versions import TO_CORRECT
from workbook_tools.model import (
    Finding,
    Plan,
    Reading,
    ReportingPeriod,
    Severity,
    Status,
    Unreported,
    printed,
)
from workbook_tools.pipeline.judging.judgement import Judged, Waiver
from workbook_tools.pipeline.planned import Obligation
from workbook_tools.pipeline.readers import Checked
from workbook_tools.pipeline.readings import Readings
from workbook_tools.record import ListKind, Matter
from workbook_tools.standing import State
from workbook_tools.targets import target

Docket = Mapping[Owner, tuple[str, ...]]
"""The versions of each obligation that are to be judged, newest first."""

_OPEN = (Severity.MANDATORY, Severity.WAIVABLE, Severity.EXPLAIN)
"""The severities that bear on a status."""


@dataclass(frozen=True, slots=True)
class Case:
    """One version of a return before it is judged: its obligation, and what the rules say of it by itself."""

    owed: Obligation
    sha256: str
    own: Checked

    @property
    def is_in_question(self) -> bool:
        """Whether it is not clear whose return it is: then it says nothing of anybody."""
        return any(f.code in QUESTIONS and f.severity is Severity.MANDATORY for f in self.own.findings)


class Hearing:
    """A period of a plan, beside what was accepted before it."""

    def __init__(
        self,
        plan: Plan,
        state: State,
        period: ReportingPeriod,
        pasts: Mapping[Owner, Past],
        readings: Readings,
    ) -> None:
        self._plan, self._state, self._period, self._pasts = plan, state, period, pasts
        self._readings = readings
        self._owners = standing.owners(state)
        self._lists = {annex.number: _lists(state, annex.number) for annex in plan.annexes}

    def judged(self, docket: Docket, owed: Mapping[Owner, Obligation]) -> dict[str, Judged]:
        """What becomes of every version, by its sha256."""
        shas = [sha256 for versions in docket.values() for sha256 in versions]
        checked = self._readings.checked(self._state, shas, lambda _done, _total: None)
        cases = [
            Case(owed[owner], sha, checked[sha]) for owner, versions in docket.items() for sha in versions
        ]
        heard = [case.sha256 for case in cases if not case.is_in_question]
        statements = self._readings.statements(heard)
        speaking = self._speaking(docket, statements)
        around = cross.around(self._plan, self._period.period, speaking, self._pasts)
        return {
            case.sha256: self._judged(case, self._told(case, statements.get(case.sha256), around))
            for case in cases
        }

    def _speaking(self, docket: Docket, statements: Mapping[str, Statement]) -> Iterator[Statement]:
        """The newest statement of each obligation, whatever becomes of it; else the last accepted one, where the plan
        carries figures on."""
        carries = self._plan.unreported is Unreported.CARRIED
        for owner in sorted({*docket, *self._pasts}):
            newest = next((statements[sha] for sha in docket.get(owner, ()) if sha in statements), None)
            carried = self._pasts.get(owner, NO_PAST).last if carries else None
            if speaks := newest or carried:
                yield speaks

    def _told(self, case: Case, own: Statement | None, around: Around) -> tuple[Finding, ...]:
        """What is said of a version besides its own findings: what the bureau asks for, what is found beside others."""
        asked = standing.correction_asked(self._state, self._state.submissions[case.sha256])
        correction = (found(TO_CORRECT, reason=asked.reason),) if asked else ()
        return (*correction, *self._beside(case, own, around))

    def _beside(self, case: Case, own: Statement | None, around: Around) -> tuple[Finding, ...]:
        """What is found of a version beside the others."""
        if own is None:
            return ()
        owed, facts = case.owed, self._state.submissions[case.sha256].facts
        issue = self._state.issues.get(facts.issue)
        view = View(
            self._plan,
            owed.form,
            owed.annex,
            owed.unit,
            self._period,
            target(owed.annex, owed.row, self._period.period).year,
            self._pasts.get((owed.unit.code, owed.form.code), NO_PAST),
            around,
            self._lists[owed.annex.number],
            self._owners,
            begun=issue.template.prefill if issue else "",
        )
        return cross.check(own, view)

    def _judged(self, case: Case, beside: Sequence[Finding]) -> Judged:
        outcome = self._state.outcomes[case.sha256]
        recorded = Status(outcome.result.status)
        # What was found sound under the plan as it was is not sent back for what only the plan as it is asks.
        settled = recorded is Status.ACCEPTED and outcome.plan != self._plan.digest
        own = () if settled else case.own.findings
        waivable = any(finding.severity is Severity.WAIVABLE for finding in own)
        if not waivable and not any(finding.severity in _OPEN for finding in beside):
            return Judged(recorded, tuple(beside))
        data = self._readings.get(case.sha256)
        if data is None:
            return Judged(recorded, tuple(beside))
        return self._weighed(case, recorded, own, beside, reading.load(data))

    def _weighed(
        self, case: Case, recorded: Status, own: Sequence[Finding], beside: Sequence[Finding], read: Reading
    ) -> Judged:
        """A return with findings to be explained or waived, weighed by what its unit wrote and the bureau ruled."""
        form = case.owed.form
        added = (*beside, *checks.hollow_notes(beside, read, form))
        whole = [*own, *added]
        waivable = [finding for finding in whole if finding.severity is Severity.WAIVABLE]
        ruled = {
            each: granted for each in waivable if (granted := self._granted(case, each, read)) is not None
        }
        status = Status.RETURNED
        if recorded is not Status.RETURNED:
            status = checks.outcome(whole, read, form, ruled)
        waiting = tuple(
            Waiver(each, _key(case, each, read), checks.explanation(each, read, form))
            for each in waivable
            if status is Status.HELD and each not in ruled
        )
        return Judged(status, in_order(added), waiting)

    def _granted(self, case: Case, finding: Finding, read: Reading) -> bool | None:
        """Whether the bureau waived a finding; None where it did not rule."""
        owed = case.owed
        place = str(self._period.period), owed.unit.code, owed.form.code
        decision = self._state.decision(Matter.WAIVER, *place, finding.code, _key(case, finding, read))
        return decision.ruling == AGREE if decision else None


def _key(case: Case, finding: Finding, read: Reading) -> str:
    """The key of the enterprise a finding concerns; empty where it is none alone."""
    label = case.owed.annex.counting.key
    field = next(field for field in case.owed.form.roster if field.label == label)
    column = read.roster.values.get(field.key)
    if finding.row is None or not column:
        return dict(finding.params).get("key", "")
    return printed(column[finding.row])


def _lists(state: State, annex: int) -> Lists:
    baseline, official = (
        {each.key: each for each in listed.entries} if (listed := state.lists.get((annex, kind))) else None
        for kind in (ListKind.BASELINE, ListKind.OFFICIAL)
    )
    return Lists(baseline or {}, official)
