"""The 方案 sheet: settings, periods, annex settings, colours, goals, notes, each under its 【heading】."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbook_tools.messages import plans as words
from workbook_tools.model import (
    Basis,
    Colour,
    ColourTest,
    Goal,
    ReportingPeriod,
    SheetLook,
    TargetBasis,
    Unreported,
    a1,
)
from workbook_tools.plan.entries import (
    Entry,
    Mistakes,
    Row,
    as_text,
    day,
    headings,
    number,
    period,
    required,
    table,
    unique,
    whole,
    within,
    word,
)

SHEET = "方案"
SETTINGS = (
    "方案名称",
    "文号",
    "发文机关",
    "发文日期",
    "收表单位",
    "模板版本",
    "未报处理",
    "五色口径",
    "计量单位说明",
)
REQUIRED_SETTINGS = ("方案名称", "模板版本", "发文日期")
RELATIONS = ("＞", "≥", ">", ">=")
PACE = re.compile(r"附件(\d+)时序进度\Z")
_COLUMNS = {
    "基本信息": ("设置项", "取值", "说明"),
    "附件": (
        "附件", "表号", "表名", "名单行数", "超出行数", "去重字段", "计入条件", "计入年度",
        "退出条件", "存量条件", "计数口径", "目标口径", "基数",
    ),
    "五色": ("颜色", "色值", "依据", "下限"),
    "目标": ("附件", "年份", "关系", "目标值", "表述"),
    "填报说明": ("表号", "内容"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class AnnexSettings:
    """A row of 【附件】 whose references are not resolved yet."""

    annex: int
    form: str
    title: str
    rows: int
    overflow: int
    basis: Basis
    target_basis: TargetBasis
    baseline: int | None
    row: Row


def sections(sheet: SheetLook) -> dict[str, tuple[int, int]]:
    """Section name -> (heading row, last row) in the 方案 sheet."""
    starts = _starts(sheet)
    bounds = [*(number for _, number in starts), len(sheet.rows) + 1]
    return {name: (start + 1, end - 1) for (name, start), end in zip(starts, bounds[1:], strict=True)}


def _starts(sheet: SheetLook) -> list[tuple[str, int]]:
    """Name and row of every section heading, in the order of the sheet."""
    return [
        (match[1], number)
        for number, values in enumerate(sheet.rows, 1)
        if values and (match := re.fullmatch(r"【(.+)】", as_text(values[0])))
    ]


def section_rows(sheet: SheetLook, name: str, columns: Sequence[str], mistakes: Mistakes) -> Iterator[Row]:
    """The rows of a section; one that is missing, or there twice, is a mistake."""
    found = sections(sheet).get(name)
    if found is None:
        mistakes.add("P002", Entry(SHEET, (1, 1)), section=name)
        return
    first, *others = (start for title, start in _starts(sheet) if title == name)
    for start in others:
        mistakes.add(
            "P007", Entry(SHEET, (start, 1), f"【{name}】"), first=a1((first, 1)), what=words.SECTION
        )
    yield from table(sheet, *found, columns, mistakes)


def read_settings(sheet: SheetLook, mistakes: Mistakes) -> Mapping[str, str]:
    """【基本信息】 by name; unknown and repeated names are mistakes, as are missing ones that are needed."""
    found: dict[str, Entry] = {}
    seen: dict[str, Entry] = {}
    for row in section_rows(sheet, "基本信息", _COLUMNS["基本信息"], mistakes):
        name, value = row["设置项"], row["取值"]
        if name.text not in SETTINGS:
            mistakes.add("P011", name, allowed="、".join(SETTINGS))
        unique(name, seen, name.heading, mistakes)
        found.setdefault(name.text, value)
    for needed in REQUIRED_SETTINGS:
        required(found.get(needed) or Entry(SHEET, (1, 1), None, needed), mistakes)
    if "发文日期" in found:
        day(found["发文日期"], mistakes)
    treatment = found.get("未报处理")
    if treatment:
        word(treatment, Unreported, mistakes, Unreported.CARRIED)
    return {name: entry.text for name, entry in found.items()}


def _pace(row: Row, mistakes: Mistakes) -> dict[int, float]:
    pace = {}
    for heading, entry in row.cells.items():
        match = PACE.match(heading)
        share = within(entry, mistakes, 0, 1) if match else None
        if match and share is not None:
            pace[int(match[1])] = share
    return pace


def read_periods(sheet: SheetLook, mistakes: Mistakes) -> tuple[tuple[Entry, ReportingPeriod], ...]:
    """【报告期】 with their cells, as written; a period named twice or due before its cut-off is a mistake."""
    found = sections(sheet).get("报告期")
    paces = [text for text in headings(sheet, found[0]) if PACE.match(text)] if found else []
    periods: dict[str, tuple[Entry, ReportingPeriod]] = {}
    for row in section_rows(sheet, "报告期", ("报告期", "数据截止日", "报送截止日", *paces), mistakes):
        named = period(row["报告期"], mistakes)
        as_of, due = (day(row[name], mistakes) for name in ("数据截止日", "报送截止日"))
        pace = _pace(row, mistakes)
        if named is None:
            continue
        if str(named) in periods:
            first = periods[str(named)][0]
            mistakes.add("P007", row["报告期"], first=a1(first.address), what=first.heading)
        as_of = as_of or named.end
        due = due or as_of
        if due < as_of:
            mistakes.add("P024", row["报送截止日"], as_of=as_of.isoformat())
        periods[str(named)] = row["报告期"], ReportingPeriod(named, as_of, due, pace)
    return tuple(periods.values())


def read_annex_settings(sheet: SheetLook, mistakes: Mistakes) -> tuple[AnnexSettings, ...]:
    """【附件】 one row an annex; annex numbers and form codes are unique."""
    rows: list[AnnexSettings] = []
    numbers: dict[str, Entry] = {}
    codes: dict[str, Entry] = {}
    for row in section_rows(sheet, "附件", _COLUMNS["附件"], mistakes):
        number_ = whole(row["附件"], mistakes, 1, 99)
        form, title = required(row["表号"], mistakes), required(row["表名"], mistakes)
        key = required(row["去重字段"], mistakes), required(row["计入条件"], mistakes)
        for column, seen in (("附件", numbers), ("表号", codes)):
            unique(row[column], seen, column, mistakes)
        if number_ is None or not form or not all(key):
            continue
        overflow = whole(row["超出行数"], mistakes, 0, 5000)
        rows.append(
            AnnexSettings(
                number_,
                form,
                title,
                whole(row["名单行数"], mistakes, 1, 5000) or 40,
                200 if overflow is None else overflow,
                word(row["计数口径"], Basis, mistakes, Basis.GROSS),
                word(row["目标口径"], TargetBasis, mistakes, TargetBasis.AS_STATED),
                whole(row["基数"], mistakes, 0, 10_000_000),
                row,
            )
        )
    return tuple(rows)


def read_colours(sheet: SheetLook, mistakes: Mistakes) -> tuple[Colour, ...]:
    """【五色】 in testing order; the last row, and only it, is 其余."""
    colours, last = [], None
    for row in section_rows(sheet, "五色", _COLUMNS["五色"], mistakes):
        name, rgb = required(row["颜色"], mistakes), row["色值"].text.lstrip("#").upper()
        if not re.fullmatch(r"[0-9A-F]{6}", rgb):
            mistakes.add("P025", row["色值"])
        test = word(row["依据"], ColourTest, mistakes, ColourTest.OTHER)
        level = number(row["下限"], mistakes)
        if level is None and test is not ColourTest.OTHER:
            required(row["下限"], mistakes)
        if last is not None and colours[-1].test is ColourTest.OTHER:
            mistakes.add("P035", last)
        colours.append(Colour(name, rgb, test, level))
        last = row["依据"]
    if last is not None and colours[-1].test is not ColourTest.OTHER:
        mistakes.add("P035", last)
    return tuple(colours)


def read_goals(sheet: SheetLook, annexes: Collection[int], mistakes: Mistakes) -> tuple[Goal, ...]:
    """【目标】: the notice's goals for whole annexes; may be empty."""
    goals = []
    for row in section_rows(sheet, "目标", _COLUMNS["目标"], mistakes):
        annex, year = whole(row["附件"], mistakes, 1, 99), whole(row["年份"], mistakes, 1900, 2999)
        value = whole(row["目标值"], mistakes, 0, 10_000_000)
        for column in ("附件", "年份", "关系", "目标值"):
            required(row[column], mistakes)
        if annex not in {None, *annexes}:
            mistakes.add("P006", row["附件"], allowed="、".join(map(str, annexes)))
        if row["关系"].text not in ("", *RELATIONS):
            mistakes.add("P006", row["关系"], allowed="、".join(RELATIONS))
        if annex is not None and year is not None and value is not None:
            goals.append(Goal(annex, year, row["关系"].text, value, row["表述"].text))
    return tuple(goals)


def read_notes(sheet: SheetLook, forms: Sequence[str], mistakes: Mistakes) -> Mapping[str, tuple[str, ...]]:
    """【填报说明】 lines by form code; those for every form stand under ''."""
    notes: dict[str, tuple[str, ...]] = {}
    for row in section_rows(sheet, "填报说明", _COLUMNS["填报说明"], mistakes):
        form = row["表号"].text
        if form and form not in forms:
            mistakes.add("P019", row["表号"])
        notes[form] = (*notes.get(form, ()), row["内容"].text)
    return notes
