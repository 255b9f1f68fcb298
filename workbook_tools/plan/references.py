"""What one part of a plan says about another: formulas over labels, key fields, periods against targets."""

from collections.abc import Mapping, Sequence

from workbook_tools import formula, targets
from workbook_tools.messages import severity
from workbook_tools.model import Annex, Choice, Field, FieldType, Finding, ReportingPeriod, SheetLook, a1
from workbook_tools.plan.entries import Entry, Mistakes, Row, headings
from workbook_tools.plan.sections import AnnexSettings

ALWAYS = "必填"
CONDITIONS = ("计入条件", "退出条件", "存量条件")


def levels(
    fields: Sequence[Field], choices: Mapping[str, tuple[Choice, ...]]
) -> dict[str, Mapping[str, int]]:
    """级次 by field label: choice -> level, for fields with an ordered choice list."""
    ordered = {
        field.label: {c.value: c.level for c in choices.get(field.choices, ()) if c.level is not None}
        for field in fields
        if field.type is FieldType.CHOICE
    }
    return {label: table for label, table in ordered.items() if table}


def check_formula(
    entry: Entry,
    text: str,
    fields: Sequence[Field],
    choices: Mapping[str, tuple[Choice, ...]],
    mistakes: Mistakes,
) -> None:
    """A formula that cannot be read, or that names what is not there, is a mistake of its cell."""
    by_label = {field.label: field for field in fields}
    try:
        node = formula.parse(text)
    except formula.FormulaError as mistake:
        problems = [mistake]
    else:
        problems = list(formula.check_types(node, by_label, levels(fields, choices)))
    for problem in problems:
        mistakes.findings.append(
            Finding(
                problem.code,
                severity(problem.code),
                entry.sheet,
                a1(entry.address),
                entry.heading,
                entry.text,
                tuple(problem.params),
            )
        )


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
            if text and text != ALWAYS:
                entry = Entry(sheet.name, (field.plan_row, column.get(name, 1)), text, name)
                check_formula(entry, text, by_form[field.form], choices, mistakes)


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
    """A reporting period in a year that an annex plans nothing for is a mistake."""
    for entry, reporting in periods:
        for annex in annexes:
            planned = targets.years(annex)
            if planned and reporting.period.year not in planned:
                mistakes.add("P023", entry, annex=annex.number, first=planned[0], last=planned[-1])
