"""Progress of an annex: counts against targets, rates, the gap to 时序, 五色 and ranks."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from workbook_tools.consolidate.counts import Counts, Tally
from workbook_tools.consolidate.course import Course, Steps
from workbook_tools.consolidate.inputs import Report
from workbook_tools.model import Annex, Colour, ColourTest, Plan, ReportingPeriod, Status, TargetRow
from workbook_tools.targets import Target, all_years, target


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of one row of a progress sheet; rates are of numbers printed, None where nothing is due.

    `cumulative` and `all_cumulative` follow the annex's basis: gross, or gross less exits.
    """

    target: Target
    all_target: int
    counts: Counts
    cumulative: int
    all_cumulative: int

    @property
    def net(self) -> int:
        """Counted less left, this year."""
        return self.counts.gross - self.counts.exits

    @property
    def rate(self) -> float | None:
        """完成率 against the target to date, a fraction."""
        return self.cumulative / self.target.to_date if self.target.to_date else None

    @property
    def all_rate(self) -> float | None:
        """完成率 over all years of the annex, a fraction."""
        return self.all_cumulative / self.all_target if self.all_target else None

    def gap(self, pace: float | None) -> float | None:
        """与时序差 in percentage points, one decimal as printed, half away from zero as spreadsheets round.

        Decided on the printed decimal so that a row printed -10.0 never has the colour of -10.1.
        """
        if self.rate is None or pace is None:
            return None
        points = Decimal(f"{(self.rate - pace) * 100:.15g}")
        return float(points.quantize(Decimal("0.1"), ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """One unit's row; `colour` is None where no 时序 or no target is set, `rank` where there is no rate."""

    seq: int
    code: str
    name: str
    figures: Figures
    gap: float | None
    colour: str | None
    rank: int | None
    status: Status
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnnexProgress:
    """An annex's rows in the notice's order, and its totals; `pace` is 时序 (0-1), None = not set.

    `course` has what each period and each year brought of the cumulative figures.
    """

    annex: Annex
    pace: float | None
    units: tuple[UnitProgress, ...]
    total: Figures
    course: Course


def _figures(annex: Annex, planned: Target, all_planned: int, counted: Counts) -> Figures:
    basis = annex.counting.basis
    return Figures(planned, all_planned, counted, counted.cumulative(basis), counted.all_cumulative(basis))


def colour(colours: Sequence[Colour], figures: Figures, pace: float | None) -> str | None:
    """The word of the first colour whose test holds; None where 时序 or the target is not set."""
    gap = figures.gap(pace)
    if pace is None or gap is None or figures.rate is None:
        return None
    for each in colours:
        level = each.at_least or 0.0
        holds = {
            ColourTest.RATE: figures.rate >= level,
            ColourTest.GAP: gap >= round(level * 100, 1),
            ColourTest.NOTHING: figures.cumulative == 0 and pace >= level,
            ColourTest.OTHER: True,
        }[each.test]
        if holds:
            return each.word
    return None


def _rank(figures: Figures, all_figures: Sequence[Figures]) -> int | None:
    """1 + the number of units with a higher rate, or the same and a larger surplus; ties share a rank."""
    if figures.rate is None:
        return None
    own = (figures.rate, figures.cumulative - figures.target.to_date)
    others = [(f.rate, f.cumulative - f.target.to_date) for f in all_figures if f.rate is not None]
    return 1 + sum(other > own for other in others)


def _total(annex: Annex, rows: Sequence[Figures], counted: Counts) -> Figures:
    """The 合计 row: targets as stated, counts of the enterprises themselves; both are the rows' sum."""
    stated = TargetRow(0, "", annex.totals)
    planned = Target(sum(f.target.year for f in rows), sum(f.target.to_date for f in rows))
    total = _figures(annex, planned, all_years(annex, stated), counted)
    assert total.cumulative == sum(f.cumulative for f in rows), "合计 is not the sum of its rows"
    assert total.all_target == sum(f.all_target for f in rows), "合计 is not what the annex states"
    return total


def _add_up(steps: Steps, figures: Figures) -> bool:
    """Whether what the periods and the years brought comes to the cumulative figures."""
    added = sum(filter(None, steps.periods)), sum(filter(None, steps.years))
    return added == (figures.cumulative, figures.all_cumulative)


def progress(
    plan: Plan,
    annex: Annex,
    period: ReportingPeriod,
    tally: Tally,
    course: Course,
    reports: Sequence[Report],
) -> AnnexProgress:
    """The annex's progress at a period, a row a unit."""
    pace = period.pace.get(annex.number)
    rows = {
        row.seq: _figures(
            annex,
            target(annex, row, period.period),
            all_years(annex, row),
            tally.units.get(row.seq, Counts()),
        )
        for row in annex.rows
    }
    assert all(_add_up(course.units[seq], each) for seq, each in rows.items()), "the steps are not the sum"
    figures = tuple(rows.values())
    states = {report.unit: report for report in reports if report.form == annex.form}
    units = tuple(
        UnitProgress(
            seq=row.seq,
            code=row.unit,
            name=unit.name if (unit := plan.unit(row.unit)) else row.unit,
            figures=rows[row.seq],
            gap=rows[row.seq].gap(pace),
            colour=colour(plan.colours, rows[row.seq], pace),
            rank=_rank(rows[row.seq], figures),
            status=state.status if (state := states.get(row.unit)) else Status.MISSING,
            flags=state.flags if state else (),
        )
        for row in annex.rows
    )
    return AnnexProgress(annex, pace, units, _total(annex, figures, tally.total), course)
