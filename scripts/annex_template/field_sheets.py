"""The definition sheets 单位, 字段, 选项 and 规则."""

from collections.abc import Callable, Iterator, Sequence

from openpyxl.formatting.rule import Rule as Format
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from annex_template import departments, guide, style, townships
from annex_template.annexes import DEPARTMENT_FORM, TOWNSHIP_FORM
from annex_template.choices import CHOICES
from annex_template.header import header
from annex_template.rules import RULES
from annex_template.shared import ALWAYS, Fields
from annex_template.tables import CellValue, Column, words, write_sheet
from annex_template.units import units
from workbook_tools import prefill
from workbook_tools.model import Entry, Field, FieldType, Place, Role, Rule, Scope, Severity

_FORMS = words(DEPARTMENT_FORM, TOWNSHIP_FORM)
_SEVERITIES = words(*(severity.value for severity in Severity if severity is not Severity.RECORD))

UNIT_COLUMNS = (
    Column("单位代码", "不重复的代码。乡镇（街道）用统计用区划代码，部门用自编代码。", 16, format="@"),
    Column("单位名称", "与附件中的责任单位一字不差。", 20),
    Column("别名", "收表时也认的其他写法，用、隔开。能指两个单位的写法不要写。", 90),
    Column("联系人", "可不填。", 14),
    Column("联系电话", "可不填。", 18, format="@"),
)

CHOICE_COLUMNS = (
    Column("选项表", "选项表的名称，在“字段”表中引用。", 24),
    Column("选项", "下拉列表中的一项。{附件2单位} 代表附件2的全部单位。", 36, format="@"),
    Column("级次", "有先后顺序的填1、2、3…；不参加排序的空着。", 14, across="center"),
    Column("同义写法", "收表时按本选项理解的写法，用、隔开。意思含糊的不要写。", 56, format="@"),
)

RULE_COLUMNS = (
    Column("规则代码", "不重复的代码，定了不要改，意见和说明靠它对应。", 11),
    Column("表号", "空着：每张表都用。", 12, _FORMS, strict=False),
    Column("范围", "表头、行（每家企业）或表（整张名单）。", 9, words(*(scope.value for scope in Scope))),
    Column("类别", "强制性须改正；准强制性须说明并经批准；核实性须说明；提示性可不处理。", 14, _SEVERITIES),
    Column("条件", "应当成立的条件，用Excel公式写，指标名称放在方括号里。用到的指标都填了才核对。", 52),
    Column("提示", "不成立时告诉填报人的话。{指标名称}代表该格所填的内容。", 46),
    Column("处理办法", "请填报人怎么做，也可用{指标名称}。空着：按类别用通用的话。", 40),
    Column("标记指标", "标红、标黄的指标，用、隔开；空着：条件用到的都标。", 26),
    Column(
        "核查时点", "空着：填表时就核对，收件后再核一次；收件后核：只在收件后核对。", 12, words("收件后核")
    ),
)

FIELD_COLUMNS = (
    Column("表号", "指标属于哪张表。", 12, _FORMS, strict=False),
    Column(
        "位置", "表头：表上方或签字行的格子；明细：名单的一栏。", 8, words(*(place.value for place in Place))
    ),
    Column("键", "英文短名，同一张表中不重复，定了不要改。", 11),
    Column("指标名称", "与版式中印的文字一致，同一张表中不重复。", 26),
    Column("类型", "决定怎么核对和理解所填内容。", 16, words(*(kind.value for kind in FieldType))),
    Column("计量单位", "数字后面可能带的单位。", 9, across="center"),
    Column(
        "填写方式",
        "填报：单位填；锁定：下发时预填；计算：公式自动算。",
        9,
        words(*(entry.value for entry in Entry)),
    ),
    Column("必填", "空着：选填；必填；或一个公式，成立时必填。", 26, words(ALWAYS), strict=False),
    Column("选项表", "类型为“选项”的，写“选项”表中的名称。", 20, guide.CHOICE_LISTS, strict=False),
    Column("下限", "小于它须改正。", 9, across="center"),
    Column("上限", "大于它须改正。日期可写数据截止日。", 12, across="center"),
    Column("核实下限", "小于它须说明。", 9, across="center"),
    Column("核实上限", "大于它须说明。", 10, across="center"),
    Column("格式", "正则表达式，须与全部内容相符。", 34, format="@"),
    Column("格式说明", "用一句话说清格式。", 32),
    Column("格式类别", "不符时的审核类别，空着为强制性。", 10, _SEVERITIES),
    Column("最少字数", "", 8, across="center"),
    Column("最多字数", "", 8, across="center"),
    Column("用途", "有专门用处的指标，每张表各一个。", 11, words(*(role.value for role in Role))),
    Column("预填", "锁定的指标下发时填什么。", 15, words(*prefill.NAMES)),
    Column("计算公式", "填写方式为“计算”时的公式。", 36),
    Column("填写提示", "选中格子时显示，最多255字。", 52),
    Column("示例", "印在填报说明中，均为虚构。", 22, format="@"),
    Column("列宽", "明细栏的宽度。", 7, across="center"),
)


def _number(text: str) -> CellValue:
    """A limit as the officer types it: a number where it is one."""
    return int(text) if text.lstrip("-").isdigit() else text or None


def _field_row(field: Field) -> tuple[CellValue, ...]:
    return (
        field.form,
        field.place.value,
        field.key,
        field.label,
        field.type.value,
        field.unit or None,
        field.entry.value,
        field.required or None,
        field.choices or None,
        _number(field.low),
        _number(field.high),
        _number(field.soft_low),
        _number(field.soft_high),
        field.pattern or None,
        field.pattern_note or None,
        field.pattern_severity.value if field.pattern else None,
        field.min_length,
        field.max_length,
        field.role.value if field.role else None,
        field.prefill or None,
        field.formula or None,
        field.prompt or None,
        field.example or None,
        field.width if field.place is Place.ROW else None,
    )


def fields() -> Fields:
    """The fields of both forms, each in the order of its form."""
    return (
        *header(DEPARTMENT_FORM),
        *departments.ROSTER,
        *header(TOWNSHIP_FORM),
        *townships.ROSTER,
    )


def _choice_rows() -> Iterator[Sequence[CellValue]]:
    for name, choices in CHOICES.items():
        for choice in choices:
            yield name, choice.value, choice.level, "、".join(choice.synonyms) or None


def write_units(sheet: Worksheet) -> None:
    """The 单位 sheet."""
    rows = [(unit.code, unit.name, "、".join(unit.aliases), None, None) for unit in units()]
    write_sheet(sheet, UNIT_COLUMNS, rows, "C3", 42)


def write_fields(sheet: Worksheet) -> None:
    """The 字段 sheet; locked and computed fields are greyed."""
    write_sheet(sheet, FIELD_COLUMNS, [_field_row(field) for field in fields()], "E3", 80)
    greyed = DifferentialStyle(fill=PatternFill("solid", start_color=style.LOCKED, end_color=style.LOCKED))
    sheet.page_setup.fitToWidth = 2
    sheet.print_title_cols = "A:D"
    sheet.conditional_formatting.add(
        "A3:X300", Format("expression", formula=['OR($G3="锁定",$G3="计算")'], dxf=greyed)
    )


def write_choices(sheet: Worksheet) -> None:
    """The 选项 sheet."""
    write_sheet(sheet, CHOICE_COLUMNS, list(_choice_rows()), "C3", 42)


def _rule_row(rule: Rule) -> tuple[CellValue, ...]:
    return (
        rule.code,
        rule.form or None,
        rule.scope.value,
        rule.severity.value,
        rule.condition,
        rule.message,
        rule.todo,
        "、".join(rule.marks) or None,
        "收件后核" if rule.on_receipt else None,
    )


def write_rules(sheet: Worksheet) -> None:
    """The 规则 sheet."""
    write_sheet(sheet, RULE_COLUMNS, [_rule_row(rule) for rule in RULES], "B3", 66)


SHEETS: dict[str, Callable[[Worksheet], None]] = {
    "单位": write_units,
    "字段": write_fields,
    "选项": write_choices,
    "规则": write_rules,
}
