"""What the tool itself can put into a form: the prefill names of the plan and their values for one obligation."""

from collections.abc import Mapping

from workbook_tools.model import Annex, Form, Plan, ReportingPeriod, TargetRow, Unit, Value
from workbook_tools.targets import target

NAMES = (
    "单位名称",
    "单位代码",
    "报告期",
    "数据截止日",
    "报送截止日",
    "表号",
    "表名",
    "模板版本",
    "附件号",
    "年度",
    "本年目标",
    "本期目标",
    "截至上期累计",
    "方案名称",
    "文号",
    "收表单位",
    "计量单位说明",
)


def values(
    plan: Plan, annex: Annex, form: Form, unit: Unit, row: TargetRow, period: ReportingPeriod, cumulative: int
) -> Mapping[str, Value]:
    """The value of every prefill name; `cumulative` is the unit's counted number of this year before the period."""
    planned = target(annex, row, period.period)
    named: tuple[Value, ...] = (
        unit.name,
        unit.code,
        period.period.paper,
        period.as_of,
        period.due,
        form.code,
        form.title,
        plan.settings.get("模板版本", ""),
        f"附件{annex.number}",
        period.period.year,
        planned.year,
        planned.to_date,
        cumulative,
        plan.settings.get("方案名称", ""),
        plan.settings.get("文号", ""),
        plan.settings.get("收表单位", ""),
        plan.settings.get("计量单位说明", ""),
    )
    return dict(zip(NAMES, named, strict=True))
