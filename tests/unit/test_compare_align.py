"""Two sequences laid side by side, whatever they are."""

from hypothesis import given
from hypothesis import strategies as st

from workbook_tools.xlsx.compare.align import Alignment, aligned, longest_ascending

KEYS = st.lists(st.integers(0, 12), max_size=30)


def laid(expected: list[int], found: list[int]) -> Alignment:
    return aligned(expected, found, lambda one, other: int(expected[one] == found[other]))


@given(KEYS, KEYS)
def test_everything_is_paired_once_or_named_as_one_sided(expected: list[int], found: list[int]) -> None:
    rows = laid(expected, found)
    assert sorted([one for one, _ in rows.pairs] + list(rows.removed)) == list(range(len(expected)))
    assert sorted([other for _, other in rows.pairs] + list(rows.added)) == list(range(len(found)))


@given(KEYS, KEYS)
def test_what_did_not_move_stands_in_order(expected: list[int], found: list[int]) -> None:
    rows = laid(expected, found)
    kept = [pair for pair in rows.pairs if pair not in rows.moved]
    assert kept == sorted(kept)
    assert all(expected[one] == found[other] for one, other in rows.moved)


@given(KEYS)
def test_a_sequence_stands_where_it_stands(keys: list[int]) -> None:
    rows = laid(keys, keys)
    assert rows.unshifted
    assert rows.pairs == tuple((place, place) for place in range(len(keys)))


@given(st.lists(st.integers(), unique=True, min_size=2, max_size=40), st.data())
def test_of_unique_elements_one_taken_out_is_found(keys: list[int], data: st.DataObject) -> None:
    gone = data.draw(st.integers(0, len(keys) - 1))
    rows = laid(keys, keys[:gone] + keys[gone + 1 :])
    assert (rows.removed, rows.added, rows.moved) == ((gone,), (), frozenset())


@given(st.permutations(range(12)))
def test_of_a_permutation_as_few_as_can_be_have_moved(order: list[int]) -> None:
    longest = [0] * 12
    for n, place in enumerate(order):
        longest[n] = 1 + max((longest[m] for m in range(n) if order[m] < place), default=0)
    assert len(laid(list(range(12)), order).moved) == 12 - max(longest)


def test_a_changed_element_is_paired_with_the_one_most_like_it() -> None:
    expected, found = ["甲甲", "乙乙", "丙丙"], ["乙1", "丙丙"]
    rows = aligned(expected, found, lambda one, other: len(set(expected[one]) & set(found[other])))
    assert (rows.pairs, rows.removed) == (((1, 0), (2, 1)), (0,))


def test_the_longest_ascending_run() -> None:
    assert longest_ascending([(0, 3), (1, 0), (2, 1), (3, 2)]) == [(1, 0), (2, 1), (3, 2)]
    assert longest_ascending([]) == []
