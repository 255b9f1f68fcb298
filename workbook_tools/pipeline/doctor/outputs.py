"""What was written for people: the masters, and the forms issued."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from workbook_tools.period import Period, parse
from workbook_tools.pipeline.doctor.case import Case
from workbook_tools.pipeline.doctor.problem import Problem, some
from workbook_tools.record import Closed, Issued, Published, Received, Reopened, Template, Validated
from workbook_tools.safe_write import read_faults


def masters(case: Case) -> Iterator[Problem]:
    """The master of every period for which one was published, held against what the ledger says of it."""
    published: dict[str, list[Published]] = defaultdict(list)
    for event in case.events:
        if isinstance(event.record, Published):
            published[event.record.period].append(event.record)
    for name, times in published.items():
        if period := parse(name):
            yield from _master(case, period, times)


def _master(case: Case, period: Period, times: list[Published]) -> Iterator[Problem]:
    path, code = case.workspace.master(period), ""
    newer = _newer(case, period, times[-1].line)
    if not path.is_file():
        code = "W141"
    elif (sha256 := _digest(path)) == times[-1].sha256:
        code = "W144" if newer else ""
    else:
        code = "W142" if any(each.sha256 == sha256 for each in times) else "W143"
    if code:
        yield case.problem(code, path, path=path.name, period=period, count=newer)


def _newer(case: Case, period: Period, line: int) -> int:
    """How many lines about a period came after one."""
    records = (event.record for event in case.events[line:])
    return sum(isinstance(each, Received | Validated) and each.period == str(period) for each in records)


def issued(case: Case) -> Iterator[Problem]:
    """The forms of every open period as they were issued last."""
    by_period: dict[str, dict[tuple[str, str], Template]] = defaultdict(dict)
    for event in case.events:
        match event.record:
            case Issued(name, _, templates):
                by_period[name] |= {(each.unit, each.form): each for each in templates}
    closed = _closed(case)
    for name, forms in by_period.items():
        if (period := parse(name)) and name not in closed:
            yield from _forms(case, period, list(forms.values()))


def _closed(case: Case) -> set[str]:
    """Periods for which nothing is issued any more."""
    closed: set[str] = set()
    for event in case.events:
        match event.record:
            case Closed(name):
                closed.add(name)
            case Reopened(name):
                closed.discard(name)
    return closed


def _forms(case: Case, period: Period, forms: list[Template]) -> Iterator[Problem]:
    outbox = case.workspace.outbox(period)
    lost = [each.name for each in forms if not (outbox / each.name).is_file()]
    there = [each for each in forms if (outbox / each.name).is_file()]
    changed = [each.name for each in there if _digest(outbox / each.name) != each.sha256]
    for code, names in (("W151", lost), ("W152", changed)):
        if names:
            yield case.problem(code, outbox, period=period, count=len(names), names=some(names))


def _digest(path: Path) -> str:
    with read_faults(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
