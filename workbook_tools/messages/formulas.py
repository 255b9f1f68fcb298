"""What is wrong with a formula in the plan."""

from workbook_tools.messages.kind import Kind
from workbook_tools.model import Severity

_REFUSED = Severity.MANDATORY

KINDS: tuple[Kind, ...] = (
    Kind("P201", _REFUSED, "公式是空的", "请写出条件，或清空该单元格", '如 [培育阶段]="已认定"'),
    Kind(
        "P202",
        _REFUSED,
        "公式第{position}个字符“{symbol}”不能识别",
        "指标写在方括号内，文字写在双引号内，可用的运算符为 + - * / & = <> < > <= >= %",
    ),
    Kind("P203", _REFUSED, "公式第{position}个字符“{symbol}”没有配对的另一半", "请补上配对的引号或方括号"),
    Kind(
        "P204",
        _REFUSED,
        "公式第{position}个字符处缺少内容",
        "运算符两边、逗号前后都要有指标、数字或文字",
    ),
    Kind("P205", _REFUSED, "公式第{position}个字符处多出“{found}”", "请检查此处是否缺少运算符、逗号或括号"),
    Kind("P206", _REFUSED, "公式第{position}个字符处的括号没有配对的右括号", "请补上右括号"),
    Kind(
        "P207",
        _REFUSED,
        "公式第{position}个字符处的“{name}”既不在方括号内，也不在双引号内",
        '指标请写作 [{name}]，文字请写作 "{name}"',
    ),
    Kind(
        "P208",
        _REFUSED,
        "公式第{position}个字符处的数字 {number} 超出 Excel 的 15 位精度",
        "编号、代码请加双引号写成文字",
    ),
    Kind("P209", _REFUSED, "公式第{position}个字符处的层次超过 {limit} 层", "请拆成几条规则"),
    Kind(
        "P210",
        _REFUSED,
        "公式第{position}个字符处的 [{label}] 不是本表的指标名称",
        "请照抄字段表中的指标名称",
    ),
    Kind(
        "P211",
        _REFUSED,
        "公式第{position}个字符处的 [{label}] 不是本表的指标名称",
        "请核对名称，看是否应为 [{near}]",
    ),
    Kind("P212", _REFUSED, "公式第{position}个字符处的函数 {name} 不受支持", "可用的函数：{known}"),
    Kind(
        "P213",
        _REFUSED,
        "公式第{position}个字符处的函数 {name} 每次打开结果不同，不能使用",
        "请改用 [数据截止日] 等固定日期，或用 DATE 写明日期",
    ),
    Kind("P214", _REFUSED, "公式第{position}个字符处的函数 {name} 至少要有 {least} 个参数，现有 {found} 个"),
    Kind("P215", _REFUSED, "公式第{position}个字符处的函数 {name} 应有 {wanted} 个参数，现有 {found} 个"),
    Kind(
        "P216",
        _REFUSED,
        "公式第{position}个字符处的 级次 括号内只能是一个指标",
        "",
        "如 级次([培育阶段])>=3",
    ),
    Kind("P217", _REFUSED, "公式写入 Excel 后长 {length} 个字符，超过 {limit} 个的上限", "请拆成几条规则"),
    Kind("P218", _REFUSED, "公式写入 Excel 后嵌套超过 {limit} 层", "请拆成几条规则，或减少级次的个数"),
    Kind(
        "P219",
        _REFUSED,
        "公式第{position}个字符处的 级次([{label}]) 无从计算，该指标没有带级次的选项表",
        "请在“选项”表中为该指标的选项填写级次",
    ),
    Kind(
        "P220",
        _REFUSED,
        "公式第{position}个字符处的 {sign} 不能用于文字或选项",
        "选项的先后用级次比较，日期写作 DATE(年,月,日)",
        "如 级次([培育阶段])>=3、[发证日期]>=DATE(2023,1,1)",
    ),
    Kind("P221", _REFUSED, "公式可能得出文字，不能作为条件", "请写成比较", '如 [培育阶段]="已认定"'),
    Kind("P222", _REFUSED, "公式得出的是数字，不能作为条件", "请写成比较", "如 级次([培育阶段])>=3"),
    Kind(
        "P223",
        _REFUSED,
        "公式第{position}个字符处的 重复次数 括号内只能是指标，多个指标用逗号隔开",
        "",
        "如 重复次数([统一社会信用代码])=1",
    ),
    Kind("P224", _REFUSED, "公式第{position}个字符处的函数 {name} 不受支持", "请改用 {instead}"),
    Kind(
        "P225",
        _REFUSED,
        "公式第{position}个字符处的 [{label}] 是明细指标，此处只能用表头指标",
        "每行分别核对的，范围请写“行”；核对整栏合计等的，范围请写“表”",
    ),
    Kind(
        "P226",
        _REFUSED,
        "公式第{position}个字符处的 [{label}] 是明细指标，整张表中有许多行",
        "范围为“表”的规则，明细指标请直接放在 SUM、MIN、MAX、AVERAGE、COUNT 或 COUNTA 的括号内",
        "如 SUM([从业人员数])<=[职工总数]",
    ),
    Kind(
        "P227",
        _REFUSED,
        "公式第{position}个字符处的 [{label}] 是自动编排的序号，收表时不读取",
        "请换用其他指标",
    ),
    Kind(
        "P228",
        _REFUSED,
        "公式第{position}个字符处的 [{label}] 是计算指标，不能用于级次、重复次数和整栏合计",
        "请换用填报的指标",
    ),
    Kind(
        "P229",
        _REFUSED,
        "公式第{position}个字符处的 [{label}] 是表头指标，没有重复次数",
        "请换用明细指标",
    ),
)
