"""What a plan asks of a form, compiled once: tests that the form itself and the check on receipt both carry out."""

from workbook_tools.model import Form, Plan, ReportingPeriod
from workbook_tools.rules.demand import Demand
from workbook_tools.rules.fields import own_demands
from workbook_tools.rules.guards import ANSWERS, NUMBERS, blank, guard, present
from workbook_tools.rules.planned import planned_demand, roster_demands
from workbook_tools.rules.typed import typing

__all__ = ["ANSWERS", "NUMBERS", "Demand", "blank", "demands", "guard", "present", "typing"]


Asked = tuple[Plan, Form, ReportingPeriod]

_MOST_COMPILED = 32
_compiled: dict[tuple[int, ...], tuple[Asked, tuple[Demand, ...]]] = {}
"""By the identity of what was asked for, which is kept along: a plan is large, and cannot be hashed."""


def demands(plan: Plan, form: Form, period: ReportingPeriod) -> tuple[Demand, ...]:
    """All demands on a form in a period: of each field in turn, of the roster's keys, then the plan's rules.

    Compiled once for every form and period, as many readings are checked against them.
    """
    asked = plan, form, period
    key = tuple(map(id, asked))
    if key not in _compiled:
        if len(_compiled) >= _MOST_COMPILED:
            _compiled.clear()
        _compiled[key] = asked, _compile(*asked)
    return _compiled[key][1]


def _compile(plan: Plan, form: Form, period: ReportingPeriod) -> tuple[Demand, ...]:
    return (
        *(demand for field in form.fields for demand in own_demands(field, form, period)),
        *roster_demands(form, plan.annex_of(form.code).counting.key),
        *(planned_demand(rule, form) for rule in plan.rules_of(form.code)),
    )
