"""L: what happened to the form itself: its sheet, heading, rows, and what was written around it."""

from workbook_tools.messages.kind import Kind
from workbook_tools.model import Severity

_MANDATORY, _EXPLAIN = Severity.MANDATORY, Severity.EXPLAIN
_NOTICE, _RECORD = Severity.NOTICE, Severity.RECORD

_SHEET = (
    Kind(
        "L001",
        _MANDATORY,
        "工作簿中没有找到填报表的表头",
        "请在下发的填报表中填写，不要删除填报表所在的工作表，也不要改动表头",
    ),
    Kind(
        "L002",
        _MANDATORY,
        "工作簿中有多张工作表带有填报表的表头（{sheets}），无法确定以哪一张为准",
        "请只保留一张填报表，工作表名称保持“{issued}”",
    ),
    Kind(
        "L003",
        _MANDATORY,
        "表中只有图片，没有可以汇总的数据",
        "图片不能汇总，请在下发的填报表单元格中逐项填写",
    ),
    Kind("L004", _NOTICE, "填报表的工作表名称已由“{issued}”改为现名，已照常读取", "下次请保留原名称"),
    Kind(
        "L005",
        _NOTICE,
        "填报表之外的工作表中还有 {rows} 行内容，未读取、未汇总",
        "如有应报数据，请填入填报表",
    ),
)

_HEADING = (
    Kind("L010", _RECORD, "表格整体移动了 {by} 行，已按表头文字找到各项"),
    Kind("L011", _NOTICE, "{count} 列位置有变动（{labels}），已按表头文字读取", "下次请不要插入或移动列"),
    Kind("L012", _NOTICE, "表头文字现为“{value}”，仅空格或全半角不同，已照常读取", "下次请不要改动表头"),
    Kind("L013", _NOTICE, "表头文字已改为“{value}”，已按原指标读取", "下次请不要改动表头"),
    Kind(
        "L014",
        _MANDATORY,
        "表头中的计量单位已改为“{measure}”，应为“{unit}”",
        "请恢复表头，并按“{unit}”重新核对该列全部数据",
    ),
    Kind(
        "L015",
        _MANDATORY,
        "缺少这一必填列（未识别的表头：{others}）",
        "请恢复该列和表头文字后重新填写，或把数据复制到新下发的填报表中",
    ),
    Kind(
        "L016",
        _MANDATORY,
        "表头出现了 {times} 次，无法确定以哪一列为准",
        "请只保留一列，删除其余各列",
    ),
    Kind("L017", _NOTICE, "表中没有找到该项，按未填处理", "如需填报，请使用下发的填报表"),
    Kind(
        "L019",
        _MANDATORY,
        "表中没有找到该必填项",
        "请恢复该项的名称和填写格，或把数据复制到新下发的填报表中",
    ),
)

_ROWS = (
    Kind("L020", _RECORD, "本行之前有 {blank} 行空行，已跳过"),
    Kind(
        "L021",
        _NOTICE,
        "隔了 {blank} 行空行之后，从本行起还有 {following} 行数据，已一并读取",
        "如系误留的旧数据，请删除后重报",
    ),
    Kind(
        "L022",
        _NOTICE,
        "第 {number} 行是合计、小计或“其中”行，不作为企业明细",
        "名单中请只填企业，不要插入合计行",
    ),
    Kind(
        "L023", _NOTICE, "合计行填写的“{value}”与明细计算的“{own}”不一致，以明细为准", "请核对明细是否有遗漏"
    ),
    Kind("L024", _RECORD, "第 {number} 行与填写示例完全相同，已略过"),
    Kind(
        "L025",
        _EXPLAIN,
        "第 {number} 行标有“示例”字样，但内容不是下发的示例",
        "如系示例请删除；如系真实企业，请去掉“示例”标记，或在审核说明中写明",
    ),
    Kind("L027", _NOTICE, "第 {number} 行是说明文字，不作为企业明细", "需要说明的事项请填在备注或说明栏"),
    Kind("L026", _RECORD, "第 {number} 行是重复的表头，已略过"),
)

_CELLS = (
    Kind(
        "L030", _NOTICE, "单元格 {span} 合并，已按每一行都填写同一内容读取", "下次请逐行填写，不要合并单元格"
    ),
    Kind(
        "L031",
        _MANDATORY,
        "单元格 {span} 合并，只有左上角一格有内容，无法确定其余各格应填什么",
        "请取消合并，逐行逐格填写",
    ),
    Kind(
        "L032",
        _NOTICE,
        "有 {count} 行数据处于隐藏或筛选状态（第 {rows} 行），已照常读取",
        "如系旧数据，请删除后重报",
    ),
    Kind("L033", _NOTICE, "{column} 列被隐藏，其中有数据，已照常读取", "请取消隐藏后核对"),
    Kind(
        "L034",
        _MANDATORY,
        "单元格显示错误值 {value}",
        "请删除公式，直接填写正确内容",
    ),
    Kind(
        "L035",
        _MANDATORY,
        "单元格是公式，但文件中没有计算结果",
        "请用 Excel 或 WPS 打开文件，保存后重报，或直接填写内容",
    ),
    Kind("L036", _NOTICE, "有 {count} 格是公式（{cells}），已按显示的结果读取", "下次请直接填写内容"),
    Kind(
        "L037",
        _MANDATORY,
        "单元格中是嵌入的图片，图片不能汇总",
        "请删除图片，填写文字或数字",
        hides=("F143",),
    ),
    Kind(
        "L038",
        _EXPLAIN,
        "单元格中是嵌入的图片，未读取，按未填处理",
        "请改填文字，或在审核说明中写明",
        hides=("S010", "F143"),
    ),
    Kind(
        "L039",
        _EXPLAIN,
        "本行有加了删除线的内容（{cells}），删除线不表示任何含义，已照常读取",
        "不再填报的企业请改为相应的状态或删除该行；仍有效的请去掉删除线，或在审核说明中写明",
    ),
)

_AROUND = (
    Kind("L040", _NOTICE, "单元格有批注：“{value}”，已转存到记录中", "需要说明的事项请填在备注或说明栏"),
    Kind(
        "L041",
        _NOTICE,
        "表格之外有 {count} 格内容（{cells}），首格为“{value}”，未作为数据读取",
        "需要说明的事项请填在备注或说明栏",
    ),
)

KINDS: tuple[Kind, ...] = (*_SHEET, *_HEADING, *_ROWS, *_CELLS, *_AROUND)
