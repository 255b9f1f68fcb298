"""What one part of a plan says about another: formulas over labels, key fields, periods against targets."""

from collections.abc import Iterator, Mapping, Sequence

from workbook_tools import formula, targets
from workbook_tools.model import (
    ALWAYS,
    Annex,
    Choice,
    Field,
    Place,
    ReportingPeriod,
    Scope,
    SheetLook,
)
from workbook_tools.plan.entries import Entry, Mistakes, Row, headings
from workbook_tools.plan.sections import AnnexSettings

CONDITIONS = ("计入条件", "退出条件", "存量条件")
_LONG_CELL, _LONG_RANGE = "填报表!$AA$1000", "填报表!$AA$1000:$AA$2000"
"""As much as a reference takes in a form of many columns and rows."""
_AROUND, _MORE = 7, " " * 20
"""What the form puts around a condition: so many functions, and the words that they take."""


def check_formula(
    entry: Entry,
    text: str,
    fields: Sequence[Field],
    choices: Mapping[str, tuple[Choice, ...]],
    mistakes: Mistakes,
    *,
    condition: bool = True,
    scope: Scope = Scope.ROW,
    names_field: bool = False,
) -> None:
    """A formula that cannot be read, that names what is not there, or is no `condition`, is a mistake of its cell.

    `names_field`: it must be about something.
    """
    at = Entry(entry.sheet, entry.address, text, entry.heading)
    problems = formula_problems(text, fields, choices, scope, condition=condition)
    for problem in problems:
        mistakes.add(problem.code, at, **dict(problem.params))
    if names_field and not problems and not formula.labels(formula.parse(text)):
        mistakes.add("P048", at)


def formula_problems(
    text: str,
    fields: Sequence[Field],
    choices: Mapping[str, tuple[Choice, ...]],
    scope: Scope,
    *,
    condition: bool,
) -> list[formula.FormulaError]:
    """Everything wrong with a formula over these fields: how it reads, what it names, what it is for Excel."""
    by_label, levels = {field.label: field for field in fields}, formula.levels_by_label(fields, choices)
    try:
        node = formula.parse(text)
    except formula.FormulaError as mistake:
        return [mistake]
    problems = formula.check_types(node, by_label, levels, scope)
    if condition and not problems:
        problems = formula.check_condition(node, by_label)
    return problems or _beyond_excel(node, fields, levels)


def _beyond_excel(
    node: formula.Node, fields: Sequence[Field], levels: formula.Levels
) -> list[formula.FormulaError]:
    """What Excel would not take, once the formulas of computed fields stand in the place of their labels."""
    computed = {f.label: formula.parse(f.formula) for f in fields if _named(f.formula)}
    for field in _circular(fields):
        del computed[field.label]
    try:
        whole = formula.substitute(node, computed)
        for _ in range(_AROUND):
            whole = formula.Call("IFERROR", (whole, formula.Text(_MORE, 0)), 0)
        formula.to_excel(whole, lambda _: _LONG_CELL, levels, column=lambda _: _LONG_RANGE)
    except formula.FormulaError as mistake:
        return [mistake]
    return []


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
                own = by_form[field.form]
                scope = Scope.HEADER if field.place is Place.HEADER else Scope.ROW
                check_formula(entry, text, own, choices, mistakes, condition=name == "必填", scope=scope)
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
    settings: Sequence[AnnexSettings],
    fields: Mapping[str, Sequence[Field]],
    choices: Mapping[str, tuple[Choice, ...]],
    mistakes: Mistakes,
) -> None:
    """计入条件, 退出条件, 存量条件 of every annex, over the roster labels of its form."""
    for setting in settings:
        roster = [field for field in fields.get(setting.form, ()) if field.place is Place.ROW]
        for entry in (setting.row[column] for column in CONDITIONS):
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
