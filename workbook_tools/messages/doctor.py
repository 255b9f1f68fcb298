"""What doctor says: every problem that a workspace can have, what it means, and how it is mended."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

HELP = "检查工作区：哪里有问题、要不要紧、怎么修；只看不改，加 --mend 才修复。"
HELP_MEND = "修复能安全修复的：据存档重建台账记录、清除残留文件等；不动原件、方案和人写的内容。"
WORKING = "检查"


class Grade(Enum):
    """How much a problem matters."""

    NORMAL = "正常"
    REMINDER = "提醒"
    TO_MEND = "需处理"


@dataclass(frozen=True, slots=True)
class Trouble:
    """One kind of problem: what is said of it, what to do, and what its repair is called ('': people must do it).

    `says` and `todo` are templates; `{w}` in a command is the option that names the workspace.
    """

    grade: Grade
    says: str
    todo: str
    repair: str = ""


_MEND = "运行 workbook-tools doctor --mend{w}"
_BACKUP = "从备份恢复"

TROUBLES: Mapping[str, Trouble] = {
    # ---------------------------------------------------------------- 文件夹
    "W101": Trouble(
        Grade.TO_MEND,
        "{path} 不能写入，收表、汇总都会停在这里",
        "请有权限的人在文件夹“属性—安全”里给予写入权限，或把工作区移到自己能写的盘上",
    ),
    "W102": Trouble(
        Grade.TO_MEND,
        "磁盘只剩 {free}，随时可能写不下",
        "清理磁盘（回收站、下载的大文件），或把整个工作区文件夹移到空的磁盘",
    ),
    "W103": Trouble(
        Grade.REMINDER,
        "磁盘只剩 {free}，存档已有 {size}：写不下证据包，也备份不下",
        "在导出证据包之前清理磁盘，或另接一个磁盘",
    ),
    "W104": Trouble(
        Grade.REMINDER,
        "工作区里的路径最长有 {length} 个字符，超过 Windows 的 {most} 个，那里有的文件会打不开",
        "把工作区移到浅一些的位置，例如 D:\\台账",
    ),
    "W105": Trouble(
        Grade.REMINDER,
        "工作区在 {service} 的同步文件夹里：同步程序会占住文件、产生“冲突副本”，也会把原件和电话传到网上",
        "把工作区移到不同步的文件夹，要备份时再整个复制过去",
    ),
    "W106": Trouble(
        Grade.REMINDER,
        "工作区在网络盘上：网络断开时会中断，两台电脑同时运行时只能靠网络盘的锁互相等候",
        "能放在本机就放在本机；放在网络盘的，固定由一台电脑运行，并每天备份",
    ),
    # ---------------------------------------------------------------- 方案
    "W111": Trouble(Grade.TO_MEND, "方案工作簿 plan.xlsx 不见了，什么都做不了", "{how}"),
    "W112": Trouble(Grade.TO_MEND, "方案工作簿打不开：{reason}", "{how}"),
    "W113": Trouble(
        Grade.TO_MEND,
        "方案工作簿有 {count} 处问题，改正以前不能下发、审核、汇总",
        "运行 workbook-tools check-plan{w}，按指出的格逐一改正",
    ),
    "W114": Trouble(
        Grade.REMINDER,
        "方案工作簿有 {count} 处要留意，不妨碍使用",
        "运行 workbook-tools check-plan{w} 查看",
    ),
    "W115": Trouble(
        Grade.REMINDER,
        "方案工作簿与台账最后登记的一份内容不同（登记于 {at}），下次下发、审核或汇总时才会启用",
        "是有意改的就不用管；不是的，用存档的 {archived} 对照",
    ),
    # ---------------------------------------------------------------- 台账
    "W121": Trouble(
        Grade.TO_MEND,
        "台账数据库 ledger.sqlite 不见了；存档里的 {count} 条记录完好，可以据此重建",
        _MEND,
        "重建台账数据库",
    ),
    "W122": Trouble(
        Grade.TO_MEND,
        "台账数据库 ledger.sqlite 已损坏（{what}）；存档能证明全部 {count} 条记录，可以据此重建",
        f"{_MEND}；损坏的一份会改名留下，不会删除",
        "重建台账数据库",
    ),
    "W123": Trouble(
        Grade.REMINDER,
        "台账数据库比存档少最后 {count} 条（上次运行中断，或数据库是旧的一份）；存档里的完好",
        f"不用管，下一次运行任何命令都会补上；或{_MEND}",
        "补登记录",
    ),
    "W124": Trouble(
        Grade.TO_MEND,
        "存档里的台账副本有 {count} 条缺失或被改动（{lines}）；台账数据库能证明原来的内容",
        f"{_MEND}；被改动的会改名留下，不会删除",
        "补回存档里的记录",
    ),
    "W125": Trouble(
        Grade.TO_MEND,
        "台账记录{lines}在数据库和存档里都已缺失或损坏，其后的无从证明",
        f"{_BACKUP} archive/events 文件夹里的 {{files}}，再{_MEND}",
    ),
    "W126": Trouble(
        Grade.TO_MEND,
        "台账数据库和存档里的副本从第 {line} 条起说法不同，各自却前后衔接：其中一份被整个改写过",
        f"先不要再运行其他命令。{_BACKUP}较早的 ledger.sqlite 和 archive 文件夹对照，"
        "用 workbook-tools verify 总台账{w} 看哪一份与印发的总台账相符，把不符的一份移走，再" + _MEND,
    ),
    "W127": Trouble(
        Grade.TO_MEND,
        "台账记录由更新版本的工具写成（{what}），本版本不能使用，也不能修",
        "升级本工具后再用",
    ),
    "W128": Trouble(
        Grade.TO_MEND,
        "台账记录全部丢失：数据库{what}，存档的 events 文件夹里也没有记录",
        f"{_BACKUP} ledger.sqlite 或 archive/events 文件夹（有一样就够），再{_MEND}",
    ),
    "W129": Trouble(
        Grade.REMINDER,
        "台账数据库旁有上次运行中断留下的 {path}",
        f"不要删除它。不用管，下一次运行任何命令都会复原；或{_MEND}",
        "复原中断的写入",
    ),
    # ---------------------------------------------------------------- 存档
    "W131": Trouble(
        Grade.TO_MEND,
        "存档缺少 {path}（{file}）",
        f"{_BACKUP}这些文件；报送件原来的文件还在（inbox、邮件里）的，"
        "对着它再运行一次 workbook-tools collect 文件{w} 也会补上",
    ),
    "W132": Trouble(
        Grade.TO_MEND,
        "存档的 {path}（{file}）内容已被改动，与登记的指纹不符",
        f"{_BACKUP}这些文件，覆盖现在的",
    ),
    "W133": Trouble(Grade.TO_MEND, "存档的 {path}（{file}）后缀被改过，内容没有变", "把后缀改回 {ending}"),
    "W134": Trouble(
        Grade.REMINDER,
        "存档里有 {count} 个文件台账没有登记：{names}",
        "收表中断会留下这样的文件，没有妨碍，不用删除；是别人放进去的，请移走",
    ),
    "W135": Trouble(
        Grade.REMINDER, "存档里有 {count} 个文件不是只读，容易被误改：{names}", _MEND, "设回只读"
    ),
    # ---------------------------------------------------------------- 总台账
    "W141": Trouble(
        Grade.REMINDER,
        "写出过的总台账 {path} 不在了",
        "需要时运行 workbook-tools consolidate --period {period}{w} 重新写出",
    ),
    "W142": Trouble(
        Grade.REMINDER,
        "总台账 {path} 是以前写出的一份，不是最近一次的",
        "需要时运行 workbook-tools consolidate --period {period}{w} 重新写出",
    ),
    "W143": Trouble(
        Grade.TO_MEND,
        "总台账 {path} 写出以后另存或改动过，与登记的不同",
        "运行 workbook-tools verify {path}{w} 看改了哪里；"
        "要恢复就把它移走，运行 workbook-tools consolidate --period {period}{w}",
    ),
    "W144": Trouble(
        Grade.REMINDER,
        "总台账 {path} 写出以后，本期又有 {count} 条新的记录",
        "运行 workbook-tools consolidate --period {period}{w} 写出现在的",
    ),
    # ---------------------------------------------------------------- 下发表
    "W151": Trouble(
        Grade.REMINDER,
        "{period} 下发过的表有 {count} 份不在 outbox 里：{names}",
        "需要时运行 workbook-tools generate --period {period}{w} 重新生成",
    ),
    "W152": Trouble(
        Grade.TO_MEND,
        "{period} 的下发表有 {count} 份与下发时不同：{names}",
        "不要再发这几份。运行 workbook-tools generate --period {period}{w} 重新生成",
    ),
    # ---------------------------------------------------------------- 残留
    "W161": Trouble(
        Grade.REMINDER,
        "有 {count} 个中断的运行留下的临时文件：{names}",
        f"没有妨碍；{_MEND} 清除",
        "清除临时文件",
    ),
    "W162": Trouble(
        Grade.REMINDER,
        "上一次运行没有正常结束（断电、被关掉），已完成的部分没有丢失",
        f"把那条命令再运行一次；或{_MEND}",
        "清除中断的标记",
    ),
    "W163": Trouble(
        Grade.REMINDER,
        "{path} 正在 Excel 或 WPS 中打开（{owner}）：程序要写它时会停下",
        "关闭那个文件；没有人打开的（Excel 异常退出），删除 {owner}",
    ),
    # ---------------------------------------------------------------- 缓存
    "W171": Trouble(Grade.REMINDER, "缓存 {path} 已损坏；只影响快慢，不影响结果", _MEND, "清空缓存"),
    # ---------------------------------------------------------------- 使用
    "W181": Trouble(
        Grade.REMINDER, "{who}因此这次没有检查：{unjudged}", "等对方完成后再运行一次 workbook-tools doctor{w}"
    ),
    # ---------------------------------------------------------------- 权限
    "W191": Trouble(
        Grade.REMINDER,
        "有 {count} 个文件本机其他用户也能看到（含报送原件或联系电话）：{names}",
        _MEND,
        "收紧文件权限",
    ),
    # ---------------------------------------------------------------- 时钟和版本
    "W201": Trouble(
        Grade.TO_MEND,
        "电脑的时间（{now}）早于台账最后一条记录（{last}）：时钟不对，或那一条记录时不对",
        "先校准电脑的日期和时间",
    ),
    "W202": Trouble(
        Grade.TO_MEND,
        "台账最后由 {theirs} 版本的工具写成，现在运行的是较旧的 {ours} 版本，结果可能不同",
        "升级本工具后再用",
    ),
    # ---------------------------------------------------------------- 运行环境
    "W211": Trouble(
        Grade.TO_MEND, "程序缺少组件：{names}", "重新安装本工具：pip install --force-reinstall workbook-tools"
    ),
    "W212": Trouble(
        Grade.TO_MEND,
        "不能启动读表的子进程（{reason}），收表、审核都做不了",
        "检查杀毒软件是否拦截了 Python；重新启动电脑后再试",
    ),
    "W213": Trouble(
        Grade.TO_MEND,
        "系统的临时文件夹不能写入（{reason}），因此没有检查台账、存档",
        "清理磁盘，检查环境变量 TEMP 指的文件夹是否存在、能否写入",
    ),
    "W214": Trouble(
        Grade.REMINDER,
        "命令窗口的编码是 {encoding}，显示不了汉字",
        "先在窗口里运行 chcp 65001，或设环境变量 PYTHONUTF8=1",
    ),
    "W299": Trouble(
        Grade.TO_MEND,
        "“{group}”这一项没能查完：{reason}",
        "排除这个原因后再运行一次；仍然如此的，把本行发给技术支持",
    ),
}
"""Every problem by its code."""

REPAIRS = {code: trouble.repair for code, trouble in TROUBLES.items() if trouble.repair}
"""What is mended by --mend, by the code of the problem."""

PLAN_FROM_ARCHIVE = (
    "把存档里登记的一份 {archived} 复制到工作区文件夹，改名为 plan.xlsx，在“属性”里去掉“只读”；"
    "登记以后改过的要重新改"
)
PLAN_FROM_BACKUP = (
    "从备份恢复 plan.xlsx；没有备份的，在另一个文件夹 workbook-tools init，把新的 plan.xlsx 复制过来重填"
)
LOST, UNREADABLE, UNREADABLE_LINES = "不见了", "打不开", "{lines}"
NEWER_FORMAT, UNKNOWN_LINE = "数据库的格式", "第 {line} 条"
LINE, LINES = "第 {first} 条", "第 {first}-{last} 条"
LINE_FILE, LINE_FILES = "{first:08d}.json", "{first:08d}.json 至 {last:08d}.json"
AND, MORE_NAMES = "、", "等"

# ---------------------------------------------------------------- 屏幕

TITLE = "检查工作区 {path}"
GROUP_OK, GROUP_COUNT = "正常", "{grade} {count}"
NOT_JUDGED = "未检查"
HEADING = "{grade}（{count}）"
ITEM, ALSO, MORE = "  {number}. {says}", "     {says}", "     另有 {count} 处同样的，见 --json 的输出"
TODO = "     怎么办：{todo}"
MENDED_HEADING, MENDED = "已修复（{count}）", "  {repair}：{says}"
NOTHING_MENDED = "没有可以自动修复的。"
HEALTHY, ONLY_REMINDERS = "结论：没有发现问题。", "结论：没有需要处理的问题，提醒的事项看一看即可。"
UNHEALTHY = "结论：有 {count} 个问题需要处理。"
MENDABLE = "可以自动修复的有 {count} 个：workbook-tools doctor --mend{w}"
