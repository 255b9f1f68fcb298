"""Words printed in an issued form: prompts, error texts of live validation, the 填报说明 sheet."""

from workbook_tools.model import ALWAYS, Choice, Field, FieldType

GUIDE_TITLE = "{form}填报说明"
GUIDE_HEADINGS = ("序号", "指标", "是否必填", "怎么填", "可选项或示例")
REFUSED_TITLE = "填写有误"
SOMETIMES, OPTIONAL = "视情况必填", "选填"
FOOTER = "第&P页 共&N页"
IDENTITY_HEADINGS = ("项目", "内容")
COUNTED_IN = "{year}年已计入"
_TYPES = {
    FieldType.TEXT: "请填文字。",
    FieldType.NAME: "请填全称，与营业执照一致。",
    FieldType.INTEGER: "请只填整数，不带单位，例如 12。",
    FieldType.DECIMAL: "请只填数字，不带单位，最多两位小数，例如 120.50。",
    FieldType.PERCENT: "请填百分比，例如 5.30%。",
    FieldType.DATE: "请填日期，例如 2023-10-31。",
    FieldType.CHOICE: "请从下拉列表中选择。",
    FieldType.CREDIT_CODE: "请填 18 位统一社会信用代码，字母大写，不含空格。",
    FieldType.NUMBER_TEXT: "请原样填写编号。",
    FieldType.PHONE: "请填手机号或带区号的固定电话，例如 13800000000 或 010-12345678。",
    FieldType.SEQUENCE: "",
}
_SHOWN_CHOICES = 12


def prompt(field: Field) -> str:
    """The text shown beside the cell: the plan's own prompt, else what the type asks for (255 characters at most)."""
    return (field.prompt or _TYPES[field.type])[:255]


def _limit(word: str, limit: str, unit: str) -> str:
    """不小于 0家, 不晚于数据截止日; nothing where there is no limit."""
    return f"{word}{' ' if limit.isascii() else ''}{limit}{unit}" if limit else ""


def _bounds(field: Field) -> str:
    below, above = ("不早于", "不晚于") if field.type is FieldType.DATE else ("不小于", "不大于")
    low, high = _limit(below, field.low, field.unit), _limit(above, field.high, field.unit)
    lengths = (field.min_length, field.max_length)
    length = f"为 {field.min_length or 0} 至 {field.max_length} 个字" if None not in lengths else ""
    return "，".join(part for part in (low, high, length) if part)


def refused(field: Field) -> str:
    """The text of the box that refuses what was typed (255 characters at most)."""
    bounds = _bounds(field)
    return f"「{field.label}」{_TYPES[field.type]}{f'应{bounds}。' if bounds else ''}"[:255]


def need(field: Field) -> str:
    """是否必填, as 填报说明 prints it."""
    if not field.required:
        return OPTIONAL
    return ALWAYS if field.required == ALWAYS else SOMETIMES


def options(field: Field, choices: tuple[Choice, ...]) -> str:
    """可选项或示例: the choices, shortened where there are many, else the plan's example."""
    if not choices:
        return field.example
    shown = "、".join(choice.value for choice in choices[:_SHOWN_CHOICES])
    return shown if len(choices) <= _SHOWN_CHOICES else f"{shown}…等 {len(choices)} 项，见下拉列表"
