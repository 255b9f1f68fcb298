"""What is laid over cells: data validations and conditional formats."""

from collections.abc import Iterator

from lxml import etree

from tests.build.excel_limits.areas import Area, overlapping, parse_area
from tests.build.excel_limits.book import Sheet
from tests.build.excel_limits.formulas import check_formula
from tests.build.excel_limits.package import misplaced, tag

VALIDATIONS = 65_534
FORMULA, TEXT, TITLE = 255, 255, 32
_TEXTS = (("prompt", TEXT), ("error", TEXT), ("promptTitle", TITLE), ("errorTitle", TITLE))
_TYPES = {"none", "whole", "decimal", "list", "date", "time", "textLength", "custom"}
_RULE_ORDER = ("formula", "colorScale", "dataBar", "iconSet", "extLst")
_WITH_FORMULA = {"expression", "cellIs", "containsText", "notContainsText", "beginsWith", "endsWith"}

Found = Iterator[tuple[str, str]]


def _areas(element: etree._Element) -> Iterator[Area | None]:
    return (parse_area(text) for text in element.get("sqref", "").split())


def check_validations(sheet: Sheet) -> Found:
    """Breaches of the data validations of one worksheet."""
    checks = list(sheet.root.iter(tag("dataValidation")))
    if len(checks) > VALIDATIONS:
        yield "too many validations", str(len(checks))
    areas: list[Area] = []
    for check in checks:
        where = check.get("sqref", "")
        found = list(_areas(check))
        areas += [area for area in found if area]
        if None in found or not found:
            yield "area outside of the sheet", where
        yield from ((rule, f"{where} {detail}") for rule, detail in _check_validation(sheet, check))
    yield from (("two validations on one cell", f"{one} {other}") for one, other in overlapping(areas))


def _check_validation(sheet: Sheet, check: etree._Element) -> Found:
    if check.get("type", "none") not in _TYPES:
        yield "unknown type of validation", check.get("type", "")
    yield from (("element out of order", name) for name in misplaced(check, ("formula1", "formula2")))
    for name, longest in _TEXTS:
        if len(check.get(name, "")) > longest:
            yield f"{name} of a validation too long", f"{len(check.get(name, ''))} > {longest}"
    for formula in check:
        text = formula.text or ""
        if not text:
            yield "validation without its formula", check.get("type", "")
        elif len(text.strip('"')) > FORMULA:
            yield "formula of a validation too long", text[:40]
        else:
            yield from check_formula(text, sheet.names)


def check_conditional_formats(sheet: Sheet) -> Found:
    """Breaches of the conditional formats of one worksheet."""
    for block in sheet.root.iter(tag("conditionalFormatting")):
        where = block.get("sqref", "")
        if None in list(_areas(block)) or not where:
            yield "area outside of the sheet", where
        for rule in block.iterfind(tag("cfRule")):
            yield from ((name, f"{where} {detail}") for name, detail in _check_rule(sheet, rule))


def _check_rule(sheet: Sheet, rule: etree._Element) -> Found:
    for name in misplaced(rule, _RULE_ORDER, repeatable=("formula",)):
        yield "element out of order", name
    if int(rule.get("dxfId", "0")) >= max(1, sheet.styles.count("dxfs")):
        yield "conditional format with a style that is not there", rule.get("dxfId", "")
    formulas = [formula.text or "" for formula in rule.iterfind(tag("formula"))]
    if rule.get("type") in _WITH_FORMULA and not any(formulas):
        yield "conditional format without its formula", rule.get("type", "")
    for text in formulas:
        yield from check_formula(text, sheet.names)
        if "!" in text:
            yield "conditional format that looks at another sheet", text
