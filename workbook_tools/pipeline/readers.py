"""Work on many submissions in limited worker processes: examining originals, checking readings."""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from workbook_tools import checks, reading
from workbook_tools.intake import workers
from workbook_tools.model import Field, FieldType, Finding, Form, Plan, Severity, Status, Value, Verdict
from workbook_tools.period import parse
from workbook_tools.pipeline.examine import Examined, Examiner
from workbook_tools.record import Scalar

SECONDS = 60.0
MEMORY = 1 << 30
"""What one submission may take: far more than any honest one does."""


@dataclass(frozen=True, slots=True)
class Job:
    """One archived original to examine."""

    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class Check:
    """One reading to check: as serialised, with what was issued to it (ISO texts for dates) and its day of receipt."""

    sha256: str
    reading: bytes
    issued: tuple[tuple[str, Scalar], ...] | None
    received: date


@dataclass(frozen=True, slots=True)
class Checked:
    """What the rules say of one submission."""

    status: Status
    findings: tuple[Finding, ...]

    def counts(self) -> dict[str, int]:
        """Findings by severity name; severities without any are left out."""
        found_by = {s.name: sum(f.severity is s for f in self.findings) for s in Severity}
        return {name: count for name, count in found_by.items() if count}

    def dump(self) -> bytes:
        """As bytes for the cache."""
        return json.dumps(
            [self.status.value, [reading.packed(f) for f in self.findings]], ensure_ascii=False
        ).encode()

    @classmethod
    def load(cls, data: bytes) -> "Checked":
        """What `dump` wrote."""
        status, findings = json.loads(data)
        return cls(Status(status), tuple(reading.unpacked(each) for each in findings))


def _cores() -> int:
    return max(1, min(os.cpu_count() or 1, 8))


_examiner: Examiner
_plan: Plan


def _prepare(plan: Plan) -> None:
    global _examiner, _plan
    _examiner, _plan = Examiner(plan), plan


def _examine(job: Job) -> Examined:
    return _examiner.examine(job.path, job.sha256)


def _failed(failure: workers.Failure) -> Examined:
    return Examined("unknown", Verdict.REFUSED, failure.finding)


def examine_all(plan: Plan, jobs: Sequence[Job]) -> Iterator[tuple[Job, Examined]]:
    """Each job and what came of it, in no particular order; a file that breaks its worker is refused, alone."""
    if not jobs:
        return
    for index, result in workers.run(
        _examine,
        jobs,
        workers=_cores(),
        timeout=SECONDS,
        memory=MEMORY,
        initializer=_prepare,
        initargs=(plan,),
    ):
        yield jobs[index], _failed(result) if isinstance(result, workers.Failure) else result


def _issued(values: tuple[tuple[str, Scalar], ...], form: Form) -> dict[str, Value]:
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
    issued = _issued(job.issued, form) if job.issued is not None else None
    annex = _plan.annex_of(form.code)
    context = checks.Context(_plan, form, unit, annex, reporting, issued, job.received)
    findings = checks.check(read, context)
    return Checked(checks.outcome(findings, read, form), findings)


def _unchecked(failure: workers.Failure) -> Checked:
    return Checked(Status.RETURNED, (failure.finding,))


def check_all(plan: Plan, jobs: Sequence[Check]) -> Iterator[tuple[Check, Checked]]:
    """Each reading and what the rules say of it, in no particular order."""
    if not jobs:
        return
    for index, result in workers.run(
        _check, jobs, workers=_cores(), timeout=SECONDS, memory=MEMORY, initializer=_prepare, initargs=(plan,)
    ):
        yield jobs[index], _unchecked(result) if isinstance(result, workers.Failure) else result
