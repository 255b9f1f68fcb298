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
    "display": "看到的内容被改变",
    "link": "链接不同",
}
"""Kinds of differences, by their word in JSON."""

WORKBOOK = "（整个工作簿）"
"""In place of a sheet's name, of what holds for all of them."""

REPEATED = "内容重复填满单元格"
ILLEGIBLE = "字与底色相同或字号太小，看不见"
COVERED_BY_MERGE, COVERED_BY_CHART = "被合并单元格遮住", "被图表遮住"
RULE_HIDES = "条件格式改变或隐去显示的内容"
ZEROS_HIDDEN = "零值不显示"
FORMULAS_SHOWN = "显示公式，不显示结果"
CUT_OFF = "冻结窗格后，{cell} 以前的行或列看不到"
AS_DISPLAYED = "按显示的精度计算"
SHAPE = "图形、文本框、图片或对象"
FOREIGN = {
    "vbaProject": "宏",
    "xlMacrosheet": "宏表",
    "xlIntlMacrosheet": "宏表",
    "connections": "外部数据连接",
    "queryTable": "外部数据查询",
    "externalLink": "引用其他工作簿",
    "pivotTable": "数据透视表",
    "oleObject": "嵌入对象",
    "package": "嵌入对象",
    "control": "控件",
    "ctrlProp": "控件",
    "image": "背景图片",
}
"""What this tool never puts into a workbook, by the type of its relationship."""

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
