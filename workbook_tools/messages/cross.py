"""X: what is said of a return beside other units, other periods and reference lists.

Of another unit nothing is ever said but its name. `{value}` is the enterprise, or the cell, as this unit has it.
"""

from dataclasses import replace

from workbook_tools.messages.kind import Kind
from workbook_tools.model import Severity

_EXPLAIN, _WAIVABLE, _NOTICE = Severity.EXPLAIN, Severity.WAIVABLE, Severity.NOTICE

_CHECK_OR_EXPLAIN = "请核对，有误请改正；填报无误的，请在说明栏写明原因"
_CHECK_OR_WAIVER = "请核对，有误请改正；确属实情的，请在说明栏写明原因，由收表单位审定"

_UNITS = (
    Kind(
        "X1",
        _NOTICE,
        "另有单位（{units}）也填报了“{value}”，待收表单位裁定归属，裁定前{both}均不计入",
        "不属于本单位的，请删去该行后重新报送；属于本单位的，请等候裁定",
    ),
    Kind("X19", _NOTICE, "收表单位已裁定“{value}”{ruling}", "如有异议，请与收表单位联系"),
    Kind("X2", _EXPLAIN, "“{value}”与{units}在《{form}》中填报的同一企业不一致", _CHECK_OR_EXPLAIN),
    Kind("X5", _EXPLAIN, "企业“{value}”{clash}", "请对照营业执照核对名称和代码；填报无误的，请在说明栏写明"),
    Kind(
        "X20",
        _EXPLAIN,
        "填“{value}”，但附件{annex}的名单中没有该企业",
        "请核对后改正；填报无误的，请在说明栏写明依据",
    ),
)

_PERIODS = (
    Kind(
        "X3",
        _WAIVABLE,
        "名单中缺少“{value}”（{key}），该企业{since}已通过并计入",
        "名单须为本年累计，请补上这一行；已经退出的，保留该行并改为相应状态；确应删去的，"
        "请在综合说明中写明原因，由收表单位审定",
    ),
    Kind(
        "X4",
        _WAIVABLE,
        "本年累计计入 {now} 家，少于上次通过的 {before} 家（{since}）",
        "名单须为本年累计，不是当期数，请核对；确属实情的，请在综合说明中写明原因，由收表单位审定",
    ),
    Kind("X6", _WAIVABLE, "“{value}”{since}已作为存量列入{whose}名单，现报为新增", _CHECK_OR_WAIVER),
    Kind("X7", _EXPLAIN, "{growth}，明显偏多", "请核对名单；确属实情的，请在综合说明中写明原因"),
    Kind(
        "X10",
        _EXPLAIN,
        "名单与上次通过的（{since}）完全相同，而零报告填“否”",
        "没有变化的请改填“是”；有变化的请改正名单，否则请在综合说明中写明原因",
    ),
    Kind(
        "X12",
        _EXPLAIN,
        "“{value}”与上次通过的名称“{before}”不同，代码相同",
        "已更名的，请在说明栏写明何时更名；否则请改正",
    ),
    Kind("X13", _WAIVABLE, "“{value}”{year}年已经计入，本年又报为新增", _CHECK_OR_WAIVER),
    Kind("X14", _EXPLAIN, "由上次通过的“{before}”退为“{value}”", _CHECK_OR_EXPLAIN),
    Kind("X15", _EXPLAIN, "“{value}”{since}已报退出，现又列入名单", _CHECK_OR_EXPLAIN),
    Kind(
        "X16",
        _EXPLAIN,
        "“{value}”与上次通过的 {before} 相差 {share}",
        "请核对数字和计量单位；填报无误的，请在说明栏写明原因",
    ),
    Kind("X17", _EXPLAIN, "该企业本期首次填报，“{value}”却不在{period}内", _CHECK_OR_EXPLAIN),
)

_LISTS = (
    Kind(
        "X8",
        Severity.MANDATORY,
        "“{value}”在基数名单中，不能再报为新增",
        "请改为存量；认为基数名单有误的，请与收表单位联系",
    ),
    Kind(
        "X9",
        _WAIVABLE,
        "官方名单中没有“{value}”",
        "请核对代码；确已认定的，请在说明栏写明依据，由收表单位审定",
    ),
    Kind("X18", _NOTICE, "官方名单中有本单位的“{value}”（{key}），本期没有填报", "漏报的请下期补报"),
)

# No form can see other units, periods or lists.
KINDS: tuple[Kind, ...] = tuple(replace(each, late=True) for each in (*_UNITS, *_PERIODS, *_LISTS))
CODES = frozenset(each.code for each in KINDS)

TWO, MORE = "两家", "各家"
"""The parties of X1."""

OWNED = "归“{owner}”，本单位不计入"
OWNED_BY_NOBODY = "各家均不计入"
"""How a ruling on an enterprise went, for X19."""

SAME_NAME = "与{where}的另一企业同名，代码不同"
SAME_KEY = "的代码与{where}的相同，企业名称不同"
REPORTED_BY = "{units}填报"
IN_ROW = "本表第 {row} 行"
"""X5: the two ways in which names and codes clash, and with what."""

WHOSE = "{unit}的"
"""Whose list an enterprise stood in, for X6; empty for the unit's own."""

OVER_TARGET = "本年累计新增 {count} 家，为年度目标 {target} 家的 {share}"
OVER_LAST = "比上次累计增加 {count} 家，为上一次增加数 {last} 家的 {times} 倍"
"""X7: what the number of new enterprises is measured against."""
