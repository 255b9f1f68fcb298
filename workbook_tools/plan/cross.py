"""【收件后核】 of the 方案 sheet: the checks across units and periods, as far as the bureau changes what is usual."""

from collections.abc import Mapping, Sequence

from workbook_tools.messages import severity
from workbook_tools.model import CrossRule, Field, Place, Severity, SheetLook
from workbook_tools.plan.entries import Entry, Mistakes, Row, listed, number, unique
from workbook_tools.plan.sections import section_rows, sections

SECTION = "收件后核"
_COLUMNS = ("代码", "核对内容", "类别", "界限", "指标")
_CODES = (*(f"X{number}" for number in range(1, 11)), *(f"X{number}" for number in range(12, 21)))
"""X11, a total that is not that of its rows, is found when a return is read (L023)."""
_LIMITS: Mapping[str, tuple[float, ...]] = {"X7": (2.0, 3.0), "X16": (0.5,), "X20": (1.0,)}
"""The usual limits, and how many a check has."""
_COMPARING = frozenset({"X2", "X12", "X14", "X16", "X17", "X20"})
"""The checks that look at fields; X17 and X20 only at those named."""
_GRADES = {each.value: each for each in Severity if each is not Severity.RECORD}

USUAL: Mapping[str, CrossRule] = {
    code: CrossRule(code, severity(code), _LIMITS.get(code, ())) for code in _CODES
}
"""Every check as it is made where the plan does not speak of it."""


def read_cross(sheet: SheetLook, fields: Sequence[Field], mistakes: Mistakes) -> tuple[CrossRule, ...]:
    """Every check by its code, as the section has it or as usual; the section may be missing."""
    found = dict(USUAL)
    seen: dict[str, Entry] = {}
    rows = section_rows(sheet, SECTION, _COLUMNS, mistakes) if SECTION in sections(sheet) else ()
    for row in rows:
        code = row["代码"]
        unique(code, seen, code.heading, mistakes)
        if code.text in USUAL:
            found[code.text] = _rule(row, USUAL[code.text], fields, mistakes)
        else:
            mistakes.add("P060", code, allowed="、".join(USUAL))
    return tuple(found.values())


def _rule(row: Row, usual: CrossRule, fields: Sequence[Field], mistakes: Mistakes) -> CrossRule:
    grade = row["类别"]
    if grade.text not in ("", *_GRADES):
        mistakes.add("P006", grade, allowed="、".join(_GRADES))
    limits = _limits(row["界限"], usual, mistakes)
    return CrossRule(
        usual.code, _GRADES.get(grade.text), limits, _labels(row["指标"], usual, fields, mistakes)
    )


def _limits(entry: Entry, usual: CrossRule, mistakes: Mistakes) -> tuple[float, ...]:
    """The limits of a check, the usual ones where the cell is blank."""
    if not entry.text:
        return usual.limits
    parts = [Entry(entry.sheet, entry.address, part, entry.heading) for part in listed(entry)]
    found = [limit for part in parts if (limit := number(part, mistakes)) is not None]
    if len(found) != len(usual.limits) or min(found, default=0) <= 0:
        mistakes.add("P061", entry, check=usual.code, count=len(usual.limits))
    return tuple(found)


def _labels(entry: Entry, usual: CrossRule, fields: Sequence[Field], mistakes: Mistakes) -> tuple[str, ...]:
    if entry.text and usual.code not in _COMPARING:
        mistakes.add("P063", entry, check=usual.code)
    known = {field.label for field in fields if field.place is Place.ROW}
    for label in listed(entry):
        if label not in known:
            mistakes.add("P062", Entry(entry.sheet, entry.address, label, entry.heading))
    return listed(entry)
