"""A master with something on every sheet: two annexes, two periods, exits, contests, findings, a decision."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from tests.build.plans import OCTOBER
from tests.build.returns import Row, accepted, enterprise, incubated, tables_of
from workbook_tools.consolidate import Found
from workbook_tools.messages import severity
from workbook_tools.messages.decisions import Line
from workbook_tools.model import Finding
from workbook_tools.period import month
from workbook_tools.xlsx.master import write

SEPTEMBER = month(2023, 9)
STATES = ("入库", "培育", "入库", "存量", "退出")
HAZARDS = (
    "=1+1",
    "<5>&amp;",
    "  两头有空格  ",
    "第一行\n第二行",
    "一\r\n二",
    "_x000D_",
    "202310",
    "1e5",
    "'引号",
    "😀示例",
)
"""Texts that one program or another does not save as it found them, if it is not careful."""
_STAGES = ("储备", "在孵", "毕业", "注销")


def rich_master(enterprises: int) -> bytes:
    """The master of October, its four towns with this many enterprises each."""
    tables = tables_of(
        accepted("U01", "A", *_listed(1, enterprises), period=SEPTEMBER),
        accepted("U01", "A", *_listed(1, enterprises, left=2), enterprise("争议", "入库")),
        accepted("U02", "A", *_listed(2, enterprises), enterprise("争议", "入库")),
        accepted("U03", "A", *(enterprise(f"特殊{n}", "入库", name=text) for n, text in enumerate(HAZARDS))),
        accepted("U04", "A", *_listed(4, enterprises), period=SEPTEMBER),
        accepted(
            "U05", "B", *(incubated(f"示例孵化{n}号", _STAGES[n % 4]) for n in range(enterprises // 2 + 2))
        ),
        findings=tuple(_findings()),
    )
    target = BytesIO()
    write(target, replace(tables, decisions=(_DECIDED,)))
    return target.getvalue()


def _listed(unit: int, count: int, left: int = 0) -> Iterator[Row]:
    """Sound records, the amounts of them fractions; the first few `left`."""
    for n in range(count):
        state = "退出" if n < left else STATES[n % 4]
        row = enterprise(f"示{unit}{n:04d}", state, "2023" if n % 3 else "2024", f"示例{unit}镇{n}号有限公司")
        yield (*row[:-1], (unit * 100 + n) / 3 if n % 7 else None)


def _findings() -> Iterator[Found]:
    for n, code in enumerate(("C101", "C102", "C101", "C102")):
        finding = Finding(
            code, severity(code), "填报表", f"G{8 + n}", "营业收入", f"１{n}", (("understood", f"1{n}"),), n
        )
        yield Found("U02", "A", "ab" * 32, finding)


_DECIDED = Line(
    "2023-11-04T10:00:00", "归属", OCTOBER.paper, "示例企业培育表", "示例", "示例东镇", "示例理由", "示例经办",
    "2023-11-04", "有效", "0" * 64,
)  # fmt: skip
