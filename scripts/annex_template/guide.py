"""The 说明 sheet: what the workbook is for and how the officer changes it. Not read by the tool."""

from openpyxl.worksheet.worksheet import Worksheet

from annex_template import style
from annex_template.choices import CHOICES
from annex_template.style import Look, dress, dress_span, row_height

SHEET = "说明"

_INTRODUCTION = (
    "这个工作簿说明要收什么：目标、单位、表、指标、选项、期限和口径都在这里，用Excel或WPS直接修改，不用改程序。",
    "改完保存后运行 check-plan，有错会指出在哪张表、哪一格；没有错才能生成下发表（generate）。",
)

_SHEETS = (
    ("方案", "基本信息、各附件怎么计数、五色、总目标、填报说明、收件后核、报告期"),
    ("附件1、附件2", "文件附件的目标任务，按文件原样排列；合计照抄文件，由工具核对"),
    ("单位", "45个责任单位的代码、名称和别名"),
    ("字段", "两张表的全部指标，一行一个：类型、必填、限值、格式、提示"),
    ("选项", "下拉列表的内容、先后级次和同义写法"),
    ("规则", "指标之间的审核规则，一行一条；单个指标的必填、限值、格式在“字段”中"),
    ("KZ-GQ-01", "部门填的高新技术企业培育填报表的版式"),
    ("KZ-KJ-02", "乡镇（街道）填的科技型企业培育填报表的版式"),
)

_RULES = (
    (
        "一条规则",
        "在“规则”加一行：代码、表号、范围、类别、条件（应当成立的公式）、提示、处理办法。下发表、收件审核和退回意见都用这一行，不用改程序。",
    ),
    (
        "例一（KJ09）",
        "范围选“行”，类别选“强制性”，条件写 [科技人员数（人）]<=[从业人员数（人）]，"
        "提示写 科技人员{科技人员数（人）}人，多于从业人员{从业人员数（人）}人。",
    ),
    (
        "例二（KJ06）",
        '范围选“行”，类别选“核实性”，条件写 IF([产业领域]="其他",NOT(ISBLANK([备注])),TRUE)，'
        "提示写 选了“其他”，备注没有写明是什么领域。",
    ),
    (
        "什么时候核对",
        "条件中的指标都填了、而且填对了类型才核对；写在ISBLANK( )里的指标可以空着。算不出结果的不算错。",
    ),
    ("比先后", "有级次的选项用 级次([培育阶段])>=3 比较；没有级次的选项（如“迁出”）不参加比较，也不算错。"),
    (
        "整张名单",
        "范围选“表”，名单中的指标写在SUM、MIN、MAX、AVERAGE、COUNT、COUNTA里，"
        "例如 COUNTA([成立日期])>=COUNTA([企业名称])。",
    ),
    ("重复", "同一内容在名单中出现几次，写 重复次数([企业联系电话])<5。"),
)

_TASKS = (
    ("改报送期限", "在“方案”的【报告期】中改报送截止日；增加一期就增加一行。"),
    ("填时序进度", "在【报告期】的时序进度栏填百分比。空着表示未设置，总台账不作比较，也不标颜色。"),
    ("填2022年基数", "在【附件】的基数栏填整数。空着表示未设置，总台账不推算存量。"),
    ("改指标名称", "“字段”和版式中的文字一起改；公式中用到的名称也要改。"),
    ("加一个指标", "在“字段”加一行，在版式的对应位置加一栏，写上同样的名称；旧行的键不要改。"),
    ("加一条规则", "在“规则”加一行，写法见上。单个指标的必填、限值、格式不用写规则，填在“字段”中。"),
    ("加一个选项", "在“选项”中加一行；收表时也认的其他写法写在同义写法中，用、隔开。"),
    (
        "改版式",
        "字体、行高、合并、打印设置随意改，列宽在“字段”中改；花括号中的文字是占位，不要改，可以移动。",
    ),
    ("换一个年度", "改“方案”的基本信息和报告期，更新附件的目标；也可以用 import-annex 从文件导入。"),
    ("暂停一行", "在一行的第一格前面加 #，这一行就不起作用。"),
)

_TITLE = Look(style.TITLE, 20, colour=style.BANNER, wrap=False)
_TEXT = Look(size=11, wrap=False)
_BANNER = Look(style.HEADING, 13, colour=style.BANNER, wrap=False)
_NAME = Look(style.HEADING, 11, fill=style.LABEL, border=style.BOX, indent=1)
_CELL = Look(size=11, border=style.BOX, indent=1)
_GAP = 2
_TEXT_WIDTH = 104

_SHEETS_TOP = 2 + len(_INTRODUCTION) + _GAP
_RULES_TOP = _SHEETS_TOP + len(_SHEETS) + _GAP
_TASKS_TOP = _RULES_TOP + len(_RULES) + _GAP
_LISTS_TOP = _TASKS_TOP + len(_TASKS) + _GAP

CHOICE_LISTS = f"'{SHEET}'!$B${_LISTS_TOP + 1}:$B${_LISTS_TOP + len(CHOICES)}"
"""Where the names of the choice lists stand once each, for the drop-down of the 字段 sheet."""


def _list_lines() -> tuple[tuple[str, str], ...]:
    return tuple((name, "、".join(choice.value for choice in choices)) for name, choices in CHOICES.items())


def _write_block(sheet: Worksheet, top: int, banner: str, lines: tuple[tuple[str, str], ...]) -> None:
    dress(sheet.cell(top, 2, banner), _BANNER)
    sheet.row_dimensions[top].height = 28
    for row, (name, text) in enumerate(lines, top + 1):
        dress(sheet.cell(row, 2, name), _NAME)
        dress(sheet.cell(row, 3, text), _CELL)
        sheet.row_dimensions[row].height = row_height([(text, _TEXT_WIDTH)], 11)


def write_guide(sheet: Worksheet) -> None:
    """The whole sheet."""
    for column, width in (("A", 3), ("B", 26), ("C", _TEXT_WIDTH)):
        sheet.column_dimensions[column].width = width
    dress_span(sheet, "B1:C1", _TITLE).value = "方案工作簿使用说明"
    sheet.row_dimensions[1].height = 40
    for row, line in enumerate(_INTRODUCTION, 2):
        dress(sheet.cell(row, 2, line), _TEXT)
    _write_block(sheet, _SHEETS_TOP, "各工作表", _SHEETS)
    _write_block(sheet, _RULES_TOP, "怎样写规则", _RULES)
    _write_block(sheet, _TASKS_TOP, "常见修改", _TASKS)
    _write_block(sheet, _LISTS_TOP, "选项表一览", _list_lines())
    sheet.sheet_view.showGridLines = False
    style.print_wide(sheet, "")
