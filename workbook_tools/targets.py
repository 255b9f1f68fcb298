"""What is planned for a unit: the target of a year, of the year to date, and of all years of an annex."""

from dataclasses import dataclass

from workbook_tools.model import Annex, TargetBasis, TargetRow
from workbook_tools.period import Period

_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Target:
    """`year` is the whole year's target, `to_date` what rates are measured against (they differ where 分期)."""

    year: int
    to_date: int


def years(annex: Annex) -> tuple[int, ...]:
    """The years an annex plans for, in order."""
    return tuple(sorted({column.period.year for column in annex.columns}))


def _reach(annex: Annex, row: TargetRow, year: int, last_month: int) -> int:
    """The target by a month: columns that have begun by then, added up (分期) or the last of them (累计).

    Columns of the year that overlap say the same twice: at its end the longest counts, before that the shortest.
    """
    planned = [
        (column.period, figure)
        for column, figure in zip(annex.columns, row.targets, strict=True)
        if column.period.year == year
    ]
    pick = min if last_month == _DECEMBER else max
    parts = pick((period.parts for period, _ in planned), default=0)
    begun = [each for each in planned if each[0].parts == parts and each[0].first_month <= last_month]
    if annex.counting.target_basis is TargetBasis.BY_PERIOD:
        return sum(figure for _, figure in begun)
    return max(begun)[1] if begun else 0


def target(annex: Annex, row: TargetRow, period: Period) -> Target:
    """A unit's target for the year of a period, and up to the period."""
    return Target(
        _reach(annex, row, period.year, _DECEMBER), _reach(annex, row, period.year, period.last_month)
    )


def all_years(annex: Annex, row: TargetRow) -> int:
    """A unit's target over all years of the annex."""
    return sum(_reach(annex, row, year, _DECEMBER) for year in years(annex))
