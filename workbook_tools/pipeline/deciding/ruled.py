"""A filled-in 待办 against the record: decisions, or everything that is wrong with it, cell by cell."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from workbook_tools import standing
from workbook_tools.messages import decisions as words
from workbook_tools.messages.found import found
from workbook_tools.model import Finding, Plan, a1
from workbook_tools.pipeline.deciding.described import paper
from workbook_tools.record import Decision, Matter
from workbook_tools.standing import Issue, State, Subject
from workbook_tools.understand import Context
from workbook_tools.understand.dates import day as dates
from workbook_tools.xlsx.decisions import Choice, Question, Row
from workbook_tools.xlsx.decisions.questions import DAY, OFFICER, REASON, RULING


@dataclass(frozen=True, slots=True)
class Ruled:
    """One row with a ruling, and the decision it comes to."""

    row: Row
    decision: Decision


@dataclass(frozen=True, slots=True)
class Checked:
    """What a workbook comes to: its decisions, what is wrong with it, and how many questions it leaves open."""

    ruled: tuple[Ruled, ...]
    findings: tuple[Finding, ...]
    open: int


class Checker:
    """Checks rows against what the plan and the record know; `today` is the day of the command."""

    def __init__(self, plan: Plan, state: State, today: date, *, date1904: bool) -> None:
        self._plan, self._state, self._today = plan, state, today
        self._dates = dates(Context({}, date1904))

    def check(self, rows: Iterable[Row]) -> Checked:
        """The decisions of all rows that rule; a row without a ruling leaves its question open."""
        ruled: list[Ruled] = []
        findings: list[Finding] = []
        first: dict[Subject, Row] = {}
        open_ = 0
        for row in rows:
            if not _text(row.entry.ruling):
                # Rows for corrections, and those by which a decision may be revoked, ask nothing.
                open_ += row.question is not None and _asks(row.question)
                continue
            decision, wrong = self._decision(row)
            findings += wrong
            if decision is None:
                continue
            twin = first.setdefault((decision.matter, decision.subject), row)
            if twin is not row:
                findings.append(at(row, RULING, "D007", first=f"{twin.sheet} {_cell(twin, RULING)}"))
            ruled.append(Ruled(row, decision))
        return Checked(tuple(ruled), tuple(findings), open_)

    def _decision(self, row: Row) -> tuple[Decision | None, list[Finding]]:
        question, word = row.question, _text(row.entry.ruling)
        if question is None:
            return None, [at(row, RULING, "D002", value=word)]
        choice = next((each for each in question.choices if each.word == word), None)
        wrong = [] if choice else [at(row, RULING, "D003", value=word)]
        wrong += self._lacking(row)
        made_on, doubts = self._day(row)
        wrong += doubts
        if choice is None:
            return None, wrong
        reason, officer = _text(row.entry.reason), _text(row.entry.officer)
        decision = _decided(question, choice, (reason, officer, made_on))
        return decision, [*wrong, *self._unknown(row, decision)]

    def _lacking(self, row: Row) -> Iterator[Finding]:
        headings = {REASON: words.REASON, OFFICER: words.OFFICER, DAY: words.DAY}
        ruling = words.REVOKE if row.sheet == words.SHEET_DECIDED else words.RULING
        for (column, heading), typed in zip(headings.items(), row.entry[1:], strict=True):
            if not _text(typed):
                yield at(row, column, "D004", column=heading, ruling=ruling)

    def _day(self, row: Row) -> tuple[str, list[Finding]]:
        """The day of a decision as ISO text; empty where it is blank or wrong."""
        typed = row.entry.day
        if not _text(typed):
            return "", []
        day = self._dates.careful(typed).value
        if not isinstance(day, date):
            return "", [at(row, DAY, "D005", value=_text(typed))]
        if day > self._today:
            return "", [at(row, DAY, "D006", value=day.isoformat(), today=self._today.isoformat())]
        return day.isoformat(), []

    def _unknown(self, row: Row, decision: Decision) -> Iterator[Finding]:
        """A decision on what is closed, on what the plan and the record do not have, or one that takes back nothing."""
        if closed := next(self._closed(decision), None):
            value = _text(row.entry.ruling)
            yield at(row, RULING, "D011", value=value, period=paper(closed), command=closed)
        elif decision.revoked and self._state.decision(decision.matter, *decision.subject) is None:
            yield at(row, RULING, "D010", value=_text(row.entry.ruling))
        elif not (decision.revoked or _is_known(decision, self._plan, self._state)):
            yield at(row, RULING, "D008", value=_text(row.entry.ruling))

    def _closed(self, decision: Decision) -> Iterator[str]:
        """The closed periods whose returns a decision would change; one on an enterprise changes none of them."""
        periods: tuple[str, ...]
        match decision.matter:
            case Matter.OWNER:
                return
            case Matter.IDENTITY:
                known = self._state.submissions.get(decision.subject[0])
                ruled = decision.ruling.split("|")[2] if decision.ruling else ""
                periods = (ruled, known.facts.period if known else "")
            case _:
                periods = (decision.subject[0],)
        yield from (period for period in periods if period in self._state.closings)


def at(row: Row, column: int, code: str, /, *, value: str = "", **params: str) -> Finding:
    """A finding at a cell of a row."""
    headings = words.HEADINGS_DECIDED if row.sheet == words.SHEET_DECIDED else words.HEADINGS_OPEN
    place, heading = (row.number, column + 1), headings[column]
    return found(code, row.sheet, place, field=heading, value=value, row=None, severity=None, **params)


def _cell(row: Row, column: int) -> str:
    return a1((row.number, column + 1))


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _asks(question: Question) -> bool:
    return bool(question.subject) and not any(choice.revoked for choice in question.choices)


def _decided(question: Question, choice: Choice, written: tuple[str, str, str]) -> Decision:
    return Decision(question.matter, choice.subject, choice.ruling, *written, choice.revoked)


def _is_known(decision: Decision, plan: Plan, state: State) -> bool:
    """Whether what a decision speaks of is there: units, forms, files."""
    subject, ruling = decision.subject, decision.ruling
    match decision.matter:
        case Matter.OWNER:
            return _owes(plan, ruling, subject[0]) if ruling else plan.form(subject[0]) is not None
        case Matter.IDENTITY:
            return subject[0] in state.submissions and (not ruling or ruling in issued(state))
        case Matter.WAIVER:
            return _owes(plan, subject[1], subject[2])
        case _:
            return _answers(state, ruling) == subject


def _owes(plan: Plan, unit: str, form: str) -> bool:
    return any(annex.form == form and row.unit == unit for annex in plan.annexes for row in annex.rows)


def _answers(state: State, sha256: str) -> tuple[str, ...]:
    known = state.submissions.get(sha256)
    owed = known.obligation if known else None
    return (str(owed.period), owed.unit, owed.form) if owed else ()


def issued(state: State) -> Collection[str]:
    """What files may be ruled to be: everything that was ever issued, as decisions name it."""
    return {_answer(each) for each in state.issues.values()}


def open_answers(state: State) -> Collection[str]:
    """What files may be ruled to be as long as no period is reopened."""
    return {_answer(each) for each in state.issues.values() if each.period not in state.closings}


def _answer(issue: Issue) -> str:
    return standing.identity(issue.template.unit, issue.template.form, issue.period)
