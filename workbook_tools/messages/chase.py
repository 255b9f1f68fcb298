"""Words of the 催报名单: who still owes what, as a workbook and as a text for a group chat."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workbook_tools.messages.catalogue import kind
from workbook_tools.messages.verdicts import STATUSES, tally
from workbook_tools.model import Status
from workbook_tools.period import Period

SHEET = "催报名单"
TITLE = "{period}催报名单"
HEADINGS = ("序号", "附件", "单位", "表", "状态", "期限", "联系人", "联系电话", "退回情况", "备注")
HELD_BAND = "以下 {count} 份由收表单位裁定，不必催报"
NOTHING = "没有需要催报的单位。"
UNCHECKED = "另有 {count} 份已报、尚未审核，审核后才知道是否需要修改。"

_SITUATION = "截至{as_of}，应报 {total} 份：{counts}。"
_LEFT = "距报送截止日（{due}）还有 {days} 天"
_TODAY = "当天（{due}）是报送截止日"
_PAST = "已过报送截止日（{due}）{days} 天"
_CLOSED = "{period}已于当天封存，不再催报；之后收到的不计入"
_DAYS_LEFT, _DUE_TODAY, _DAYS_PAST = "还有 {days} 天", "今天截止", "逾期 {days} 天"
_CAME_IN_TIME, _CAME_LATE = "按期报送", "逾期 {days} 天报送"
_RETURNED = "第 {times} 次退回"
_TO_CORRECT, _TO_EXPLAIN = "须改正 {count} 处", "须说明 {count} 处"
_AWAITING = "已说明原因，待收表单位同意"

_CHAT_HEAD = "【催报】{period}填报表"
_CHAT_MISSING = "{count} 个单位未报，请于{due}前报送："
_CHAT_OVERDUE = "{count} 个单位逾期未报，请尽快报送："
_CHAT_RETURNED = "{count} 个单位已退回，请按退回意见修改后重新报送："
_CHAT_UNITS = "附件{annex}（{form}）：{names}"
_CHAT_ZERO = "没有变动的也要报（零报告）。收到请回复，谢谢。"
_CHAT_PART = "{title}（第 {number} 条，共 {count} 条）"
OWING = (Status.MISSING, Status.RETURNED)
"""What has not come, or must come again."""
CHAT_LIMIT = 500
"""Characters of one chat message that people still read, far below what any chat program takes."""
_CHAT_ROOM = 100
"""Characters a message needs beside its units."""


@dataclass(frozen=True, slots=True)
class Chased:
    """One obligation that is not settled: whose, where it stands, whom to call.

    `days` are left until the due day, negative past it: from now where it is owed still, from its receipt where it
    came. `returned` counts the versions sent back; `correct` and `explain` the places the last one was for.
    """

    annex: int
    unit: str
    form: str
    status: Status
    days: int
    contact: str = ""
    phone: str = ""
    returned: int = 0
    correct: int = 0
    explain: int = 0
    remark: str = ""

    @property
    def slip(self) -> str:
        """退回情况: how often it was returned, and for how much the last time; '' where never."""
        if not self.returned:
            return ""
        todo = ((_TO_CORRECT, self.correct), (_TO_EXPLAIN, self.explain))
        return "，".join([_RETURNED.format(times=self.returned), *(w.format(count=n) for w, n in todo if n)])


@dataclass(frozen=True, slots=True)
class Chase:
    """Where a period's returns stand on a day: counts of all, and what is not settled, in the notice's order.

    `closed`: the period was closed on that day, and nobody is chased for it any more.
    """

    period: Period
    as_of: date
    due: date
    counts: Mapping[Status, int]
    lines: tuple[Chased, ...]
    closed: bool = False

    def of(self, *statuses: Status) -> tuple[Chased, ...]:
        """The lines of these statuses, in the order of the statuses."""
        return tuple(line for status in statuses for line in self.lines if line.status is status)

    @property
    def situation(self) -> str:
        """As of when, how many of what, and how long it is to the due day: one line."""
        counted = tally(STATUSES, self.counts)
        total = sum(self.counts.values())
        said = _SITUATION.format(as_of=spelled(self.as_of), total=total, counts=counted)
        return f"{said}{self.deadline}。"

    @property
    def deadline(self) -> str:
        """How long it is to the due day, or that the period is closed."""
        if self.closed:
            return _CLOSED.format(period=self.period.paper)
        return _in_days((self.due - self.as_of).days, _LEFT, _TODAY, _PAST, due=spelled(self.due))

    @property
    def notes(self) -> tuple[str, ...]:
        """What else is to be known: nobody to chase, returns that were not checked yet."""
        unchecked = 0 if self.closed else self.counts.get(Status.COLLECTED, 0)
        said = ("" if self.of(*OWING) else NOTHING, UNCHECKED.format(count=unchecked) if unchecked else "")
        return tuple(filter(None, said))


def term(status: Status, days: int) -> str:
    """期限: the days left or past for what is owed still, or how what came stood to the due day."""
    if status in OWING:
        return _in_days(days, _DAYS_LEFT, _DUE_TODAY, _DAYS_PAST)
    return _CAME_IN_TIME if days >= 0 else _CAME_LATE.format(days=-days)


def remark(flags: Sequence[str], status: Status, code: str) -> str:
    """备注: what is said beside a status, and why the bureau is to rule on it."""
    reason = (kind(code).says if code else _AWAITING) if status is Status.HELD else ""
    return "；".join(filter(None, ["、".join(flags), reason]))


def chat(chase: Chase) -> str:
    """The text for a group chat; one message, or where it were too long several that each stand alone."""
    title = _CHAT_HEAD.format(period=chase.period.paper)
    groups = _groups(chase)
    closing = _CHAT_ZERO if groups else NOTHING
    lines = [line for heading, units in groups for line in (heading, *units)]
    whole = "\n".join([title, chase.situation, *lines, closing])
    if len(whole) <= CHAT_LIMIT:
        return f"{whole}\n"
    packed = [
        f"{heading}\n{piece}" for heading, units in groups for piece in _packed(units, "\n", CHAT_LIMIT)
    ]
    packed[0] = f"{chase.situation}\n{packed[0]}"
    packed[-1] = f"{packed[-1]}\n{closing}"
    return "\n".join(
        f"{_CHAT_PART.format(title=title, number=number, count=len(packed))}\n{message}\n"
        for number, message in enumerate(packed, 1)
    )


def spelled(day: date) -> str:
    """A day as it is written: 2023年11月5日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _in_days(days: int, left: str, today: str, past: str, **more: str) -> str:
    words = left if days > 0 else past if days < 0 else today
    return words.format(days=abs(days), **more)


def _groups(chase: Chase) -> list[tuple[str, list[str]]]:
    """What is asked of whom: a heading, and a line an annex with its units."""
    missing = _CHAT_OVERDUE if chase.as_of > chase.due else _CHAT_MISSING
    asked = ((missing, chase.of(Status.MISSING)), (_CHAT_RETURNED, chase.of(Status.RETURNED)))
    return [
        (heading.format(count=len({line.unit for line in lines}), due=spelled(chase.due)), _units(lines))
        for heading, lines in asked
        if lines
    ]


def _units(lines: Sequence[Chased]) -> list[str]:
    found = []
    for annex in sorted({line.annex for line in lines}):
        own = [line for line in lines if line.annex == annex]
        for names in _packed([line.unit for line in own], "、", CHAT_LIMIT - _CHAT_ROOM):
            found.append(_CHAT_UNITS.format(annex=annex, form=own[0].form, names=names))
    return found


def _packed(texts: Iterable[str], joint: str, limit: int) -> list[str]:
    """Texts joined into as few pieces as fit the limit; a text longer than that stays whole."""
    pieces: list[str] = []
    for text in texts:
        if pieces and len(pieces[-1]) + len(joint) + len(text) <= limit:
            pieces[-1] += joint + text
        else:
            pieces.append(text)
    return pieces
