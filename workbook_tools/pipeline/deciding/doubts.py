"""Files of which it is not clear whose return they are: why, and what they may be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workbook_tools import messages, standing
from workbook_tools import period as periods
from workbook_tools.messages.register import reason
from workbook_tools.messages.submissions import QUESTIONS
from workbook_tools.model import Finding, Plan, Severity
from workbook_tools.record import Received


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why it is not clear whose a file is, in a sentence; `other` is what else the file says of itself, if anything."""

    why: str
    other: str


def doubt(facts: Received, findings: Iterable[Finding]) -> Doubt | None:
    """The doubt about a held file; None where it is held for another reason."""
    if facts.code:
        return Doubt(reason(facts.code, facts.params), dict(facts.params).get("other", ""))
    found = next((f for f in findings if f.code in QUESTIONS and f.severity is Severity.MANDATORY), None)
    return Doubt(messages.render(found), found.value) if found else None


def said_to_be(plan: Plan, facts: Received, other: str) -> Iterator[str]:
    """What a file says it is, by its identity and by what else it says; as decisions name it, possible or not."""
    yield standing.identity(facts.unit, facts.form, facts.period)
    for unit in plan.units:
        if other in (unit.code, unit.name, *unit.aliases):
            yield standing.identity(unit.code, facts.form, facts.period)
    if plan.form(other):
        yield standing.identity(facts.unit, other, facts.period)
    if month := periods.parse_paper(other):
        yield standing.identity(facts.unit, facts.form, str(month))
