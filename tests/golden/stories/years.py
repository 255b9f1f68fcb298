"""What is not new: enterprises of an earlier year, of the baseline, or in stock already: 74, 75."""

from tests.golden.stories.story import JANUARY, NOVEMBER, OCTOBER, Acts, Party, story, supplied
from workbook_tools.record import ListKind


@story("74", "last-year-s-rows-with-this-year", "长沙镇")
def another_year(town: Party, *, wrong: bool) -> Acts:
    """Last year's new enterprises once more, with this year and a day of it."""
    before = [*map(town.new, (0, 1))]
    yield town.returns(OCTOBER, *before)
    again = [town.new(number, JANUARY) for number in (0, 1)]
    yield town.returns(JANUARY, *(again if wrong else before), town.new(2, JANUARY))


@story("74", "enterprises-of-the-baseline", "南雅镇")
def of_the_baseline(town: Party, *, wrong: bool) -> Acts:
    """Enterprises of the baseline list reported as new."""
    old = town.new(0)
    yield supplied(2, ListKind.BASELINE, [(old, "")])
    yield town.returns(OCTOBER, old if wrong else town.stock(0), town.new(1))


@story("75", "stock-reported-as-new", "谭家镇", "渠口镇")
def stock_as_new(one: Party, other: Party, *, wrong: bool) -> Acts:
    """What was stock last month is new this month; and another unit's stock is new with this one."""
    yield one.returns(OCTOBER, one.stock(0))
    yield other.returns(OCTOBER, other.stock(1))
    now = [one.new(0, NOVEMBER), one.new(1, NOVEMBER)] if wrong else [one.stock(0), one.new(2, NOVEMBER)]
    yield one.returns(NOVEMBER, *now)
    yield other.leaves(NOVEMBER, zero="是")


@story("75", "recognised-anew-as-new", "区经济信息委")
def recognised_anew(department: Party, *, wrong: bool) -> Acts:
    """重新认定 that counts as new: said openly, and called 首次认定 a month after it was 重新认定."""
    anew = department.new(0, newtype="重新认定", count_year="不计入")
    yield department.returns(OCTOBER, anew, department.new(1))
    called_first = {**anew, "newtype": "首次认定", "count_year": "2023"}
    openly = department.new(2, newtype="重新认定", count_year="2023" if wrong else "不计入")
    yield department.returns(NOVEMBER, called_first if wrong else anew, department.new(1), openly)
