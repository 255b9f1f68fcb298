"""What is said of one cell: its number, date, code, name, phone or choice (codes C).

`{value}` is what was found, `{understood}` what is taken for it. Phones are never repeated.
"""

from collections.abc import Sequence

from workbook_tools.messages.kind import Kind
from workbook_tools.model import Severity

_MANDATORY, _EXPLAIN = Severity.MANDATORY, Severity.EXPLAIN
_NOTICE, _RECORD = Severity.NOTICE, Severity.RECORD

_MOST_LISTED = 12


def listed(options: Sequence[str]) -> str:
    """The options of a list as a sentence prints them, shortened where there are many."""
    if len(options) <= _MOST_LISTED:
        return "、".join(options)
    return f"{'、'.join(options[:_MOST_LISTED])}等{len(options)}项"


_ANY = (
    Kind("C001", _RECORD, "已去除“{value}”中多余的空格或不可见字符"),
    Kind("C002", _RECORD, "本栏为文字，“{value}”已按文字“{understood}”记"),
    Kind("C003", _NOTICE, "“{value}”按空白处理", "没有内容请留空；不适用请填“无”；数值为零请填 0"),
    Kind(
        "C004",
        _NOTICE,
        "此处疑似填有身份证号码，本栏内容未采集，请到原表查看",
        "请删除身份证号码",
        late=True,
    ),
    Kind(
        "C005",
        _MANDATORY,
        "此处疑似填有身份证号码，未采集，请到原表查看",
        "请删除身份证号码，改填本栏要求的内容",
        late=True,
    ),
    Kind("C006", _NOTICE, "“{value}”按“{understood}”（不适用）记"),
)

_NUMBERS = (
    Kind("C101", _RECORD, "以文本存储的数字“{value}”已按 {understood} 记"),
    Kind("C102", _RECORD, "全角或含不可见字符的数字“{value}”已按 {understood} 记"),
    Kind("C103", _RECORD, "已去除“{value}”中的千位分隔符，按 {understood} 记"),
    Kind("C104", _NOTICE, "“{value}”带有计量单位，按 {understood} 记", "请只填数字，单位已印在表头"),
    Kind(
        "C105",
        _EXPLAIN,
        "“{value}”的单位与本栏“{unit}”不同，折算为 {understood}{unit}",
        "请核对：折算无误请在说明栏写明，有误请按“{unit}”改填，只填数字",
    ),
    Kind(
        "C106",
        _EXPLAIN,
        "“{value}”中的逗号含义不明，可能是小数点，也可能是千位分隔符，暂照原样保留、不作数字使用",
        "请改填不带逗号的数字，例如 12 或 1.2",
    ),
    Kind(
        "C107",
        _MANDATORY,
        "应填确切数字，现为“{value}”",
        "请填一个确切的数，不写约数和区间，例如 12",
        general="C108",
    ),
    Kind("C108", _MANDATORY, "应填数字，现为“{value}”", "请只填数字，例如 12"),
    Kind(
        "C109",
        _MANDATORY,
        "应填数字，现为“{value}”，括号可能表示负数，也可能只是括注",
        "请去掉括号，负数请在前面加减号，例如 -120",
        general="C108",
    ),
    Kind("C110", _MANDATORY, "应填整数，现为“{value}”", "请填整数，不带小数，例如 12"),
    Kind("C111", _RECORD, "“{value}”含计算尾差，按 {understood} 记"),
    Kind("C112", _NOTICE, "“{value}”的小数超过两位，已照原数保留", "请保留两位小数，例如 120.25"),
    Kind("C113", _NOTICE, "中文数字“{value}”按 {understood} 记", "请填阿拉伯数字"),
    Kind(
        "C114",
        _MANDATORY,
        "应填阿拉伯数字，现为“{value}”",
        "请改用阿拉伯数字，例如 120",
        general="C108",
    ),
    Kind(
        "C115",
        _MANDATORY,
        "应填数字，现为日期或时间“{value}”",
        "可能是输入“1-2”一类内容时被自动改成了日期，请把单元格格式设为“常规”后重填数字，例如 12",
        general="C108",
    ),
    Kind(
        "C116",
        _MANDATORY,
        "应填数字，现为逻辑值“{value}”",
        "请只填数字，例如 12",
        general="C108",
    ),
    Kind("C117", _NOTICE, "“{value}”按 {understood} 记"),
    Kind(
        "C118", _EXPLAIN, "本栏为比例，“{value}”大于 1（100%）且没有百分号", "请核对；百分之五点三请填 5.3%"
    ),
    Kind(
        "C119",
        _MANDATORY,
        "“{value}”超出可用数字的范围",
        "请核对后重填，例如 1200",
        general="C108",
    ),
    Kind(
        "C120",
        _MANDATORY,
        "“{value}”是科学计数法文本，位数可能已丢失",
        "请填完整数字，例如 12000",
        general="C108",
    ),
    Kind(
        "C121",
        _MANDATORY,
        "“{value}”中的单位与本栏“{unit}”不符",
        "请按本栏的单位只填数字，例如 12",
        general="C108",
    ),
)

_DATES = (
    Kind(
        "C201",
        _NOTICE,
        "“{value}”不是日期格式，已按日期 {understood} 记",
        "下次请直接输入日期，不要改动单元格格式，例如 2023-05-06",
    ),
    Kind(
        "C202",
        _EXPLAIN,
        "“{value}”只到月份，按 {understood} 记，未补日期",
        "请填到日，例如 2023-05-06；确实无法查明的，请在说明栏写明",
    ),
    Kind(
        "C203",
        _MANDATORY,
        "“{value}”没有年份",
        "请填年、月、日，例如 2023-05-06",
        general="C210",
    ),
    Kind("C204", _NOTICE, "“{value}”是日期的序列号，按 {understood} 记", "请把单元格格式设为“日期”"),
    Kind(
        "C205",
        _MANDATORY,
        "应填日期，现为数字“{value}”，分不清是 1 月还是 10 月",
        "请填年、月、日，例如 2023-10-01",
        general="C210",
    ),
    Kind(
        "C211",
        _MANDATORY,
        "“{value}”实为数字 {number}，不是日期（日期格中输入 2023.10 就会变成这样）",
        "请填年、月、日，例如 2023-10-01",
        general="C210",
    ),
    Kind(
        "C206",
        _MANDATORY,
        "“{value}”只有年份",
        "请填年、月、日，例如 2023-05-06",
        general="C210",
    ),
    Kind(
        "C207",
        _MANDATORY,
        "“{value}”不是存在的日期",
        "请核对年、月、日后重填，例如 2023-02-28",
        general="C210",
    ),
    Kind("C208", _NOTICE, "“{value}”带有时刻，按日期 {understood} 记"),
    Kind(
        "C209",
        _MANDATORY,
        "“{value}”的年份不明确",
        "年份请写四位并放在最前，例如 2023-05-06",
        general="C210",
    ),
    Kind("C210", _MANDATORY, "应填日期，现为“{value}”", "请填年、月、日，例如 2023-05-06"),
)

_CODE_TODO = "请对照营业执照填写 18 位代码"
_CODE_AS_TEXT = "请先把单元格格式设为“文本”，再对照营业执照重填 18 位代码"

_CREDIT_CODES = (
    Kind(
        "C301",
        _MANDATORY,
        "统一社会信用代码存成了数字“{value}”，15 位以后的数字已丢失，无法还原",
        _CODE_AS_TEXT,
        general="C303",
    ),
    Kind("C302", _RECORD, "代码“{value}”的书写形式已规范为“{understood}”"),
    Kind("C303", _MANDATORY, "统一社会信用代码应为 18 位，现为“{value}”，共 {length} 位", _CODE_TODO),
    Kind("C304", _MANDATORY, "“{value}”含有代码中不会出现的字母（I、O、Z、S、V）", _CODE_TODO),
    Kind(
        "C305",
        _MANDATORY,
        "“{value}”含有代码中不会出现的字母（I、O、Z、S、V），可能是 {hint}（仅供参考）",
        _CODE_TODO,
        general="C304",
    ),
    Kind(
        "C306",
        _MANDATORY,
        "“{value}”不符合统一社会信用代码的组成（第 3 至 8 位应为数字，其余为数字或大写字母）",
        _CODE_TODO,
    ),
    Kind("C307", _MANDATORY, "“{value}”的校验位不对，至少有一位填错", _CODE_TODO),
    Kind(
        "C308",
        _MANDATORY,
        "应填统一社会信用代码，现为“{value}”",
        _CODE_AS_TEXT,
        general="C303",
    ),
    Kind(
        "C309",
        _MANDATORY,
        "“{value}”像是 9 位组织机构代码，不是统一社会信用代码",
        _CODE_TODO,
        general="C303",
    ),
    Kind(
        "C310",
        _MANDATORY,
        "“{value}”像是 15 位税务登记号或工商注册号，不是统一社会信用代码",
        _CODE_TODO,
        general="C303",
    ),
    Kind(
        "C311",
        _MANDATORY,
        "“{value}”像是 13 位旧工商注册号，不是统一社会信用代码",
        _CODE_TODO,
        general="C303",
    ),
)

_NUMBERS_AS_TEXT = (
    Kind("C321", _RECORD, "编号“{value}”的书写形式已规范为“{understood}”"),
    Kind("C322", _NOTICE, "编号存成了数字，按“{understood}”记", "请把单元格格式设为“文本”，并核对开头的 0"),
    Kind(
        "C323",
        _MANDATORY,
        "号码存成了数字“{value}”，部分数字已丢失，无法还原",
        "请先把单元格格式设为“文本”，再重填完整号码",
    ),
    Kind("C325", _MANDATORY, "应填编号，现为“{value}”", "请先把单元格格式设为“文本”，再重填编号"),
)

_PHONES = (
    Kind("C341", _RECORD, "电话号码的书写形式已规范"),
    Kind("C342", _NOTICE, "一格内填有多个电话号码，已分开记"),
    Kind("C345", _MANDATORY, "应填电话号码，现为其他内容", "请填手机或座机号码，座机请带区号"),
)

_NAMES = (
    Kind("C351", _RECORD, "名称“{value}”的书写形式已规范为“{understood}”"),
    Kind("C352", _RECORD, "名称“{value}”的括号已统一，记为“{understood}”"),
    Kind("C353", _MANDATORY, "一格内填有多个企业：“{value}”", "请一行填一个企业，其余企业另起一行"),
    Kind(
        "C354",
        _EXPLAIN,
        "“{value}”不像企业的现用全称",
        "请填营业执照上的全称；名称确实如此的，请在说明栏写明",
        late=True,
    ),
    Kind(
        "C355",
        _EXPLAIN,
        "“{value}”像是分支机构或个体工商户",
        "请核对是否应填所属企业；确应填报的，请在说明栏写明",
        late=True,
    ),
)

_CHOICES = (
    Kind("C361", _RECORD, "“{value}”已按选项“{understood}”记"),
    Kind("C362", _NOTICE, "“{value}”按选项“{understood}”记", "请从下拉列表中选择"),
    Kind("C363", _MANDATORY, "“{value}”不在选项之内", "请从下拉列表中选择，不适用请留空；可选：{options}"),
)

KINDS: tuple[Kind, ...] = (
    *_ANY,
    *_NUMBERS,
    *_DATES,
    *_CREDIT_CODES,
    *_NUMBERS_AS_TEXT,
    *_PHONES,
    *_NAMES,
    *_CHOICES,
)
