"""One cell compared with what was expected of it."""

from collections.abc import Iterator
from math import isclose

from workbook_tools.messages import compare as words
from workbook_tools.model import Address, a1, printed
from workbook_tools.xlsx.compare.differences import Difference, Kind
from workbook_tools.xlsx.compare.facts import CellFact, Fixed, Stored
from workbook_tools.xlsx.compare.formulas import same_formula
from workbook_tools.xlsx.compare.links import same_link
from workbook_tools.xlsx.compare.texts import same_text

_RELATIVE = 1e-9
"""LibreOffice saves 15 significant digits."""


def cell_differences(
    sheet: str, expected: CellFact, found: CellFact, at: tuple[Address, Address]
) -> Iterator[Difference]:
    """What differs in a cell that was expected at the first address and stands at the second."""
    for kind, one, other in _differing(expected, found, at):
        wanted = one if at[0] == at[1] else words.STOOD_AT.format(text=one, cell=a1(at[0]))
        yield Difference(sheet, a1(at[1]), kind, wanted, other)


def shown(fact: CellFact) -> str:
    """A cell's content for a person: its formula, value, or else its link; '' for nothing."""
    return fact.formula or _text(fact.value) or fact.link


def same_value(expected: Stored, found: Stored) -> bool:
    """Whether two values are the same: numbers to 1e-9 of their size, texts to the character."""
    if isinstance(expected, float) and isinstance(found, float):
        return isclose(expected, found, rel_tol=_RELATIVE)
    if isinstance(expected, str) and isinstance(found, str):
        return same_text(expected, found)
    return expected == found


def _differing(
    expected: CellFact, found: CellFact, at: tuple[Address, Address]
) -> Iterator[tuple[Kind, str, str]]:
    if expected.formula and found.formula:
        yield from _formulas(expected, found, at)
    elif expected.formula or found.formula:
        yield Kind.FORMULA, expected.formula or _text(expected.value), found.formula or _text(found.value)
    elif not same_value(expected.value, found.value):
        yield Kind.VALUE, *_texts(expected.value, found.value)
    if expected.number_format != found.number_format and expected.number_format and found.number_format:
        yield Kind.NUMBER_FORMAT, expected.number_format, found.number_format
    if expected.display != found.display and expected.number_format and found.number_format:
        yield Kind.DISPLAY, expected.display, found.display
    if not same_link(expected.link, found.link):
        yield Kind.LINK, expected.link, found.link


def _formulas(
    expected: CellFact, found: CellFact, at: tuple[Address, Address]
) -> Iterator[tuple[Kind, str, str]]:
    shift = at[1][0] - at[0][0], at[1][1] - at[0][1]
    if not same_formula(expected.formula, found.formula, shift):
        yield Kind.FORMULA, expected.formula, found.formula
    # A result that is not stored states nothing; one that is empty is stored by some programs and not by others.
    if found.value is not None and not same_value(expected.value or "", found.value or ""):
        yield Kind.RESULT, *_texts(expected.value, found.value)


def _text(value: Stored) -> str:
    return value.text if isinstance(value, Fixed) else printed(value)


def _texts(expected: Stored, found: Stored) -> tuple[str, str]:
    """Both values for a person; numbers and texts that print the same are told apart."""
    one, other = _text(expected), _text(found)
    return (_typed(expected), _typed(found)) if one == other else (one, other)


def _typed(value: Stored) -> str:
    pattern = words.AS_TEXT if isinstance(value, str) else words.AS_NUMBER
    return pattern.format(text=_text(value))
