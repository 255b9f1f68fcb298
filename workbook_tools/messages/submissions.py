"""S: a submission as a whole: whose it is, what is missing, out of bounds, doubled or unexplained."""

from workbook_tools.messages.kind import Kind
from workbook_tools.model import Severity

_MANDATORY, _EXPLAIN, _NOTICE = Severity.MANDATORY, Severity.EXPLAIN, Severity.NOTICE

_IDENTITY = (
    Kind(
        "S001",
        _MANDATORY,
        "文件中没有下发表的标识，无法确认是哪个单位的表，待收表单位确认",
        "请在下发给本单位的填报表中填写，不要把内容复制到新建的工作簿",
    ),
    Kind(
        "S002", _MANDATORY, "文件内两处标识不一致：“{value}”与“{other}”，待收表单位裁定", "请说明该表的来源"
    ),
    Kind("S003", _MANDATORY, "标识中的表号“{value}”不在方案中", "请使用本方案下发的填报表"),
    Kind("S004", _MANDATORY, "标识中的单位代码“{value}”不在方案中", "请使用下发给本单位的填报表"),
    Kind("S005", _MANDATORY, "标识中的报告期“{value}”不在方案中", "请使用本期下发的填报表"),
    Kind("S006", _MANDATORY, "单位“{unit}”没有填报表号“{value}”的任务", "请使用下发给本单位的填报表"),
    Kind(
        "S007",
        _NOTICE,
        "使用的是旧版填报表（{value}，现为 {current}），各项均能对应，已照常读取",
        "下次请使用新下发的表",
    ),
    Kind("S009", _MANDATORY, "没有给这个单位下发过 {value} 的这张表", "请使用收表单位下发的填报表"),
    Kind(
        "S008",
        _MANDATORY,
        "表面填写的是“{value}”，而该表下发时为“{issued}”，可能误用了其他单位或其他报告期的表，待收表单位裁定",
        "请在下发给本单位的本期填报表中填写",
    ),
)

_VALUES = (
    Kind("S010", _MANDATORY, "应填未填", "请补填；确实不适用的，请与收表单位联系", hides=("C003",)),
    Kind("S011", _MANDATORY, "该项必须有具体内容，现为“无”", "请填写具体内容"),
    Kind("S012", _MANDATORY, "“{value}”低于下限 {limit}{unit}", "请核对后改正"),
    Kind("S013", _MANDATORY, "“{value}”超过上限 {limit}{unit}", "请核对后改正"),
    Kind(
        "S014",
        _EXPLAIN,
        "“{value}”低于通常的 {limit}{unit}",
        "请核对数字和计量单位；确属实情的，请在说明栏写明原因",
    ),
    Kind(
        "S015",
        _EXPLAIN,
        "“{value}”超过通常的 {limit}{unit}",
        "请核对数字和计量单位；确属实情的，请在说明栏写明原因",
    ),
    Kind("S020", _MANDATORY, "现有 {length} 个字，至少应有 {least} 个字", "请补充完整"),
    Kind("S021", _MANDATORY, "现有 {length} 个字，最多 {most} 个字", "请精简"),
    Kind(
        "S022",
        _MANDATORY,
        "“{value}”的格式不符合要求：{asked}",
        "请核对后改正；标明“需要说明”而填写无误的，请在说明栏写明原因",
    ),
    Kind(
        "S030",
        _MANDATORY,
        "该格由系统填写，下发时为“{issued}”，现为“{value}”",
        "请恢复为“{issued}”；如对数字有异议，请另行联系",
    ),
    Kind(
        "S031", _NOTICE, "该格由系统填写，“{value}”是“{issued}”的另一名称，按“{issued}”记", "下次请不要改动"
    ),
)

_ROWS = (
    Kind(
        "S040",
        _MANDATORY,
        "“{value}”与 {first} 重复",
        "同一企业只填一行，请合并或删除重复行；不是同一企业的，请改正",
    ),
    Kind(
        "S041", _MANDATORY, "编号“{value}”与 {first} 重复，但两行不是同一企业", "请核对证书或证明，改正编号"
    ),
    Kind(
        "S042",
        _MANDATORY,
        "“{value}”与相邻各行的代码依次加 1（{first} 至 {last}），疑似拖动填充产生",
        "请按营业执照逐行填写",
        hides=("C307",),
        late=True,
    ),
)

_DECLARED = (
    Kind(
        "S050",
        _MANDATORY,
        "零报告填“{value}”，但名单与下发时不同：增加 {added} 行，改动 {changed} 行，减少 {removed} 行",
        "有变化的请改填“否”；没有变化的，请把名单恢复成下发时的样子",
    ),
    Kind(
        "S051",
        _MANDATORY,
        "零报告填“{value}”，但名单与下发时相同，没有增加、变更或退出的企业",
        "本期确无变化的请改填“是”；有变化的，请填在名单中",
    ),
    Kind(
        "S052",
        _MANDATORY,
        "名单为空，也没有填写是否零报告",
        "本期确无企业的请填“是”，否则请填写名单",
        hides=("S010",),
    ),
    Kind(
        "S061",
        _MANDATORY,
        "填报日期 {value} 晚于收到日期 {received}",
        "请按实际填报日期改正",
        late=True,
    ),
    Kind(
        "S070",
        _MANDATORY,
        "说明“{value}”过于笼统，不能作为核实性问题的说明",
        "请写明具体原因（不少于 {least} 个字）",
        "例如：该企业上年停产检修，故收入下降",
    ),
)

KINDS: tuple[Kind, ...] = (*_IDENTITY, *_VALUES, *_ROWS, *_DECLARED)

QUESTIONS = frozenset({"S002", "S008"})
"""Questions about the file itself: the bureau decides, and until then the submission is held."""

OF_ANOTHER = QUESTIONS | {"S030"}
"""What is found in a form that was issued to somebody else: only told once the bureau ruled whose it is."""

DOUBLED = frozenset({"S040", "S041"})
"""What is told of two rows, of which only one needs to be changed: `{first}` is the other one."""

BOILERPLATE = frozenset({"情况属实", "核实无误", "已核实", "数据无误", "属实", "无"})
"""说明 that say nothing."""

STOPS = "。，、；：！.,;:!"
"""What separates the phrases of a 说明, beside blanks."""

SHORTEST_NOTE = 6
"""Characters a 说明 needs, stops and spaces not counted."""

NAMED_DAY = "{day}（{name}）"
"""A limit that the period sets, as a sentence prints it."""

YES, NO = "是", "否"
"""The answers to 本期是否零报告."""
