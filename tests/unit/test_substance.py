"""台账指纹: what the ledger amounts to, whatever order and portions it came in; every word of it counts."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.build.versions import came, checked
from workbook_tools.record import (
    Event,
    ListKind,
    ListRecorded,
    PlanRecorded,
    Received,
    Result,
    Validated,
    stated,
)
from workbook_tools.standing import digest

NINE, TEN = "2023-11-02T09:00:00", "2023-11-02T10:00:00"


def _checked(at: str, **statuses: str) -> Event:
    return replace(checked(**statuses), at=at)


LIST = Event(NINE, ListRecorded("3" * 64, 1, ListKind.OFFICIAL, ()))
LEDGER = (
    Event(NINE, PlanRecorded("d1", "1" * 64)),
    came("a"),
    came("b"),
    LIST,
    _checked(NINE, a="returned", b="accepted"),
    replace(LIST, at=TEN),
    _checked(TEN, a="accepted"),
)
"""Two returns, and of one of them two results, of which the later holds; one list twice."""


def test_neither_order_nor_portions_make_a_difference() -> None:
    both, (one, other) = LEDGER[4], (_checked(NINE, a="returned"), _checked(NINE, b="accepted"))
    assert digest(reversed(LEDGER)) == digest(LEDGER)
    assert digest([*LEDGER, *LEDGER[:2]]) == digest(LEDGER), "said twice is said once"
    assert digest(part for each in LEDGER for part in ((other, one) if each is both else (each,))) == digest(
        LEDGER
    )


@pytest.mark.parametrize("gone", range(len(LEDGER)))
def test_no_line_can_be_taken_away_though_a_later_one_replaced_it(gone: int) -> None:
    assert digest(each for at, each in enumerate(LEDGER) if at != gone) != digest(LEDGER)


def _with(at: int, event: Event) -> Sequence[Event]:
    return [*LEDGER[:at], event, *LEDGER[at + 1 :]]


@pytest.mark.parametrize(
    "changed",
    [
        _with(0, Event(NINE, PlanRecorded("d1", "2" * 64))),
        _with(1, replace(LEDGER[1], at=TEN)),
        _with(4, _checked(NINE, a="held", b="accepted")),
        _with(4, Event(NINE, Validated("2023-10", "d2", (Result("a", "returned", {}),)))),
    ],
    ids=["another plan workbook", "another receipt", "another result", "under another plan"],
)
def test_no_line_can_be_changed(changed: Sequence[Event]) -> None:
    assert digest(changed) != digest(LEDGER)


def test_what_a_later_version_would_add_changes_nothing_recorded_before() -> None:
    """Whatever is at its default is not digested: an event of today and one read back without the field are one."""
    facts = LEDGER[2].record
    assert isinstance(facts, Received)
    told = stated(facts)
    assert isinstance(told, dict)
    assert {"ruled", "round", "code"}.isdisjoint(told), "these are at their defaults"
    assert told["sha256"] == facts.sha256
