"""What is wrong with an annex table, in a notice or on an 附件 sheet, and the words written with one."""

from workbook_tools.messages.kind import Kind
from workbook_tools.model import Severity

_M = Severity.MANDATORY

KINDS: tuple[Kind, ...] = (
    Kind(
        "P101",
        _M,
        "文件中没有找到目标任务表",
        "请确认文件里有附件表格，表头写明责任单位和年份、季度或月份",
        "例如：序号、责任单位、2023年培育数",
    ),
    Kind(
        "P102",
        _M,
        "这个文件是{found}，不能直接读取",
        "请用 Word 或 WPS 打开后另存为 .docx（或 .html、.txt）再导入",
    ),
    Kind("P103", _M, "表格没有附件号", "请在表格上方单独一行写“附件N”"),
    Kind("P104", _M, "附件号 {value} 出现了两次", "请改成不同的附件号"),
    Kind("P105", _M, "表内写的是附件{value}，工作表名却是附件{number}", "请改成一致"),
    Kind(
        "P106",
        Severity.NOTICE,
        "附件{number}没有读出目标任务表，未导入",
        "如果附件中有目标任务表，请核对它的表头",
    ),
    Kind("P107", _M, "{value}的表头下面没有读出单位", "请确认单位与表头在同一个表格里"),
    Kind("P110", _M, "没有找到表头", "请写明责任单位，以及至少一个年份、季度或月份列", "例如：2023年培育数"),
    Kind("P111", _M, "“{value}”没有写明是哪一年", "请在表头或标题中写明年份，或导入时用 --year 指定"),
    Kind("P112", _M, "“{value}”与“{first}”是同一时期", "请只保留一列"),
    Kind("P113", _M, "“{value}”这一列是数字，但看不出是哪个时期", "请改成年份、季度或月份，或删去这一列"),
    Kind("P114", Severity.NOTICE, "“{value}”不是目标列，未读取"),
    Kind("P120", _M, "没有填写目标数", "没有任务请写 0"),
    Kind("P121", _M, "“{value}”不是目标数", "请填写 0 或正整数"),
    Kind("P122", _M, "这一行没有单位名称", "请补上单位名称"),
    Kind("P123", _M, "单位“{value}”在同一附件中出现了两次（另见 {first}）", "请删去重复的一行"),
    Kind("P124", Severity.NOTICE, "序号是 {value}，按顺序应为 {expected}", "请核对是否缺行"),
    Kind("P125", _M, "“{value}”这一行应有 {expected} 个数，实有 {actual} 个", "请补齐或改正这一行"),
    Kind("P130", _M, "没有合计行，无法核对", "请补上合计行"),
    Kind("P131", _M, "合计写的是 {value}，各单位相加是 {sum}", "请核对各单位目标数和合计"),
    Kind("P132", _M, "合计行出现了两次（另见 {first}）", "请只保留一行"),
    Kind("P133", _M, "小计写的是 {value}，与前后各行相加都不相等（{above}、{below}）", "请核对"),
    Kind("P134", _M, "本行合计写的是 {value}，各列相加是 {sum}", "请核对这一行"),
    Kind("P140", _M, "方案工作簿缺少工作表“{value}”或其中的列“{column}”，未作任何改动", "请补上后再导入"),
)

FORMATS = {
    "pdf": "PDF",
    "ole": "旧版 Office 文件或加密文件",
    "rtf": "RTF 文档",
    "mht": "网页归档文件",
    "zip": "压缩包或其他 Office 文件",
    "damaged": "损坏的文件",
    "binary": "无法识别的文件",
}
"""What a file that is no notice is called in P102."""

TABLE_PLACE = "第{table}个表格第{row}行第{column}列"
LINE_PLACE = "第{line}行"

ANNEX = "附件{number}"
MEASURE = "（单位：{measure}）"
SEQUENCE = "序号"
TOTAL = "合计"
