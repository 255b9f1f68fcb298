"""Words of the evidence pack: what is in it, what is wrong with one, and what the commands say."""

from collections.abc import Iterable

from workbook_tools.messages.plain_text import for_windows
from workbook_tools.period import Period

LEDGER_FILE, RULES_FILE = "台账记录.xlsx", "口径与规则.txt"
DESCRIPTION = "{title}（{period}）总台账证据包"
RULES_TITLE = "口径与规则（{period}）"
RULES_NOTE = "以下由方案工作簿写出，与总台账的“口径与规则”一表相同。"

HELP_EXPORT = "导出证据包：一期总台账连同全部依据，交给审计人员独立核对。"
PACKING = "打包"
DONE = "证据包：{path}（{files} 个文件，{size:.1f} MB）"
PRINT = "文件指纹（sha256）：{sha256}"
CODE = "校验码：{code}（应与纸质总台账上印的一致）"
PERSONAL = (
    "注意：证据包里有各单位报送的原件，姓名、电话等个人信息没有遮盖。"
    "请只交给有权查看的人，不要发到工作群、公共邮箱或网盘。"
)
LATER = "总台账写出以后，台账又登记了 {count} 条会影响数字的记录，不在本包内；如要包括，请先重新运行 consolidate。"

NOT_WRITTEN = (
    "报告期 {period} 还没有写出过总台账，或文件已不在。"
    "请先运行 workbook-tools consolidate --period {period}。"
)
NOT_AS_WRITTEN = (
    "“{path}”与台账记录中最后写出的总台账不一致（改动过、另存过，或由另一版本的工具写出），不能作为证据导出。"
    "请先运行 workbook-tools consolidate --period {period}。"
)

SOUND = "证据包里的文件全部与清单相符。"
WRONG = "证据包里有 {count} 个文件有问题："
FLAW_LINE = "    {file}：{problem}"
NO_MASTER = "证据包里没有能读的总台账，无法核验。"

NOT_A_PACK = "“{path}”不是证据包，或已损坏、打不开。"
UNSAFE = "“{path}”里有证据包不会有的内容，没有打开：{member}（{why}）。"
WHY_NAME = "文件名可能指向包外"
WHY_LONG = "文件名过长"
WHY_TWICE = "同一文件名出现两次"
WHY_LINK = "不是普通文件"
WHY_ENCRYPTED = "已加密"
WHY_METHOD = "压缩方法不是常用的"
WHY_SIZE = "展开后过大"
WHY_COUNT = "文件过多"
WHY_OUTSIDE = "不在证据包的文件夹里"

FLAWS = {
    "missing": "清单中有，包里没有",
    "altered": "内容与清单的指纹不符",
    "unlisted": "清单中没有这个文件",
    "foreign": "不是证据包应有的文件",
    "damaged": "压缩包中的这个文件已损坏，读不出来",
    "malformed": "内容不合清单的格式",
    "oxum": "登记的文件数或字节数与包里的不符",
    "other": "与据台账记录和方案重新写出的不一致",
    "unusable": "不是能读的总台账",
}
"""What is wrong with one file of a pack, by the name of the flaw."""


def rules(period: Period, sections: Iterable[tuple[str, Iterable[tuple[str, str, str]]]]) -> bytes:
    """The rules in force as a text: a section under its title, a line each."""
    told = [RULES_TITLE.format(period=period.paper), RULES_NOTE]
    for title, lines in sections:
        told += ["", title]
        told += [f"{name}：{'；'.join(filter(None, rest))}" for name, *rest in lines]
    return for_windows("\n".join(told) + "\n")
