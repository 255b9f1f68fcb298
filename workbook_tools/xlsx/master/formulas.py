"""The live formulas of the master: counts over the register, rates, 五色 and ranks of the cells printed.

Counting criteria are numbers (annex, the unit's place in it, year, period) and the few words of 计入结果.
COUNTIFS reads a criterion such as `0012`, `1-01` or `>5` as a number, a date or a comparison, so neither unit
codes nor anything a unit has typed ever serves as one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbook_tools.formula import number_literal, text_literal
from workbook_tools.messages import master_words as words
from workbook_tools.model import Colour, ColourTest, column_letter


@dataclass(frozen=True, slots=True)
class Ranges:
    """The rows of one sheet's table (`first` to `last`, as in the workbook) and its columns by heading."""

    sheet: str
    first: int
    last: int
    columns: Sequence[str]

    def of(self, heading: str) -> str:
        """The bounded range of a column."""
        letter = column_letter(self.columns.index(heading) + 1)
        return f"{self.sheet}!${letter}${self.first}:${letter}${self.last}"

    def count(self, criteria: Mapping[str, str]) -> str:
        """COUNTIFS over columns by heading; a criterion is a formula: a cell, a number or a quoted text."""
        pairs = ",".join(f"{self.of(heading)},{criterion}" for heading, criterion in criteria.items())
        return f"COUNTIFS({pairs})"


def quotient(part: str, whole: str) -> str:
    """A rate, — where there is nothing to divide by."""
    return f"IF({whole}=0,{text_literal(words.DASH)},{part}/{whole})"


def gap(rate: str, pace: str) -> str:
    """与时序差 in percentage points, — where either is not a number."""
    return (
        f"IF(AND(ISNUMBER({rate}),ISNUMBER({pace})),ROUND(({rate}-{pace})*100,1),{text_literal(words.DASH)})"
    )


def _test(colour: Colour, *, rate: str, pace: str, gap: str, cumulative: str) -> str:
    level = colour.at_least or 0.0
    return {
        ColourTest.RATE: f"{rate}>={number_literal(level)}",
        ColourTest.GAP: f"{gap}>={number_literal(round(level * 100, 1))}",
        ColourTest.NOTHING: f"AND({cumulative}=0,{pace}>={number_literal(level)})",
        ColourTest.OTHER: "TRUE",
    }[colour.test]


def colour(colours: Sequence[Colour], *, rate: str, pace: str, gap: str, cumulative: str) -> str:
    """The word of the first colour whose test holds; 未设置 without 时序, — without a target."""
    formula = text_literal(words.DASH)
    for each in reversed(colours):
        test = _test(each, rate=rate, pace=pace, gap=gap, cumulative=cumulative)
        formula = f"IF({test},{text_literal(each.word)},{formula})"
    formula = f"IF(ISNUMBER({rate}),{formula},{text_literal(words.DASH)})"
    return f"IF(ISNUMBER({pace}),{formula},{text_literal(words.NOT_SET)})"


def rank(rate: str, surplus: str, rates: str, surpluses: str) -> str:
    """1 + how many have a higher rate, or the same and a larger surplus; ties share, — without a rate.

    SUMPRODUCT compares the numbers themselves; COUNTIF would compare rates by a decimal text of 15 digits.
    A rate printed — is text, which compares as larger than any number, so only numbers take part.
    """
    ahead = f"(({rates}>{rate})+({rates}={rate})*({surpluses}>{surplus}))"
    return f"IF(ISNUMBER({rate}),1+SUMPRODUCT(ISNUMBER({rates})*{ahead}),{text_literal(words.DASH)})"
