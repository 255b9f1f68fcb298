"""Hints of the form itself, which sees less than receipt does: there the same value is understood, or refused."""

from workbook_tools.messages.kind import Kind
from workbook_tools.model import Severity

KINDS: tuple[Kind, ...] = (
    Kind(
        "C011",
        Severity.RECORD,
        "“{value}”不是规范的数字",
        "请只填阿拉伯数字，不带单位、逗号和空格，例如 12",
    ),
    Kind("C012", Severity.RECORD, "“{value}”不是规范的日期", "请直接输入年、月、日，例如 2023-05-06"),
    Kind(
        "C013",
        Severity.RECORD,
        "“{value}”的写法请核对",
        "请去掉空格和多余的符号，一格只填一项，字母用大写、半角，没有内容请留空",
    ),
    Kind("C014", Severity.RECORD, "“{value}”与选项的写法不同", "请从下拉列表中选择"),
)
