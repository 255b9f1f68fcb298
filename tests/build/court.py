"""A few returns of the small form and what the rules said of them, judged without a workspace."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.build.looks import COMPANIES, CONTEXT, FORM, IDENTITY, PLAN, credit_code, returned
from workbook_tools import checks, cross, reading
from workbook_tools.cache import ReadingCache
from workbook_tools.cross import Statement
from workbook_tools.model import CrossRule, Finding, Plan, Reading, Severity, Status, Verdict
from workbook_tools.period import Period, month
from workbook_tools.pipeline import Progress
from workbook_tools.pipeline.judging.judge import judge
from workbook_tools.pipeline.judging.judgement import Judgement
from workbook_tools.pipeline.readers import Checked
from workbook_tools.pipeline.readings import Readings
from workbook_tools.plan.cross import USUAL
from workbook_tools.record import Decided, Decision, Event, Matter, Received, Result, Validated
from workbook_tools.standing import State, fold

OCTOBER, NOVEMBER = month(2024, 10), month(2024, 11)
CHECKING: Plan = replace(PLAN, cross=tuple(USUAL.values()))
CAME, RULED = "2024-12-01T09:00:00", "2024-12-02T09:00:00"
_NAMES = {unit.code: unit.name for unit in PLAN.units}


def company(number: int, stage: str = "已认定", *, name: str = "", why: str | None = None) -> list[object]:
    """A row of the small form; `why` is its 审核说明."""
    row = list(COMPANIES[0])
    row[1:5] = [name or f"示例县{number}号有限公司", credit_code(number), "东乡镇", stage]
    row[8], row[11] = f"GR2024110{number:05d}", why
    return row


@dataclass
class Court(Readings):
    """Returns as collected and checked, in the order told; each is known by a letter.

    It stands in for the readings of a workspace: nothing is read from files.
    """

    folder: Path
    plan: Plan = CHECKING
    events: list[Event] = field(default_factory=list)
    read: dict[str, Reading] = field(default_factory=dict)
    found: dict[str, tuple[Finding, ...]] = field(default_factory=dict)

    def came(
        self,
        sha256: str,
        unit: str,
        *rows: Sequence[object],
        period: Period = OCTOBER,
        on: str = "2024-12-01",
        **more: Any,
    ) -> "Court":
        """A return that was collected; `own` are findings of its own, `header` replaces header values."""
        own: tuple[Finding, ...] = more.get("own", ())
        book = returned(rows, unit=_NAMES[unit], code=unit, period=period.paper, **more.get("header", {}))
        book.identity = replace(IDENTITY, unit=unit, period=str(period))
        self.read[sha256] = replace(book.reading(), sha256=sha256)
        self.found[sha256] = own
        status = checks.outcome(own, self.read[sha256], FORM)
        facts = Received(
            sha256, f"{sha256}.xlsx", "", 1, "xlsx", Verdict.COLLECTED, unit=unit, form=FORM.code, period=str(period),
            filled_on=on, content=self.read[sha256].content,
        )  # fmt: skip
        digest = more.get("digest", self.plan.digest)
        checked = Validated(str(period), digest, (Result(sha256, status.value, {}),))
        self.events += [Event(CAME, facts), Event(CAME, checked)]
        return self

    def ruled(
        self, matter: Matter, *subject: str, ruling: str, revoked: bool = False, at: str = RULED
    ) -> "Court":
        """A decision of the bureau."""
        made = Decision(matter, subject, ruling, "示例理由", "示例经办", at[:10], revoked)
        self.events.append(Event(at, Decided("0" * 64, (made,))))
        return self

    def waived(self, unit: str, code: str, number: int, ruling: str, at: str = RULED) -> "Court":
        """A ruling on a finding about one company of October."""
        subject = str(OCTOBER), unit, FORM.code, code, credit_code(number)
        return self.ruled(Matter.WAIVER, *subject, ruling=ruling, at=at)

    def judged(self, through: Period = OCTOBER, events: Sequence[Event] | None = None) -> Judgement:
        """The judgement on the events told, or on these."""
        state = fold(self.events if events is None else events)
        return judge(
            self.plan, state, through, self, ReadingCache(self.folder / "cache.sqlite", "court", "1")
        )

    def statuses(self, through: Period = OCTOBER) -> dict[str, str]:
        """The status of each return, by its letter."""
        return {sha256: status.value for sha256, status in self.judged(through).statuses.items()}

    def codes(self, through: Period = OCTOBER) -> dict[str, list[str]]:
        """What is found beside others of each return of the period, by its letter."""
        return {
            sha: [each.code for each in judged.findings]
            for sha, judged in self.judged(through).returns.items()
        }

    # What a workspace would read out of its files:

    def checked(self, _state: State, wanted: Sequence[str], _progress: Progress) -> dict[str, Checked]:
        """What the rules say of returns by themselves."""
        return {sha: Checked(Status.ACCEPTED, self.found[sha]) for sha in wanted}

    def statements(self, wanted: Sequence[str]) -> dict[str, Statement]:
        """What returns state."""
        annex = self.plan.annex_of(FORM.code)
        return {sha: cross.stated(self.read[sha], self.plan, FORM, annex) for sha in wanted}

    def get(self, sha256: str) -> bytes | None:
        """A return as the cache has it."""
        return reading.dump(self.read[sha256])


def grading(code: str, severity: Severity) -> Plan:
    """The plan with one check graded otherwise."""
    rules = dict(USUAL) | {code: CrossRule(code, severity, USUAL[code].limits, USUAL[code].labels)}
    return replace(CHECKING, cross=tuple(rules.values()), digest=f"{code}{severity.name}")


def finding(code: str, severity: Severity, row: int | None = None) -> Finding:
    """A finding of a return by itself."""
    return Finding(code, severity, CONTEXT.form.layout.sheet, "", row=row)
