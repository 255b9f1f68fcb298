"""Mistakes in the plan workbook: what the bureau officer reads after check-plan."""

from workbook_tools.messages.kind import Kind
from workbook_tools.model import Severity

_M = Severity.MANDATORY

KINDS: tuple[Kind, ...] = (
    Kind("P001", _M, "方案工作簿缺少工作表“{sheet}”", "请补上，或从范本重新复制"),
    Kind("P002", _M, "工作表“方案”缺少“【{section}】”一节", "请补上这一节的标题和表头"),
    Kind("P003", _M, "缺少“{column}”一列", "请在表头行补上这一列"),
    Kind("P004", Severity.NOTICE, "“{column}”不是本表认识的列，已忽略", "如为笔误请改正表头"),
    Kind("P005", _M, "“{column}”不能空"),
    Kind("P006", _M, "“{value}”不在可选范围内", "请填其中之一：{allowed}"),
    Kind("P007", _M, "“{value}”重复，已在 {first} 出现过", "请改成不同的{what}"),
    Kind("P008", _M, "应填 {low} 至 {high} 的整数，现为“{value}”"),
    Kind("P009", _M, "应填日期，现为“{value}”", "请按 2023-10-31 的样子填写"),
    Kind("P010", _M, "“{value}”不是报告期", "请写成 2023、2023Q3 或 2023-10"),
    Kind("P011", _M, "没有“{value}”这个设置项", "可用的设置项：{allowed}"),
    Kind("P012", _M, "“选项”表里没有“{value}”这个选项表", "请改正名称，或在“选项”表里补上"),
    Kind("P013", _M, "“{value}”不是表 {form} 的指标名称", "请写“字段”表中的指标名称"),
    Kind("P014", _M, "版式里找不到指标“{value}”", "请在版式工作表“{layout}”中补上：{where}"),
    Kind("P015", _M, "版式里指标“{value}”出现了两次（{first}、{second}）", "每个指标在版式中只能出现一次"),
    Kind("P016", _M, "版式中的占位“{value}”不认识", "请写表头指标名称或预填名称：{allowed}"),
    Kind("P017", _M, "应填数字，现为“{value}”"),
    Kind("P018", _M, "格式“{value}”不是有效的正则表达式", "请核对括号是否成对；没有格式要求的请留空"),
    Kind("P019", _M, "“{value}”不是“方案”表【附件】一节里的表号"),
    Kind("P021", _M, "“{value}”不在“单位”表中", "请在“单位”表补上这个单位，或改成“单位”表中的名称"),
    Kind("P022", _M, "版式工作表中没有唯一的“{{明细}}”行", "请在明细样式行的第一格写“{{明细}}”"),
    Kind(
        "P023",
        _M,
        "报告期 {periods} 超出附件{annex}的目标年度（{years}）",
        "请删去这些报告期，或在附件中补上目标",
    ),
    Kind("P024", _M, "报送截止日 {value} 早于数据截止日 {as_of}"),
    Kind("P025", _M, "色值“{value}”不对", "请写六位十六进制颜色，例如 00B050"),
    Kind("P026", _M, "限值“{value}”不对：{expected}"),
    Kind("P027", _M, "键“{value}”不对", "请用小写英文字母开头，只含小写字母、数字和下划线"),
    Kind("P028", _M, "填写方式为“计算”的指标须有计算公式，其他填写方式不得有"),
    Kind("P029", _M, "占位“{{{value}}}”左边应印有指标名称“{value}”，现为“{found}”"),
    Kind("P030", _M, "“选项”类型的指标须写明选项表，其他类型不得有"),
    Kind("P031", _M, "“{value}”太长（{length} 字），最多 {limit} 字", "Excel 的提示文字放不下更长的内容"),
    Kind("P032", _M, "表 {form} 没有字段", "请在“字段”表中为这张表定义指标"),
    Kind("P033", _M, "表 {form} 没有可填报的明细指标"),
    Kind("P034", _M, "用途“{value}”在表 {form} 中只能有一个指标（已用于 {first}）"),
    Kind("P035", _M, "五色最后一行的依据须为“其余”，且只有最后一行可以"),
    Kind("P036", _M, "锁定的指标须写明预填内容，计算和填报的指标不得有"),
    Kind("P037", _M, "下限大于上限"),
    Kind("P038", _M, "最少字数大于最多字数"),
    Kind("P039", _M, "应填 {low} 至 {high} 的数，现为“{value}”", "百分数请写成 50% 的样子"),
    Kind("P040", _M, "计算公式直接或间接用到了自身", "请改写公式，不要用到由它算出的指标"),
    Kind(
        "P041",
        _M,
        "单元格显示错误值，或公式没有计算结果",
        "请直接填写内容（条件前面不加“=”），或用 Excel 打开、保存后再试",
    ),
    Kind(
        "P042",
        _M,
        "“{value}”不是“必填”栏的写法",
        '请留空，或写“必填”，或写一个公式，例如 [指标名称]="某一选项"',
    ),
    Kind("P043", _M, "规则代码“{value}”不对", "请用 20 个以内的字母、数字或汉字，不含空格", "例如 R01"),
    Kind("P044", _M, "“{value}”是系统自用的代码", "请另取一个规则代码", "例如 R01"),
    Kind("P045", _M, "花括号中的“{value}”不是表 {form} 的指标名称", "请照抄字段表中的指标名称"),
    Kind(
        "P046",
        _M,
        "“{value}”是明细指标，整张表中有许多行，提示中无从显示它的值",
        "范围为“表头”“表”的规则，花括号中只能写表头指标",
    ),
    Kind("P047", _M, "花括号中的指标有 {count} 个，最多 {limit} 个", "请只留最要紧的几个"),
    Kind(
        "P048",
        _M,
        "条件“{value}”没有用到任何指标",
        "请写明对哪些指标提出要求",
        "例如 [科技人员数]<=[职工总数]",
    ),
    Kind(
        "P049",
        _M,
        "指标由系统{filling}，不由单位填写，“{column}”一栏的“{value}”无从要求",
        "请把这一格留空，或改正填写方式",
    ),
    Kind("P060", _M, "没有“{value}”这项收件后核", "可用的代码：{allowed}"),
    Kind("P061", _M, "{check} 的界限须为 {count} 个大于 0 的数，现为“{value}”", "几个数之间用“、”分开"),
    Kind("P062", _M, "哪张表都没有叫“{value}”的明细指标", "请写“字段”表中的指标名称"),
    Kind("P063", _M, "{check} 不比较指标", "请把这一格留空"),
)

DATE_LIMITS = "日期指标请填日期，或{days}"
NO_LIMITS = "只有整数、小数、百分比和日期指标可以有限值"
"""What P026 expects."""

IN_HEADING = "明细表头中须有与指标名称相同的文字"
IN_CELL = "在它的填写格写“{{{label}}}”"
"""Where P014 wants a label to stand."""

SECTION, HEADING = "节名", "表头"
"""What P007 wants to be different, where it is no column."""
