"""What only the bureau knows: what was closed (82) or told by phone (83), and what the official list says."""

from tests.golden.stories.story import (
    DECEMBER,
    DEPARTMENTS,
    OCTOBER,
    Acts,
    Closing,
    Party,
    days_after,
    ruled,
    story,
    supplied,
)
from workbook_tools.record import ListKind, Matter


@story("82", "resubmitted-after-closing", "麻柳乡")
def after_closing(town: Party, *, wrong: bool) -> Acts:
    """A unit sends its list again after the period was closed: it waits, and counts once the period is reopened."""
    first, forgotten = town.new(0), town.new(1)
    yield town.returns(DECEMBER, *((first,) if wrong else (first, forgotten)))
    yield Closing(days_after(DECEMBER, 6), DECEMBER)
    if wrong:
        yield town.returns(DECEMBER, first, forgotten, days=9)
        yield Closing(days_after(DECEMBER, 12), DECEMBER, reopened="示例：补报一户")


@story("83", "corrected-by-phone", "满月镇")
def by_phone(town: Party, *, wrong: bool) -> Acts:
    """A figure is corrected by phone: the accepted return goes back, and only a new file lifts that."""
    told, meant = town.new(0, staff=80), town.new(0, staff=60)
    yield town.returns(OCTOBER, told if wrong else meant)
    if wrong:
        yield ruled(Matter.CORRECTION, "", town.unit, days=6)
        yield town.returns(OCTOBER, meant, days=9)


@story("X9", "not-in-the-official-list", "浦里新区管委会", *DEPARTMENTS[:-1])
def official(department: Party, *_annex: Party, wrong: bool) -> Acts:
    """An enterprise counts that is not on the official list, and one that is on it under the unit is not reported."""
    listed, unlisted, forgotten = map(department.new, range(3))
    entries = [listed, forgotten] if wrong else [listed, unlisted]
    yield supplied(1, ListKind.OFFICIAL, [(row, department.unit) for row in entries])
    yield department.returns(OCTOBER, listed, unlisted)
