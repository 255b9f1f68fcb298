"""The late queue: what came for a period after it was closed; shown, and counted for nothing."""

from dataclasses import dataclass

from workbook_tools.model import Plan
from workbook_tools.period import Period
from workbook_tools.standing import State


@dataclass(frozen=True, slots=True)
class Late:
    """One file: codes of the unit and form it says it answers, the unit's name, its own names, its receipt (ISO)."""

    unit: str
    name: str
    form: str
    sha256: str
    files: tuple[str, ...]
    received: str


def late_queue(plan: Plan, state: State, period: Period) -> tuple[Late, ...]:
    """All that came after the closing, in the order of receipt; nothing while the period is open."""
    return tuple(
        Late(
            each.facts.unit,
            unit.name if (unit := plan.unit(each.facts.unit)) else each.facts.unit,
            each.facts.form,
            each.facts.sha256,
            each.names,
            each.received,
        )
        for each in state.late(period)
    )
