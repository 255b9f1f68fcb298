"""What makes a sheet show something else than its cells hold: how it is viewed, and rules that format by condition."""

from collections.abc import Iterator

from lxml import etree

from workbook_tools.messages import compare as words
from workbook_tools.model import address_of
from workbook_tools.xlsx.compare.facts import Mark
from workbook_tools.xlsx.compare.package import FALSE, TRUE
from workbook_tools.xlsx.compare.styles import Styles

LATER_RULES = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}conditionalFormatting"
"""Rules that only programs from Excel 2010 on know, in a namespace of their own."""
_STILL = frozenset({"frozen", "frozenSplit"})


def of_view(view: etree._Element) -> Iterator[Mark]:
    """What a sheet view keeps from being seen: zeros, results, and rows or columns before frozen panes."""
    if view.get("showZeros") in FALSE:
        yield Mark("", words.ZEROS_HIDDEN)
    if view.get("showFormulas") in TRUE:
        yield Mark("", words.FORMULAS_SHOWN)
    pane, first = view.find("{*}pane"), view.get("topLeftCell", "A1")
    if pane is not None and pane.get("state") in _STILL and address_of(first) != (1, 1):
        yield Mark("", words.CUT_OFF.format(cell=first))


def of_rules(formatting: etree._Element, styles: Styles) -> Iterator[Mark]:
    """The areas in which a rule may print something else than the value, or hide it."""
    areas = formatting.get("sqref") or "".join(each.text or "" for each in formatting.iterfind("{*}sqref"))
    for rule in formatting.iterfind("{*}cfRule"):
        number, inside = rule.get("dxfId"), rule.find("{*}dxf")
        bars = [*rule.iterfind("{*}dataBar"), *rule.iterfind("{*}iconSet")]
        if (
            any(each.get("showValue") in FALSE for each in bars)
            or (inside is not None and styles.hides(inside))
            or (number is not None and styles.rules[int(number)])
        ):
            yield Mark(areas, words.RULE_HIDES)
