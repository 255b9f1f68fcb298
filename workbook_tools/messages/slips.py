"""Words of a return slip: the workbook and the text for a chat message."""

from collections.abc import Sequence

from workbook_tools.messages.gather import Gathered
from workbook_tools.messages.render import render
from workbook_tools.model import Severity

SHEET = "退回意见"
TITLE = "退回意见"
ADDRESSED = "{unit}：你单位报送的《{form}》（{period}）需要修改后重新报送。"
SUMMARY = "必须改正 {mandatory} 处，需要说明 {explain} 处，供参考 {notice} 处。"
HOW = (
    "请在原来的填报表中直接修改，不要另建表格；“必须改正”的改正后才能通过。",
    "“需要说明”的，数字有误请改正；属实请在该行“审核说明”（表头问题在“综合说明”）中写明具体原因，"
    "不少于 6 个字，不能只写“情况属实”。",
    "收表单位不代改数字。改好后把“填报日期”改为当天日期，按原渠道重新报送。",
)
HEADINGS = ("序号", "类别", "位置", "指标", "填报内容", "问题和改法", "代码")
CLASSES = {
    Severity.MANDATORY: "必须改正",
    Severity.WAIVABLE: "需要说明并经同意",
    Severity.EXPLAIN: "需要说明",
    Severity.NOTICE: "供参考",
}
FOOTER = "第&P页 共&N页"
MORE = "……其余 {count} 项见附件《退回意见》。"
CLOSING = "请改好后把“填报日期”改为当天日期，重新报送，谢谢。"
_SHOWN = 8


def summary(gathered: Sequence[Gathered]) -> str:
    """How many cells must be corrected, explained, noted."""
    counts = {
        severity: sum(g.count for g in gathered if g.finding.severity is severity) for severity in Severity
    }
    explain = counts[Severity.EXPLAIN] + counts[Severity.WAIVABLE]
    return SUMMARY.format(
        mandatory=counts[Severity.MANDATORY], explain=explain, notice=counts[Severity.NOTICE]
    )


def chat(unit: str, form: str, period: str, gathered: Sequence[Gathered]) -> str:
    """A few lines to paste into a chat: what must be corrected or explained, and what to do."""
    urgent = [each for each in gathered if each.finding.severity is not Severity.NOTICE]
    lines = [ADDRESSED.format(unit=unit, form=form, period=period), summary(gathered)]
    for number, each in enumerate(urgent[:_SHOWN], 1):
        label = f"「{each.finding.field}」" if each.finding.field else "：" if each.cells else ""
        sheet = f"【{each.finding.sheet}】" if each.finding.sheet else ""
        sentence = render(each.finding, place=False)
        lines.append(f"{number}. {CLASSES[each.finding.severity]}：{sheet}{each.cells}{label}{sentence}")
    if len(urgent) > _SHOWN:
        lines.append(MORE.format(count=len(urgent) - _SHOWN))
    return "\n".join([*lines, CLOSING, ""])
