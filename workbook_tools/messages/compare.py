"""What is said of the differences between two workbooks."""

KINDS = {
    "sheet missing": "工作表不见了",
    "sheet added": "多出的工作表",
    "sheet order": "工作表换了位置",
    "sheet hidden": "工作表的隐藏状态不同",
    "row removed": "行被删除",
    "row added": "多出的行",
    "row moved": "行换了位置",
    "column removed": "列被删除",
    "column added": "多出的列",
    "column moved": "列换了位置",
    "hidden row": "行的隐藏状态不同",
    "hidden column": "列的隐藏状态不同",
    "value": "值不同",
    "formula": "公式不同",
    "result": "公式的结果不同",
    "number format": "数字格式不同",
    "link": "链接不同",
}
"""Kinds of differences, by their word in JSON."""

SHOWN, HIDDEN = "显示", "隐藏"
SHEET_AT = "第{number}张"
ROW_AT, COLUMN_AT = "第{number}行", "{letter}列"
STOOD_AT = "{text}（原在{cell}）"
BLANK_ROW, BLANK_COLUMN = "（空行）", "（空列）"
AS_NUMBER, AS_TEXT = "{text}（数值）", "“{text}”（文本）"

NO_WORKBOOK = "“{file}”不是 .xlsx 工作簿，无法比对。请指定总台账文件（.xlsx）。"
ENCRYPTED = "“{file}”加了打开密码，无法比对。请取消密码后另存，再核验。"
DAMAGED = "“{file}”已损坏或不是表格软件写成的 .xlsx，无法比对。请用原文件再试。"
TOO_LARGE = "“{file}”展开后太大（超过 {limit} MB），没有读取。"
