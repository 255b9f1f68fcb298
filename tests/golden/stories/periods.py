"""Beside the unit's own accepted list of the month before: 34, 44, 64, 76, 77, and what else a list may forget."""

from scripts.examples.filling import Record
from tests.golden.stories.story import NOVEMBER, OCTOBER, Acts, Party, days_after, ruled, story
from workbook_tools.record import Matter

_WHY = "示例：该企业已于本月注销，故报出库"


def _left(row: Record) -> Record:
    return {**row, "status": "出库", "explain": _WHY}


@story("34", "part-column-sort", "文峰街道")
def part_sorted(town: Party, *, wrong: bool) -> Acts:
    """Only the column of names is sorted, the other way round: names and codes no longer belong together."""
    listed = [*map(town.new, range(3)), *map(town.waiting, (3, 4))]
    yield town.returns(OCTOBER, *listed)
    names = [row["name"] for row in reversed(listed)]
    torn = [{**row, "name": name} for row, name in zip(listed, names, strict=True)]
    yield town.returns(NOVEMBER, *(torn if wrong else reversed(listed)))


@story("44", "yuan-after-ten-thousands", "河堰镇")
def in_yuan(town: Party, *, wrong: bool) -> Acts:
    """Last month's revenue in 万元, this month's in 元: below what is unusual, but not like last month."""
    listed = town.new(0, rev=85.5)
    yield town.returns(OCTOBER, listed)
    yield town.returns(NOVEMBER, {**listed, "rev": 855_000 if wrong else 86.2})


@story("64", "variant-names", "云枫街道")
def variants(town: Party, *, wrong: bool) -> Acts:
    """For codes known from last month: a wrong character, 有限责任公司 for 有限公司, a new name; brackets are none."""
    names = (
        "示例纺织科技有限公司",
        "示例果业有限公司",
        "示例机械（开州）有限公司",
        "示例能源（开州）有限公司",
    )
    listed = [town.new(number, name=name) for number, name in enumerate(names)]
    yield town.returns(OCTOBER, *listed)
    changed = (
        "示例纺织科枝有限公司",
        "示例果业有限责任公司",
        "示例智造（开州）有限公司",
        "示例能源(开州)有限公司",
    )
    now = [{**row, "name": name} for row, name in zip(listed, changed, strict=True)]
    yield town.returns(NOVEMBER, *(now if wrong else listed), town.waiting(5))


@story("76", "only-this-month", "丰乐街道")
def only_this_month(town: Party, *, wrong: bool) -> Acts:
    """The list holds what is new this month, not what is new this year."""
    before, now = [*map(town.new, (0, 1))], [town.new(2, NOVEMBER)]
    yield town.returns(OCTOBER, *before)
    yield town.returns(NOVEMBER, *([] if wrong else before), *now)


@story("76", "last-month-s-called-stock", "白鹤街道")
def called_stock(town: Party, *, wrong: bool) -> Acts:
    """What was new last month is called stock this month: the year's sum has fallen."""
    before = [*map(town.new, (0, 1))]
    yield town.returns(OCTOBER, *before)
    stock = [{**row, "status": "已入库（存量）"} for row in before]
    yield town.returns(NOVEMBER, *(stock if wrong else before), town.new(2, NOVEMBER))


@story("77", "gone-without-leaving", "正安街道")
def gone(town: Party, *, wrong: bool) -> Acts:
    """An enterprise that counts is not in the list any more, and nobody reported that it left."""
    stays, leaves = town.new(0), town.new(1)
    yield town.returns(OCTOBER, stays, leaves)
    yield town.returns(NOVEMBER, stays, *([] if wrong else [_left(leaves)]), town.waiting(2))


@story("77", "gone-explained-and-waived", "温泉镇")
def gone_and_waived(town: Party, *, wrong: bool) -> Acts:
    """The unit explains why an enterprise is gone from its list, and the bureau waives it."""
    stays, leaves = town.new(0), town.new(1)
    yield town.returns(OCTOBER, stays, leaves)
    if wrong:
        note = "示例：该企业系上月误报，营业执照属外区"
        yield town.returns(NOVEMBER, stays, town.waiting(2), h_note=note)
        yield ruled(Matter.WAIVER, town.unit, "同意", days=6, period=NOVEMBER)
    else:
        yield town.returns(NOVEMBER, stays, _left(leaves), town.waiting(2))


@story("X7", "more-than-anybody-would-believe", "郭家镇", "岳溪镇")
def grown(one: Party, other: Party, *, wrong: bool) -> Acts:
    """More new enterprises than twice the year's target; more in a month than three times the month before."""
    yield one.returns(OCTOBER, *map(one.new, range(5 if wrong else 4)))
    first = other.new(10)
    yield other.returns(OCTOBER, first)
    added = (other.new(11 + number, NOVEMBER) for number in range(4 if wrong else 3))
    yield other.returns(NOVEMBER, first, *added)


@story("X10", "copied-onto-a-blank-form", "大进镇")
def copied(town: Party, *, wrong: bool) -> Acts:
    """October comes so late that November's form went out blank; November repeats October, and says it does not."""
    listed = [town.new(0), town.waiting(1)]
    yield town.returns(OCTOBER, *listed, days=(days_after(NOVEMBER, 3) - OCTOBER.end).days)
    yield town.returns(NOVEMBER, *listed, *([] if wrong else [town.waiting(2)]))


@story("X10", "left-as-it-was-issued", "中和镇")
def as_issued(town: Party, *, wrong: bool) -> Acts:
    """The list that the form began with is left as it was, and 零报告 is answered 否."""
    yield town.returns(OCTOBER, town.new(0), town.waiting(1))
    yield town.leaves(NOVEMBER, zero="否" if wrong else "是")


@story("X14", "status-goes-backwards", "竹溪镇")
def backwards(town: Party, *, wrong: bool) -> Acts:
    """Who had applied last month is only preparing to this month."""
    applied = town.waiting(0, status="已提交申请")
    yield town.returns(OCTOBER, applied)
    fallen = {**applied, "status": "拟培育"}
    yield town.returns(NOVEMBER, fallen if wrong else applied, town.waiting(1))


@story("X15", "back-after-it-left", "铁桥镇")
def back(town: Party, *, wrong: bool) -> Acts:
    """An enterprise reported to have left stands in the list again as if it had not."""
    row = town.waiting(0)
    yield town.returns(OCTOBER, _left(row))
    yield town.returns(NOVEMBER, row if wrong else _left(row), town.waiting(1))


@story("X17", "first-listed-long-after-its-day", "南门镇")
def listed_late(town: Party, *, wrong: bool) -> Acts:
    """First listed in November, and in the library since October."""
    first = town.new(0)
    yield town.returns(OCTOBER, first)
    yield town.returns(NOVEMBER, first, town.new(1, OCTOBER if wrong else NOVEMBER))
