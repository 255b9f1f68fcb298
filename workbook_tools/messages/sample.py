"""Words of the audit sample: the command, the workbook, and how a stranger draws it again."""

from collections.abc import Mapping

HELP = "抽取审计样本：从总台账的“企业名录”中按种子抽取，写出抽样表；同一种子、同一校验码抽得同样的样本。"
HELP_SIZE = "抽多少家。"
HELP_SEED = "种子：任意一段文字，由审计人员当场给定，例如骰子点数。"
HELP_METHOD = "抽样方法：simple（简单随机，缺省）、by-unit（按单位分层）、by-amount（按金额加权）。"
HELP_AMOUNT = "按哪个指标加权，写方案里的指标名称；只用于 by-amount。"

METHODS: Mapping[str, str] = {"simple": "简单随机", "by-unit": "按单位分层", "by-amount": "按金额加权"}
SHORT: Mapping[str, str] = {"简单": "simple", "按单位": "by-unit", "按金额": "by-amount"}

BAD_SIZE = "“{value}”不是家数，请写成 1 或更大的整数。"
BAD_SEED = "种子要写成一段看得见的文字，首尾不能有空格，最多 {longest} 个字。"
BAD_METHOD = (
    "“{value}”不是抽样方法，请写 simple（简单随机）、by-unit（按单位分层）或 by-amount（按金额加权）。"
)
NO_AMOUNT = "按金额加权须用 --amount 写明指标。可用的指标：{known}"
AMOUNT_UNUSED = "--amount 只用于按金额加权（--method by-amount）。"
NOT_AN_AMOUNT = "“{label}”不是方案里的数值指标。可用的指标：{known}"
SEVERAL_MEASURES = "各表的“{label}”计量单位不同（{measures}），不能放在一起加权。可用的指标：{known}"
NOBODY = "没有可抽的企业：名录中没有计入、待裁定、裁定不计或已退出的企业{weight}。"
NOBODY_WEIGHED = "，或这些企业的“{label}”都没有大于 0 的数"
DRAWING = "抽样"
DONE = "已从 {population} 家中抽取 {count} 家（{method}，种子“{seed}”）：{path}"
ALL = "总体只有 {population} 家，不足 {size} 家，已全部列入。"
WEIGHTLESS = "另有 {count} 家没有大于 0 的“{label}”，不能按金额抽到，请另行核查。"
ASIDE = "原来的抽样表内容不同（可能已填写），没有丢，已另存为：{path}"
CODE = "校验码：{code}"

# ---------------------------------------------------------------- 抽样表

SHEET, SHEET_HOW = "抽样表", "抽样说明"
TITLE = "{plan}审计抽样表（{period}）"
LINE = "校验码：{code}　　方法：{method}　　种子：{seed}　　从总体 {population} 家中抽取 {count} 家"
LINE_AMOUNT = "样本的“{label}”合计 {covered} {measure}，占总体合计 {total} {measure} 的 {share}"
LINE_USE = (
    "所列为报送表中的取值，括号内为所在单元格。点“打开原件”可打开存档的报送件（本表须留在工作区文件夹内），"
    "按“工作表”“单元格”找到该数；右侧浅黄各栏由核查人员填写。"
)
NUMBER, ANNEX, UNIT, NAME, KEY, DECISIVE = "序号", "附件", "责任单位", "企业", "去重字段", "填报内容"
OUTCOME, WHEN = "计入结果", "年度与期"
FILE, ORIGINAL, OPEN, PLACE, CELL, RECEIVED, DIGEST = (
    "来源文件",
    "原件",
    "打开\n原件",
    "工作表",
    "单元格",
    "收到时间",
    "原件指纹（前16位）",
)
RESULT, ACTUAL, DIFFERENCE, CHECKER, DAY = "核查结果", "实际值", "差异说明", "核查人", "日期"
DIFFERS = "不符"
RESULTS = ("相符", DIFFERS, "无法核实")
REPORTED = "{label}：{value}（{cell}）"
REPORTED_OTHERWISE = "{label}：{value}（{cell}，原文“{raw}”）"
REPORTED_NOWHERE = "{label}：{value}"
BLANK = "空"
YEAR, SINCE, GONE = "{year}年度", "{period}起", "{period}退出"
RESULT_TITLE, RESULT_PROMPT = "核查结果", "请从下拉列表中选择。"
DAY_TITLE, DAY_PROMPT = "核查日期", "请填写日期，例如 2023-11-20。"

# ---------------------------------------------------------------- 抽样说明

TITLE_HOW = "抽样说明"
SECTION_BASIS = "一、依据"
SECTION_POPULATION = "二、总体"
SECTION_METHOD = "三、方法"
SECTION_AGAIN = "四、怎样重抽"
SECTION_UNITS = "五、各单位"
SECTION_RESULTS = "六、核查结果"
SECTION_NUMBERS = "七、样本的随机数"
BASIS_PLAN, BASIS_METHOD, BASIS_SEED, BASIS_SIZE = "方案", "抽样方法", "种子", "家数"
SIZE = "要求 {size} 家，从总体 {population} 家次中抽取 {count} 家次"
ANNEX_FORM = "附件{number}＝{form}"
JOINT = "；"

POPULATION = (
    "总台账“企业名录”中，计入结果为计入、待裁定、裁定不计的行，以及有退出期的行，共 {population} 家次：各单位的计入数、"
    "退出数都由它们得来。其余 {outside} 行既未计入也未退出，不影响这些数，不在总体内。"
)
POPULATION_WEIGHED = (
    "其中 {count} 家次的“{label}”为空、为 0 或为负，不能按金额抽到，不在抽样总体内，请另行核查。"
)
METHOD: Mapping[str, str] = {
    "simple": "简单随机：总体中每家一个随机数，取随机数最小的 {count} 家，按随机数由小到大排列。",
    "by-unit": (
        "按单位分层：样本数按各单位家数的比例分配。不足 1 家的单位先各取 1 家，其余单位再按比例分余下的家数"
        "（如此直到没有不足 1 家的），先取整数部分，余下的给小数部分最大的单位，相同的按本表顺序。样本数少于单位数时，"
        "不能每个单位都有：各取整数部分后，余下的按 随机数÷小数部分 由小到大各给 1 家，"
        "这里随机数的文字为 种子|单位代码。"
        "每个单位取随机数最小的若干家。"
    ),
    "by-amount": (
        "按金额加权（序贯泊松抽样，Ohlsson 1998）：金额指标为“{label}”。先取必抽的 {certain} 家：从金额最大的起，"
        "凡金额不小于抽样间隔（余下的金额合计÷余下要抽的家数）的都取；其余按 随机数÷金额 由小到大取，补足 {count} 家。"
    ),
}
AGAIN = (
    "1. 找到校验码相同的总台账（见其“{sheet}”表），在“企业名录”中筛选出总体。",
    "2. 每家写出一行文字：种子|表号|单位代码|{keys}。分隔符为半角竖线，前后没有空格；表号：{forms}。",
    "3. 对这行文字（UTF-8 编码）计算 SHA-256，得到 64 位十六进制数，即这家的随机数；比较大小时直接比较这个数。"
    "任何计算 SHA-256 的工具都可以，例如 printf '%s' '文字' | sha256sum。",
    "4. 按“三、方法”取数，相同的按“企业名录”中的先后。随机数只与种子和这家企业有关，名录增减别家不会打乱原来的次序。",
)
EXAMPLE = "例：第 1 家的文字为 {text}，SHA-256 为 {digest}。"
UNIT_HEADINGS = ("序号", "单位代码", "责任单位", "总体（家次）", "样本（家次）", "抽取比例")
UNIT_AMOUNTS = ("总体金额", "样本金额", "金额占比")
TOTAL = "合  计"
RESULT_HEADINGS = ("合计", *RESULTS, "未核查")
NUMBER_HEADINGS = ("序号", "表号", "单位代码", KEY, "随机数（前16位）", "抽法")
CERTAIN, BY_CHANCE = "必抽", "随机"
