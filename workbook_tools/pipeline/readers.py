"""Work on many submissions in limited worker processes: examining originals, checking readings."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self, TypeVar

from workbook_tools import checks, cross, reading
from workbook_tools.carried import Record, carried, records
from workbook_tools.intake import workers
from workbook_tools.intake.containers import Opening, open_up
from workbook_tools.intake.failures import Failure
from workbook_tools.intake.places import Item
from workbook_tools.messages.submissions import NO
from workbook_tools.model import (
    Field,
    FieldType,
    Finding,
    Form,
    Identity,
    Plan,
    Reading,
    Role,
    Severity,
    Status,
    Value,
    Verdict,
)
from workbook_tools.period import Period, parse
from workbook_tools.pipeline.examine import Examined, Examiner
from workbook_tools.record import Scalar

Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Job:
    """One archived original to examine; `ruled`: what the bureau ruled it to be, whatever it says itself."""

    path: Path
    sha256: str
    ruled: Identity | None = None


@dataclass(frozen=True, slots=True)
class TakenIn:
    """An archived original that was taken in, and under which identity."""

    path: Path
    identity: Identity


@dataclass(frozen=True, slots=True)
class Prior:
    """What the list of a submission began with: the serialised reading of a return, and its original.

    An empty reading stands for a blank list, None for one of which nothing is known.
    """

    reading: bytes | None = b""
    path: Path = Path()


BLANK, UNKNOWN = Prior(), Prior(None)


@dataclass(frozen=True, slots=True)
class Check:
    """One reading to check: as serialised, with what was issued to it (ISO texts for dates) and its day of receipt.

    `path` is its archived original; `ruled`: the bureau ruled whose it is.
    """

    sha256: str
    reading: bytes
    issued: tuple[tuple[str, Scalar], ...] | None
    received: date
    path: Path
    prior: Prior
    ruled: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """What the rules say of one submission; `statement` is what it tells others, serialised (empty: unreadable)."""

    status: Status
    findings: tuple[Finding, ...]
    statement: bytes = b""

    def counts(self) -> dict[str, int]:
        """Findings by severity name; severities without any are left out."""
        found_by = {s.name: sum(f.severity is s for f in self.findings) for s in Severity}
        return {name: count for name, count in found_by.items() if count}

    def dump(self) -> bytes:
        """As bytes for the cache, without the statement."""
        return json.dumps(
            [self.status.value, [reading.packed(f) for f in self.findings]], ensure_ascii=False
        ).encode()

    @classmethod
    def load(cls, data: bytes) -> "Checked":
        """What `dump` wrote."""
        status, findings = json.loads(data)
        return cls(Status(status), tuple(reading.unpacked(each) for each in findings))


_examiner: Examiner
_plan: Plan


def _prepare(plan: Plan) -> None:
    global _examiner, _plan
    _examiner, _plan = Examiner(plan), plan


def _all(
    task: Callable[[Task], Result], plan: Plan, jobs: Sequence[Task]
) -> Iterator[tuple[Task, Result | Failure]]:
    """Each job and what came of it, in no particular order; no worker is started for none."""
    return workers.run(task, jobs, initializer=_prepare, initargs=(plan,))


def _examine(job: Job) -> Examined:
    return _examiner.examine(job.path, job.sha256, job.ruled)


def _failed(failure: Failure) -> Examined:
    return Examined("unknown", Verdict.REFUSED, failure.finding)


def _take_in(job: Opening | Job) -> Iterator[Item | Examined]:
    return open_up(job) if isinstance(job, Opening) else iter([_examine(job)])


class Readers:
    """Workers that open files handed in and examine originals, each in whatever order there is work for them."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        """`folder` is the spool in which what is handed in lies, and what is found inside it is laid."""
        self._crew: workers.Crew[Opening | Job, Item | Examined] = workers.Crew(
            _take_in, initializer=_prepare, initargs=(plan,), folder=folder
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._crew.__exit__()

    def put(self, jobs: Iterable[Opening | Job]) -> None:
        """Add files to open and originals to examine; may be done while answers come."""
        self._crew.put(jobs)

    def answers(self) -> Iterator[Item | tuple[Job, Examined]]:
        """What came of all that was put: the files found, and what examining an original came to.

        A file that breaks its worker is refused, alone; what was found inside it before stands.
        """
        for job, answer in self._crew.answers():
            if isinstance(answer, Item):
                yield answer
            elif isinstance(job, Job):
                yield job, _failed(answer) if isinstance(answer, Failure) else answer
            elif isinstance(answer, Failure):
                yield Item(job.place, job.file, "unknown", answer.finding)


def examine_all(plan: Plan, jobs: Sequence[Job]) -> Iterator[tuple[Job, Examined]]:
    """Each job and what came of it, in no particular order; a file that breaks its worker is refused, alone."""
    for job, result in _all(_examine, plan, jobs):
        yield job, _failed(result) if isinstance(result, Failure) else result


def _whole(original: TakenIn) -> Reading | None:
    return _examiner.whole(original.path, original.identity)


def whole_all(plan: Plan, originals: Sequence[TakenIn]) -> Iterator[tuple[TakenIn, Reading | None]]:
    """Each original with its phones as typed, in no particular order; None where it cannot be read."""
    for original, result in _all(_whole, plan, originals):
        yield original, None if isinstance(result, Failure) else result


def _reported(original: TakenIn) -> reading.Reported | None:
    return _examiner.reported(original.path, original.identity)


def reported_all(
    plan: Plan, originals: Sequence[TakenIn]
) -> Iterator[tuple[TakenIn, reading.Reported | None]]:
    """Each original as it was filled in, in no particular order; None where it cannot be read."""
    for original, result in _all(_reported, plan, originals):
        yield original, None if isinstance(result, Failure) else result


def _prior(job: Check, read: Reading, form: Form, period: Period) -> tuple[Record, ...] | None:
    """The records that the list began with; None where readings cannot tell whether it differs from them."""
    if not job.prior.reading:
        return None if job.prior.reading is None else ()
    last = reading.load(job.prior.reading)
    before = tuple(carried(_plan, form, last, period).values())
    if not _says_changed(read, form) or before != records(form, read.roster):
        return before
    # Readings have their phones masked: where nothing else changed, a phone may have.
    now, then = _examiner.whole(job.path, read.identity), _examiner.whole(job.prior.path, last.identity)
    if now is None or then is None:
        return None
    same = tuple(carried(_plan, form, then, period).values()) == records(form, now.roster)
    return before if same else None


def _says_changed(read: Reading, form: Form) -> bool:
    field = form.role(Role.ZERO_REPORT)
    return field is not None and field.key in read.header and read.header[field.key].value == NO


def issued_values(values: tuple[tuple[str, Scalar], ...], form: Form) -> dict[str, Value]:
    """The values issued, of the fields that the form still has."""
    fields = {field.key: field for field in form.fields}
    return {key: _value(scalar, fields[key]) for key, scalar in values if key in fields}


def _value(scalar: Scalar, field: Field) -> Value:
    if isinstance(scalar, str) and field.type is FieldType.DATE:
        return date.fromisoformat(scalar)
    return scalar


def _check(job: Check) -> Checked:
    read = reading.load(job.reading)
    identity = read.identity
    form, unit, period = _plan.form(identity.form), _plan.unit(identity.unit), parse(identity.period)
    reporting = _plan.period(period) if period else None
    assert form and unit and reporting, "collect refuses what the plan does not have"
    issued = issued_values(job.issued, form) if job.issued is not None else None
    annex = _plan.annex_of(form.code)
    prior = _prior(job, read, form, reporting.period)
    context = checks.Context(_plan, form, unit, annex, reporting, issued, job.received, prior, job.ruled)
    findings = checks.check(read, context)
    statement = cross.stated(read, _plan, form, annex).dump()
    return Checked(checks.outcome(findings, read, form), findings, statement)


def _unchecked(failure: Failure) -> Checked:
    return Checked(Status.RETURNED, (failure.finding,))


def check_all(plan: Plan, jobs: Sequence[Check]) -> Iterator[tuple[Check, Checked]]:
    """Each reading and what the rules say of it, in no particular order."""
    for job, result in _all(_check, plan, jobs):
        yield job, _unchecked(result) if isinstance(result, Failure) else result
