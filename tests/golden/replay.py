"""Golden stories run through the real pipeline, day by day: many in one workspace, each with units of its own."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256
from pathlib import Path

from openpyxl import Workbook

from scripts.examples.enterprises import header
from scripts.examples.filling import fill
from tests.build.officer import Desk
from tests.golden.batch import PERIOD, USER, silent
from tests.golden.sound import RETURNED
from tests.golden.stories.story import Act, Closing, Listing, Return, Ruling, Story
from workbook_tools.messages.lists import UNITS
from workbook_tools.model import Verdict
from workbook_tools.period import Period
from workbook_tools.pipeline.closing import close, reopen
from workbook_tools.pipeline.collect import collect
from workbook_tools.pipeline.decide import decide
from workbook_tools.pipeline.generate import generate
from workbook_tools.pipeline.lists import import_list
from workbook_tools.pipeline.planned import Obligation, obligations, usable
from workbook_tools.pipeline.validate import Reviewed, Validation, validate
from workbook_tools.workspace import Workspace

_ISSUED = 20
"""The day of its last month on which the forms of a period go out."""


@dataclass(frozen=True)
class Stands:
    """Where a return stands at the end of a day; `verdict` is given on the day on which it came."""

    sent: Return
    verdict: Verdict | None
    judged: Reviewed


@dataclass(frozen=True)
class Day:
    """One day of a story: what the bureau did, and where the returns of the periods concerned then stand."""

    day: date
    bureau: tuple[Ruling | Listing | Closing, ...]
    returns: tuple[Stands, ...]


def dealt(stories: Sequence[Story]) -> Iterator[list[Story]]:
    """The stories in as few batches as there are, in each one no unit in two of them."""
    waiting = list(stories)
    while waiting:
        busy: set[str] = set()
        batch: list[Story] = []
        for story in waiting:
            if busy.isdisjoint(story.units):
                busy.update(story.units)
                batch.append(story)
        waiting = [story for story in waiting if story not in batch]
        yield batch


def replay(
    issued: Workspace, folder: Path, stories: Sequence[Story], *, wrong: bool
) -> dict[Story, tuple[Day, ...]]:
    """What each story comes to, in copies of the issued workspace made in `folder`."""
    told: dict[Story, tuple[Day, ...]] = {}
    for number, batch in enumerate(dealt(stories)):
        shutil.copytree(issued.root, folder / str(number))
        stage = _Stage(Workspace.open(folder / str(number)))
        told |= stage.played({story: story.acts(wrong=wrong) for story in batch})
    return told


class _Stage:
    """One workspace, and what was sent to it so far."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._owed = {each.unit.name: each for each in obligations(usable(workspace))}
        self._issued = {PERIOD}
        self._sent: dict[Return, str] = {}
        self._last: dict[Period, Validation] = {}

    def played(self, acts: Mapping[Story, Sequence[Act]]) -> dict[Story, tuple[Day, ...]]:
        """Every day on which anything happens, and what it came to in each story that has to do with it."""
        told: dict[Story, list[Day]] = {story: [] for story in acts}
        everything = [act for each in acts.values() for act in each]
        for day in sorted({act.day for act in everything}):
            self._issue({act.period for act in everything}, day)
            verdicts = self._lived(day, [act for act in everything if act.day == day])
            for story, each in acts.items():
                if today := [act for act in each if act.day == day]:
                    told[story].append(self._told(day, each, today, verdicts))
        return {story: tuple(days) for story, days in told.items()}

    def _issue(self, periods: set[Period], day: date) -> None:
        """Issue the forms of all periods that are due by a day."""
        for period in sorted(periods - self._issued):
            on = period.end.replace(day=_ISSUED)
            if on < day:
                generate(self._workspace, period, _morning(on), USER, silent)
                self._issued.add(period)

    def _lived(self, day: date, acts: Sequence[Act]) -> dict[str, Verdict]:
        """A day at the bureau: lists, rulings and closings first, then the post; the verdict on each file by sha256."""
        now = _morning(day)
        for listing in (act for act in acts if isinstance(act, Listing)):
            self._supplied(listing, now)
        self._ruled([act for act in acts if isinstance(act, Ruling)], now)
        for turn in (act for act in acts if isinstance(act, Closing)):
            self._turned(turn, now)
        verdicts = self._collected([act for act in acts if isinstance(act, Return)], now)
        for period in sorted({act.period for act in acts}):
            self._last[period] = validate(self._workspace, period, now, USER, silent)
        return verdicts

    def _supplied(self, listing: Listing, now: datetime) -> None:
        """A list as the bureau gets it: a workbook with code, name and unit."""
        book = Workbook()
        assert book.active
        plan = usable(self._workspace)
        annex = next(annex for annex in plan.annexes if annex.number == listing.annex)
        book.active.append([annex.counting.key, "企业名称", UNITS[0]])
        for entry in listing.entries:
            book.active.append([entry.key, entry.name, entry.unit])
        path = self._workspace.root / "名单.xlsx"
        book.save(path)
        assert import_list(self._workspace, path, listing.annex, listing.kind, now, USER).listed

    def _ruled(self, rulings: Sequence[Ruling], now: datetime) -> None:
        """待办 of each period filled in by the officer and taken in."""
        for period in sorted({ruling.period for ruling in rulings}):
            pending = self._last[period].pending
            assert pending, "rulings are asked for while a period is open"
            desk = Desk.at(pending.path)
            for ruling in (each for each in rulings if each.period == period):
                line = desk.the(ruling.matter.value, ruling.says)
                chosen = next(word for word in line.choices if ruling.ruling in word)
                desk = desk.ruled(line, chosen, day=ruling.day)
            path = desk.saved(self._workspace.root / "填好的待办.xlsx")
            assert decide(self._workspace, path, now, USER).decisions

    def _turned(self, turn: Closing, now: datetime) -> None:
        if turn.reopened:
            reopen(self._workspace, turn.period, turn.reopened, now, USER)
        else:
            close(self._workspace, turn.period, now, USER, silent)

    def _collected(self, returns: Sequence[Return], now: datetime) -> dict[str, Verdict]:
        """The day's post: each unit's form as it was issued, filled in."""
        post = self._workspace.root / "inbox" / now.date().isoformat()
        for sent in returns:
            owed = self._owed[sent.unit]
            book = self._filled(owed, sent)
            self._sent[sent] = sha256(book).hexdigest()
            path = post / f"{sent.unit} {sent.period}" / RETURNED
            path.parent.mkdir(parents=True)
            path.write_bytes(book)
        files = collect(self._workspace, [post], now, USER, silent).files if returns else ()
        return {file.sha256: file.judgement.verdict for file in files}

    def _filled(self, owed: Obligation, sent: Return) -> bytes:
        template = self._workspace.outbox(sent.period) / owed.file_name(sent.period)
        return fill(template.read_bytes(), owed.form, {**header(1), **sent.header}, sent.rows)

    def _told(
        self, day: date, acts: Sequence[Act], today: Sequence[Act], verdicts: Mapping[str, Verdict]
    ) -> Day:
        """Where the returns of a story stand that answer a period in which anything happened today."""
        periods = {act.period for act in today}
        stands = []
        for sent in (act for act in acts if isinstance(act, Return)):
            if sent.day <= day and sent.period in periods:
                known = self._sent[sent]
                judged = next(each for each in self._last[sent.period].submissions if each.sha256 == known)
                stands.append(Stands(sent, verdicts.get(known), judged))
        return Day(day, tuple(act for act in today if not isinstance(act, Return)), tuple(stands))


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9))
