"""The counts of an annex by unit, from its enterprises."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from workbook_tools.model import Basis
from workbook_tools.period import Period

_NAMES = ("new", "gross", "exits", "all_gross", "all_exits", "held", "stock")


@dataclass(frozen=True, slots=True)
class Counts:
    """Enterprises first counted this period, counted and left this year and in all, contested, in stock."""

    new: int = 0
    gross: int = 0
    exits: int = 0
    all_gross: int = 0
    all_exits: int = 0
    held: int = 0
    stock: int = 0

    def cumulative(self, basis: Basis) -> int:
        """What is measured against the year's target."""
        return self.gross - self.exits if basis is Basis.NET else self.gross

    def all_cumulative(self, basis: Basis) -> int:
        """What is measured against the target of all years."""
        return self.all_gross - self.all_exits if basis is Basis.NET else self.all_gross


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of each unit that has enterprises, by its place in the annex, and of the whole annex."""

    units: Mapping[int, Counts]
    total: Counts


def _marks(enterprises: pd.DataFrame, period: Period, current: Sequence[int]) -> pd.DataFrame:
    """One column of truths a count."""
    ruled = ~enterprises["contested"]
    counted = ruled & (enterprises["year"] > 0)
    gone = ruled & (enterprises["gone"] > 0)
    truths = (
        counted & enterprises["first"].isin(current),
        counted & (enterprises["year"] == period.year),
        gone & (enterprises["gone_year"] == period.year),
        counted,
        gone,
        enterprises["contested"],
        enterprises["stock"],
    )
    return pd.DataFrame(dict(zip(_NAMES, truths, strict=True)))


def counted_earlier(enterprises: pd.DataFrame, year: int) -> Iterator[tuple[int, int, int]]:
    """(number of the return that shows it, record in it, year) of each enterprise that counted before a year."""
    counted = (enterprises["year"] > 0) & ~enterprises["contested"]
    earlier = enterprises[counted & (enterprises["year"] < year)]
    yield from zip(*(earlier[name].tolist() for name in ("number", "record", "year")), strict=True)


def tally(enterprises: pd.DataFrame, period: Period, current: Sequence[int]) -> Tally:
    """The counts of an annex's enterprises; `current` are the numbers of the period's own returns."""
    marks = _marks(enterprises, period, current)
    by_unit = marks.groupby(enterprises["seq"]).sum()
    units = {
        int(str(seq)): Counts(*map(int, row))
        for seq, row in zip(by_unit.index, by_unit.to_numpy(), strict=True)
    }
    return Tally(units, Counts(*map(int, marks.sum().to_numpy())))
