"""What `trace` says: of each cell of a master in a sentence, and of each source in a line."""

from workbook_tools.messages import master_words as heads

HELP = "说明总台账任意一格的来历：逐家追到存档原件的工作表、单元格和原样。"
TRACING = "追溯"

NOT_BORNE_OUT = (
    "台账里找不到“{file}”所依据的记录：台账被改过，或者它是另一个工作区的总台账。"
    "请先运行 workbook-tools verify。"
)
BAD_ADDRESS = "“{value}”不是“工作表!单元格”的写法。一次问一格，例如 附件1!F7。"
A_PACK = "“{path}”是证据包。请先解压，再追溯里面 data 文件夹里的总台账。"
NO_SHEET = "总台账里没有工作表“{sheet}”（有：{known}）。"

PLAN_FILE = "plan.xlsx"
TITLE, LEDGER, LAST_LINE, WHOLE_ROW = "标题", "ledger.sqlite", "最后一条", "第{row}行"
JOINT = "；"
NO_COLUMN = "原件中没有这一栏"
RULED = "裁定记录第 {at} 项：{says}：{ruling}"
RULED_FILE = "{matter}：{says}：{ruling}"
# ---------------------------------------------------------------- what a cell is

EMPTY = "这一格没有内容。"
HEADING = "标题或说明文字，不是数据。"
CELL = "{row}“{heading}”：{value}。{says}"
CELL_ALONE = "{value}。{says}"
NO_VALUE, ON_PAPER = "空", "{value}（表上显示为 {shown}）"
COUNTED, CELLS, STOP = "{sheet}中{criteria}的{rows}", "格数", "。"
COUNTED_ROWS = {
    heads.SHEET_REGISTER: "企业家数（逐家列于来源）",
    heads.SHEET_REPORTS: "份数（逐份列于来源）",
}
IS_NOT = "不是“{value}”"
LESS = "减去"
AND = "、"
SUMMED = "{area} 各格之和。"
COPIED = "等于 {cell}。"
BY_FORMULA = {
    heads.NET: "毛新增减去退出。",
    heads.RATE: "累计除以目标；目标为 0 的不计算。",
    "与时序差": "（完成率－时序进度）×100，保留一位小数。",
    heads.COLOUR: "按方案【五色】自上而下第一个成立的条件。",
    heads.RANK: "1＋完成率更高（相同的，超额更多）的单位数。",
    heads.STOCK: "基数加净增；基数未设置的不计算。",
    heads.SHORT_OF_GOAL: "目标值减去现状存量。",
}
"""By how a heading begins, or what it holds: the arithmetic in words."""
COMPUTED = "由所列各格按公式算出。"

OF_PLAN = "方案工作簿所定的{heading}。"
OF_TARGET = "方案工作簿附件表中该单位的目标。"
OF_TARGETS = "方案工作簿附件表中该单位 {count} 栏目标之和。"
NO_TARGET = "方案工作簿的附件表没有这一时段的目标。"
OF_NUMBERING = "本工具编排的序号；本行企业见来源。"
OF_UNITS = "没有报送件的单位，按报送情况。"
OF_BASIS = "核验依据：本总台账由台账记录第 {line} 条为止的记录算出，校验码 {code}。"
OF_TOOL = "本工具自带的文字，不取自方案或报送件。"

OF_FIELD = "单位在报送件中填写的内容。"
NOT_ASKED = "该单位的表没有这项指标。"
NO_OUTCOME = "没有记录使它{heading}。"
OUTCOMES = {
    "计入": "来源所列的记录符合计入条件。",
    "未计入": "来源所列的记录不符合计入条件，或计入年度不是报送件所属年度。",
    "待裁定": "来源所列各单位的记录都符合计入条件，裁定前对谁都不计。",
    "裁定不计": "来源所列的记录符合计入条件，但已裁定不计入该单位。",
}
OF_CLAIM = "由最先使它计入的记录而定。"
OF_EXIT = "由使它退出的记录而定。"
OF_STOCK = "由最近一次通过的报送件是否仍列有它、是否符合存量条件而定。"
OF_RECORD = "本行取自的报送件和记录。"
OF_REWRITTEN = "本行中统一过写法的各格。"
OF_RULINGS = "关于这家企业的裁定。"

OF_REPORT = "{unit}的{heading}，按台账记录。"
OF_MISSING = "{unit}没有报送，台账中只有下发记录。"
OF_CARRIED = "计数沿用的是来源所列较早的报送件。"
OF_LATE = "封存后收到的文件，不计入。"
OF_COUNTED = "各附件取数的报送件。"
OF_CHANGE = "前后两版报送件的比较：{says}"
OF_FINDING = "审核报送件时的发现：{says}"
OF_DECISION = "{says}：{ruling}（{stands}）。"

# ---------------------------------------------------------------- terminal

LINE_DIFFERS = "注意：手上的文件这一格是 {found}，按台账重建应为 {expected}；以下追溯的是重建的。"
LINE_FORMULA = "公式：{formula}"
LINE_STEPS = "经过（{count} 格）："
LINE_STEP = "  {sheet}!{cell} = {value}  {says}"
LINE_SOURCES = "来源（{count} 处）："
LINE_NO_SOURCES = "来源：无。"
LINE_MORE = "  …… 另有 {count} 处，用 --json 可看全部。"
LINE_PLACE = "{sheet}!{cell}"
PARTS = " · "
LINE_RAW = "{field}原样“{raw}” → 取值 {value}"
LINE_AS_FOUND = "{field}“{raw}”"
LINE_VALUE = "{field}：{value}"
LINE_CHANGED = "    {changed}"
LINE_BECAUSE = "    依据：{cells}"
LINE_BECAUSE_CELL = "{field} {cell}“{raw}”"
LINE_RECEIVED = "{received} 收到"
LINE_LEDGER = "    台账：{lines}"
LINE_LEDGER_LINE = "第 {line} 条 {at} {kind}"
LINE_BASIS = "依据台账第 {line} 条为止的记录，校验码 {code}。"
NOTHING = "（空）"
