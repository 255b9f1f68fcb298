"""变更记录: which version of each return counted when and why, out of the ledger, and what it says otherwise."""

from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import replace

from workbook_tools import reading
from workbook_tools.consolidate.changes import Change, Succession, Version, changes
from workbook_tools.model import Form, Reading, Status, Verdict
from workbook_tools.period import Period, parse
from workbook_tools.pipeline import planned
from workbook_tools.pipeline.grounds import Grounds
from workbook_tools.pipeline.lives import Life, lived
from workbook_tools.pipeline.readings import Readings
from workbook_tools.pipeline.replay import counted
from workbook_tools.record import Event, Received, Validated
from workbook_tools.standing import Obligation

Owed = Mapping[tuple[str, str], planned.Obligation]
"""What the plan asks for, by unit and form."""


def successions(on: Grounds) -> tuple[Succession, ...]:
    """Every return up to the master's period of which several versions counted, in the order of (period, annex, unit).

    Versions that say the same are one. They are compared as the master's plan reads them.
    """
    owed = {(each.unit.code, each.form.code): each for each in planned.obligations(on.plan)}
    watched = _with_several_versions(counted(on), on.period.period, owed)
    lives = [each for each in lived(on, watched) if len(each.numbers) > 1]
    with closing(_readings(on, lives)) as readings:
        readings.prepare(sorted(sha256 for each in lives for sha256 in each.files))
        found = [_succession(each, owed[each.owed.unit, each.owed.form], readings) for each in lives]
    return tuple(sorted(found, key=lambda each: (each.period, each.annex, each.seq)))


def _with_several_versions(events: Iterable[Event], through: Period, owed: Owed) -> frozenset[Obligation]:
    """The returns that came in more than one file that the rules did not send back: no other can have two versions
    that counted."""
    files: dict[Obligation, set[str]] = {}
    sound: set[str] = set()
    for event in events:
        match event.record:
            case Received(sha256=sha256, verdict=Verdict.COLLECTED | Verdict.HELD) as facts:
                if (facts.unit, facts.form) in owed and (period := parse(facts.period)):
                    files.setdefault(Obligation(period, facts.unit, facts.form), set()).add(sha256)
            case Validated(results=results):
                sound |= {each.sha256 for each in results if each.status != Status.RETURNED.value}
    return frozenset(each for each, came in files.items() if each.period <= through and len(came & sound) > 1)


def _readings(on: Grounds, lives: Iterable[Life]) -> Readings:
    """The master's readings, the files of these returns taken for what they were when they counted."""
    then = {sha256: submission for each in lives for sha256, submission in each.files.items()}
    return Readings(on.workspace, on.plan, replace(on.state, submissions={**on.state.submissions, **then}))


def _succession(life: Life, owed: planned.Obligation, readings: Readings) -> Succession:
    turns = tuple(
        turn._replace(changes=_changes(owed, turn.since, turn.after, readings))
        if turn.since and turn.after
        else turn
        for turn in life.turns
    )
    unit = owed.unit
    return Succession(owed.annex.number, owed.row.seq, unit.code, unit.name, life.owed.period, turns)


def _changes(
    owed: planned.Obligation, before: Version, after: Version, readings: Readings
) -> tuple[Change, ...] | None:
    """How two versions differ; None where the plan cannot read one of them."""
    old, new = (_read(owed.form, each.sha256, readings) for each in (before, after))
    return changes(owed.form, owed.annex.counting.key, old, new) if old and new else None


def _read(form: Form, sha256: str, readings: Readings) -> Reading | None:
    data = readings.get(sha256)
    found = reading.load(data) if data else None
    return found if found and found.identity.form == form.code else None
