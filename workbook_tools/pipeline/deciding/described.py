"""A decision in words: whom it concerns, what was decided, and whether it still holds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbook_tools import period as periods
from workbook_tools.messages import decisions as words
from workbook_tools.messages.times import minute
from workbook_tools.model import Plan
from workbook_tools.record import Decision, Matter
from workbook_tools.standing import Made, State, Subject

SHOWN = 8
"""Characters of a sha256 that are printed to tell files of one name apart."""


@dataclass(frozen=True, slots=True)
class Described:
    """Unit and form concerned, what the decision is about, and the ruling; empty where it concerns none."""

    unit: str
    form: str
    says: str
    ruling: str


class Describer:
    """Names of units, forms, periods and files, as the plan and the record have them."""

    def __init__(self, plan: Plan, state: State) -> None:
        self._plan, self._state = plan, state

    def unit(self, code: str) -> str:
        """A unit's name; its code where the plan no longer has it."""
        found = self._plan.unit(code)
        return found.name if found else code

    def form(self, code: str) -> str:
        """A form's title; its code where the plan no longer has it."""
        found = self._plan.form(code)
        return found.title if found else code

    def file(self, sha256: str) -> str:
        """A file by the first of its names; empty where it never came."""
        known = self._state.submissions.get(sha256)
        return known.names[0] if known else ""

    def answers(self, identity: str) -> str:
        """What a file was ruled to be: unit, form and period."""
        unit, form, period = identity.split("|")
        return words.ANSWERS.format(unit=self.unit(unit), form=self.form(form), period=paper(period))

    def described(self, decision: Decision) -> Described:
        """A decision in words."""
        said = self._described(decision)
        return Described(said.unit, said.form, said.says, words.REVOKING) if decision.revoked else said

    def _described(self, decision: Decision) -> Described:
        subject, ruling = decision.subject, decision.ruling
        unit, form = whose(decision)
        match decision.matter:
            case Matter.OWNER:
                says = words.OWNER_SUBJECT.format(key=subject[1])
                answer = self.unit(ruling) if ruling else words.NOBODY
            case Matter.IDENTITY:
                says = words.IDENTITY_SUBJECT.format(file=self.file(subject[0]), sha=subject[0][:SHOWN])
                answer = self.answers(ruling) if ruling else words.NOT_TAKEN
            case _:
                says, answer = self._of_return(decision)
        return Described(self.unit(unit), self.form(form), says, answer)

    def _of_return(self, decision: Decision) -> tuple[str, str]:
        """What a decision on one return is about, and the ruling."""
        sha256 = decision.ruling
        period, file = paper(decision.subject[0]), {"file": self.file(sha256), "sha": sha256[:SHOWN]}
        if decision.matter is Matter.VERSION:
            return words.VERSION_SUBJECT.format(period=period), words.RULED_FILE.format(**file)
        if decision.matter is Matter.CORRECTION:
            return words.CORRECTION_SUBJECT.format(period=period), words.CORRECT_FILE.format(**file)
        code, key = decision.subject[3:]
        says = words.WAIVER_SUBJECT_OF if key else words.WAIVER_SUBJECT
        return says.format(code=code, key=key), decision.ruling


def whose(decision: Decision) -> tuple[str, str]:
    """The codes of the unit and the form that a decision is about; empty where it names none."""
    subject, ruling = decision.subject, decision.ruling
    match decision.matter:
        case Matter.OWNER:
            return ruling, subject[0]
        case Matter.IDENTITY:
            unit, form, _ = ruling.split("|") if ruling else ("", "", "")
            return unit, form
        case _:
            return subject[1], subject[2]


def paper(period: str) -> str:
    """A period as it is written on paper."""
    found = periods.parse(period)
    return found.paper if found else period


def lines(plan: Plan, state: State) -> tuple[words.Line, ...]:
    """Every decision ever made, in the order of time, those taken back since among them."""
    return tuple(_lines(Describer(plan, state), state.history))


def on_enterprises(state: State) -> Mapping[tuple[str, str, str], Sequence[int]]:
    """Which of `lines`, counted from 1, are on an enterprise, by form, unit (empty: whichever claims it) and key."""
    found: dict[tuple[str, str, str], list[int]] = {}
    for number, made in enumerate(state.history, 1):
        subject = made.decision.subject
        match made.decision.matter:
            case Matter.OWNER:
                found.setdefault((subject[0], "", subject[1]), []).append(number)
            case Matter.WAIVER if subject[4]:
                found.setdefault((subject[2], subject[1], subject[4]), []).append(number)
    return found


def _lines(describer: Describer, history: tuple[Made, ...]) -> Iterator[words.Line]:
    later: dict[Subject, Decision] = {}
    stands: list[str] = []
    for made in reversed(history):
        decision = made.decision
        subject = (decision.matter, decision.subject)
        stands.append(_stands(decision, later.get(subject)))
        later[subject] = decision
    for made, word in zip(history, reversed(stands), strict=True):
        decision, said = made.decision, describer.described(made.decision)
        yield words.Line(
            recorded=minute(made.at),
            matter=decision.matter.value,
            unit=said.unit,
            form=said.form,
            says=said.says,
            ruling=said.ruling,
            reason=decision.reason,
            officer=decision.officer,
            day=decision.day,
            stands=word,
            workbook=made.workbook,
        )


def _stands(decision: Decision, next_one: Decision | None) -> str:
    """Whether a decision holds; one that took another back holds nothing itself."""
    if next_one is None:
        return "" if decision.revoked else words.IN_FORCE
    return words.TAKEN_BACK if next_one.revoked else words.REPLACED
