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


def _reached(annex: Annex, year: int, last_month: int) -> tuple[int, ...]:
    """Which columns (counted from 0) make up the target by a month: all that have begun by then (分期), or the last.

    Columns of the year that overlap say the same twice: at its end the longest counts, before that the shortest.
    """
    planned = [(each.period, at) for at, each in enumerate(annex.columns) if each.period.year == year]
    pick = min if last_month == _DECEMBER else max
    parts = pick((period.parts for period, _ in planned), default=0)
    begun = [each for each in planned if each[0].parts == parts and each[0].first_month <= last_month]
    if annex.counting.target_basis is TargetBasis.BY_PERIOD:
        return tuple(at for _, at in begun)
    return (max(begun)[1],) if begun else ()


def year_columns(annex: Annex, year: int) -> tuple[int, ...]:
    """The columns (counted from 0) whose figures make up the target of a year."""
    return _reached(annex, year, _DECEMBER)


def columns_to_date(annex: Annex, period: Period) -> tuple[int, ...]:
    """The columns (counted from 0) whose figures make up the target up to a period."""
    return _reached(annex, period.year, period.last_month)


def all_columns(annex: Annex) -> tuple[int, ...]:
    """The columns (counted from 0) whose figures make up the target of all years."""
    return tuple(at for year in years(annex) for at in year_columns(annex, year))


def _sum(row: TargetRow, columns: tuple[int, ...]) -> int:
    return sum(row.targets[at] for at in columns)


def target(annex: Annex, row: TargetRow, period: Period) -> Target:
    """A unit's target for the year of a period, and up to the period."""
    return Target(_sum(row, year_columns(annex, period.year)), _sum(row, columns_to_date(annex, period)))


def all_years(annex: Annex, row: TargetRow) -> int:
    """A unit's target over all years of the annex."""
    return _sum(row, all_columns(annex))
