"""The 字段 sheet: one row a field, each column checked on its own and against the others."""

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date

from workbook_tools import prefill
from workbook_tools.formula import is_explosive
from workbook_tools.messages import plans as words
from workbook_tools.model import DAYS, Field, FieldType, Place, Role, Severity, SheetLook, a1
from workbook_tools.model import Entry as Filling
from workbook_tools.plan.entries import Entry, Mistakes, Row, number, required, table, whole, within, word

SHEET = "字段"
COLUMNS = (
    "表号", "位置", "键", "指标名称", "类型", "计量单位", "填写方式", "必填", "选项表", "下限", "上限", "核实下限",
    "核实上限", "格式", "格式说明", "格式类别", "最少字数", "最多字数", "用途", "预填", "计算公式", "填写提示", "示例",
    "列宽",
)  # fmt: skip
NUMERIC = (FieldType.INTEGER, FieldType.DECIMAL, FieldType.PERCENT)
_OF_THE_UNIT = ("必填", "格式", "最少字数", "最多字数")
"""Columns that ask something of what the unit types."""
_LIMITS = ("下限", "上限", "核实下限", "核实上限")
PROMPT_LIMIT = 255
"""Excel repairs workbooks whose input prompts are longer."""


def _limit(entry: Entry, kind: FieldType, mistakes: Mistakes) -> str:
    text = entry.text
    if not text:
        return ""
    if kind in NUMERIC:
        return text if number(entry, mistakes) is not None else ""
    if kind is FieldType.DATE:
        if text in DAYS:
            return text
        try:
            return date.fromisoformat(text.replace("/", "-")).isoformat()
        except ValueError:
            mistakes.add("P026", entry, expected=words.DATE_LIMITS.format(days="、".join(DAYS)))
            return ""
    mistakes.add("P026", entry, expected=words.NO_LIMITS)
    return ""


def _pattern(entry: Entry, mistakes: Mistakes) -> str:
    try:
        re.compile(entry.text)
        explosive = is_explosive(entry.text)
    except (re.error, OverflowError, RecursionError):
        mistakes.add("P018", entry)
        return ""
    if explosive:
        mistakes.add("P051", entry)
        return ""
    return entry.text


def _role(entry: Entry, mistakes: Mistakes) -> Role | None:
    if not entry.text:
        return None
    found = next((role for role in Role if role.value == entry.text), None)
    if found is None:
        mistakes.add("P006", entry, allowed="、".join(role.value for role in Role))
    return found


def _known(entry: Entry, names: Collection[str], code: str, mistakes: Mistakes, **params: object) -> str:
    if entry.text and entry.text not in names:
        mistakes.add(code, entry, **params)
    return entry.text


def _crossed(low: str, high: str) -> bool:
    """Whether nothing lies between two limits; limits that the period sets are not known yet."""
    if not low or not high or {low, high} & set(DAYS):
        return False
    try:
        return _share(low) > _share(high)
    except ValueError:
        return low > high


def _share(text: str) -> float:
    return float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)


def _consistent(row: Row, field: Field, mistakes: Mistakes) -> None:
    """What must hold between the columns of one row."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", field.key):
        mistakes.add("P027", row["键"])
    if (field.entry is Filling.COMPUTED) != bool(field.formula) and field.type is not FieldType.SEQUENCE:
        mistakes.add("P028", row["计算公式"])
    if (field.type is FieldType.CHOICE) != bool(field.choices):
        mistakes.add("P030", row["选项表"])
    if (field.entry is Filling.LOCKED) != bool(field.prefill) and field.type is not FieldType.SEQUENCE:
        mistakes.add("P036", row["预填"])
    if field.entry is not Filling.UNIT:
        limits = _LIMITS if field.entry is Filling.LOCKED else ()
        for entry in (row[column] for column in (*_OF_THE_UNIT, *limits)):
            if entry.text:
                mistakes.add("P049", entry, filling=field.entry.value, column=entry.heading)
    if None not in (field.min_length, field.max_length) and (field.min_length or 0) > (field.max_length or 0):
        mistakes.add("P038", row["最少字数"])
    if _crossed(field.low, field.high) or _crossed(field.soft_low, field.soft_high):
        mistakes.add("P037", row["下限"])
    if len(field.prompt) > PROMPT_LIMIT:
        mistakes.add("P031", row["填写提示"], length=len(field.prompt), limit=PROMPT_LIMIT)


def _field(row: Row, choice_lists: Collection[str], mistakes: Mistakes) -> Field:
    kind = word(row["类型"], FieldType, mistakes, FieldType.TEXT)
    # What a limit may be follows from the type: of an unknown one that alone is said.
    known = kind.value == row["类型"].text
    low, high, soft_low, soft_high = (
        _limit(row[column], kind, mistakes) if known else ""
        for column in ("下限", "上限", "核实下限", "核实上限")
    )
    return Field(
        form=row["表号"].text,
        place=word(row["位置"], Place, mistakes, Place.ROW),
        key=required(row["键"], mistakes),
        label=required(row["指标名称"], mistakes),
        type=kind,
        entry=word(row["填写方式"], Filling, mistakes, Filling.UNIT),
        unit=row["计量单位"].text,
        required=row["必填"].text,
        choices=_known(row["选项表"], choice_lists, "P012", mistakes),
        low=low,
        high=high,
        soft_low=soft_low,
        soft_high=soft_high,
        pattern=_pattern(row["格式"], mistakes),
        pattern_note=row["格式说明"].text,
        pattern_severity=word(row["格式类别"], Severity, mistakes, Severity.MANDATORY),
        min_length=whole(row["最少字数"], mistakes, 0, 32767),
        max_length=whole(row["最多字数"], mistakes, 0, 32767),
        role=_role(row["用途"], mistakes),
        prefill=_known(row["预填"], prefill.NAMES, "P006", mistakes, allowed="、".join(prefill.NAMES)),
        formula=row["计算公式"].text,
        prompt=row["填写提示"].text,
        example=row["示例"].text,
        width=within(row["列宽"], mistakes, 1, 255) or 12.0,
        plan_row=row.number,
    )


def _repeated(
    fields: list[tuple[Row, Field]], column: str, of: Callable[[Field], str]
) -> Iterator[tuple[Row, str]]:
    seen: dict[tuple[str, str], Row] = {}
    for row, field in fields:
        first = seen.setdefault((field.form, of(field)), row)
        if of(field) and first is not row:
            yield row, a1(first[column].address)


def read_fields(
    sheet: SheetLook, forms: Collection[str], choice_lists: Collection[str], mistakes: Mistakes
) -> tuple[Field, ...]:
    """All fields in sheet order; keys, labels and purposes are unique within a form."""
    found: list[tuple[Row, Field]] = []
    for row in table(sheet, 1, len(sheet.rows), COLUMNS, mistakes):
        for column in ("表号", "位置", "类型", "填写方式"):
            required(row[column], mistakes)
        _known(row["表号"], forms, "P019", mistakes)
        field = _field(row, choice_lists, mistakes)
        _consistent(row, field, mistakes)
        found.append((row, field))
    for column, of in (("键", lambda f: f.key), ("指标名称", lambda f: f.label)):
        for row, first in _repeated(found, column, of):
            mistakes.add("P007", row[column], first=first, what=column)
    for row, first in _repeated(found, "用途", lambda f: f.role.value if f.role else ""):
        mistakes.add("P034", row["用途"], form=row["表号"].text, first=first)
    return tuple(field for _, field in found)
