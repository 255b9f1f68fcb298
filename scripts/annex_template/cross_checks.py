"""收件后核: the checks across units and periods that the bureau may grade, tune or leave out."""

from dataclasses import dataclass

from workbook_tools.model import Severity

_MANDATORY, _WAIVABLE = Severity.MANDATORY, Severity.WAIVABLE
_EXPLAIN, _NOTICE = Severity.EXPLAIN, Severity.NOTICE


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """One line of 收件后核; what a check has no limits or labels for stays blank."""

    code: str
    says: str
    severity: Severity
    limits: str = ""
    labels: str = ""


CROSS_CHECKS = (
    CrossCheck("X1", "同一附件的两个单位都把一家企业计入：裁定前都不计", _NOTICE),
    CrossCheck("X19", "有争议的企业已由局里裁定，告知没有得到的单位", _NOTICE),
    CrossCheck("X2", "同一企业在两个附件中，所列指标应当一致", _EXPLAIN, labels="企业名称、所属乡镇（街道）"),
    CrossCheck("X3", "本年已通过并计入的企业，本期名单中没有，也没有报退出", _WAIVABLE),
    CrossCheck("X4", "本年累计少于上次通过的", _WAIVABLE),
    CrossCheck("X5", "一个名称两个代码，或两个单位对一个代码填了两个名称", _EXPLAIN),
    CrossCheck("X6", "以前作为存量列入过的企业，现报为新增", _WAIVABLE),
    CrossCheck("X7", "新增超过年度目标的倍数，或超过上次增加数的倍数（依次两个界限）", _EXPLAIN, "2、3"),
    CrossCheck("X8", "基数名单中的企业报为新增（导入基数名单后才核）", _MANDATORY),
    CrossCheck("X9", "计入的企业不在官方名单中（导入官方名单后才核）", _WAIVABLE),
    CrossCheck("X18", "官方名单中本单位的企业没有填报（导入官方名单后才核）", _NOTICE),
    CrossCheck("X10", "名单与上次通过的完全相同，零报告却填“否”", _EXPLAIN),
    CrossCheck("X12", "代码相同，名称与上次通过的不同", _EXPLAIN),
    CrossCheck("X13", "以前年度已计入的企业，又报为本年新增", _WAIVABLE),
    CrossCheck("X14", "有级次的指标比上次通过的退步", _EXPLAIN, labels="培育阶段、培育状态"),
    CrossCheck("X15", "已报退出的企业又列入名单", _EXPLAIN),
    CrossCheck(
        "X16",
        "同一年内金额比上次通过的变动超过界限",
        _EXPLAIN,
        "50%",
        "近一年销售收入（万元）、上年营业收入（万元）",
    ),
    CrossCheck("X17", "本期首次填报的企业，所列日期应在报告期内", _EXPLAIN, labels="入库日期"),
    CrossCheck(
        "X20",
        "所列指标填“是”的企业，应在界限所指附件的有效名单中（该附件报齐后才核）",
        _EXPLAIN,
        "1",
        "是否高新技术企业",
    ),
)
