"""裁定 on contested enterprises: whom they count for, and where a ruling settles nothing."""

from collections.abc import Mapping
from dataclasses import replace

from tests.build.plans import OCTOBER, example_plan, yearly_annex
from tests.build.returns import accepted, enterprise, tables_of
from workbook_tools.consolidate import MasterTables, Outcome
from workbook_tools.model import Basis
from workbook_tools.period import month

SEPTEMBER = month(2023, 9)
K1 = ("A", "K1")
EAST, WEST = (
    accepted("U01", "A", enterprise("K1", "入库"), enterprise("K2", "入库")),
    accepted("U02", "A", enterprise("K1", "入库")),
)
SOUTH = accepted("U03", "A", enterprise("K1", "入库"))


def counts(tables: MasterTables) -> Mapping[str, tuple[int, int]]:
    """(counted, contested) by unit of annex 1, units without either left out."""
    figures = {each.code: each.figures for each in tables.annexes[0].units}
    found = {code: (each.cumulative, each.counts.held) for code, each in figures.items()}
    return {code: each for code, each in found.items() if any(each)}


def outcomes(tables: MasterTables) -> Mapping[str, list[Outcome]]:
    """What became of each unit's enterprises, in the register's order."""
    found: dict[str, list[Outcome]] = {}
    for row in tables.register.rows():
        found.setdefault(row.unit.code, []).append(row.outcome)
    return found


def test_until_it_is_ruled_on_a_contested_enterprise_counts_for_nobody() -> None:
    assert counts(tables_of(EAST, WEST)) == {"U01": (1, 1), "U02": (0, 1)}


def test_ruled_for_one_unit_it_counts_for_that_one_alone() -> None:
    tables = tables_of(EAST, WEST, owners={K1: "U02"})
    assert counts(tables) == {"U01": (1, 0), "U02": (1, 0)}
    assert outcomes(tables) == {"U01": [Outcome.LOST, Outcome.COUNTED], "U02": [Outcome.COUNTED]}


def test_ruled_for_nobody_it_counts_for_none() -> None:
    tables = tables_of(EAST, WEST, owners={K1: ""})
    assert counts(tables) == {"U01": (1, 0)}
    assert outcomes(tables)["U02"] == [Outcome.LOST]


def test_a_ruling_matters_only_while_there_is_a_contest() -> None:
    assert counts(tables_of(EAST, owners={K1: "U02"})) == {"U01": (2, 0)}
    assert counts(tables_of(WEST, owners={K1: ""})) == {"U02": (1, 0)}


def test_a_unit_that_does_not_claim_it_gets_nothing_and_the_others_still_contest_it() -> None:
    tables = tables_of(EAST, WEST, owners={K1: "U03"})
    assert counts(tables) == {"U01": (1, 1), "U02": (0, 1)}
    assert counts(tables_of(EAST, WEST, SOUTH, owners={K1: "U03"})) == {"U01": (1, 0), "U03": (1, 0)}


def test_a_ruling_on_another_form_or_for_a_unit_of_no_annex_settles_nothing() -> None:
    for owners in ({("B", "K1"): "U01"}, {K1: "U09"}):
        assert counts(tables_of(EAST, WEST, owners=owners)) == {"U01": (1, 1), "U02": (0, 1)}


def test_what_was_ruled_away_leaves_no_exit_and_no_stock_behind() -> None:
    plan = example_plan()
    net = replace(plan, annexes=(yearly_annex(Basis.NET), plan.annexes[1]))
    left = accepted("U01", "A", enterprise("K1", "退出"))
    tables = tables_of(
        accepted("U01", "A", enterprise("K1", "入库"), period=SEPTEMBER),
        left,
        WEST,
        plan=net,
        period=OCTOBER,
        owners={K1: "U02"},
    )
    east, west = (each.figures.counts for each in tables.annexes[0].units[:2])
    assert (east.gross, east.exits, east.stock) == (0, 0, 0)
    assert (west.gross, west.exits, west.stock) == (1, 0, 1)
