"""Two workbooks compared: their sheets as a whole, then what stands on those that both have."""

from collections import Counter
from collections.abc import Iterator, Sequence

from workbook_tools.messages import compare as words
from workbook_tools.xlsx.compare.align import longest_ascending
from workbook_tools.xlsx.compare.differences import Comparison, Difference, Kind
from workbook_tools.xlsx.compare.facts import Facts, Mark, SheetFacts
from workbook_tools.xlsx.compare.sheets import STATES, sheet_differences


def compare(expected: Facts, found: Facts) -> Comparison:
    """Every difference of the workbook found, in the order of its sheets, rows and columns; missing sheets first.

    Compared are names, order and visibility of sheets, values (numbers to 1e-9 of their size), formulas by token,
    their stored results, number formats of cells that hold something, links by where they lead, which rows and
    columns are hidden, and whatever else keeps a value from being seen as it is (`Kind.DISPLAY`). Nothing else is
    looked at: other colours, what charts say, comments, print set-up.
    """
    here = {sheet.name: (place, sheet) for place, sheet in enumerate(expected.sheets)}
    there = {sheet.name for sheet in found.sheets}
    moved = _moved(expected, found)
    differences = [
        Difference(name, "", Kind.SHEET_MISSING, _at(place), "")
        for name, (place, _) in here.items()
        if name not in there
    ]
    differences += _marked(words.WORKBOOK, expected.marks, found.marks)
    for place, sheet in enumerate(found.sheets):
        if sheet.name not in here:
            differences.append(Difference(sheet.name, "", Kind.SHEET_ADDED, "", _at(place)))
            continue
        wanted_place, wanted = here[sheet.name]
        if sheet.name in moved:
            differences.append(Difference(sheet.name, "", Kind.SHEET_ORDER, _at(wanted_place), _at(place)))
        differences += [*_visibility(wanted, sheet), *_marked(sheet.name, wanted.marks, sheet.marks)]
        differences += sheet_differences(wanted, sheet)
    return Comparison(tuple(differences), _uncomputed(expected, found))


def _moved(expected: Facts, found: Facts) -> frozenset[str]:
    """The fewest sheets whose moving makes the order found."""
    places = {sheet.name: place for place, sheet in enumerate(found.sheets)}
    common = [sheet.name for sheet in expected.sheets if sheet.name in places]
    kept = longest_ascending([(number, places[name]) for number, name in enumerate(common)])
    return frozenset(common) - {common[number] for number, _ in kept}


def _visibility(expected: SheetFacts, found: SheetFacts) -> Iterator[Difference]:
    if expected.hidden != found.hidden:
        yield Difference(found.name, "", Kind.SHEET_HIDDEN, STATES[expected.hidden], STATES[found.hidden])


def _marked(sheet: str, expected: Sequence[Mark], found: Sequence[Mark]) -> Iterator[Difference]:
    for mark in (Counter(found) - Counter(expected)).elements():
        yield Difference(sheet, mark.cell, Kind.DISPLAY, "", mark.text)


def _at(place: int) -> str:
    return words.SHEET_AT.format(number=place + 1)


def _uncomputed(expected: Facts, found: Facts) -> int:
    """Formulas found without a stored result; one that was expected so does not count."""
    here = {sheet.name: sheet.rows for sheet in expected.sheets}
    return sum(
        bool(fact.formula)
        and fact.value is None
        and here.get(sheet.name, {}).get(row, {}).get(column) != fact
        for sheet in found.sheets
        for row, cells in sheet.rows.items()
        for column, fact in cells.items()
    )
