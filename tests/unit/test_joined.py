"""Two copies of the ledger, each perhaps damaged: what they prove together, and what nobody can prove any more."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook_tools.ledger import Entry, Joined, joined
from workbook_tools.record import Event, PlanRecorded


def _ledger(count: int) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    for number in range(1, count + 1):
        event = Event(f"2024-01-{number:02}T09:00:00", PlanRecorded(f"d{number}", "a" * 64))
        entries.append(Entry.after(entries[-1] if entries else None, event))
    return tuple(entries)


WHOLE = _ledger(9)


def altered(number: int) -> tuple[Entry, ...]:
    """The ledger with one line changed by somebody who knows nothing of its hash."""
    return tuple(replace(each, at="2020-01-01") if each.seq == number else each for each in WHOLE)


def resealed(number: int) -> tuple[Entry, ...]:
    """The same by somebody who does."""
    return tuple(each.sealed() if each.seq == number else each for each in altered(number))


def rewritten(first: int) -> tuple[Entry, ...]:
    """One line changed, and all after it made to fit."""
    made = list(resealed(first)[:first])
    for each in WHOLE[first:]:
        made.append(replace(each, previous=made[-1].hash).sealed())
    return tuple(made)


def without(*numbers: int) -> tuple[Entry, ...]:
    return tuple(each for each in WHOLE if each.seq not in numbers)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (WHOLE, WHOLE),
        (WHOLE, ()),
        (WHOLE, WHOLE[:5]),
        (WHOLE, without(1)),
        (WHOLE, without(3, 4, 9)),
        (WHOLE, altered(4)),
        (WHOLE, altered(9)),
        (WHOLE, resealed(4)),
        (WHOLE, (WHOLE[1], WHOLE[0], *WHOLE[2:])),
        (altered(3), altered(7)),
        (altered(3), without(7, 8)),
        (resealed(3), resealed(7)),
        (WHOLE[:6], (*without(2)[:4], *WHOLE[5:])),
    ],
    ids=[
        "both sound",
        "one is gone",
        "one was cut short",
        "its first line is gone",
        "lines are gone here and there",
        "a line was changed",
        "the last line was changed",
        "a line was changed and given its hash",
        "two lines were swapped",
        "each has another line changed",
        "one changed, one with a gap",
        "each has another line changed and given its hash",
        "one was cut short, the other has a gap",
    ],
)
def test_lines_that_one_of_the_copies_has_whole_are_proved(
    one: tuple[Entry, ...], other: tuple[Entry, ...]
) -> None:
    assert joined(one, other) == joined(other, one) == Joined(WHOLE)


@pytest.mark.parametrize(
    ("one", "other", "kept", "lost"),
    [
        (altered(4), altered(4), 3, ((4, 4),)),
        (without(4, 5, 8), without(4, 5, 8), 3, ((4, 5), (8, 8))),
        ((), without(1, 2), 0, ((1, 2),)),
        (WHOLE[:8], altered(9), 8, ((9, 9),)),
        (WHOLE[:5], (*WHOLE[:5], *altered(6)[5:]), 5, ((6, 6),)),
        (altered(4), altered(5), 9, ()),
        ((), (*WHOLE, Entry(2**62, "", "", "", "")), 9, ((10, 2**62),)),
    ],
    ids=[
        "the same line in both",
        "several lines in both",
        "the beginning, and nothing else is left",
        "the last line, which one never had",
        "a line that one never had",
        "none, where each has another line changed",
        "a number out of nowhere",
    ],
)
def test_lines_that_no_copy_has_whole_are_named(
    one: tuple[Entry, ...], other: tuple[Entry, ...], kept: int, lost: tuple[tuple[int, int], ...]
) -> None:
    assert joined(one, other) == joined(other, one) == Joined(WHOLE[:kept], lost)


def test_where_only_the_thread_is_broken_the_lines_at_both_its_ends_are_named() -> None:
    """Line 4 was changed in both, in one of them with its hash: it follows from line 3, and line 5 not from it."""
    assert joined(altered(4), resealed(4)) == Joined(resealed(4)[:4], ((4, 5),))


@pytest.mark.parametrize(
    ("one", "other", "at"),
    [
        (WHOLE, rewritten(4), 4),
        (WHOLE, rewritten(4)[:6], 4),
        (WHOLE, rewritten(4)[:4], 4),
        (WHOLE, resealed(9), 9),
        (altered(2), rewritten(4), 4),
    ],
    ids=[
        "all of it from a line on",
        "a shorter one",
        "one that ends there",
        "the last line",
        "a damaged one and a rewritten one",
    ],
)
def test_two_versions_that_both_hold_are_for_people_to_judge(
    one: tuple[Entry, ...], other: tuple[Entry, ...], at: int
) -> None:
    found = joined(one, other)
    assert found == joined(other, one)
    assert (found.contested, found.is_whole) == (at, False)


def test_of_nothing_comes_nothing() -> None:
    assert joined((), ()) == Joined(())
    assert joined() == Joined(())


@settings(max_examples=100, deadline=None)
@given(st.sets(st.integers(1, 9)), st.sets(st.integers(1, 9)))
def test_whatever_is_gone_from_one_copy_the_other_gives_back(gone: set[int], also: set[int]) -> None:
    found = joined(without(*gone), without(*also))
    first_lost = min(gone & also, default=10)
    reach = max((n for n in range(1, 10) if n not in gone or n not in also), default=0)
    assert found.entries == WHOLE[: min(first_lost - 1, reach)]
    assert found.is_whole == (first_lost > reach)
