"""Words printed in the master workbook: sheet names, headings, notes, legends."""

from workbook_tools.messages import verdicts
from workbook_tools.model import Basis, ColourTest, FieldType, Severity, TargetBasis
from workbook_tools.period import Period

SHEET_OVERVIEW = "总览"
SHEET_ANNEX = "附件{number}"
SHEET_PERIODS, SHEET_YEARS = "附件{number}分期", "附件{number}分年"
SHEET_REGISTER = "企业名录"
SHEET_REPORTS = "报送情况"
SHEET_PROBLEMS = "问题清单"
SHEET_NORMALISED = "归一化记录"
SHEET_DECISIONS = "裁定记录"
SHEET_RULES = "口径与规则"

NOT_SET = "未设置"
DASH = "—"
YES, NO = "是", "否"
TOTAL = "合  计"
UNOFFICIAL = "（非官方口径）"
PAGE_NUMBER = "第 &P 页  共 &N 页"

STATUS = verdicts.STATUSES
DIGEST = "sha256"
WRAPPED_HEADINGS = (
    "收到文件",
    "封存后收到",
    "位置",
    "问题与改法",
    "原样",
    "取值",
    "说明",
    "内容",
    "裁定",
    "理由",
)
"""Columns of long text, which wrap."""
OUTCOME_COUNTED, OUTCOME_NOT_COUNTED, OUTCOME_CONTESTED = "计入", "未计入", "待裁定"
OUTCOME_LOST = "裁定不计"
SEVERITY_EFFECT = {
    Severity.MANDATORY: "必须改正，改正前不予通过",
    Severity.WAIVABLE: "须填说明并经收表单位豁免",
    Severity.EXPLAIN: "须核实并填写说明",
    Severity.NOTICE: "提请注意，可不处理",
    Severity.RECORD: "只作格式统一，含义不变，仅记录备查",
}
BASIS = {
    Basis.GROSS: "毛新增：当年报送中符合计入条件的企业，之后退出的仍计入",
    Basis.NET: "净增：毛新增减去当年退出",
}
TARGET_BASIS = {
    TargetBasis.AS_STATED: "累计：各栏即截至该期的目标",
    TargetBasis.BY_PERIOD: "分期：年内已开始各期之和为截至本期目标",
}

_NUMERALS = ("零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十")


def years_word(count: int) -> str:
    """How many years, as headings say it: 5 -> 五年."""
    return f"{_NUMERALS[count] if count < len(_NUMERALS) else count}年"


# ---------------------------------------------------------------- 附件N

ANNEX_TITLE = "{title}（{period}完成情况）"
ANNEX_LINE = "数据截止日：{as_of}    报送截止日：{due}"
MEASURE = "（单位：{measure}）"
SEQ, UNIT, UNIT_CODE, FORM_CODE = "序号", "责任单位", "单位代码", "表号"
TARGET_YEAR, TARGET_TO_DATE = "年度目标", "截至本期目标"
NEW, EXITS, HELD = "本期新增", "本年退出", "待裁定"
GROSS, NET, CUMULATIVE_GROSS, CUMULATIVE_NET = "毛新增", "净增", "本年累计（毛新增）", "本年累计（净增）"
CUMULATIVE = {Basis.GROSS: CUMULATIVE_GROSS, Basis.NET: CUMULATIVE_NET}
RATE, PACE, GAP, COLOUR, RANK = "完成率", "时序进度", "与时序差（百分点）", "五色", "排名"
ALL_TARGET, ALL_CUMULATIVE, ALL_RATE = "{years}目标", "{years}累计", "{years}完成率"
STATE, FLAGS = "报送状态", "备注"
SIGNATURE = ("制表：", "审核：", "日期：")
FLAG_JOINT = "、"

NOTE_BASIS = (
    "口径：计数按“{basis}”；本期新增为本期首次计入的企业；"
    "同一企业被两个责任单位计入的，裁定前对谁都不计，列入待裁定。"
)
NOTE_RATE = (
    "完成率=本年累计÷{target}，由表内数字计算，目标为 0 的不计算；"
    "并列的名次相同，其后名次顺延；完成率相同的比超额数。"
)
NOTE_TARGET = "目标口径：{basis}。"
NOTE_ALL = "{years}累计：跨年重复计入的企业只计一次。"
NOTE_COLOURS = "五色{official}：{legend}。"
LEGEND_JOINT = "；"
TO_THE_ROWS = "点击到企业名录查看计数的各行"
NOTE_NO_PACE = "五色：本附件未设置时序进度，不评色。"
NOTE_NO_COLOURS = "五色：方案未设置。"


# ---------------------------------------------------------------- 附件N分期, 附件N分年

PERIODS_TITLE = {
    Basis.GROSS: "{title}（{year}年各期新增，截至{period}）",
    Basis.NET: "{title}（{year}年各期净增，截至{period}）",
}
YEARS_TITLE = "{title}（各年目标与完成情况，截至{period}）"
WHOLE_YEAR = "全年"
YEAR_TARGET, YEAR_DONE = "{year}年目标", "{year}年完成"
NOTE_PERIODS = {
    Basis.GROSS: "口径：各期新增为该期首次计入的企业；本年累计等于各期之和，与{annex}一致。",
    Basis.NET: "口径：各期净增为该期首次计入的企业减去该期退出的；本年累计等于各期之和，与{annex}一致。",
}
NOTE_YEARS = {
    Basis.GROSS: "口径：各年完成为计入该年度的企业；跨年重复计入的只计一次，计在最后计入的年度。",
    Basis.NET: (
        "口径：各年完成为计入该年度的企业减去该年退出的；跨年重复计入的只计一次，计在最后计入的年度。"
    ),
}
NOTE_PERIODS_TO_COME = "尚未开始的和没有已通过报送件的报告期留空。"
NOTE_YEAR_SO_FAR = "{year}年为截至{period}的累计。"
NOTE_YEARS_TO_COME = "以后年度留空。"


def period_heading(period: Period) -> str:
    """A period as the heading of a column under its year: 10月, 第3季度, 全年."""
    return period.paper.removeprefix(f"{period.year}年") or WHOLE_YEAR


# ---------------------------------------------------------------- 企业名录

REGISTER_TITLE = "企业名录（截至{period}，共 {count} 家次）"
REGISTER_NOTE = (
    "一行一家企业（按附件、责任单位、去重字段）。取自该单位最近一次通过的报送件；已不在名单的已计入或已退出企业取自最后列有它的报送件。"
    "各附件的数字由本表公式计得，请勿在本表内删改。点“报送件编号”一列上方的“+”展开来源。"
)
REGISTER_ANNEX, REGISTER_SEQ = "附件", "单位序号"
REGISTER_OUTCOME, REGISTER_YEAR, REGISTER_FIRST = "计入结果", "计入年度", "首次计入期"
REGISTER_GONE_YEAR, REGISTER_GONE, REGISTER_STOCK = "退出年度", "退出期", "存量"
REGISTER_HEADINGS = (
    SEQ,
    REGISTER_ANNEX,
    REGISTER_SEQ,
    UNIT_CODE,
    UNIT,
    REGISTER_OUTCOME,
    REGISTER_YEAR,
    REGISTER_FIRST,
    REGISTER_GONE_YEAR,
    REGISTER_GONE,
    REGISTER_STOCK,
)
SOURCE_PERIOD = "取自报告期"
SOURCE_CLAIM, SOURCE_EXIT, SOURCE_REWRITTEN, SOURCE_RULINGS = "计入依据", "退出依据", "统一写法", "裁定"
FOLDED_HEADINGS = (
    SOURCE_PERIOD,
    "收到时间",
    "来源文件",
    "工作表",
    SOURCE_CLAIM,
    SOURCE_EXIT,
    SOURCE_REWRITTEN,
    SOURCE_RULINGS,
    DIGEST,
)
"""Where the row comes from: folded away, as nobody reads a list with them; what else leads there stays in view."""
SOURCE_HEADINGS = (*FOLDED_HEADINGS, "报送件编号", "单元格")
WRITTEN_AT = "报送件{number} {cell}"
"""计入依据, 退出依据: the cell of another record than the one shown."""
REWRITTEN = "{cell}“{raw}”→“{value}”"
REWRITTEN_JOINT = "；"
RULINGS_JOINT = "、"
AS_REPORTED = "{label}（填报）"
"""Heading of a field whose label is also one of the register's own headings."""
SAME_LABEL = "{label}（{type}）"
"""Heading of a column whose label another column of a different type also has."""

# ---------------------------------------------------------------- 报送情况, 问题清单, 归一化记录

REPORTS_TITLE = "报送情况（{period}）"
REPORTS_NOTE = "一行一份应报。计数报送件是本表各附件取数的报送件；与本期不同的，为沿用上期。"
REPORT_ANNEX, REPORT_STATE = "附件", "报送状态"
REPORT_COUNTED, REPORT_COUNTED_PERIOD = "计数报送件编号", "计数报告期"
REPORT_HEADINGS = (
    REPORT_ANNEX,
    REGISTER_SEQ,
    UNIT_CODE,
    UNIT,
    FORM_CODE,
    REPORT_STATE,
    "标记",
    "收到文件",
    "收到时间",
    "填报日期",
    *(severity.value for severity in Severity if severity is not Severity.RECORD),
    "扫描件",
    REPORT_COUNTED,
    REPORT_COUNTED_PERIOD,
    "原件",
    DIGEST,
)
REPORT_LATE = "封存后收到"
"""A column only of a period that is closed."""
SCAN = {True: "已到", False: "未到"}
OPEN_ORIGINAL = "打开原件"
FILE_JOINT = "；"

PROBLEMS_TITLE = "问题清单（{period}，共 {count} 条）"
PROBLEMS_NOTE = "按附件、责任单位、审核类别排列。强制性问题改正前不予通过；核实性问题须填说明。"
PROBLEM_HEADINGS = (
    "序号",
    "附件",
    "单位代码",
    "责任单位",
    "审核类别",
    "位置",
    "问题与改法",
    "代码",
    DIGEST,
)

NORMALISED_TITLE = "归一化记录（{period}，共 {count} 条）"
NORMALISED_NOTE = "只统一写法，不改含义。左为原样，右为取值。"
NORMALISED_HEADINGS = (
    "序号",
    "附件",
    "单位代码",
    "责任单位",
    "位置",
    "原样",
    "取值",
    "说明",
    "代码",
    DIGEST,
)

DECISIONS_TITLE = "裁定记录（共 {count} 项）"
DECISIONS_NOTE = (
    "收表单位作出的全部裁定，按记录时间排列，其后是本期的封存和重新开启；裁定不能删改，只能由后来的裁定撤销或替代。"
    "依据为存档的待办工作簿（archive/decisions，按指纹查找）。"
)
DECISION_UNIT = "单位"
DECISION_HEADINGS = (
    "序号",
    "记录时间",
    "事项",
    DECISION_UNIT,
    "表",
    "内容",
    "裁定",
    "理由",
    "经办人",
    "裁定日期",
    "效力",
    DIGEST,
)

# ---------------------------------------------------------------- 总览

OVERVIEW_TITLE = "{period}工作进展总览"
OVERVIEW_LINE = "{number}    {issuer}"
OVERVIEW_DATES = "数据截止日：{as_of}    报送截止日：{due}    数据时点：{asked}    校验码：{code}"
OVERVIEW_CLOSED = "    已于 {day} 封存"
SECTION_PROGRESS = "一、本期进展"
SECTION_GOALS = "二、总体目标与现状"
SECTION_COLOURS = "三、五色分布{official}"
SECTION_REPORTS = "四、报送情况"
SECTION_MISSING = "五、本期未报单位"
ANNEX, TASK, COUNTING_BASIS = "附件", "任务", "计数口径"
PROGRESS_HEADINGS = (
    ANNEX,
    TASK,
    COUNTING_BASIS,
    TARGET_YEAR,
    TARGET_TO_DATE,
    NEW,
    "本年累计",
    EXITS,
    RATE,
    PACE,
    "与时序差",
    HELD,
)
GOAL, GOAL_YEAR, GOAL_RELATION, GOAL_VALUE = "目标表述", "年份", "关系", "目标值"
BASELINE, STOCK, SHORT_OF_GOAL, LISTED = "基数", "现状存量", "距目标", "名单存量"
GOAL_HEADINGS = (
    ANNEX,
    GOAL,
    GOAL_YEAR,
    GOAL_RELATION,
    GOAL_VALUE,
    BASELINE,
    NET,
    STOCK,
    SHORT_OF_GOAL,
    LISTED,
)
GOALS_NOTE = (
    "现状存量=基数+各年毛新增−各年退出，基数未设置的不计算；"
    "名单存量为各单位最近名单中符合存量条件的企业数，仅供对照。"
)
MORE_THAN = ("＞", ">")
"""Relations that a stock equal to the goal does not meet."""
REACHED = "已达到"
NO_GOALS = "方案未列总体目标。"
TALLY_HEADINGS = (ANNEX, TASK)
OWED = "应报"
NOTHING_MISSING = "附件{number}：无"
MISSING_UNITS = "附件{number}（{count} 个）：{names}"
CHART_PROGRESS = "各附件目标与本年累计"
CHART_COLOURS = "五色分布（责任单位个数）"
CHART_STATUSES = "报送情况（份）"
CHART_TARGET, CHART_CUMULATIVE = "截至本期目标", "本年累计"

# ---------------------------------------------------------------- 口径与规则

RULES_TITLE = "口径与规则（{period}）"
RULES_SETTINGS = "【基本信息】"
RULES_PERIOD = "【报告期】"
RULES_COUNTING = "【计数口径】"
RULES_COLOURS = "【五色】{official}"
RULES_CHOICES = "【选项】"
RULES_SEVERITIES = "【审核类别】"
RULES_OF_PLAN = "【审核规则】"
RULES_OF_ALL_FORMS = "各表"
RULES_ON_RECEIPT = "（收件后核）"
RULES_CODES = "【问题代码】"
RULES_PERIOD_LABELS = ("报告期", "数据截止日", "报送截止日")
RULES_PACE = "附件{number}时序进度"
RULES_COUNTING_LABELS = (
    "去重字段",
    "计入条件",
    "计入年度",
    "退出条件",
    "存量条件",
    "计数口径",
    "目标口径",
    "基数",
)
RULES_LEVEL, RULES_SYNONYMS, RULES_JOINT = "级次 {level}", "同义写法：{synonyms}", "；"
RETURN_YEAR = "报送件所属年度"
COLOUR_TESTS = {
    ColourTest.RATE: "完成率不低于 {level}%",
    ColourTest.GAP: "与时序差不低于 {level} 个百分点",
    ColourTest.NOTHING: "累计为 0 且时序进度不低于 {level}%",
    ColourTest.OTHER: "其余",
}

NUMBER_FORMAT_DATE = "yyyy-mm-dd"
NUMBER_FORMATS = {
    FieldType.INTEGER: "0",
    FieldType.DECIMAL: "#,##0.00",
    FieldType.PERCENT: "0.00%",
    FieldType.DATE: NUMBER_FORMAT_DATE,
}
