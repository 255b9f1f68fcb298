"""What verify says: of the archive, the ledger, the master, and which of them was changed."""

HELP = "核验总台账或证据包：只凭存档和台账记录重新算出总台账，逐格比较，指出每一处不同。"
HELP_DIGEST = "纸质件上的校验码（写不写短横、大小写都可以），与据台账记录算出的比对。"
WORKING = "核验"

NO_MASTER = "找不到总台账“{path}”。请检查文件名，或写出完整路径。"
A_FOLDER = "“{path}”是文件夹。请写出里面的总台账（master-….xlsx；证据包解压后在 data 文件夹里）。"
NOT_OURS = "“{path}”不是本工具写出的总台账（没有“{sheets}”等表）。请写 consolidate 写出的总台账。"
NO_ARCHIVE = "“{path}”里没有存档（archive 文件夹），无法核验。请用 -w 指明工作区文件夹。"
BAD_DIGEST = "“{value}”不是校验码。校验码共 20 位，由 0-9、A-F 组成，例如 AA66-CA7D-24A0-700B-6641。"

FILES = {"plan": "方案工作簿", "decided": "待办工作簿", "list": "企业名单"}
"""Files of the archive that have no name of their own, by the kind of the line that rests on them."""
FILE_LOST, FILE_CHANGED = "存档中没有这个文件", "内容已被改动，与登记的指纹不符"
FILE_RENAMED = "文件名后缀已被改动，内容没有变"

DATABASE_UNREADABLE = "台账数据库 {name} 打不开（已损坏，或不是本工具能读的台账）"
LINE_UNKNOWN = "本版本的工具读不懂这条记录"
IN_TWIN = "存档副本："

PROPERTIES = "文件属性"
"""Where the second copy of 核验依据 stands, in place of a sheet's name."""

SOURCES = {
    "sheet": "“核验依据”表",
    "properties": "文件属性（“核验依据”表与之不符）",
    "published": "台账中的发布记录（本文件自己写的依据不能用）",
}
"""Where the basis was found, by the name of the source."""

# ---------------------------------------------------------------- 结论

IDENTICAL = "总台账与凭存档和台账记录重建的一份逐字节相同。"
SAME_CONTENT = "总台账与凭存档和台账记录重建的一份内容相同；文件在写成以后另存过，没有改动。"
SAME_AS_PUBLISHED = (
    "总台账文件与写成时登记的一致，内容与重建的相同；字节不同，出于写成它的工具或压缩程序的版本。"
)
OF_FILE = "存档和台账记录都没有问题，不同之处是总台账文件在写成以后被改动造成的。"
OF_FILE_TOO = "总台账依据的那一段台账记录和存档原件可以证实，不同之处是总台账文件在写成以后被改动造成的。"
OF_TOOL = (
    "存档和台账记录都没有问题，总台账文件与台账登记的发布件一致；不同之处出自工具版本或说法的变化，"
    "或有人把改动过的文件登记成了发布件。请看下列各处是不是数字，并与纸质件上的校验码核对。"
)
OF_ORIGINALS = "总台账文件与写成时登记的一致，没有被改动；不同之处是存档原件被改动造成的。"
ORIGINALS_OR_FILE = (
    "存档原件被改动，重建时只能用改动后的内容：出自这些原件的行，不同之处不能算作总台账被改动；"
    "其余不同之处，可能由此引起，也可能是总台账文件被改动。请从备份恢复原件后再核验。"
)
NO_TIME = "空"
LEDGER_REWRITTEN = (
    "现在的台账得不出总台账写明的台账指纹（最后记录时间 {at}）：台账记录在总台账写成以后被改写，"
    "或总台账不是本工作区写出的。"
)
LEDGER_CUT = "总台账依据到 {at} 的台账记录，现在台账只到 {last}：台账记录被截短，或总台账不是本工作区写出的。"
OF_LEDGER = "总台账文件与写成时登记的一致，没有被改动；不同之处是台账记录被改写造成的。"
LEDGER_OR_FILE = (
    "台账记录已不是总台账写成时的那一份，不同之处由谁的改动造成，无法断定；请先从备份恢复台账记录和存档。"
)
DATABASE_CHANGED = "台账数据库被改动，存档中的副本前后衔接；以下按存档中的副本核验。"
TWIN_CHANGED = "存档中的台账副本被改动，台账数据库前后衔接；以下按台账数据库核验。"
ONE_REWRITTEN = (
    "台账数据库与存档中的副本各自前后衔接，彼此却不一致：其中一份被整个改写；与总台账相符的是{witness}。"
)
BOTH_DIFFER = "台账数据库与存档中的副本不一致。"
DATABASE_SHORT = (
    "台账数据库比存档中的副本少最后 {count} 条：数据库被截短，"
    "或上一次运行中断（再运行一次原来的命令即会补上）。"
)
TWIN_SHORT = "存档中的台账副本比数据库少最后 {count} 条：副本被截短。"
BOTH_BROKEN = "台账数据库和存档中的副本都有被改动的记录。"
WITNESSES = ("台账数据库", "存档中的副本")
FILES_CHANGED = "存档中有 {count} 个文件缺失或被改动。"
NO_CLAIM = "总台账中的核验依据被改动或删除，台账中也没有发布它的记录，无法重建。"
NOT_REBUILT = "无法重建总台账：{reason}"
NOT_REBUILT_FILES = "所需的原件或方案缺失，或改动后读不出来，无法重建总台账。"
PLAN_UNUSABLE = "存档的方案工作簿有错误，不能使用"
CONTRADICTORY = "台账记录的内容前后矛盾，不是本工具写出的样子"
DIGEST_DIFFERS = "校验码与所给的不同：台账记录、方案或数据时点，已不是印发时的那一份。"

# ---------------------------------------------------------------- 屏幕

TITLE = "核验 {file}"
FOUND_CLEAN, FOUND_WRONG = "结论：没有发现问题", "结论：发现问题"
SENTENCE = "  {sentence}"
ARCHIVE_SOUND = "存档：{count} 个文件，全部与登记的指纹相符"
ARCHIVE_WRONG = "存档：{count} 个文件中有 {wrong} 个有问题"
FILE_LINE = "  {file}{unit}：{problem}（sha256 {sha256}）"
FILE_UNIT = "（{unit}）"
STRANGERS = "注意：存档中有 {count} 个文件，台账没有登记（收表中断会留下这样的文件；台账被截短也会）：{names}"
LEDGER_SOUND = "台账记录：{count} 条，前后衔接，数据库与存档一致"
LEDGER_SOUND_TWIN = "台账记录：{count} 条，前后衔接（这里没有台账数据库，按存档中的记录核验）"
LEDGER_WRONG = "台账记录：{count} 条，其中 {wrong} 处有问题"
LEDGER_LINE, LEDGER_LINES = "  第 {first} 条：{problem}", "  第 {first}-{last} 条：{problem}"
LEDGER_WHOLE = "  {problem}"
BASIS = "依据：{period}，数据时点 {as_of}，台账前 {line} 条记录（影响总台账的到 {at} 为止）；取自{source}"
OTHER_TOOL = "总台账由 {theirs} 版本的工具写成，本次由 {ours} 版本重建；口径有改动时，不同之处可能出于版本"
COMPARED_IDENTICAL = "总台账：与重建的逐字节相同"
COMPARED_SAME = "总台账：内容与重建的相同（字节不同）"
COMPARED_OTHER = "总台账：与重建的有 {count} 处不同"
AS_PUBLISHED, NOT_PUBLISHED = "文件 sha256：与台账登记的一致", "文件 sha256：与台账登记的不同（另存或改动过）"
UNCOMPUTED = (
    "注意：有 {count} 个公式没有存下结果（由不计算公式的程序另存过），在 Excel 或 WPS 中打开后即会重算"
)
SHEET_LINE = "  {sheet}（{count} 处）"
DIFFERENCE = "    {cell} {kind}：应为 {expected}，现为 {found}{cause}"
NOTHING = "（无）"
MORE = "  另有 {count} 处，见 --json 的输出"
CAUSES = {"original": "（出自被改动的原件）", "unclear": "", "ledger": "", "file": "", "tool": ""}
CODE = "校验码：{code}"
CODE_SAME, CODE_OTHER = "（与所给的相同）", "（与所给的不同！）"
CANNOT_PROVE = (
    "说明：有人若把台账记录、存档和总台账一并重造，文件本身查不出来；请与纸质件或事先报送的校验码核对。"
)
