"""collect: every file handed in is archived, examined, recorded, and gets exactly one verdict."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from workbook_tools import standing
from workbook_tools.archive import suffix_of
from workbook_tools.intake.containers import Opening
from workbook_tools.intake.places import Item
from workbook_tools.intake.spool import ChangingFileError, Spool, spool
from workbook_tools.intake.walk import Handed, unread, walk
from workbook_tools.ledger import Ledger
from workbook_tools.messages.found import found
from workbook_tools.messages.versions import SAME_FILE
from workbook_tools.model import Finding, Plan, Verdict
from workbook_tools.pipeline import Progress
from workbook_tools.pipeline.examine import Examined
from workbook_tools.pipeline.generate import record_plan
from workbook_tools.pipeline.planned import plan_now
from workbook_tools.pipeline.readers import Job, Readers
from workbook_tools.pipeline.readings import Readings
from workbook_tools.pipeline.register import registers
from workbook_tools.record import Received
from workbook_tools.standing import Judgement, State, Submission
from workbook_tools.understand import veiled
from workbook_tools.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Judged:
    """One file of this batch: its path as handed in, its verdict and why, and what it was found to answer."""

    path: str
    sha256: str
    judgement: Judgement
    unit: str = ""
    form: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Collected:
    """The verdicts of a batch in the order of its paths, and the registers written."""

    files: tuple[Judged, ...]
    registers: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _Original:
    """A file in the archive: its path as handed in, its name and group as recorded, and what it is."""

    path: str
    name: str
    group: str
    size: int
    format: str
    sha256: str
    finding: Finding | None


@dataclass(slots=True)
class _Batch:
    """What has been archived, what could not be, and what examining new originals came to, by their sha256."""

    originals: list[_Original] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)
    examined: dict[str, Examined] = field(default_factory=dict)


class _Desk:
    """Where a batch comes in: each file into the archive first, then before the readers if it is a new workbook."""

    def __init__(self, workspace: Workspace, before: State, readers: Readers, progress: Progress) -> None:
        self.batch = _Batch()
        self._originals = workspace.archive.originals
        self._before, self._readers, self._progress = before, readers, progress
        self._queued: set[str] = set()
        self._put = self._done = 0

    def hand_in(self, found: Iterable[Handed | Item], incoming: Spool) -> None:
        """Copy what lies on disk into the spool, to be opened there."""
        for each in found:
            taken = each if isinstance(each, Item) else _spooled(each, incoming)
            if isinstance(taken, Item):
                self._file(taken)
            else:
                self._add(taken)

    def serve(self, readings: Readings) -> None:
        """Archive what is found, have it examined, and keep the readings, until nothing is left."""
        for answer in self._readers.answers():
            if isinstance(answer, Item):
                self._file(answer)
                if answer.place.depth == 0:
                    self._advance()
            else:
                self._keep(*answer, readings)
                self._advance()

    def _add(self, job: Opening | Job) -> None:
        self._put += 1
        self._readers.put([job])

    def _advance(self) -> None:
        self._done += 1
        self._progress(self._done, self._put)

    def _keep(self, job: Job, examined: Examined, readings: Readings) -> None:
        if examined.reading:
            readings.keep({job.sha256: examined.reading})
        self.batch.examined[job.sha256] = replace(examined, reading=None)

    def _file(self, item: Item) -> None:
        """Every readable file is in the archive before anything is said about it."""
        if item.file is None:
            self.batch.judged.append(Judged(item.path, "", _outright(item)))
            return
        size = item.file.stat().st_size
        sha256 = self._originals.adopt(item.file, suffix_of(item.format))
        self.batch.originals.append(
            _Original(item.path, item.inner, item.company, size, item.format, sha256, item.finding)
        )
        if item.finding is None and self._is_new(sha256):
            self._add(Job(self._originals.path(sha256), sha256))

    def _is_new(self, sha256: str) -> bool:
        """Whether a workbook is to be examined: one not seen before, or refused before.

        The plan may know its form by now, or its issue be there.
        """
        known = self._before.submissions.get(sha256)
        is_new = sha256 not in self._queued and not (known and known.taken_in)
        self._queued.add(sha256)
        return is_new


def _spooled(handed: Handed, incoming: Spool) -> Opening | Item:
    """A copy of a file on disk, or what is said of one that cannot be had."""
    try:
        return Opening(handed.place, incoming.take(handed.path))
    except ChangingFileError:
        return Item(handed.place, finding=found("F163"))
    except OSError as error:
        return unread(handed.place, error)


def _outright(item: Item) -> Judgement:
    finding = item.finding or found("F127")
    return Judgement(Verdict.IGNORED if item.junk else Verdict.REFUSED, finding.code, _params(finding))


def _received(original: _Original, examined: Examined) -> Received:
    reason, identity = examined.reason, examined.identity
    return Received(
        sha256=original.sha256,
        name=original.name,
        group=original.group,
        size=original.size,
        format=examined.format,
        verdict=examined.verdict,
        code=reason.code if reason else "",
        params=_params(reason),
        unit=identity.unit if identity else "",
        form=identity.form if identity else "",
        period=identity.period if identity else "",
        issue=identity.issue if identity else "",
        round=identity.round if identity else 0,
        filled_on=examined.filled_on,
        content=examined.content,
        zero=examined.zero,
    )


def _params(reason: Finding | None) -> tuple[tuple[str, str], ...]:
    """What is recorded of a reason: it may quote the file, and a phone can stand anywhere in one."""
    if reason is None:
        return ()
    told = ({"value": reason.value} if reason.value else {}) | dict(reason.params)
    return tuple((name, veiled(text)) for name, text in told.items())


def _issued_to(issued: Collection[tuple[str, str, str]], examined: Examined) -> Examined:
    """A return for which nothing was ever issued is refused, whatever its identity says."""
    identity = examined.identity
    if identity is None or examined.verdict is Verdict.REFUSED:
        return examined
    if (identity.unit, identity.form, identity.period) in issued:
        return examined
    reason = found("S009", value=identity.period)
    return replace(examined, verdict=Verdict.REFUSED, reason=reason, reading=None)


def _unread(original: _Original) -> Examined:
    """What is said of a file that is no workbook: opened, where it is a zip or a mail, or refused and why."""
    opened = original.finding is not None and original.finding.code == "F121"
    return Examined(original.format, Verdict.IGNORED if opened else Verdict.REFUSED, original.finding)


def _event(original: _Original, known: Submission | None, examined: Examined | None) -> Received:
    """What is to be recorded of a file: what was found now, or under this name too what is known of it."""
    if examined is None and known is not None:
        return replace(known.found, name=original.name, group=original.group)
    return _received(original, examined or _unread(original))


def _says_something_new(event: Received, known: Submission | None) -> bool:
    if known is None:
        return True
    facts = replace(known.found, name=event.name, group=event.group)
    return event != facts or event.name not in known.names or event.group not in ("", *known.groups)


def _record(ledger: Ledger, batch: _Batch, state: State, results: Mapping[str, Examined], at: str) -> None:
    """One event a file, name and group that the ledger does not have yet, in the order of content and name."""
    recorded: set[Received] = set()
    for each in sorted(batch.originals, key=lambda each: (each.sha256, each.name, each.group)):
        known = state.submissions.get(each.sha256)
        event = _event(each, known, results.get(each.sha256))
        if event not in recorded and _says_something_new(event, known):
            recorded.add(event)
            ledger.append(event, at)


def _judge(batch: _Batch, before: State, after: State) -> Iterator[Judged]:
    """The verdict on each file of the batch, seen beside everything the ledger has."""
    lines = {(line.sha256, line.name): line.judgement for line in standing.register(after)}
    taken = {
        (sha256, name) for sha256, each in before.submissions.items() if each.taken_in for name in each.names
    }
    for each in sorted(batch.originals, key=lambda each: each.path):
        key, submission = (each.sha256, each.name), after.submissions[each.sha256]
        judgement = lines[key]
        if key in taken and judgement.verdict in (Verdict.COLLECTED, Verdict.HELD):
            judgement = Judgement(Verdict.DUPLICATE, SAME_FILE, (("first", submission.names[0]),))
        taken.add(key)
        facts = submission.facts
        yield Judged(each.path, each.sha256, judgement, facts.unit, facts.form, facts.period)


def collect(
    workspace: Workspace, paths: Sequence[Path], now: datetime, user: str, progress: Progress
) -> Collected:
    """Take in files, folders, zips and mails; raises PlanMistakesError and faults of the environment."""
    with workspace.writing(user) as ledger:
        current = plan_now(workspace)
        plan = current.plan
        record_plan(workspace, ledger, current, now.isoformat())
        before = standing.fold(ledger.events(), plan.digest)
        batch = _take_in(workspace, plan, paths, before, progress)
        issued = {(i.template.unit, i.template.form, i.period) for i in before.issues.values()}
        checked = {sha256: _issued_to(issued, examined) for sha256, examined in batch.examined.items()}
        _record(ledger, batch, before, checked, now.isoformat())
        after = standing.fold(ledger.events(), plan.digest)
        files = tuple(sorted([*batch.judged, *_judge(batch, before, after)], key=lambda each: each.path))
        written = registers(workspace, plan, after, {each.sha256 for each in batch.originals}, now)
    return Collected(files, written)


def _take_in(
    workspace: Workspace, plan: Plan, paths: Sequence[Path], before: State, progress: Progress
) -> _Batch:
    with (
        spool(workspace.archive.spool) as incoming,
        Readers(plan, incoming.folder) as readers,
        closing(Readings(workspace, plan)) as readings,
    ):
        desk = _Desk(workspace, before, readers, progress)
        desk.hand_in(walk(paths, owned=workspace.owns), incoming)
        desk.serve(readings)
    return desk.batch
