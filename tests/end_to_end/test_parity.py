"""One truth for every rule: the forms that ship, and receipt, say the same of every row and pass the same returns."""

from collections.abc import Iterator
from datetime import date
from itertools import chain

import pytest

from scripts.examples import enterprises
from tests.build.packaged import DEPARTMENT, SHIPPED, TOWNSHIP
from tests.build.parity.agreement import Tally
from tests.build.parity.desk import Desk, Filled, sized
from tests.build.parity.records import Records, batches, headers
from tests.build.parity.typed import Raw, Typed
from tests.office import Office

pytestmark = pytest.mark.office

ISSUED, RECEIVED = "2023-11-01T09:00:00", "2023-11-03T09:00:00"
ROWS = {DEPARTMENT: 225, TOWNSHIP: 70}
RETURNS = {DEPARTMENT: 4, TOWNSHIP: 10}
"""Returns full of mistakes: rows of each form, and how many returns."""
EXPLAINED = "该企业上年停产检修，故与往年不同"
BEFORE = date(2023, 10, 30)
"""The day before the period ends."""


@pytest.fixture(scope="module")
def desk(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("parity")
    return Desk.founded(office, folder, sized(SHIPPED, folder / "方案.xlsx", ROWS), "2023-10", ISSUED)


@pytest.fixture(scope="module")
def tally(desk: Desk) -> Tally:
    returns = [each for form in ROWS for each in full_of_mistakes(desk, form)]
    quiet = desk.owed(TOWNSHIP)[RETURNS[TOWNSHIP] :]
    tried = headers(desk.candidates(TOWNSHIP), enterprises.header(1), start=RETURNS[TOWNSHIP] - 1)
    little = chain(nearly_sound(), ((header, [sound(TOWNSHIP, 1)]) for header in tried))
    returns += [Filled(owed, *typed) for owed, typed in zip(quiet, little, strict=False)]
    owed = desk.owed(DEPARTMENT)[RETURNS[DEPARTMENT]]
    returns.append(Filled(owed, enterprises.header(1), list(quiet_departments())))
    return desk.compared(returns, RECEIVED)


def sound(form: str, number: int) -> Typed:
    row = enterprises.department_row if form == DEPARTMENT else enterprises.township_row
    # Neighbours of a series would look dragged down.
    return row(number * 7 % 9973, number % 2 == 0)


def full_of_mistakes(desk: Desk, form: str) -> Iterator[Filled]:
    candidates = desk.candidates(form)
    records = Records(candidates, lambda number: sound(form, number), seed=20231103)
    every = batches(records, [ROWS[form]] * RETURNS[form])
    tried = headers(candidates, enterprises.header(1))
    for owed, header, rows in zip(desk.owed(form), tried, every, strict=False):
        yield Filled(owed, header, rows)


def nearly_sound() -> Iterator[tuple[Typed, list[Typed]]]:
    """Headers and rows of returns that pass, or lack one thing."""
    header = enterprises.header(1)
    alone: dict[str, Raw] = {**header, "h_check": header["h_filler"]}
    early: dict[str, Raw] = {**header, "h_date": BEFORE}
    plain = [sound(TOWNSHIP, number) for number in range(3)]
    bad_phone: Typed = {**plain[0], "tel": "12345"}
    yield from (
        (header, plain),
        (header, []),
        ({**header, "h_zero": "是"}, []),
        ({**header, "h_zero": None}, []),
    )
    yield from (({**header, "h_zero": "是"}, plain), ({**header, "h_zero": None}, plain))
    for note in (None, "情况属实", EXPLAINED):
        yield {**alone, "h_note": note}, plain
        yield {**early, "h_note": note}, plain
        yield header, [{**bad_phone, "explain": note}, *plain[1:]]
    yield header, [{**row, "est_date": None, "in_no": None} for row in plain]
    yield (
        header,
        [{**sound(TOWNSHIP, number), "tel": "023-52000000", "explain": EXPLAINED} for number in range(5)],
    )
    yield {**header, "h_note": EXPLAINED * 40}, plain


def quiet_departments() -> Iterator[Typed]:
    """A list in which nothing is badly typed: only so is the table as a whole asked about."""
    yield {**sound(DEPARTMENT, 2), "ind": None}
    yield {**sound(DEPARTMENT, 4), "ip1": 0, "ip2": 0, "explain": EXPLAINED}
    yield sound(DEPARTMENT, 6)


def test_the_form_and_receipt_say_the_same_of_every_row(tally: Tally) -> None:
    print(tally.summary("the forms that ship"))
    assert not tally.differences, "\n".join(tally.differences[:30])


def test_every_demand_of_the_forms_that_ship_was_seen_broken_and_satisfied(desk: Desk, tally: Tally) -> None:
    for form in (DEPARTMENT, TOWNSHIP):
        assert tally.never(desk.candidates(form).demands) == set()


def test_everything_was_said_of_types_that_the_forms_can_say(desk: Desk, tally: Tally) -> None:
    told = {code for _, code in tally.told}
    for form in (DEPARTMENT, TOWNSHIP):
        assert desk.candidates(form).type_codes - told == set()


def test_returns_that_pass_and_returns_that_do_not_were_among_them(tally: Tally) -> None:
    assert tally.passed[True] >= 10 and tally.passed[False] >= 20
