"""Cells as clerks write them: a hint or nothing in the form for what receipt understands, and nothing else passes."""

from collections.abc import Iterator

import pytest

from scripts.examples import enterprises
from tests.build.packaged import DEPARTMENT, SHIPPED, TOWNSHIP, sound_row
from tests.build.parity import defects
from tests.build.parity.agreement import Tally
from tests.build.parity.desk import Desk, Filled, sized
from tests.office import Office

pytestmark = pytest.mark.office

ISSUED, RECEIVED = "2023-11-01T09:00:00", "2023-11-03T09:00:00"
ROWS = {DEPARTMENT: 70, TOWNSHIP: 80}


@pytest.fixture(scope="module")
def desk(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("raw")
    plan = sized(SHIPPED, folder / "方案.xlsx", ROWS, defects.with_share_and_departments)
    return Desk.founded(office, folder, plan, "2023-10", ISSUED)


@pytest.fixture(scope="module")
def tally(desk: Desk) -> Tally:
    return desk.compared([each for form in ROWS for each in returns(desk, form)], RECEIVED)


def returns(desk: Desk, form: str) -> Iterator[Filled]:
    rows = defects.rows(form, lambda number: sound_row(form, number * 7))
    most = ROWS[form]
    for number, owed in enumerate(desk.owed(form)[: -(-len(rows) // most)]):
        yield Filled(owed, enterprises.header(1), rows[number * most : (number + 1) * most])


def test_the_form_shows_hints_and_never_passes_what_receipt_sends_back(tally: Tally) -> None:
    print(tally.summary("cells as clerks write them"))
    assert not tally.differences, "\n".join(tally.differences[:30])


def test_every_class_of_numbers_codes_dates_and_names_was_typed() -> None:
    assert {*defects.TOWNSHIPS, *defects.DEPARTMENTS} == set(range(40, 72))
