"""What the environment did to us, in one sentence each: what happened, and what the officer can do now."""

NO_FOLDER = "找不到工作区文件夹“{path}”。请检查路径，或先运行 workbook-tools init 新建工作区。"
NO_PLAN = "“{path}”里没有方案工作簿 plan.xlsx，不是工作区。请换到正确的文件夹，或先运行 workbook-tools init。"
PLAN_EXISTS = "“{path}”里已经有方案工作簿 plan.xlsx，未作任何改动。请换一个空文件夹新建工作区。"
IN_USE = "工作区正在使用中：{user} 在电脑 {machine} 上，从 {since} 开始。请等对方完成后再试。"
IN_USE_UNKNOWN = "工作区正在使用中：另一个程序正在写入。请等它完成后再试。"
WAITING = "工作区正在使用中：{user} 在电脑 {machine} 上，从 {since} 开始。正在等待对方完成（最多 {seconds:.0f} 秒）……"
WAITING_UNKNOWN = "工作区正在使用中：另一个程序正在写入。正在等待它完成（最多 {seconds:.0f} 秒）……"
UNREADABLE = "无法读取“{path}”（{reason}）。请检查文件是否存在、网络盘是否连接、是否有读取权限。"
READING_HINDERED = "无法读取“{path}”：{trouble}后再运行一次。"
WRITING_HINDERED = "无法写入“{path}”：{trouble}后再运行一次，已完成的部分不会丢失。"
DISK_FULL = "磁盘空间不足，无法写入“{path}”。请清理空间后再运行一次，已完成的部分不会丢失。"
HINDERED = "无法读写“{path}”：{trouble}后再运行一次，已完成的部分不会丢失。"
OUTPUT_HINDERED = "结果无法输出，或临时文件无法写入：{trouble}后再运行一次，已完成的部分不会丢失。"
CLOCK_BACK = (
    "这台电脑的时间是 {now}，台账最后一条记录的时间是 {last}，时间倒退了；什么都没有记录。"
    "请校准电脑时间后再运行一次，或用 --now 写明时间。"
)
NOT_ARCHIVED = (
    "存档中找不到原件 {sha256}。请从备份恢复 archive 文件夹后再试；workbook-tools doctor 列出还缺哪些。"
)
ORIGINAL_CHANGED = "存档原件“{path}”的内容已被改动，与登记的指纹不符。请从备份恢复该文件后再试。"
_MEND = "请运行 workbook-tools doctor，按它说的修复。"
LEDGER_UNREADABLE = "台账记录“{path}”已损坏，无法打开（{reason}）。" + _MEND
LEDGER_FOREIGN = "“{path}”不是本工具的台账记录，可能被别的文件替换了。" + _MEND
LEDGER_LOST = "台账记录“{path}”不见了或是空的，但存档中有记录。" + _MEND
LEDGER_BROKEN = "台账记录第 {seq} 条有问题：{what}。" + _MEND
LEDGER_NEWER = "台账记录“{path}”由更新版本的工具写成，本版本不能使用。请升级工具后再试。"
LEDGER_HINDERED = (
    "读写台账记录“{path}”时，磁盘或网络盘出错（{reason}）；已记录的不会丢失。"
    "请检查磁盘空间、网络盘连接和文件夹权限后再运行一次。"
)

_HELD = "可能正在 Excel 或 WPS 中打开，或没有权限；请关闭文件、检查权限"
_CUT_OFF = "网络盘或移动盘断开了；请重新连接"
_TOO_LONG = "路径太长；请把文件夹移到层级较浅的地方，或把名称改短"
_BAD_NAME = "名称里有系统不允许的字符；请改名"
_BROKEN_DISK = "磁盘或网络盘读写出错；请检查磁盘和连接"
_PROTECTED = "所在的磁盘或文件夹是只读的；请解除写保护，或换一个地方"
_GONE = "文件或文件夹不在那里；请检查路径，网络盘和移动盘是否已连接"
_IN_THE_WAY = "这个位置上有一个同名的文件，应当是文件夹；请把它移走或改名"
_FULL = "磁盘空间不足；请清理空间"
UNKNOWN_TROUBLE = "{reason}；请检查磁盘、网络盘和文件夹权限"
TROUBLES = {
    "ENOSPC": _FULL,
    "EDQUOT": _FULL,
    "EACCES": _HELD,
    "EPERM": _HELD,
    "EBUSY": _HELD,
    "ETXTBSY": _HELD,
    "EIO": _BROKEN_DISK,
    "EROFS": _PROTECTED,
    "ENOENT": _GONE,
    "ENOTDIR": _IN_THE_WAY,
    "EEXIST": _IN_THE_WAY,
    "EISDIR": "这个位置上有一个同名的文件夹，应当是文件；请把它移走或改名",
    "ELOOP": "快捷链接互相指向，没有尽头；请删除链接，放入真正的文件",
    "ENAMETOOLONG": _TOO_LONG,
    "EILSEQ": _BAD_NAME,
    "EINVAL": _BAD_NAME,
    "EFBIG": "文件太大，这个磁盘放不下这么大的文件；请换一个磁盘",
    "EMFILE": "打开的文件太多；请关闭一些程序",
    "ENFILE": "打开的文件太多；请关闭一些程序",
    "ENOMEM": "内存不足；请关闭一些程序",
} | dict.fromkeys(
    (
        "ENODEV",
        "ENXIO",
        "ENOTCONN",
        "ESTALE",
        "ETIMEDOUT",
        "ECONNRESET",
        "ECONNABORTED",
        "EHOSTDOWN",
        "EHOSTUNREACH",
        "ENETDOWN",
        "ENETUNREACH",
        "EREMOTEIO",
    ),
    _CUT_OFF,
)
"""What the operating system says no with, by the name of its errno: what it means, and what to do."""
WINDOWS_TROUBLES = {
    3: _GONE,
    19: _PROTECTED,
    21: _CUT_OFF,
    23: _BROKEN_DISK,
    32: "正在 Excel、WPS 或别的程序中打开；请关闭文件",
    33: "正在 Excel、WPS 或别的程序中打开；请关闭文件",
    53: _CUT_OFF,
    55: _CUT_OFF,
    59: _CUT_OFF,
    64: _CUT_OFF,
    67: _CUT_OFF,
    121: _CUT_OFF,
    123: _BAD_NAME,
    206: _TOO_LONG,
    1117: _BROKEN_DISK,
    1224: "正在 Excel、WPS 或别的程序中打开；请关闭文件",
    1231: _CUT_OFF,
}
"""The same for Windows, which says more than errno can: by its error codes (winerror.h)."""

BREAKS = {
    "gap": "前面缺少记录",
    "unlinked": "与上一条记录不衔接",
    "altered": "内容已被改动",
    "unarchived": "存档中没有这条记录",
    "differs": "与存档中的同一条记录不一致",
    "unrecorded": "存档中有这条记录，台账记录中没有",
}
"""What is wrong with one record of the ledger, by the name of the break."""
