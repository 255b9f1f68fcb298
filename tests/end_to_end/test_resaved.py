"""A master that somebody edited, and one that was only saved again: every edit is named, and nothing else.

`scripts/master_edits.py` does the same a thousand times.
"""

from pathlib import Path

import pytest

from tests.build.edits import Edit, by_hand, by_openpyxl
from tests.build.edits.drawing import Drawer
from tests.build.edits.of_cells import BY_HAND, OF_CELLS
from tests.build.edits.of_lines import OF_LINES
from tests.build.edits.respelled import respelled
from tests.build.rich_master import rich_master
from tests.office import Office
from workbook_tools.xlsx.compare import Comparison, Facts, compare, read_facts

KINDS = {**OF_CELLS, **OF_LINES}


@pytest.fixture(scope="module")
def master() -> bytes:
    return rich_master(4)


@pytest.fixture(scope="module")
def facts(master: bytes) -> Facts:
    return read_facts(master, "总台账.xlsx")


@pytest.fixture(scope="module")
def drawer(master: bytes) -> Drawer:
    return Drawer(master, seed=4)


@pytest.fixture
def path(master: bytes, tmp_path: Path) -> Path:
    written = tmp_path / "台账" / "总台账.xlsx"
    written.parent.mkdir()
    written.write_bytes(master)
    return written


def held_against(facts: Facts, data: bytes) -> Comparison:
    return compare(facts, read_facts(data, "另存.xlsx"))


def check(edit: Edit, facts: Facts, data: bytes) -> None:
    """What was edited is named at its place, and nothing that was not."""
    differences = held_against(facts, data).differences
    assert edit.missed(differences) == [], (edit, differences[:5])
    assert edit.beside(differences) == [], edit


# ------------------------------------------------------------ edited


@pytest.mark.parametrize("kind", KINDS)
def test_every_edit_through_openpyxl_is_named(kind: str, master: bytes, facts: Facts, drawer: Drawer) -> None:
    for _ in range(3):
        _, edit = drawer.draw(KINDS, kind)
        check(edit, facts, by_openpyxl.saved(master, edit))


def test_every_stored_result_changed_in_the_file_is_named(
    master: bytes, facts: Facts, drawer: Drawer
) -> None:
    for _ in range(10):
        _, edit = drawer.draw(BY_HAND)
        data = by_hand.saved(master, edit)
        check(edit, facts, data)
        assert len(held_against(facts, data).differences) == 1


@pytest.mark.office
def test_every_kind_of_edit_in_the_office_is_named(
    facts: Facts, path: Path, office: Office, drawer: Drawer
) -> None:
    for kind in KINDS:
        _, edit = drawer.draw(KINDS, kind)
        office.open(path)
        office.edit(edit.act, edit.arguments)
        check(edit, facts, office.save(path.with_name("另存.xlsx")).read_bytes())


# ------------------------------------------------------------ saved again, nothing changed


def test_the_very_file_does_not_differ(master: bytes, facts: Facts) -> None:
    assert held_against(facts, master) == Comparison((), 0)


@pytest.mark.parametrize("seed", range(6))
def test_another_spelling_of_the_same_does_not_differ(seed: int, master: bytes, facts: Facts) -> None:
    assert held_against(facts, respelled(master, seed)) == Comparison((), 0)


def test_openpyxl_drops_results_and_changes_nothing(master: bytes, facts: Facts) -> None:
    once = by_openpyxl.saved(master)
    formulas = sum(
        bool(cell.formula) for sheet in facts.sheets for row in sheet.rows.values() for cell in row.values()
    )
    for data in (once, by_openpyxl.saved(once)):
        assert held_against(facts, data) == Comparison((), formulas)


@pytest.mark.office
def test_the_office_changes_nothing_wherever_and_however_it_saves(
    master: bytes, facts: Facts, path: Path, office: Office, tmp_path: Path
) -> None:
    def saved(source: Path, name: str) -> Path:
        office.open(source)
        target = tmp_path / name
        target.parent.mkdir(exist_ok=True)
        return office.save(target)

    beside = saved(path, "台账/另存.xlsx")
    elsewhere = saved(path, "别处 一/另存.xlsx")
    again = saved(elsewhere, "再存.xlsx")
    through_ods = saved(saved(path, "中转.ods"), "回存.xlsx")
    respelt = tmp_path / "台账" / "他软件.xlsx"
    respelt.write_bytes(respelled(by_openpyxl.saved(master), 3))
    for data in (beside, elsewhere, again, through_ods, saved(respelt, "又存.xlsx")):
        assert held_against(facts, data.read_bytes()) == Comparison((), 0), data
