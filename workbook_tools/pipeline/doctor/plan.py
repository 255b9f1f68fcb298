"""The plan workbook: there, readable, without mistakes, and the one that the ledger has in use."""

from collections.abc import Iterator

from workbook_tools.errors import EnvironmentFault
from workbook_tools.messages import doctor as words
from workbook_tools.messages.times import minute
from workbook_tools.pipeline.doctor.case import Case
from workbook_tools.pipeline.doctor.problem import Problem
from workbook_tools.pipeline.planned import load
from workbook_tools.record import Event, PlanRecorded


def plan(case: Case) -> Iterator[Problem]:
    """What is wrong with plan.xlsx; its mistakes are counted, for check-plan names them."""
    path = case.workspace.plan
    if not path.is_file():
        yield case.problem("W111", path, how=_instead(case))
        return
    try:
        loaded = load(case.workspace)
    except EnvironmentFault as fault:
        yield case.problem("W112", path, reason=fault.sentence, how=_instead(case))
        return
    if loaded.findings:
        code = "W113" if loaded.plan is None else "W114"
        yield case.problem(code, path, count=len(loaded.findings))
    recorded = _recorded(case)
    if loaded.plan and recorded and _digest(recorded) != loaded.plan.digest:
        yield case.problem("W115", path, at=minute(recorded.at), archived=_archived(case, recorded))


def _recorded(case: Case) -> Event | None:
    """The plan that the ledger has in use."""
    plans = [event for event in case.events if isinstance(event.record, PlanRecorded)]
    return plans[-1] if plans else None


def _digest(event: Event) -> str:
    return event.record.digest if isinstance(event.record, PlanRecorded) else ""


def _archived(case: Case, event: Event) -> str:
    """Where the archive has a recorded plan; empty where it does not."""
    store = case.workspace.archive.plans
    sha256 = event.record.sha256 if isinstance(event.record, PlanRecorded) else ""
    return case.name(store.path(sha256)) if sha256 in store else ""


def _instead(case: Case) -> str:
    """How to come by a plan workbook again."""
    recorded = _recorded(case)
    archived = _archived(case, recorded) if recorded else ""
    return words.PLAN_FROM_ARCHIVE.format(archived=archived) if archived else words.PLAN_FROM_BACKUP
