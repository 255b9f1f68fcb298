"""Words of a return slip: its first sheet, the comments on its cells, the text for a chat message, the summary."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from workbook_tools.messages import cross
from workbook_tools.messages.gather import Gathered, gather
from workbook_tools.messages.plain_text import visible
from workbook_tools.messages.render import phrases
from workbook_tools.model import Finding, Severity


class Call(Enum):
    """What a slip asks of the unit; in the order in which it asks."""

    MUST = "必须改正"
    WAIVER = "需要说明并经同意"
    EXPLAIN = "需要说明"
    EXPLAINED = "已说明"
    RESTORED = "已恢复"
    NOTE = "供参考"


_CALLS = {
    Severity.MANDATORY: Call.MUST,
    Severity.WAIVABLE: Call.WAIVER,
    Severity.EXPLAIN: Call.EXPLAIN,
    Severity.NOTICE: Call.NOTE,
}
_DONE = {
    Call.EXPLAINED: "已有说明，无误的不用再改",
    Call.RESTORED: "本工作簿中已恢复，不用修改；如对数字有异议，请另行联系",
}
"""What is left to do where it has been done."""
_TAG = "【{call}】"
_TAGS = tuple(_TAG.format(call=call.value) for call in Call)
"""What each line of a comment begins with."""
OPEN = (Call.MUST, Call.WAIVER, Call.EXPLAIN)
"""What the unit still has to see to."""
TOLD_WHEN_ACCEPTED = frozenset({"X1", "X18", "X19"})
"""Notices that the unit must hear of although its return was accepted."""

TITLE = "退回意见"
ADDRESSED = "{unit}：你单位报送的《{form}》（{period}）需要修改后重新报送。"
SUMMARY = "必须改正 {must} 处，需要说明 {explain} 处，供参考 {note} 处。"
MENDED = "所列问题在本工作簿中已经恢复，请核对后直接报送。"
HOW = (
    "请就在本工作簿的“填报表”中修改：内容照你单位所报填好，有问题的格子已标色并加批注，改正后颜色自动消失。"
    "点击“位置”可跳到该格。",
    "“需要说明”的，数字有误请改正；属实请在该行“审核说明”（表头问题在“综合说明”）中写明具体原因，"
    "不少于 6 个字，不能只写“情况属实”。",
    "收表单位不代改数字。改好后把“填报日期”改为当天日期，保存并按原渠道报送本工作簿，本页不用删除。",
)
STILL = "（退回时标出的还有 ", " 处没有改动或说明，请对照退回意见）"
"""Around a number, behind the line of the form's own checks once they pass: they do not see all that receipt sees."""
LINES = 2 + len(HOW)
"""How many lines stand above the table: whose slip it is, how much is asked, and what to do."""
HOW_ALONE = (
    "你单位报送的文件无法回填，请在下发给你单位的填报表中按下列意见修改，不要另建表格。",
    *HOW[1:2],
    "收表单位不代改数字。改好后把“填报日期”改为当天日期，按原渠道重新报送。",
)
HEADINGS = ("序号", "类别", "位置", "指标", "填报内容", "问题", "怎么改", "示例", "代码")
_OTHER_SHEET = "原件“{sheet}”"
_WHOLE_FILE = "整个文件"

MORE = "……其余 {count} 项见附件《退回意见》。"
CLOSING = "请打开附件《{file}》，按其中“退回意见”修改，改好后把“填报日期”改为当天日期，直接报送该文件，谢谢。"
CLOSING_ALONE = "请改好后把“填报日期”改为当天日期，重新报送，谢谢。"
TELLING = "{unit}：你单位报送的《{form}》（{period}）已通过，另有下列情况告知："
_SHOWN = 8

SUMMARY_SHEET = "退回汇总"
SUMMARY_TITLE = "{period}退回汇总"
SUMMARY_NOTE = "共退回 {count} 份。退回件在本文件夹内，请连同文字说明发给报送单位；改好的退回件直接收回即可。"
SUMMARY_HEADINGS = (
    "序号",
    "单位",
    "表",
    "报送的文件",
    "必须改正",
    "需要说明",
    "主要问题",
    "退回件",
    "第几次退回",
)
_MAIN = 3


@dataclass(frozen=True, slots=True)
class Remark:
    """One line of a slip: what is asked, of which cells, what was found there, what to do, an example.

    `cell` is the first cell concerned (empty: none), `place` names all of them, `count` how many.
    """

    call: Call
    cell: str
    place: str
    field: str
    value: str
    says: str
    todo: str
    example: str
    code: str
    count: int


def call_of(finding: Finding) -> Call | None:
    """What a finding asks where nothing has been done about it; None where it only is on record."""
    return _CALLS.get(finding.severity)


def remarks(called: Iterable[tuple[Call, Finding]], examples: Mapping[str, str]) -> tuple[Remark, ...]:
    """The lines of a slip: equal findings told once, must-fix first; `examples` are the plan's, by label."""
    by_call: dict[Call, list[Finding]] = {call: [] for call in Call}
    for call, finding in called:
        by_call[call].append(finding)
    return tuple(_remark(call, each, examples) for call, found in by_call.items() for each in gather(found))


def _remark(call: Call, gathered: Gathered, examples: Mapping[str, str]) -> Remark:
    finding = gathered.finding
    says, todo, example = phrases(finding)
    return Remark(
        call,
        finding.cell,
        gathered.cells
        or (_OTHER_SHEET.format(sheet=visible(finding.sheet)) if finding.sheet else _WHOLE_FILE),
        finding.field,
        finding.value,
        says,
        _DONE.get(call, todo),
        example or _planned_example(finding, examples),
        finding.code,
        gathered.count,
    )


def _planned_example(finding: Finding, examples: Mapping[str, str]) -> str:
    """The plan's example for the cell; none where the cell is well filled in and its enterprise is in question."""
    is_about_the_cell = finding.cell and finding.code not in cross.CODES
    return examples.get(finding.field, "") if is_about_the_cell else ""


def counted(said: Sequence[Remark], *calls: Call) -> int:
    """In how many cells something of these kinds is asked."""
    return sum(each.count for each in said if each.call in calls)


def summary(said: Sequence[Remark]) -> str:
    """How many cells must be corrected, explained, noted."""
    must, explain = counted(said, Call.MUST), counted(said, Call.WAIVER, Call.EXPLAIN)
    text = SUMMARY.format(must=must, explain=explain, note=counted(said, Call.NOTE))
    return text if must or explain else text + MENDED


def lines(
    unit: str, form: str, period: str, said: Sequence[Remark], *, alone: bool = False
) -> tuple[str, ...]:
    """What stands above the table of a slip; `alone`: the slip holds no form to correct."""
    addressed = ADDRESSED.format(unit=unit, form=form, period=period)
    return addressed, summary(said), *(HOW_ALONE if alone else HOW)


def sentence(remark: Remark) -> str:
    """What is wrong and what to do, the code last."""
    parts = (remark.says, remark.todo)
    return "".join(f"{part.rstrip('。')}。" for part in parts if part) + f"（{remark.code}）"


def comment(asked: Sequence[tuple[Call, Finding]]) -> str:
    """The comment on one cell: each thing said of it on a line of its own."""
    told = ((call, sentence(_remark(call, Gathered(finding, "", 1), {}))) for call, finding in asked)
    return "\n".join(f"{_TAG.format(call=call.value)}{' '.join(said.split())}" for call, said in told)


def is_comment(text: str) -> bool:
    """Whether a comment is nothing but what `comment` makes: some programs save it without its author."""
    return all(line.startswith(_TAGS) for line in text.splitlines())


def _lines(said: Iterable[Remark]) -> Iterator[str]:
    for number, each in enumerate(said, 1):
        label = f"「{each.field}」" if each.field else "："
        yield f"{number}. {each.call.value}：{each.place}{label}{sentence(each)}"


def chat(unit: str, form: str, period: str, said: Sequence[Remark], file: str = "") -> str:
    """A few lines to paste into a chat: what must be corrected or explained, and in which file to do so.

    `file` is the slip's name; empty where it holds no form to correct.
    """
    urgent = [each for each in said if each.call in OPEN]
    lines = [ADDRESSED.format(unit=unit, form=form, period=period), summary(said), *_lines(urgent[:_SHOWN])]
    if len(urgent) > _SHOWN:
        lines.append(MORE.format(count=len(urgent) - _SHOWN))
    return "\n".join([*lines, CLOSING.format(file=file) if file else CLOSING_ALONE, ""])


def telling(unit: str, form: str, period: str, said: Sequence[Remark]) -> str:
    """A few lines for a unit whose return was accepted: what it must hear of all the same."""
    return "\n".join([TELLING.format(unit=unit, form=form, period=period), *_lines(said), ""])


def main_problems(said: Sequence[Remark]) -> str:
    """What is asked most often, in a few words; where nothing is, what the slip has restored by itself."""
    asked = [each for each in said if each.call in OPEN]
    asked = asked or [each for each in said if each.call is Call.RESTORED]
    asked.sort(key=lambda each: -each.count)
    return "；".join(
        f"{each.place}{f'「{each.field}」' if each.field else ''}{each.says}" for each in asked[:_MAIN]
    )
