"""The audit sample: drawn by the recipe that is printed in it, the same for ever, and fair."""

import hashlib
from collections import Counter
from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build.plans import example_plan
from tests.build.returns import accepted, enterprise, incubated, tables_of
from workbook_tools.consolidate import MasterTables
from workbook_tools.model import Value
from workbook_tools.period import month
from workbook_tools.sampling import Design, Item, Method, draw, measures, population, shares, take

SEEDS = tuple(f"第{number}次" for number in range(400))


def firms(count: int, unit: str = "U01") -> list[Item]:
    return [Item("A", unit, f"K{number}") for number in range(count)]


def sized(*amounts: str) -> list[Item]:
    return [Item("A", "U01", f"K{number}", Fraction(amount)) for number, amount in enumerate(amounts)]


def hashed(*parts: str) -> int:
    """As a stranger computes it, from what 抽样说明 says."""
    return int(hashlib.sha256("|".join(parts).encode("utf-8")).hexdigest(), 16)


def keys(items: list[Item], size: int, seed: str, method: Method = Method.SIMPLE) -> list[str]:
    return [items[place].key for place in draw(items, size, seed, method).places]


# ---------------------------------------------------------------- the recipe, followed by hand


def test_the_random_number_of_a_row_is_what_any_sha256_tool_says() -> None:
    """printf '%s' '骰子314|A|U01|K0' | sha256sum"""
    assert f"{hashed('骰子314', 'A', 'U01', 'K0'):064x}" == (
        "693a19d474cab2823549056302221e81b7a88415d74ca6f82b2be61cce94456c"
    )


def test_a_simple_sample_has_the_smallest_numbers() -> None:
    by_hand = sorted((hashed("骰子314", "A", "U01", f"K{number}"), f"K{number}") for number in range(50))
    assert keys(firms(50), 7, "骰子314") == [key for _, key in by_hand[:7]]


def test_a_sample_by_unit_has_the_smallest_numbers_of_each() -> None:
    items = [*firms(30), *firms(10, "U02"), *firms(2, "U03")]
    smallest = {
        unit: sorted(range(count), key=lambda number: hashed("7", "A", unit, f"K{number}"))
        for unit, count in (("U01", 30), ("U02", 10), ("U03", 2))
    }
    # 12 of 42: U03 would have 0.57 and gets one; of the 11 left, U01 8.25 and U02 2.75.
    wanted = (("U01", 8), ("U02", 3), ("U03", 1))
    by_hand = [(unit, f"K{number}") for unit, count in wanted for number in smallest[unit][:count]]
    drawn = draw(items, 12, "7", Method.BY_UNIT).places
    assert [(items[place].unit, items[place].key) for place in drawn] == by_hand


def test_a_sample_by_amount_has_the_smallest_numbers_for_their_size_after_the_largest_of_all() -> None:
    amounts = ["900", "0.1", *(str(10 + number) for number in range(20))]
    numbers = {f"K{n}": hashed("7", "A", "U01", f"K{n}") / Fraction(a) for n, a in enumerate(amounts)}
    rest = sorted((number, key) for key, number in numbers.items() if key != "K0")
    assert keys(sized(*amounts), 5, "7", Method.BY_AMOUNT) == ["K0", *(key for _, key in rest[:4])]
    assert draw(sized(*amounts), 5, "7", Method.BY_AMOUNT).certain == 1


def test_whatever_is_as_large_as_the_interval_is_sure_to_be_drawn_and_the_interval_shrinks_with_it() -> None:
    # 100 of 190 for 3: the interval is 63; without it 90 for 2: 45, which 50 reaches; then 40 for 1 remain.
    items = sized("20", "50", "20", "100")
    for seed in SEEDS[:20]:
        drawn = draw(items, 3, seed, Method.BY_AMOUNT)
        assert (drawn.places[:2], drawn.certain) == ((3, 1), 2)


def test_more_than_there_are_is_all_of_them() -> None:
    for method in Method:
        assert sorted(draw(firms(5), 9, "7", method).places) == [0, 1, 2, 3, 4]
        assert draw([], 9, "7", method).places == ()


# ---------------------------------------------------------------- permanent


def test_a_row_that_comes_later_takes_the_place_of_one_at_most() -> None:
    for seed in SEEDS[:50]:
        before, after = (set(keys(firms(count), 8, seed)) for count in (60, 61))
        assert len(before - after) <= 1 and after - before <= {"K60"}


def test_a_larger_sample_goes_on_where_the_smaller_one_ended() -> None:
    assert keys(firms(60), 20, "7")[:8] == keys(firms(60), 8, "7")


def test_neither_order_nor_other_rows_change_a_number() -> None:
    assert keys(firms(60)[::-1], 8, "7") == keys(firms(60), 8, "7")


# ---------------------------------------------------------------- fair


def times(items: list[Item], size: int, method: Method) -> Counter[str]:
    """How often each was drawn, over all seeds."""
    return Counter(key for seed in SEEDS for key in keys(items, size, seed, method))


def test_over_many_seeds_every_row_is_drawn_as_often_as_any_other() -> None:
    drawn = times(firms(20), 5, Method.SIMPLE)
    # 100 times each, with a standard deviation of 8.7.
    assert all(60 < drawn[f"K{number}"] < 140 for number in range(20))


def test_over_many_seeds_a_row_is_drawn_by_its_amount() -> None:
    drawn = times(sized(*["1"] * 20, *["3"] * 20), 8, Method.BY_AMOUNT)
    small, large = (sum(drawn[f"K{n}"] for n in numbers) for numbers in (range(20), range(20, 40)))
    assert 2.5 < large / small < 3.5


def test_where_there_are_more_units_than_rows_to_draw_small_units_have_their_turn_too() -> None:
    items = [*firms(20, "U00"), *(Item("A", f"U{unit:02}", "K") for unit in range(1, 21))]
    drawn = Counter(
        items[place].unit for seed in SEEDS for place in draw(items, 4, seed, Method.BY_UNIT).places
    )
    assert drawn["U00"] == 2 * len(SEEDS)
    # The other 2 of each sample among 20 units: 40 times each, with a standard deviation of 6.
    assert all(10 < drawn[f"U{unit:02}"] < 75 for unit in range(1, 21))


@pytest.mark.parametrize(
    ("rows", "size", "expected"),
    [
        ({"U1": 50, "U2": 30, "U3": 20}, 10, {"U1": 5, "U2": 3, "U3": 2}),
        ({"U1": 97, "U2": 2, "U3": 1}, 10, {"U1": 8, "U2": 1, "U3": 1}),
        ({"U1": 5, "U2": 5, "U3": 5}, 4, {"U1": 2, "U2": 1, "U3": 1}),
        ({"U1": 3, "U2": 1}, 4, {"U1": 3, "U2": 1}),
    ],
)
def test_units_are_drawn_from_in_proportion_and_at_least_once(
    rows: dict[str, int], size: int, expected: dict[str, int]
) -> None:
    assert shares(rows, size, "7") == expected


@given(st.lists(st.integers(1, 60), min_size=1, max_size=12), st.data())
def test_shares_add_up_and_no_unit_gives_more_than_it_has(counts: list[int], data: st.DataObject) -> None:
    rows = {f"U{place}": count for place, count in enumerate(counts)}
    size = data.draw(st.integers(1, sum(counts)))
    given_to = shares(rows, size, "7")
    assert sum(given_to.values()) == size
    exact = {unit: Fraction(size * count, sum(counts)) for unit, count in rows.items()}
    for unit, count in rows.items():
        assert 0 <= given_to.get(unit, 0) <= min(count, max(1, ceil(exact[unit])))
        if size < len(rows):
            assert given_to[unit] >= floor(exact[unit])
        else:
            assert given_to[unit] >= 1


# ---------------------------------------------------------------- from whom


def register() -> MasterTables:
    """K1 counted and left, K2 is only cultivated, K9 is claimed by two, K5 counts; one incubated, one only planned."""
    september = month(2023, 9)
    return tables_of(
        accepted("U01", "A", enterprise("K1", "入库"), period=september),
        accepted("U01", "A", enterprise("K1", "退出"), enterprise("K2", "培育"), enterprise("K9", "入库")),
        accepted("U02", "A", enterprise("K9", "入库"), sold("K5", 0), sold("K6", None), sold("K7", 0.1)),
        accepted("U05", "B", incubated("示例甲", "在孵"), incubated("示例乙", "储备")),
    )


def sold(key: str, amount: Value) -> tuple[Value, ...]:
    return (*enterprise(key, "入库")[:-1], amount)


def test_who_may_be_drawn_is_whoever_a_number_rests_on() -> None:
    found = population(register().register, "")
    drawable = [(each.item.unit, each.item.key) for each in found.subjects]
    assert drawable == [
        *(("U01", key) for key in ("K1", "K9")),
        *(("U02", key) for key in ("K9", "K5", "K6", "K7")),
        ("U05", "示例甲"),
    ]
    assert found.outside == 2


def test_what_has_no_amount_above_zero_is_counted_but_cannot_be_drawn() -> None:
    found = population(register().register, "营业收入")
    assert [each.item.key for each in found.subjects] == ["K1", "K9", "K9", "K7"]
    assert found.subjects[-1].item.amount == Fraction(1, 10)
    assert found.weightless == 3


def test_an_auditor_sees_the_fields_that_decide_and_where_they_stand() -> None:
    (one,) = (each for each in take(register(), Design(9, "7", Method.SIMPLE)).drawn if each.item.key == "K1")
    assert [(each.label, each.value, each.cell) for each in one.decisive] == [
        ("状态", "退出", "D8"),
        ("计入年度", "2023", "E8"),
    ]
    assert (one.key.cell, one.name) == ("C8", "示例企业K1")


def test_the_extent_by_unit_adds_up_to_that_of_the_whole() -> None:
    sample = take(register(), Design(3, "7", Method.BY_AMOUNT, "营业收入"))
    assert sum(extent.drawn for _, extent in sample.strata) == sample.whole.drawn == len(sample.drawn) == 3
    assert sum(extent.covered for _, extent in sample.strata) == sample.whole.covered
    assert sample.whole.total == 3 * Fraction("12.5") + Fraction("0.1")


def test_only_numbers_can_be_amounts_and_the_year_is_none() -> None:
    assert measures(example_plan()) == {"营业收入": frozenset({""})}
