"""The judgement: what becomes of each return beside other units, earlier periods and the bureau's waivers.

Nothing of it is recorded: it follows from the record, and is made by whoever asks, period by period, for what was
accepted in one is what the next is seen beside. The cache keeps each period by a digest of all that went in.
"""

import hashlib
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace

from workbook_tools import __version__, standing
from workbook_tools.cache import ReadingCache
from workbook_tools.cross import Owner, Past
from workbook_tools.model import Plan, Status, Verdict
from workbook_tools.period import Period
from workbook_tools.pipeline.judging.hearing import Docket, Hearing
from workbook_tools.pipeline.judging.judgement import Judged, Judgement, dump, load
from workbook_tools.pipeline.planned import Obligation, obligations
from workbook_tools.pipeline.readings import Readings
from workbook_tools.record import Matter, canonical
from workbook_tools.standing import State
from workbook_tools.standing.versions import Edition, by_obligation
from workbook_tools.workspace import Workspace

_SETTLING = (Matter.OWNER, Matter.WAIVER, Matter.CORRECTION)
"""Decisions that the judgement itself carries out; the others show in which version stands, and how."""


def judged(
    workspace: Workspace, plan: Plan, state: State, through: Period, readings: Readings
) -> tuple[State, Judgement]:
    """The state with its returns judged up to a period, and what was found in that period itself."""
    cache = ReadingCache(workspace.cache, f"{plan.digest}:judged", __version__)
    with closing(cache):
        found = judge(plan, state, through, readings, cache)
    return replace(state, judged=found.statuses), found


def judge(plan: Plan, state: State, through: Period, readings: Readings, cache: ReadingCache) -> Judgement:
    """The judgement on the returns of all periods up to one; what the cache has of it is not made again."""
    return _Judge(plan, state, readings, cache).judge(through)


class _Judge:
    """Judges period after period, each beside what was accepted before it."""

    def __init__(self, plan: Plan, state: State, readings: Readings, cache: ReadingCache) -> None:
        self._plan, self._state, self._readings, self._cache = plan, state, readings, cache
        self._owed: Mapping[Owner, Obligation] = {(o.unit.code, o.form.code): o for o in obligations(plan)}
        self._statuses: dict[str, Status] = {}
        self._pasts: dict[Owner, Past] = {}
        self._told: set[str] = set()
        self._own = standing.rulings(state)

    def judge(self, through: Period) -> Judgement:
        """The judgement on all periods up to one, in their order."""
        trail, found = self._setting(), dict[Period, dict[str, Judged]]()
        for period, docket in self._dockets(through).items():
            trail = _digest(trail, str(period), self._facts(docket))
            kept = self._cache.get(trail)
            found[period] = load(kept) if kept else self._heard(period, docket)
            if not kept:
                self._cache.put_many({trail: dump(found[period])})
            # A closed period stays as it was judged then, whatever is found of it by now.
            self._statuses |= {
                sha: self._state.settled(sha) or each.status for sha, each in found[period].items()
            }
        here = found.pop(through, {})
        earlier = {sha256: each for judged in found.values() for sha256, each in judged.items()}
        return Judgement(self._statuses, here, earlier)

    def _setting(self) -> str:
        """A digest of all that bears on every period."""
        decided = [
            canonical([*about, each.ruling, each.reason])
            for about, each in self._state.decisions.items()
            if about[0] in _SETTLING
        ]
        listed = sorted(canonical([*key, each.sha256]) for key, each in self._state.lists.items())
        return _digest(self._plan.digest, sorted(decided), listed)

    def _dockets(self, through: Period) -> Mapping[Period, Docket]:
        """By period and owner, the versions that the rules were applied to, newest first."""
        found: dict[Period, dict[Owner, tuple[str, ...]]] = {}
        for answered, versions in by_obligation(self._state).items():
            owner = answered.unit, answered.form
            ready = tuple(each.stands for each in versions.editions if self._is_ready(each))
            if (
                ready
                and owner in self._owed
                and answered.period <= through
                and self._plan.period(answered.period)
            ):
                found.setdefault(answered.period, {})[owner] = ready
        return found

    def _is_ready(self, edition: Edition) -> bool:
        """Whether it is clear whose return it is and which file stands for it, and the rules were applied to that."""
        known = self._state.submissions.get(edition.stands)
        return (
            known is not None
            and known.facts.verdict is Verdict.COLLECTED
            and edition.stands in self._state.outcomes
        )

    def _facts(self, docket: Docket) -> list[object]:
        """All of a docket that bears on the judgement, besides what the files themselves say.

        The status of a file is the one it was fixed with, where its period is closed.
        """
        return [[*owner, *map(self._fact, versions)] for owner, versions in sorted(docket.items())]

    def _fact(self, sha256: str) -> list[object]:
        own, outcome = self._own[sha256], self._state.outcomes[sha256]
        return [sha256, own.status.value, own.code, outcome.result.status, outcome.plan == self._plan.digest]

    def _heard(self, period: Period, docket: Docket) -> dict[str, Judged]:
        """A period judged anew, its returns read for it."""
        self._remember(period)
        reporting = self._plan.period(period)
        assert reporting, "dockets are of the plan's periods"
        hearing = Hearing(self._plan, self._state, reporting, self._pasts, self._readings)
        return hearing.judged(docket, self._owed)

    def _remember(self, period: Period) -> None:
        """Add to the pasts what was accepted before a period and is not in them yet."""
        state = replace(self._state, judged=self._statuses)
        accepted = {
            answered: sha256
            for answered, sha256 in standing.counting(state, period).items()
            if answered.period < period
            and sha256 not in self._told
            and (answered.unit, answered.form) in self._owed
        }
        for answered, sha256 in sorted(accepted.items()):
            self._told.add(sha256)
            for statement in self._readings.statements([sha256]).values():
                self._pasts.setdefault((answered.unit, answered.form), Past()).add(statement)


def _digest(*parts: object) -> str:
    return hashlib.sha256(canonical(parts).encode("utf-8", "backslashreplace")).hexdigest()
