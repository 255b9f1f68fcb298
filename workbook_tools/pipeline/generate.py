"""generate: one workbook an obligation into the outbox, one zip of all, and a record of what was issued."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from workbook_tools import prefill, standing
from workbook_tools.ledger import Ledger
from workbook_tools.messages import drop, names
from workbook_tools.model import Form, Identity, Plan, ReportingPeriod, Value
from workbook_tools.period import Period
from workbook_tools.pipeline import Progress
from workbook_tools.pipeline.history import NO_HISTORY, History, histories
from workbook_tools.pipeline.judging.judge import judged
from workbook_tools.pipeline.planned import (
    Obligation,
    PlanNow,
    must_be_open,
    obligations,
    plan_now,
    reporting,
)
from workbook_tools.pipeline.readings import Readings
from workbook_tools.record import Issued, PlanRecorded, Scalar, Template
from workbook_tools.safe_write import private_folder, write_atomically
from workbook_tools.standing import State
from workbook_tools.workspace import Workspace
from workbook_tools.xlsx.template.base import build
from workbook_tools.xlsx.template.stamp import Stamper


@dataclass(frozen=True, slots=True)
class Made:
    """One template in the outbox; `issue` says whether the unit has none yet (new), an outdated one, or this one.

    `prefilled`: its list begins with the unit's last accepted return.
    """

    unit: str
    name: str
    form: str
    path: Path
    sha256: str
    issue: str
    prefilled: bool


@dataclass(frozen=True, slots=True)
class Generated:
    """All templates of a period and the zip that holds them; `stale` are workbooks in the outbox not asked for now."""

    templates: tuple[Made, ...]
    bundle: Path
    stale: tuple[Path, ...]


NEW, CHANGED, SAME = "new", "changed", "same"


def _scalar(value: Value) -> Scalar:
    return value.isoformat() if isinstance(value, date) else value


def _issue(identity: tuple[str, ...], values: dict[str, Scalar], history: History) -> str:
    """An id for all that is issued; what the list begins with follows from the return it comes from."""
    issued = [identity, values, history.source, sorted(history.notes.items())]
    text = json.dumps(issued, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _issued_values(form: Form, named: dict[str, Value]) -> dict[str, Scalar]:
    return {field.key: _scalar(named[field.prefill]) for field in form.fields if field.prefill}


def _template(
    stamper: Stamper, plan: Plan, owed: Obligation, period: ReportingPeriod, history: History
) -> tuple[Template, bytes]:
    named = dict(prefill.values(plan, owed.annex, owed.form, owed.unit, owed.row, period, history.cumulative))
    values = _issued_values(owed.form, named)
    version = plan.settings["模板版本"]
    known = (owed.unit.code, owed.form.code, str(period.period), version, plan.digest)
    issue = _issue(known, values, history)
    data = stamper.stamp(Identity(*known, issue), named, history.roster, history.prior)
    sha256 = hashlib.sha256(data).hexdigest()
    name = owed.file_name(period.period)
    return Template(owed.unit.code, owed.form.code, issue, name, sha256, values, history.source), data


def _templates(
    workspace: Workspace, current: PlanNow, state: State, period: ReportingPeriod
) -> Iterator[tuple[Template, bytes]]:
    plan = current.plan
    with closing(Readings(workspace, plan, state)) as readings:
        state, _ = judged(workspace, plan, state, period.period, readings)
        known = histories(readings, state, plan, period.period)
    for form in plan.forms:
        stampers: dict[int, Stamper] = {}
        for owed in (each for each in obligations(plan) if each.form is form):
            history = known.get((owed.unit.code, form.code), NO_HISTORY)
            rows = history.rows(form)
            if rows not in stampers:
                stampers[rows] = Stamper(build(current.workbook, plan, form, period, rows))
            yield _template(stampers[rows], plan, owed, period, history)


def _bundle(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of the templates; they are compressed already, so they are stored as they are."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 3
            archive.writestr(info, data)
    return buffer.getvalue()


def last_issued(ledger: Ledger, period: Period) -> dict[tuple[str, str], Template]:
    """The template each (unit, form) was issued last for a period."""
    found: dict[tuple[str, str], Template] = {}
    for event in ledger.events():
        if isinstance(event.record, Issued) and event.record.period == str(period):
            found |= {(template.unit, template.form): template for template in event.record.templates}
    return found


def record_plan(workspace: Workspace, ledger: Ledger, current: PlanNow, at: str) -> None:
    """Keep the plan workbook as it was read, unless its plan is the one that the record has in use."""
    recorded = [event.record for event in ledger.events() if isinstance(event.record, PlanRecorded)]
    if not recorded or recorded[-1].digest != current.plan.digest:
        sha256 = workspace.archive.plans.put(current.workbook, ".xlsx")
        ledger.append(PlanRecorded(current.plan.digest, sha256), at)


def generate(workspace: Workspace, period: Period, now: datetime, user: str, progress: Progress) -> Generated:
    """Write the templates of a period; raises PlanMistakesError, Misuse and faults of the environment."""
    with workspace.writing(user) as ledger:
        current = plan_now(workspace)
        plan = current.plan
        wanted = reporting(plan, period)
        total = sum(1 for _ in obligations(plan))
        state = standing.fold(ledger.events(), plan.digest)
        must_be_open(state, period)
        before = last_issued(ledger, period)
        outbox = workspace.outbox(period)
        private_folder(outbox)
        made, members = [], []
        for template, data in _templates(workspace, current, state, wanted):
            path = outbox / template.name
            write_atomically(path, data)
            members.append((template.name, data))
            made.append((template, path))
            progress(len(made), total)
        write_atomically(workspace.root / names.DROP_COMMAND, drop.script(period))
        bundle = outbox / names.ALL_TEMPLATES.format(period=period.file)
        write_atomically(bundle, _bundle(members))
        record_plan(workspace, ledger, current, now.isoformat())
        fresh = tuple(
            template for template, _ in made if before.get((template.unit, template.form)) != template
        )
        if fresh:
            ledger.append(Issued(str(period), plan.digest, fresh), now.isoformat())
    return _generated(plan, made, before, bundle)


def _generated(
    plan: Plan, made: list[tuple[Template, Path]], before: dict[tuple[str, str], Template], bundle: Path
) -> Generated:
    unit_names = {unit.code: unit.name for unit in plan.units}

    def issue(template: Template) -> str:
        known = before.get((template.unit, template.form))
        return NEW if known is None else SAME if known == template else CHANGED

    written = {path for _, path in made} | {bundle}
    stale = tuple(sorted(path for path in bundle.parent.glob("*.xlsx") if path not in written))
    templates = tuple(
        Made(t.unit, unit_names[t.unit], t.form, path, t.sha256, issue(t), bool(t.prefill))
        for t, path in made
    )
    return Generated(templates, bundle, stale)
