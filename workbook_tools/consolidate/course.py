"""How the cumulative figures came about: what each period of the year and each year of the annex brought."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from workbook_tools.consolidate.inputs import Return
from workbook_tools.model import Annex, Basis, Plan, TargetRow
from workbook_tools.period import Period, year
from workbook_tools.targets import target, years

Step = tuple[int, int]
"""A unit by its place in the annex, and the number of a return or a year."""


@dataclass(frozen=True, slots=True)
class Steps:
    """One row: what came in each period and each year, and each year's target.

    None stands for a period or year that has not begun, and for a period before of which no return counts: nothing
    having been asked is not nothing having been done.
    """

    periods: tuple[int | None, ...]
    years: tuple[int | None, ...]
    targets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """The steps of every unit by its place in the annex, and of the whole annex.

    `periods` are those of the period's year, later ones too, `years` those of the annex. What counts is the annex's
    own figure, gross or net, so that the steps of a row add up to its cumulative figures.
    """

    periods: tuple[Period, ...]
    years: tuple[int, ...]
    units: Mapping[int, Steps]
    total: Steps


def _counted(enterprises: pd.DataFrame, basis: Basis, came: str, left: str) -> Counter[Step]:
    """How many of each unit came in each step, less those that left where the annex counts net."""
    ruled = enterprises[~enterprises["contested"]]
    counted: Counter[Step] = Counter(zip(ruled["seq"].tolist(), ruled[came].tolist(), strict=True))
    if basis is Basis.NET:
        counted.subtract(zip(ruled["seq"].tolist(), ruled[left].tolist(), strict=True))
    return counted


def _by_period(
    enterprises: pd.DataFrame, basis: Basis, returns: Sequence[Return]
) -> Counter[tuple[int, Period]]:
    periods = {each.number: each.period for each in returns}
    by_period: Counter[tuple[int, Period]] = Counter()
    for (seq, number), count in _counted(enterprises, basis, "first", "gone").items():
        if number in periods:
            by_period[seq, periods[number]] += count
    return by_period


def course(
    plan: Plan, annex: Annex, period: Period, enterprises: pd.DataFrame, returns: Sequence[Return]
) -> Course:
    """The steps of an annex up to a period; `enterprises` are its own, `returns` those that they come from."""
    basis = annex.counting.basis
    planned = {each.period for each in plan.periods} | {each.period for each in returns}
    periods = tuple(sorted(each for each in planned if each.year == period.year))
    all_years = tuple(sorted({*years(annex), *(each.period.year for each in returns)}))
    came = {period, *(each.period for each in returns)}
    by_period = _by_period(enterprises, basis, returns)
    by_year = _counted(enterprises, basis, "year", "gone_year")

    def steps(row: TargetRow, *seqs: int) -> Steps:
        return Steps(
            tuple(sum(by_period[seq, each] for seq in seqs) if each in came else None for each in periods),
            tuple(
                sum(by_year[seq, each] for seq in seqs) if each <= period.year else None for each in all_years
            ),
            tuple(target(annex, row, year(each)).year for each in all_years),
        )

    units = {row.seq: steps(row, row.seq) for row in annex.rows}
    return Course(periods, all_years, units, steps(TargetRow(0, "", annex.totals), *units))
