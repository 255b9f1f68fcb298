"""附件N: what the cells of a unit's row and of the 合计 row hold, and the live formulas they come from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbook_tools.consolidate import Figures, UnitProgress
from workbook_tools.formula import text_literal
from workbook_tools.messages import master_words as words
from workbook_tools.model import Colour
from workbook_tools.xlsx.master import formulas
from workbook_tools.xlsx.master.annex_layout import AnnexSheet
from workbook_tools.xlsx.master.formulas import Ranges


@dataclass(frozen=True, slots=True)
class Printed:
    """A cell: its value, and the formula it comes from ('' = a constant)."""

    value: object
    formula: str = ""


Cells = Mapping[str, Printed]
"""The cells of a row by the key of their column."""

COUNTED = {words.REGISTER_OUTCOME: text_literal(words.OUTCOME_COUNTED)}
_CONTESTED = {words.REGISTER_OUTCOME: text_literal(words.OUTCOME_CONTESTED)}
RULED = {words.REGISTER_OUTCOME: text_literal(f"<>{words.OUTCOME_CONTESTED}")}


def or_dash(value: float | str | None) -> float | str:
    return words.DASH if value is None else value


def all_counted(register: Ranges, own: Mapping[str, str], *, net: bool) -> str:
    """The formula of what counted over all years, less all that left where `net`."""
    counted = register.count({**own, **COUNTED})
    if not net:
        return counted
    return f"{counted}-{register.count({**own, **RULED, words.REGISTER_GONE_YEAR: text_literal('>0')})}"


def own_rows(sheet: AnnexSheet, row: int) -> dict[str, str]:
    """The criteria of the register's rows of the unit in a row: annex and 序号."""
    return {
        words.REGISTER_ANNEX: str(sheet.progress.annex.number),
        words.REGISTER_SEQ: f"${sheet.cell('seq', row)}",
    }


def _counts(sheet: AnnexSheet, register: Ranges, period: int, row: int) -> dict[str, str]:
    """The counting formulas of a unit's row: whose (annex and 序号), with what outcome, in which year."""
    own, year = own_rows(sheet, row), str(sheet.year)
    return {
        "new": register.count({**own, **COUNTED, words.REGISTER_FIRST: str(period)}),
        "gross": register.count({**own, **COUNTED, words.REGISTER_YEAR: year}),
        "exits": register.count({**own, **RULED, words.REGISTER_GONE_YEAR: year}),
        "all_cumulative": all_counted(register, own, net=sheet.cumulative == "net"),
        "held": register.count({**own, **_CONTESTED}),
    }


def _sums(sheet: AnnexSheet) -> dict[str, str]:
    """The adding formulas of the 合计 row."""
    keys = ("target_year", "target", "new", "gross", "exits", "all_target", "all_cumulative", "held")
    return {key: f"SUM({sheet.units(key)})" for key in keys if sheet.has(key)}


def _numbers(figures: Figures) -> dict[str, int]:
    """The whole numbers of a row by column key."""
    return {
        "target_year": figures.target.year,
        "target": figures.target.to_date,
        "new": figures.counts.new,
        "gross": figures.counts.gross,
        "exits": figures.counts.exits,
        "net": figures.net,
        "all_target": figures.all_target,
        "all_cumulative": figures.all_cumulative,
        "held": figures.counts.held,
    }


def _computed(sheet: AnnexSheet, figures: Figures, row: int) -> dict[str, Printed]:
    """Net, rates, 时序 and gap of a row, computed from the cells printed in it."""
    pace = sheet.progress.pace

    def at(key: str) -> str:
        return sheet.cell(key, row)

    cells = {
        "net": Printed(figures.net, f"{at('gross')}-{at('exits')}"),
        "rate": Printed(or_dash(figures.rate), formulas.quotient(at(sheet.cumulative), at("target"))),
        "pace": Printed(words.NOT_SET if pace is None else pace),
        "gap": Printed(or_dash(figures.gap(pace)), formulas.gap(at("rate"), at("pace"))),
    }
    if sheet.has("all_rate"):
        formula = formulas.quotient(at("all_cumulative"), at("all_target"))
        cells["all_rate"] = Printed(or_dash(figures.all_rate), formula)
    return cells


def _colour(sheet: AnnexSheet, colours: Sequence[Colour], unit: UnitProgress, row: int) -> Printed:
    missing = words.NOT_SET if sheet.progress.pace is None else words.DASH
    formula = formulas.colour(
        colours,
        rate=sheet.cell("rate", row),
        pace=sheet.cell("pace", row),
        gap=sheet.cell("gap", row),
        cumulative=sheet.cell(sheet.cumulative, row),
    )
    return Printed(unit.colour or missing, formula)


def _rank(sheet: AnnexSheet, unit: UnitProgress, row: int) -> Printed:
    key = sheet.cumulative
    own = f"({sheet.cell(key, row)}-{sheet.cell('target', row)})"
    everyone = f"({sheet.units(key)}-{sheet.units('target')})"
    formula = formulas.rank(sheet.cell("rate", row), own, sheet.units("rate"), everyone)
    return Printed(or_dash(unit.rank), formula)


def unit_cells(
    sheet: AnnexSheet,
    unit: UnitProgress,
    row: int,
    *,
    register: Ranges,
    period: int,
    colours: Sequence[Colour],
) -> Cells:
    """A unit's row; `period` is the number of the period whose new enterprises are counted."""
    counting = _counts(sheet, register, period, row)
    return {
        "seq": Printed(unit.seq),
        "unit": Printed(unit.name),
        **{key: Printed(n, counting.get(key, "")) for key, n in _numbers(unit.figures).items()},
        **_computed(sheet, unit.figures, row),
        "colour": _colour(sheet, colours, unit, row),
        "rank": _rank(sheet, unit, row),
        "state": Printed(words.STATUS[unit.status]),
        "flags": Printed(words.FLAG_JOINT.join(unit.flags)),
    }


def total_cells(sheet: AnnexSheet) -> Cells:
    """The 合计 row; units, not annexes, are coloured and ranked."""
    figures, adding = sheet.progress.total, _sums(sheet)
    blank = {column.key: Printed("") for column in sheet.columns}
    return {
        **blank,
        "unit": Printed(words.TOTAL),
        **{key: Printed(n, adding.get(key, "")) for key, n in _numbers(figures).items()},
        **_computed(sheet, figures, sheet.total),
    }
