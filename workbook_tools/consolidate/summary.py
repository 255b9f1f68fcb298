"""What `consolidate --json` says of the master's numbers."""

from workbook_tools.consolidate.progress import AnnexProgress, Figures, UnitProgress
from workbook_tools.consolidate.tables import MasterTables

Json = dict[str, object]


def _figures(figures: Figures) -> Json:
    """The numbers of a row; `target` is what the rate is measured against, `target_year` the whole year's."""
    return {
        "target": figures.target.to_date,
        "target_year": figures.target.year,
        "new": figures.counts.new,
        "cumulative": figures.cumulative,
        "exits": figures.counts.exits,
        "held": figures.counts.held,
        "rate": figures.rate,
    }


def _unit(unit: UnitProgress) -> Json:
    return {
        "code": unit.code,
        "name": unit.name,
        **_figures(unit.figures),
        "colour": unit.colour,
        "rank": unit.rank,
        "status": unit.status.value,
    }


def _annex(progress: AnnexProgress) -> Json:
    return {
        "number": progress.annex.number,
        "units": [_unit(unit) for unit in progress.units],
        "totals": _figures(progress.total),
    }


def summary(tables: MasterTables) -> list[Json]:
    """The annexes as the command line lists them; rates are fractions, null where the target is 0."""
    return [_annex(progress) for progress in tables.annexes]
