"""What became of every file handed in, seen beside all the others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbook_tools import period as periods
from workbook_tools.messages.versions import CONTESTED, LATE, SAME_FILE, SCAN, SCAN_CODES, TO_CORRECT
from workbook_tools.model import Verdict
from workbook_tools.record import Received
from workbook_tools.standing.state import State, Submission
from workbook_tools.standing.versions import Ruling, correction_asked, rulings


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, the code of its reason (empty where none is needed) and the reason's parameters."""

    verdict: Verdict
    code: str = ""
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Registered:
    """One line of the 收件登记: a file under one of the names it came with."""

    name: str
    sha256: str
    judgement: Judgement


def verdicts(state: State) -> Mapping[str, Judgement]:
    """The verdict on every file, by sha256."""
    ruled = rulings(state)
    came_with = _companions(state)
    return {
        sha256: _scan_judgement(submission.facts, came_with[sha256])
        if sha256 in came_with
        else _judgement(state, submission, ruled.get(sha256))
        for sha256, submission in state.submissions.items()
    }


def register(state: State) -> tuple[Registered, ...]:
    """Every file by every name it came with, ordered by name: exactly one verdict a line.

    A workbook that came more than once has its verdict under the first of its names and is a duplicate under
    the others; what is refused or ignored is so under each.
    """
    judged = verdicts(state)
    lines = [
        Registered(name, sha256, _under(name, submission, judged[sha256]))
        for sha256, submission in state.submissions.items()
        for name in submission.names
    ]
    return tuple(sorted(lines, key=lambda line: (line.name, line.sha256)))


def scans(state: State) -> Mapping[str, str | None]:
    """The unit each scan belongs to, by sha256: whose workbook came with it, if that is exactly one."""
    return {sha256: _only_unit(others) for sha256, others in _companions(state).items()}


def _companions(state: State) -> Mapping[str, tuple[Submission, ...]]:
    """For every scan what else came in the same mail, zip or folder; junk and other scans aside."""
    members: dict[str, list[Submission]] = {}
    for submission in state.submissions.values():
        if not _is_scan(submission) and submission.facts.verdict is not Verdict.IGNORED:
            for group in submission.groups:
                members.setdefault(group, []).append(submission)
    return {
        sha256: tuple(other for group in scan.groups for other in members.get(group, ()))
        for sha256, scan in state.submissions.items()
        if _is_scan(scan)
    }


def _is_scan(submission: Submission) -> bool:
    return submission.facts.code in SCAN_CODES


def _only_unit(others: Iterable[Submission]) -> str | None:
    units = {other.obligation.unit for other in others if other.obligation}
    return units.pop() if len(units) == 1 else None


def _scan_judgement(facts: Received, others: tuple[Submission, ...]) -> Judgement:
    if others:
        return Judgement(Verdict.IGNORED, SCAN)
    return Judgement(Verdict.REFUSED, facts.code, facts.params)


def _judgement(state: State, submission: Submission, ruling: Ruling | None) -> Judgement:
    facts = submission.facts
    if ruling and ruling.code == CONTESTED:
        return Judgement(Verdict.HELD, CONTESTED)
    if ruling and ruling.code == LATE:
        answered = periods.parse(facts.period)
        return Judgement(Verdict.COLLECTED, LATE, (("period", answered.paper if answered else facts.period),))
    if ruling and facts.verdict is Verdict.COLLECTED and ruling.code:
        asked = correction_asked(state, submission) if ruling.code == TO_CORRECT else None
        return Judgement(Verdict.COLLECTED, ruling.code, (("reason", asked.reason),) if asked else ())
    return Judgement(facts.verdict, facts.code, facts.params)


def _under(name: str, submission: Submission, judgement: Judgement) -> Judgement:
    first = submission.names[0]
    if name == first or judgement.verdict not in (Verdict.COLLECTED, Verdict.HELD):
        return judgement
    return Judgement(Verdict.DUPLICATE, SAME_FILE, (("first", first),))
