"""What is wrong with a list of enterprises the bureau supplies, and the words of taking one in."""

from workbook_tools.messages.kind import Kind
from workbook_tools.model import Severity

_M = Severity.MANDATORY

KINDS: tuple[Kind, ...] = (
    Kind(
        "P301",
        _M,
        "名单文件读不出来：{reason}",
        "请用 WPS 或 Excel 打开，确认是企业名单，另存为 .xlsx 后再导入",
    ),
    Kind(
        "P302",
        _M,
        "没有找到写有“{label}”的表头",
        "请在名单的表头行写明“{label}”（附件{annex}的去重字段），并取消隐藏该工作表",
    ),
    Kind("P303", _M, "表头“{value}”出现了两次（另见 {first}）", "请只保留一列"),
    Kind("P304", _M, "表头下面没有企业", "请确认名单与表头在同一张工作表上"),
    Kind("P305", _M, "这一行没有填写“{label}”", "请补上；不是企业的行请删去"),
    Kind("P306", _M, "“{value}”与 {first} 重复", "请删去重复的一行"),
    Kind(
        "P307",
        _M,
        "“{value}”不是“单位”表中的名称或别名",
        "请改成“单位”表中的名称，或在那里补上别名；不属于任何单位的请留空",
    ),
    Kind("P308", Severity.NOTICE, "有 {count} 行被隐藏或筛选掉，已一并读入", "如不应计入，请删去后再导入"),
    Kind(
        "P309",
        _M,
        "名单太大，最多能读 {rows} 行、{columns} 列",
        "请删去名单以外的内容；名单确实更长的，请按附件拆开，只留本附件用得到的企业",
    ),
)

NAMES = ("企业名称",)
"""Headings of the column of names, beside the label of the form's own field of names."""
UNITS = ("责任单位", "填报单位", "所属乡镇（街道）", "单位")
"""Headings of the column of units; the first that is there is taken."""
