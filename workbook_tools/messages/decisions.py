"""The bureau's decisions: the words of 待办 and 裁定记录, and what can be wrong with a filled-in 待办."""

from dataclasses import dataclass

from workbook_tools.messages.kind import Kind
from workbook_tools.model import Severity

_M = Severity.MANDATORY

KINDS: tuple[Kind, ...] = (
    Kind(
        "D001",
        _M,
        "这不是本工具写出的待办工作簿",
        "请用 decisions 文件夹里的待办工作簿；找不到时请重新运行审核（validate）",
    ),
    Kind(
        "D002",
        _M,
        "本行的事项与系统写出的不一致（可能改动、移动或复制过），不能认定裁定的是哪一件事",
        "请重新运行审核（validate），在新写出的待办中填写本行",
    ),
    Kind("D003", _M, "“{value}”不是本行可选的裁定", "请从下拉列表中选择"),
    Kind("D004", _M, "已作裁定，但没有填写{column}", "请补填；暂不裁定的，请清空“{ruling}”一格"),
    Kind("D005", _M, "“{value}”不是日期", "请填写作出裁定的日期", "例如 2023-11-06"),
    Kind("D006", _M, "日期 {value} 晚于今天（{today}）", "请填写作出裁定的日期"),
    Kind("D007", _M, "与 {first} 是同一件事项", "一件事项只裁定一次，请清空其中一行"),
    Kind(
        "D008",
        _M,
        "台账中没有这件事项，可能是其他工作区或旧方案的待办",
        "请在本工作区重新运行审核（validate），使用新写出的待办",
    ),
    Kind(
        "D009",
        _M,
        "文件“{file}”不能按“{ruling}”读取：{reason}",
        "请另选，或选“不采用”后请该单位在下发的填报表中填写",
    ),
    Kind("D010", _M, "这项裁定现在并不有效，不能撤销", "请重新运行审核（validate），核对“已裁定”一表"),
    Kind(
        "D011",
        _M,
        "这项裁定涉及{period}的报送件，{period}已封存，不再变动",
        "请清空本行；确需裁定的，先运行 workbook-tools reopen --period {command} --reason 原因",
    ),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One decision as it is printed; `recorded` is a time, `day` a day (ISO), `workbook` a sha256."""

    recorded: str
    matter: str
    unit: str
    form: str
    says: str
    ruling: str
    reason: str
    officer: str
    day: str
    stands: str
    workbook: str


# ---------------------------------------------------------------- 待办

TITLE = "待裁定事项（{period}）"
SHEET_OPEN, SHEET_DECIDED = "待办", "已裁定"
TITLE_DECIDED = "已作出的裁定（{period}）"
RULING, REASON, OFFICER, DAY, REVOKE = "裁定", "理由", "经办人", "日期", "撤销"
_PLACE = ("序号", "事项", "单位", "表", "事项说明")
HEADINGS_OPEN = (*_PLACE, "可选裁定", RULING, REASON, OFFICER, DAY)
HEADINGS_DECIDED = (*_PLACE, "现行裁定", REVOKE, REASON, OFFICER, DAY)
HOW_OPEN = (
    "填写浅黄色的格：在“裁定”一栏的下拉列表中选择，写明理由、经办人和日期，"
    "保存后运行 workbook-tools decide 并指明本文件。没有选“裁定”的行仍然待裁定，可以分几次填写。"
)
HOW_DECIDED = (
    "裁定不能删改，只能撤销：在“撤销”一栏选择“撤销”，写明理由、经办人和日期。撤销后该事项重新待裁定。"
)
NOTHING_OPEN = "本期没有等待裁定的事项。"
NOTHING_DECIDED = "本期还没有作出裁定。"
HEADING_CORRECTION = (
    "更正登记：单位口头要求更正已通过的报送件时，在这里登记，请单位重新报送文件。台账上的数不直接改。"
)
JOINT = "／"
LONG_LIST = "见下拉列表（{count} 项）"
CHOOSE_TITLE, CHOOSE = "请选择", "请从下拉列表中选择。"
DAY_TITLE, DAY_PROMPT = "日期", "作出裁定的日期，例如 2023-11-06。"
TEXT_TITLE, REASON_PROMPT, OFFICER_PROMPT = (
    "请填写",
    "请写明作出裁定的理由，会写入总台账的“裁定记录”。",
    "作出裁定的人。",
)

NOBODY, AGREE, DISAGREE, NOT_TAKEN, REVOKED = "均不计", "同意", "不同意", "不采用", "撤销"

OWNER_SAYS = "“{name}”（{key}）由 {count} 个单位同时填报计入：{units}。裁定前对谁都不计。"
OWNER_SAYS_UNNAMED = "“{key}”由 {count} 个单位同时填报计入：{units}。裁定前对谁都不计。"
WAIVER_SAYS = "{finding}\n单位的说明：“{note}”"
IDENTITY_SAYS = "文件“{file}”（{received} 收到，指纹 {sha}）：{reason}。请确认是哪个单位、哪张表。"
VERSION_SAYS = "同一填报日期（{day}）收到 {count} 个内容不同的版本，请选定采用哪一个：\n{versions}"
VERSION = "版本{number}：{file}（{received} 收到，指纹 {sha}）"
VERSION_CHOICE = "版本{number}（指纹 {sha}）"
VERSIONS_JOINT = "\n"
DECIDED_SAYS = "{says}\n理由：{reason}（{officer}，{day}）"
CORRECTION_SAYS = "要求更正的报送件（在“裁定”一栏选择单位）"
TO_CORRECT = "退回更正：{unit}（{form}）"
ANSWERS = "{unit}（{form}，{period}）"
UNITS_JOINT = "、"
NO_DATE = "未填"

# ---------------------------------------------------------------- 裁定记录

IN_FORCE, TAKEN_BACK, REPLACED = "有效", "已撤销", "已被后来的裁定替代"
REVOKING = "撤销原裁定"
OWNER_SUBJECT = "“{key}”的归属"
WAIVER_SUBJECT = "问题 {code} 的豁免"
WAIVER_SUBJECT_OF = "“{key}”问题 {code} 的豁免"
IDENTITY_SUBJECT = "文件“{file}”（指纹 {sha}）是谁的表"
VERSION_SUBJECT = "{period}的几个版本采用哪一个"
CORRECTION_SUBJECT = "{period}的报送件要求更正"
RULED_FILE = "采用“{file}”（指纹 {sha}）"
CORRECT_FILE = "退回更正“{file}”（指纹 {sha}）"

# ---------------------------------------------------------------- terminal

TAKEN_IN = "已记录 {count} 项裁定（{file}）："
TAKEN_LINE = "  [{matter}] {unit} {says}：{ruling}"
SAME_AGAIN = "“{file}”以前已经登记过，没有新的裁定，未作任何改动。"
NOTHING_NEW = "“{file}”里没有新填的裁定，未作任何改动。"
REFUSED = "“{file}”有 {count} 处问题，一项裁定也没有记录，请改正、保存后再运行一次："
STILL_OPEN = "还有 {count} 行没有选裁定，仍然待裁定。"
NEXT = "下一步：workbook-tools validate --period {period}，再 consolidate --period {period}"
NOT_LATER = (
    "“{says}”在 {at} 已有裁定记录，新的裁定须晚于它；现在的时间是 {now}。请检查电脑时间或 --now 后再试。"
)
ASIDE = "原有的待办读不出来或有改动过的行，已另存为“{path}”；其中填过的内容请核对后填入新的待办。"
WRITTEN = "待办：{path}（待裁定 {count} 项）"
