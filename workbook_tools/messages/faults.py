"""What the environment did to us, in one sentence each: what happened, and what the officer can do now."""

NO_FOLDER = "找不到工作区文件夹“{path}”。请检查路径，或先运行 workbook-tools init 新建工作区。"
NO_PLAN = "“{path}”里没有方案工作簿 plan.xlsx，不是工作区。请换到正确的文件夹，或先运行 workbook-tools init。"
PLAN_EXISTS = "“{path}”里已经有方案工作簿 plan.xlsx，未作任何改动。请换一个空文件夹新建工作区。"
IN_USE = "工作区正在使用中：{user} 在电脑 {machine} 上，从 {since} 开始。请等对方完成后再试。"
IN_USE_UNKNOWN = "工作区正在使用中：另一个程序正在写入。请等它完成后再试。"
UNREADABLE = "无法读取“{path}”（{reason}）。请检查文件是否存在、网络盘是否连接、是否有读取权限。"
UNWRITABLE = "无法写入“{path}”。文件可能正在 Excel 或 WPS 中打开，或没有写入权限；请关闭后再试。"
UNWRITABLE_REASON = "无法写入“{path}”（{reason}）。请检查磁盘、网络盘和文件夹权限后再试。"
DISK_FULL = "磁盘空间不足，无法写入“{path}”。请清理空间后再运行一次，已完成的部分不会丢失。"
NOT_ARCHIVED = "存档中找不到原件 {sha256}。请从备份恢复 archive 文件夹后再试。"
ORIGINAL_CHANGED = "存档原件“{path}”的内容已被改动，与登记的指纹不符。请从备份恢复该文件后再试。"
LEDGER_UNREADABLE = (
    "台账记录“{path}”已损坏，无法打开（{reason}）。请从备份恢复，或请技术支持据 archive 文件夹重建。"
)
LEDGER_LOST = "台账记录“{path}”不见了，但存档中有记录。请从备份恢复，或请技术支持据 archive 文件夹重建。"
LEDGER_NEWER = "台账记录“{path}”由更新版本的工具写成，本版本不能使用。请升级工具后再试。"
LEDGER_BROKEN = "台账记录第 {seq} 条有问题：{what}。请从备份恢复，或请技术支持据 archive 文件夹重建。"

BREAKS = {
    "gap": "前面缺少记录",
    "unlinked": "与上一条记录不衔接",
    "altered": "内容已被改动",
    "unarchived": "存档中没有这条记录",
    "differs": "与存档中的同一条记录不一致",
    "unrecorded": "存档中有这条记录，台账记录中没有",
}
"""What is wrong with one record of the ledger, by the name of the break."""
