"""The audit rules of the plan: those of both forms' headers, then each form's own.

What one field's own columns can say (required, limits, length, pattern, choices) stands there, and what needs other
periods or units the tool checks on receipt.
"""

from functools import partial

from annex_template import department_rules, township_rules
from workbook_tools.model import Rule, Scope, Severity

_header = partial(Rule, form="", scope=Scope.HEADER)

_HEADER = (
    _header(
        code="TB01",
        severity=Severity.EXPLAIN,
        condition="[审核人（单位负责人）]<>[填报人]",
        message="审核人与填报人都是“{填报人}”",
        todo="审核人应为单位负责人；确属同一人的，请在综合说明中写明",
        marks=("审核人（单位负责人）",),
    ),
    _header(
        code="TB02",
        severity=Severity.EXPLAIN,
        condition="[填报日期]>=[数据截止日]",
        message="填报日期{填报日期}早于数据截止日{数据截止日}",
        todo="请核对数据是否截至该日；如无误，请在综合说明中写明",
        marks=("填报日期",),
    ),
)

RULES: tuple[Rule, ...] = (*_HEADER, *department_rules.RULES, *township_rules.RULES)
