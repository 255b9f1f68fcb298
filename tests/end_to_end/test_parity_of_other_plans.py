"""The same for a plan with every kind of rule, and for another county's plan with its own forms and months."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import chain, repeat

import pytest

from scripts.examples import enterprises
from tests.build.bureau import county_header
from tests.build.county_plan import county_plan
from tests.build.county_returns import ROWS as COUNTY_ROWS
from tests.build.packaged import DEPARTMENT, SHIPPED, TOWNSHIP, sound_row
from tests.build.parity.desk import Desk, Filled, sized
from tests.build.parity.many_rules import CODES, with_many_rules
from tests.build.parity.records import Records, batches, headers
from tests.build.parity.typed import Typed
from tests.office import Office

pytestmark = pytest.mark.office

MANY = {DEPARTMENT: (70, 5), TOWNSHIP: (78, 9)}
COUNTY = {"XS-01": (150, 1), "XS-02": (60, 3), "XS-03": (75, 2)}
"""Rows of each form, and how many returns."""
SIGNED = county_header(date(2024, 2, 1))
EXPLAINED = "该企业上年停产检修，故与往年不同"


@pytest.fixture(scope="module")
def many(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("many")
    sizes = {form: rows for form, (rows, _) in MANY.items()}
    plan = sized(SHIPPED, folder / "方案.xlsx", sizes, with_many_rules)
    return Desk.founded(office, folder, plan, "2023-10", "2023-11-01T09:00:00")


@pytest.fixture(scope="module")
def county(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("county")
    sizes = {form: rows for form, (rows, _) in COUNTY.items()}
    plan = sized(county_plan(folder / "原方案.xlsx"), folder / "方案.xlsx", sizes)
    return Desk.founded(office, folder, plan, "2024-01", "2024-02-01T09:00:00")


def sound_in_county(form: str, number: int) -> Typed:
    """A sound row by any number: days stay within the month, amounts within the limits."""
    of_its_own: Mapping[str, Typed] = {
        "XS-01": {
            "reg": f"SL{number:06d}",
            "title": f"示例第{number}机械有限公司",
            "out": 100.5 + number % 50,
        },
        "XS-02": {"id": f"00{number:04d}", "shop": f"示例网店{number}"},
        "XS-03": {"cert": f"LS{number:08d}"},
    }
    return {**COUNTY_ROWS[form](number % 28 + 1), **of_its_own[form]}


def sound(form: str, number: int) -> Typed:
    """A sound row of a form that ships; neighbours of a series would look dragged down."""
    return sound_row(form, number * 7)


def quiet(rows: Sequence[Typed]) -> Iterator[tuple[Typed, Sequence[Typed]]]:
    """Returns in which the rules about the table are asked, for no cell is badly typed."""
    header = {**enterprises.header(1), "h_date": date(2023, 11, 2)}
    yield header, rows[:3]
    yield {**header, "h_note": EXPLAINED}, rows[:3]
    yield header, [{**row, "staff": 400, "tech": 50, "rev": 80.0, "remark": "示例"} for row in rows[:9]]
    yield header, [{**row, "rev": 5000.0, "product": None} for row in rows[:2]]
    yield {**header, "h_date": date(2023, 11, 29)}, [{**row, "est_date": None} for row in rows[:2]]
    yield {**header, "h_filler": "示例填报人员", "h_check": "示例审核人员甲"}, rows[:2]


def test_every_kind_of_rule_is_the_same_in_the_form_and_on_receipt(many: Desk) -> None:
    returns: list[Filled] = []
    for form, (size, number) in MANY.items():
        records = Records(many.candidates(form), partial(sound, form), seed=20231104)
        every = batches(records, [size] * number, each_field=False, times=9)
        returns += [
            Filled(owed, enterprises.header(1), rows)
            for owed, rows in zip(many.owed(form), every, strict=False)
        ]
    few = [sound_row(TOWNSHIP, number) for number in range(20)]
    for owed, typed in zip(many.owed(TOWNSHIP)[MANY[TOWNSHIP][1] :], quiet(few), strict=False):
        returns.append(Filled(owed, *typed))
    tally = many.compared(returns, "2023-11-03T09:00:00")
    print(tally.summary("every kind of rule"))
    assert not tally.differences, "\n".join(tally.differences[:30])
    of_rules = [
        each for form in MANY for each in many.candidates(form).demands if each.code in {*CODES, "S014"}
    ]
    assert tally.never(of_rules) == set()


def test_another_county_s_forms_and_receipt_say_the_same(county: Desk) -> None:
    returns: list[Filled] = []
    for form, (size, number) in COUNTY.items():
        candidates = county.candidates(form)
        records = Records(candidates, partial(sound_in_county, form), seed=20240203)
        every = batches(records, [size] * number)
        tried = chain([SIGNED], headers(candidates, SIGNED)) if form == "XS-02" else repeat(SIGNED)
        returns += [Filled(*each) for each in zip(county.owed(form), tried, every, strict=False)]
    large = [{**sound_in_county("XS-01", number), "out": 99000.0, "staff": 200} for number in range(11)]
    returns.append(Filled(county.owed("XS-01")[1], SIGNED, large))
    tally = county.compared(returns, "2024-02-05T09:00:00")
    print(tally.summary("another county's forms"))
    assert not tally.differences, "\n".join(tally.differences[:30])
    assert not {
        each for form in COUNTY for each in tally.never(county.candidates(form).demands) if "/R" in each
    }
