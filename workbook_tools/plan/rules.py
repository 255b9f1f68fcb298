"""The 规则 sheet: the bureau's own conditions, each read against the fields of every form it is for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from workbook_tools.messages import KINDS
from workbook_tools.messages.planned import placeholders
from workbook_tools.model import Choice, Field, Place, Rule, Scope, Severity, SheetLook
from workbook_tools.plan.entries import Entry, Mistakes, Row, listed, required, table, unique, word
from workbook_tools.plan.references import check_formula

SHEET = "规则"
COLUMNS = ("规则代码", "表号", "范围", "类别", "条件", "提示")
LATER_COLUMNS = ("处理办法", "标记指标", "核查时点")
"""Columns that a plan may do without."""
LONGEST = 255
"""More does not go into one text of an Excel formula, nor into anybody's head."""

MOST_SHOWN = 20
"""In the form the value of each field goes into the words by one more level of brackets, of which Excel has 64."""

_CODE = re.compile(r"[\w.-]{1,20}")


class Moment(Enum):
    """核查时点: in the form while it is filled in (and again on receipt), or on receipt alone."""

    AT_ONCE = "即时"
    ON_RECEIPT = "收件后核"


class Weight(Enum):
    """类别: a severity that a rule may have."""

    MANDATORY = Severity.MANDATORY.value
    WAIVABLE = Severity.WAIVABLE.value
    EXPLAIN = Severity.EXPLAIN.value
    NOTICE = Severity.NOTICE.value


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a rule is read against: the fields of each form it is for."""

    scope: Scope
    forms: Mapping[str, Sequence[Field]]
    choices: Mapping[str, tuple[Choice, ...]]

    def lacking(self, label: str) -> str:
        """The first form in which no field has this label; '' where all have it."""
        return next((code for code, own in self.forms.items() if label not in {f.label for f in own}), "")

    def shown(self, label: str) -> bool:
        """Whether the label has one value where the rule is asked: a roster field has none for the table."""
        rows = self.scope is Scope.ROW
        return all(
            f.place is Place.HEADER or rows for own in self.forms.values() for f in own if f.label == label
        )


def read_rules(
    sheet: SheetLook,
    forms: Mapping[str, Sequence[Field]],
    choices: Mapping[str, tuple[Choice, ...]],
    mistakes: Mistakes,
) -> tuple[Rule, ...]:
    """All rules in sheet order; a plan may do without any. `forms` are the fields by form code."""
    if not sheet.rows:
        return ()
    seen: dict[str, Entry] = {}
    found = []
    for row in table(sheet, 1, len(sheet.rows), COLUMNS, mistakes, optional=LATER_COLUMNS):
        for column in ("范围", "类别", "条件", "提示"):
            required(row[column], mistakes)
        _check_code(row["规则代码"], seen, mistakes)
        rule = _rule(row, mistakes)
        if rule.form and rule.form not in forms:
            mistakes.add("P019", row["表号"])
            continue
        asked = _Asked(rule.scope, {rule.form: forms[rule.form]} if rule.form else forms, choices)
        _check(row, rule, asked, mistakes)
        found.append(rule)
    return tuple(found)


def _check_code(entry: Entry, seen: dict[str, Entry], mistakes: Mistakes) -> None:
    """A code is one word, unlike any other and those of the tool."""
    code = required(entry, mistakes)
    unique(entry, seen, entry.heading, mistakes)
    if code and not _CODE.fullmatch(code):
        mistakes.add("P043", entry)
    if code in KINDS:
        mistakes.add("P044", entry)


def _rule(row: Row, mistakes: Mistakes) -> Rule:
    weight = word(row["类别"], Weight, mistakes, Weight.MANDATORY)
    moment = word(row["核查时点"], Moment, mistakes, Moment.AT_ONCE)
    for column in ("提示", "处理办法"):
        if len(row[column].text) > LONGEST:
            mistakes.add("P031", row[column], length=len(row[column].text), limit=LONGEST)
    return Rule(
        code=row["规则代码"].text,
        form=row["表号"].text,
        scope=word(row["范围"], Scope, mistakes, Scope.ROW),
        severity=Severity(weight.value),
        condition=row["条件"].text,
        message=row["提示"].text,
        todo=row["处理办法"].text,
        marks=listed(row["标记指标"]),
        on_receipt=moment is Moment.ON_RECEIPT,
        plan_row=row.number,
    )


def _check(row: Row, rule: Rule, asked: _Asked, mistakes: Mistakes) -> None:
    """What the rule says of fields, in every form it is for; each mistake once."""
    for fields in asked.forms.values() if rule.condition else ():
        before = len(mistakes.findings)
        check_formula(
            row["条件"], rule.condition, fields, asked.choices, mistakes, scope=rule.scope, names_field=True
        )
        if len(mistakes.findings) > before:
            break
    for label in rule.marks:
        if form := asked.lacking(label):
            mistakes.add("P013", _at(row["标记指标"], label), form=form)
    for column in ("提示", "处理办法"):
        shown = placeholders(row[column].text)
        if len(shown) > MOST_SHOWN:
            mistakes.add("P047", row[column], count=len(shown), limit=MOST_SHOWN)
        for label in shown:
            if form := asked.lacking(label):
                mistakes.add("P045", _at(row[column], label), form=form)
            elif not asked.shown(label):
                mistakes.add("P046", _at(row[column], label))


def _at(entry: Entry, text: str) -> Entry:
    """The part of a cell that is wrong, as the mistake quotes it."""
    return Entry(entry.sheet, entry.address, text, entry.heading)
