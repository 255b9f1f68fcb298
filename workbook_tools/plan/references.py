"""What one part of a plan says about another: formulas over labels, key fields, periods against targets."""

from collections.abc import Iterator, Mapping, Sequence

from workbook_tools import formula, targets
from workbook_tools.model import (
    ALWAYS,
    Annex,
    Choice,
    Field,
    ReportingPeriod,
    SheetLook,
)
from workbook_tools.plan.entries import Entry, Mistakes, Row, headings
from workbook_tools.plan.sections import AnnexSettings

CONDITIONS = ("计入条件", "退出条件", "存量条件")


def check_formula(
    entry: Entry,
    text: str,
    fields: Sequence[Field],
    choices: Mapping[str, tuple[Choice, ...]],
    mistakes: Mistakes,
    *,
    condition: bool = True,
) -> None:
    """A formula that cannot be read, that names what is not there, or is no `condition`, is a mistake of its cell."""
    by_label = {field.label: field for field in fields}
    try:
        node = formula.parse(text)
    except formula.FormulaError as mistake:
        problems = [mistake]
    else:
        problems = formula.check_types(node, by_label, formula.levels_by_label(fields, choices))
        if condition and not problems:
            problems = formula.check_condition(node, by_label)
    at = Entry(entry.sheet, entry.address, text, entry.heading)
    for problem in problems:
        mistakes.add(problem.code, at, **dict(problem.params))


def check_fields(
    sheet: SheetLook, fields: Sequence[Field], choices: Mapping[str, tuple[Choice, ...]], mistakes: Mistakes
) -> None:
    """必填 conditions and 计算公式 of every field, over the labels of its own form."""
    column = headings(sheet, 1)
    by_form: dict[str, list[Field]] = {}
    for field in fields:
        by_form.setdefault(field.form, []).append(field)
    for field in fields:
        for name, text in (("必填", field.required), ("计算公式", field.formula)):
            if text in ("", ALWAYS):
                continue
            entry = Entry(sheet.name, (field.plan_row, column.get(name, 1)), text, name)
            # 是 or √ typed for 必填: to speak of a formula would not help.
            if name == "必填" and "[" not in text:
                mistakes.add("P042", entry)
            else:
                check_formula(entry, text, by_form[field.form], choices, mistakes, condition=name == "必填")
    for own in by_form.values():
        for field in _circular(own):
            entry = Entry(sheet.name, (field.plan_row, column.get("计算公式", 1)), field.formula, "计算公式")
            mistakes.add("P040", entry)


def _circular(fields: Sequence[Field]) -> Iterator[Field]:
    """Computed fields that need their own result; spreadsheets refuse to compute them."""
    needs = {field.label: _named(field.formula) for field in fields if field.formula}
    for field in fields:
        reached: set[str] = set()
        waiting = set(needs.get(field.label, ()))
        while waiting:
            reached |= waiting
            waiting = {label for each in waiting for label in needs.get(each, ())} - reached
        if field.label in reached:
            yield field


def _named(text: str) -> tuple[str, ...]:
    try:
        return formula.labels(formula.parse(text))
    except formula.FormulaError:
        return ()


def known_label(row: Row, column: str, fields: Sequence[Field], mistakes: Mistakes) -> str:
    """The roster label named in an annex setting; blank or unknown reads as ''."""
    entry = row[column]
    found = entry.text if any(field.label == entry.text for field in fields) else ""
    if entry.text and not found:
        mistakes.add("P013", entry, form=row["表号"].text)
    return found


def check_conditions(
    settings: AnnexSettings,
    roster: Sequence[Field],
    choices: Mapping[str, tuple[Choice, ...]],
    mistakes: Mistakes,
) -> None:
    """计入条件, 退出条件, 存量条件 of an annex, over the roster labels of its form."""
    for column in CONDITIONS:
        entry = settings.row[column]
        if entry.text:
            check_formula(entry, entry.text, roster, choices, mistakes)


def check_periods(
    periods: Sequence[tuple[Entry, ReportingPeriod]], annexes: Sequence[Annex], mistakes: Mistakes
) -> None:
    """Reporting periods in years that an annex plans nothing for: one mistake an annex, at the first of them."""
    for annex in annexes:
        planned = targets.years(annex)
        outside = [(entry, each.period) for entry, each in periods if each.period.year not in planned]
        if planned and outside:
            years = "至".join(map(str, dict.fromkeys((planned[0], planned[-1]))))
            named = [str(period) for _, period in outside]
            shown = "、".join(named[:3]) + (f"等 {len(named)} 期" if len(named) > 3 else "")
            mistakes.add("P023", outside[0][0], annex=annex.number, years=years, periods=shown)
