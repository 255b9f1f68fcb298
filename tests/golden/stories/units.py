"""Beside other units: 55, 72, and enterprises that another annex knows otherwise."""

from tests.golden.stories.story import DEPARTMENTS, NOVEMBER, OCTOBER, Acts, Party, ruled, story
from workbook_tools.record import Matter


@story("55", "code-of-another-enterprise", "大德镇", "厚坝镇")
def code_of_another(one: Party, other: Party, *, wrong: bool) -> Acts:
    """A right code that is another enterprise's: two units give it two names; and one name two codes."""
    theirs, own, third = one.waiting(0), other.waiting(1), other.waiting(2)
    yield one.returns(OCTOBER, theirs)
    mixed_up = {**own, "uscc": theirs["uscc"]}, {**third, "name": theirs["name"]}
    yield other.returns(OCTOBER, *(mixed_up if wrong else (own, third)))


@story("72", "claimed-by-two-townships", "赵家街道", "临江镇")
def contested(one: Party, other: Party, *, wrong: bool) -> Acts:
    """Two townships list one enterprise as new; the bureau rules for one, and the other takes it out of its list."""
    yield one.returns(OCTOBER, one.new(0), one.new(1))
    yield other.returns(OCTOBER, other.new(2), *([other.new(1)] if wrong else []))
    if wrong:
        yield ruled(Matter.OWNER, str(one.new(1)["uscc"]), one.unit, days=6)
        yield other.returns(OCTOBER, other.new(2), days=9)


@story("72", "claimed-a-month-later", "汉丰街道", "金峰镇")
def contested_later(one: Party, other: Party, *, wrong: bool) -> Acts:
    """A township lists as new what another one's accepted list counts since the month before."""
    yield one.returns(OCTOBER, one.new(0))
    yield other.returns(OCTOBER, other.new(1))
    yield one.leaves(NOVEMBER, zero="是")
    yield other.returns(NOVEMBER, other.new(1), other.new(0 if wrong else 2, NOVEMBER))


@story("X2", "told-otherwise-in-the-other-annex", "区商务委", "白桥镇")
def other_annex(department: Party, town: Party, *, wrong: bool) -> Acts:
    """An enterprise stands in both annexes, under two names and in two townships."""
    known = department.new(0, town="临江镇" if wrong else town.unit)
    yield department.returns(OCTOBER, known)
    yield town.returns(OCTOBER, town.new(0) if wrong else town.new(0, name=known["name"]))


@story("X20", "called-high-tech-and-not-in-the-list", "和谦镇", *DEPARTMENTS)
def not_in_the_other_list(town: Party, *departments: Party, wrong: bool) -> Acts:
    """A township calls an enterprise high-tech that no department lists as recognised, and all of them are in."""
    recognised = departments[0].new(0, town=town.unit)
    yield departments[0].returns(OCTOBER, recognised)
    for number, department in enumerate(departments[1:], 1):
        yield department.returns(OCTOBER, department.waiting(number))
    listed = town.new(0, name=recognised["name"], is_gq="是")
    yield town.returns(OCTOBER, listed, town.new(6, is_gq="是" if wrong else "否"))
