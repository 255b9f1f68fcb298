"""Why another version of a return came to count at a moment: out of what changed in the record just then."""

from collections.abc import Iterator
from dataclasses import dataclass

from workbook_tools.messages import changes as words
from workbook_tools.messages.decisions import AGREE
from workbook_tools.messages.versions import CONTESTED
from workbook_tools.model import Status
from workbook_tools.pipeline.replay import Moment
from workbook_tools.record import Decided, Decision, ListRecorded, Matter, PlanRecorded, Reopened
from workbook_tools.standing import Obligation, correction_asked
from workbook_tools.standing.versions import Edition


@dataclass(frozen=True, slots=True)
class Step:
    """A moment at which another version of a return came to count: `was` before, `comes` now (sha256; empty: none).

    `before` is the moment before it (None: the first), `last` the version that counted last, be it long before (empty:
    none ever did); `known` tells whether what comes had counted earlier.
    """

    owed: Obligation
    before: Moment | None
    now: Moment
    was: str
    comes: str
    last: str
    known: bool


def why(step: Step) -> str:
    """The reason in a few words."""
    if not step.comes:
        return _ceased(step)
    if not step.was:
        return _came(step)
    if _place(step, step.was) < _place(step, step.comes):
        return words.FALLS_BACK.format(why=_ceased(step))
    came = _came(step)
    return came if step.known else words.REPLACES.format(why=came)


def _came(step: Step) -> str:
    """Why what comes counts."""
    decisions, chosen = list(_decisions(step)), _choice(step)
    if chosen and (chosen in decisions or not step.known):
        return words.CHOSEN.format(reason=chosen.reason)
    for decision in decisions:
        if decision.revoked and step.known:
            return words.TAKEN_BACK.format(reason=decision.reason)
        if decision.matter is Matter.WAIVER and decision.ruling == AGREE and not decision.revoked:
            return words.WAIVED.format(reason=decision.reason)
    if step.known:
        return words.RESTORED.format(trigger=_trigger(step, step.comes))
    return _came_new(step)


def _came_new(step: Step) -> str:
    """Why what never counted before counts."""
    facts = step.now.state.submissions[step.comes].facts
    if facts.ruled:
        return words.IDENTIFIED
    if facts.round:
        return words.SLIP.format(round=facts.round)
    if not step.last:
        return words.FIRST
    new, old = facts.filled_on, step.now.state.submissions[step.last].facts.filled_on
    if new == old:
        return words.SAME_DAY
    return (words.LATER if new > old else words.EARLIER).format(new=new, old=old)


def _choice(step: Step) -> Decision | None:
    """The ruling in force by which what comes stands against others of its rank."""
    owed, edition = step.owed, _edition(step, step.comes)
    if not edition or not edition.chosen:
        return None
    return step.now.state.decision(Matter.VERSION, str(owed.period), owed.unit, owed.form)


def _ceased(step: Step) -> str:
    """Why what was there before does not count any more."""
    submission, edition = step.now.state.submissions[step.was], _edition(step, step.was)
    if edition is None:
        return words.NOT_OF_THIS
    if edition.ruling.code == CONTESTED:
        revoked = any(each.revoked and each.matter is Matter.VERSION for each in _decisions(step))
        return words.REOPENED_CHOICE if revoked else words.CONTESTED
    if asked := correction_asked(step.now.state, submission):
        return words.TO_CORRECT.format(reason=asked.reason)
    if edition.chosen and edition.stands != step.was:
        return words.RULED_OUT
    status = Status.RETURNED if step.was in edition.corrected else edition.ruling.status
    text = words.NO_LONGER.get(status, words.UNDECIDED)
    return text.format(trigger=_trigger(step, step.was))


def _trigger(step: Step, sha256: str) -> str:
    """What set it off that a version is seen otherwise."""
    kinds = {type(each) for each in step.now.records}
    outcomes = [each.state.outcomes.get(sha256) for each in (step.before, step.now) if each]
    if any(_decisions(step)):
        return words.BY_DECISION
    if Reopened in kinds:
        return words.BY_REOPENING
    if PlanRecorded in kinds:
        return words.BY_PLAN
    if ListRecorded in kinds:
        return words.BY_LIST
    return words.BY_RULES if outcomes[0] != outcomes[-1] else words.BY_OTHERS


def _decisions(step: Step) -> Iterator[Decision]:
    """The decisions of the moment that may bear on the return."""
    for record in step.now.records:
        for decision in record.decisions if isinstance(record, Decided) else ():
            if _bears(decision, step):
                yield decision


def _bears(decision: Decision, step: Step) -> bool:
    owed, subject = step.owed, decision.subject
    match decision.matter:
        case Matter.OWNER:
            return subject[0] == owed.form
        case Matter.IDENTITY:
            return subject[0] in (step.was, step.comes)
        case _:
            return subject[:3] == (str(owed.period), owed.unit, owed.form)


def _edition(step: Step, sha256: str) -> Edition | None:
    """The versions of one rank that a file is among; None where it answers the return no more."""
    versions = step.now.versions.get(step.owed)
    editions = versions.editions if versions else ()
    return next((each for each in editions if sha256 in each.files), None)


def _place(step: Step, sha256: str) -> int:
    """The place of a version's rank, 0 for the highest; what answers the return no more stands above all."""
    edition = _edition(step, sha256)
    return step.now.versions[step.owed].editions.index(edition) if edition else -1
