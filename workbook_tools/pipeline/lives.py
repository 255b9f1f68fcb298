"""The life of a return: which of its versions counted one after another, when, and why."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from workbook_tools.consolidate.changes import Turn, Version
from workbook_tools.messages import changes as words
from workbook_tools.pipeline.grounds import Grounds
from workbook_tools.pipeline.reasons import Step, why
from workbook_tools.pipeline.replay import Moment, moments
from workbook_tools.record import Closed, Reopened
from workbook_tools.standing import Obligation, Submission


@dataclass(slots=True)
class Life:
    """What happened to one return so far.

    `numbers` has each version that counted, by what it says, `files` their files by sha256 as they were then. Of the
    `turns` none is compared yet. `counts` is the sha256 of what counts now (empty: nothing), `last` what did last.
    """

    owed: Obligation
    numbers: dict[str, int] = field(default_factory=dict)
    files: dict[str, Submission] = field(default_factory=dict)
    turns: list[Turn] = field(default_factory=list)
    counts: str = ""
    last: Version | None = None

    def goes_on(self, before: Moment | None, now: Moment) -> None:
        """Take in the next moment."""
        self._marked(now, Reopened)
        self._turned(before, now)
        self._marked(now, Closed)

    def _turned(self, before: Moment | None, now: Moment) -> None:
        was, comes = self.counts, now.counts(self.owed)
        self.counts = comes
        if comes:
            self.files[comes] = now.state.submissions[comes]
        if self._says(was) == self._says(comes):
            return
        known = self._says(comes) in self.numbers
        last = self.last.sha256 if self.last else ""
        reason = why(Step(self.owed, before, now, was, comes, last, known))
        old, new = self._version(was), self._version(comes)
        since = self.last if new and self.last and self.last.number != new.number else None
        self.turns.append(Turn(now.at, reason, old, new, since))
        self.last = new or self.last

    def _marked(self, now: Moment, kind: type[Closed | Reopened]) -> None:
        """A closing or reopening of the period, which changes nothing."""
        for record in now.records:
            if isinstance(record, kind) and record.period == str(self.owed.period):
                version = self._version(self.counts)
                self.turns.append(Turn(now.at, _said_of(record, version), version, version))

    def _says(self, sha256: str) -> str:
        return self.files[sha256].facts.content or sha256 if sha256 else ""

    def _version(self, sha256: str) -> Version | None:
        if not sha256:
            return None
        number = self.numbers.setdefault(self._says(sha256), len(self.numbers) + 1)
        return Version(number, sha256, self.files[sha256].names[0])


def lived(on: Grounds, watched: Collection[Obligation]) -> Sequence[Life]:
    """The returns watched, and what happened to each from moment to moment."""
    lives = [Life(each) for each in sorted(watched)]
    before: Moment | None = None
    for now in moments(on, watched):
        for each in lives:
            each.goes_on(before, now)
        before = now
    return lives


def _said_of(record: Closed | Reopened, version: Version | None) -> str:
    if isinstance(record, Reopened):
        return words.REOPENED.format(reason=record.reason)
    return words.CLOSED if version else words.CLOSED_WITHOUT
