"""What needs the bureau in a period, put into questions; pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbook_tools import messages, standing
from workbook_tools.messages import decisions as words
from workbook_tools.messages.times import minute
from workbook_tools.messages.versions import CONTESTED
from workbook_tools.model import Finding, Plan, ReportingPeriod, Status, Unit
from workbook_tools.pipeline.deciding.described import SHOWN, Describer
from workbook_tools.pipeline.deciding.doubts import Doubt, doubt, said_to_be
from workbook_tools.pipeline.deciding.ruled import open_answers
from workbook_tools.pipeline.judging.judgement import Judgement, Waiver
from workbook_tools.pipeline.planned import Obligation
from workbook_tools.pipeline.readers import Checked
from workbook_tools.pipeline.register import belongs, periods_issued
from workbook_tools.record import Decision, Matter
from workbook_tools.standing import Standing, State
from workbook_tools.xlsx.decisions import Choice, Question, plain

_LISTED = 6
"""So many choices are printed beside a question; of more only their number."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A period as judged: what is owed and where it stands, and what was found of each return, alone and beside others.

    `checked` has all findings of each return, `judgement` the waivers it waits for.
    """

    plan: Plan
    state: State
    period: ReportingPeriod
    where: Sequence[tuple[Obligation, Standing]]
    checked: Mapping[str, Checked]
    judgement: Judgement


def questions(scene: Scene) -> tuple[Question, ...]:
    """Everything that waits for the bureau: contested enterprises, waivers, files of unknown owner, versions."""
    asker = _Asker(scene)
    return (*asker.owners(), *asker.waivers(), *asker.identities(), *asker.versions())


def corrections(scene: Scene) -> Question | None:
    """The accepted returns that may be sent back for correction; None where none is accepted."""
    return _Asker(scene).correction()


def revocable(scene: Scene) -> tuple[Question, ...]:
    """The decisions in force that concern the period, each of which may be taken back."""
    return tuple(_Asker(scene).decided())


class _Asker:
    """Puts matters of one period into questions."""

    def __init__(self, scene: Scene) -> None:
        self._scene, self._plan, self._state = scene, scene.plan, scene.state
        self._say = Describer(scene.plan, scene.state)
        self._period = scene.period.period
        self._issued = periods_issued(scene.state)
        self._rulings = standing.rulings(scene.state)

    # ------------------------------------------------------------ 归属裁定

    def owners(self) -> Iterator[Question]:
        """One question an enterprise that several units claim (X1)."""
        claimants: dict[tuple[str, str], set[str]] = {}
        names: dict[tuple[str, str], str] = {}
        for owed, finding, others in self._contests():
            subject = (owed.form.code, dict(finding.params)["key"])
            claimants.setdefault(subject, set()).update({owed.unit.code, *others})
            names.setdefault(subject, finding.value)
        for subject, units in sorted(claimants.items()):
            claiming = [unit for unit in self._plan.units if unit.code in units]
            yield self._owner(subject, names[subject], claiming)

    def _contests(self) -> Iterator[tuple[Obligation, Finding, set[str]]]:
        """Each X1 of the period with the other units, and those that two silent units carry on from an earlier one.

        Who is not silent was seen beside what the others carry on.
        """
        silent = {(owed.form.code, owed.unit.code) for owed, where in self._scene.where if _is_silent(where)}
        for owed, where in self._scene.where:
            carried = self._scene.judgement.earlier.get(where.carried) if _is_silent(where) else None
            for finding in carried.findings if carried else self._findings(where.current):
                others = self._named(dict(finding.params)["units"]) if finding.code == "X1" else set()
                if carried:
                    others = {unit for unit in others if (owed.form.code, unit) in silent}
                if others:
                    yield owed, finding, others

    def _findings(self, sha256: str) -> Iterable[Finding]:
        checked = self._scene.checked.get(sha256)
        return checked.findings if checked else ()

    def _named(self, names: str) -> set[str]:
        named = names.split(words.UNITS_JOINT)
        return {unit.code for unit in self._plan.units if unit.name in named}

    def _owner(self, subject: tuple[str, str], name: str, units: Sequence[Unit]) -> Question:
        form, key = subject
        choices = [
            *(_choice(unit.name, subject, unit.code) for unit in units),
            _choice(words.NOBODY, subject),
        ]
        names = words.UNITS_JOINT.join(unit.name for unit in units)
        template = words.OWNER_SAYS if name not in ("", key) else words.OWNER_SAYS_UNNAMED
        says = template.format(name=name, key=key, count=len(units), units=names)
        return self._question(Matter.OWNER, subject, (names, self._say.form(form), says), choices)

    # ------------------------------------------------------------ 豁免

    def waivers(self) -> Iterator[Question]:
        """One question a finding that the unit explained and that needs the bureau's consent."""
        for owed, where in self._scene.where:
            judged = self._scene.judgement.returns.get(where.current)
            if where.status is Status.HELD and judged:
                yield from {
                    q.subject: q for q in (self._waiver(owed, each) for each in judged.waivers)
                }.values()

    def _waiver(self, owed: Obligation, waiver: Waiver) -> Question:
        code = waiver.finding.code
        subject = (str(self._period), owed.unit.code, owed.form.code, code, waiver.key)
        choices = [_choice(word, subject, word) for word in (words.AGREE, words.DISAGREE)]
        says = words.WAIVER_SAYS.format(finding=messages.render(waiver.finding), note=waiver.note)
        return self._question(Matter.WAIVER, subject, (owed.unit.name, owed.form.title, says), choices)

    # ------------------------------------------------------------ 身份确认

    def identities(self) -> Iterator[Question]:
        """One question a file of which it is not clear whose return it is."""
        for sha256, ruling in self._rulings.items():
            if ruling.status is Status.HELD and ruling.code != CONTESTED:
                found = doubt(self._state.submissions[sha256].facts, self._findings(sha256))
                if found and belongs(self._state, self._issued, sha256) == self._period:
                    yield self._identity(sha256, found)

    def _identity(self, sha256: str, found: Doubt) -> Question:
        known = self._state.submissions[sha256]
        subject = (sha256,)
        open_ = (
            standing.identity(owed.unit.code, owed.form.code, str(self._period))
            for owed, where in self._scene.where
            if where.status is not Status.ACCEPTED
        )
        seen = said_to_be(self._plan, known.facts, found.other)
        possible = open_answers(self._state)
        offered = dict.fromkeys(each for each in (*seen, *open_) if each in possible)
        choices = [_choice(self._say.answers(each), subject, each) for each in offered]
        says = words.IDENTITY_SAYS.format(
            file=known.names[0], received=minute(known.received), sha=sha256[:SHOWN], reason=found.why
        )
        unit, form = self._say.unit(known.facts.unit), self._say.form(known.facts.form)
        whole = [*choices, _choice(words.NOT_TAKEN, subject)]
        return self._question(Matter.IDENTITY, subject, (unit, form, says), whole)

    # ------------------------------------------------------------ 版本采用

    def versions(self) -> Iterator[Question]:
        """One question a return of which several versions of equal rank say different things."""
        for owed, where in self._scene.where:
            if where.code == CONTESTED:
                yield self._version(owed, where)

    def _version(self, owed: Obligation, where: Standing) -> Question:
        subject = (str(self._period), owed.unit.code, owed.form.code)
        disputed = [sha for sha in where.versions if self._rulings[sha].code == CONTESTED]
        choices = [
            _choice(words.VERSION_CHOICE.format(number=number, sha=sha[:SHOWN]), subject, sha)
            for number, sha in enumerate(disputed, 1)
        ]
        day = self._state.submissions[disputed[0]].facts.filled_on or words.NO_DATE
        listed = words.VERSIONS_JOINT.join(self._version_named(n, sha) for n, sha in enumerate(disputed, 1))
        says = words.VERSION_SAYS.format(day=day, count=len(disputed), versions=listed)
        return self._question(Matter.VERSION, subject, (owed.unit.name, owed.form.title, says), choices)

    def _version_named(self, number: int, sha256: str) -> str:
        known = self._state.submissions[sha256]
        received = minute(known.received)
        return words.VERSION.format(number=number, file=known.names[0], received=received, sha=sha256[:SHOWN])

    # ------------------------------------------------------------ 更正, 撤销

    def correction(self) -> Question | None:
        """One question with every accepted return as a choice."""
        choices = [
            _choice(
                words.TO_CORRECT.format(unit=owed.unit.name, form=owed.form.title),
                (str(self._period), owed.unit.code, owed.form.code),
                where.counts,
            )
            for owed, where in self._scene.where
            if where.counts
        ]
        if not choices:
            return None
        return self._question(Matter.CORRECTION, (), ("", "", words.CORRECTION_SAYS), choices)

    def decided(self) -> Iterator[Question]:
        """One question a decision in force: whether it is to be taken back."""
        for (matter, subject), decision in self._state.decisions.items():
            if self._concerns(decision):
                said = self._say.described(decision)
                why = words.DECIDED_SAYS.format(
                    says=said.says, reason=decision.reason, officer=decision.officer, day=decision.day
                )
                revoke = Choice(words.REVOKED, subject, "", revoked=True)
                yield Question(
                    matter,
                    subject,
                    plain(said.unit),
                    plain(said.form),
                    plain(why),
                    (revoke,),
                    plain(said.ruling),
                )

    def _concerns(self, decision: Decision) -> bool:
        """Whether a decision is one of the period; one on an enterprise concerns every period."""
        match decision.matter:
            case Matter.OWNER:
                return True
            case Matter.IDENTITY:
                return belongs(self._state, self._issued, decision.subject[0]) == self._period
            case _:
                return decision.subject[0] == str(self._period)

    def _question(
        self,
        matter: Matter,
        subject: tuple[str, ...],
        texts: tuple[str, str, str],
        choices: Sequence[Choice],
    ) -> Question:
        """The question with its unit, form and words made printable."""
        offered = [each.word for each in choices]
        few = len(offered) <= _LISTED and matter not in (Matter.IDENTITY, Matter.CORRECTION)
        shown = words.JOINT.join(offered) if few else words.LONG_LIST.format(count=len(offered))
        unit, form, says = map(plain, texts)
        return Question(matter, subject, unit, form, says, tuple(choices), shown)


def _is_silent(where: Standing) -> bool:
    """Whether nothing came, and earlier figures are carried on."""
    return bool(where.carried) and not where.versions


def _choice(word: str, subject: tuple[str, ...], ruling: str = "") -> Choice:
    return Choice(plain(word), subject, ruling)
