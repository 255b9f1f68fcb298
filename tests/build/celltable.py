"""Tables that say what a cell means: raw | field | value | codes, one line a cell.

A raw or value in double quotes is text; without, it is a number (120), TRUE, a date (2023-05-06), a date with
time (2023-05-06 10:30) or blank. A field is its 类型, with its unit or choice list in brackets.
A value of ✗ is one that could not be understood.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from workbook_tools.model import Choice, Field, FieldType, Place
from workbook_tools.understand import Context

CHOICES = {
    "是否": (Choice("是", None, ("是的", "√", "有")), Choice("否", None, ("不是", "×", "无"))),
    "年度": (Choice("2023"), Choice("2024"), Choice("不计入")),
    "状态": (Choice("拟培育"), Choice("已入库（新增）", None, ("已入库", "入库了")), Choice("出库")),
    "乡镇": (
        Choice("天和镇", None, ("天和",)),
        Choice("中和镇", None, ("中和",)),
        Choice("赵家街道", None, ("赵家", "赵家街道办事处")),
        Choice("示例甲镇", None, ("示例",)),
        Choice("示例乙镇", None, ("示例",)),
    ),
}
CONTEXT = Context(CHOICES)


@dataclass(frozen=True)
class Line:
    """One line of a table, its parts made into what they stand for."""

    text: str
    raw: object
    field: Field
    value: object
    bad: bool
    codes: tuple[str, ...]


def lines(table: str) -> Iterator[Line]:
    """The lines of a table below its heading."""
    for text in table.strip().splitlines()[1:]:
        raw, field, value, codes = (part.strip() for part in text.split("|"))
        bad = value == "✗"
        yield Line(
            text=text,
            raw=_cell(raw),
            field=field_of(field),
            value=None if bad else _cell(value),
            bad=bad,
            codes=tuple(codes.split()) if codes != "-" else (),
        )


def field_of(name: str) -> Field:
    """A field of a type: 整数(人), 选项(是否), 日期."""
    kind, _, argument = name.rstrip(")").partition("(")
    field_type = FieldType(kind)
    choice = field_type is FieldType.CHOICE
    return Field(
        "示例",
        Place.ROW,
        "key",
        "指标",
        field_type,
        unit="" if choice else argument,
        choices=argument if choice else "",
    )


def _cell(text: str) -> object:
    if text.startswith('"'):
        return json.loads(text)
    if text == "":
        return None
    if text in ("TRUE", "FALSE"):
        return text == "TRUE"
    if text.count("-") == 2 and text[0].isdigit():
        return datetime.fromisoformat(text) if ":" in text else date.fromisoformat(text)
    return float(text) if any(mark in text for mark in ".einE") else int(text)
