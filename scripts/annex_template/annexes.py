"""The notice's two annexes, its goals for each annex as a whole, and the two forms that report on them."""

from dataclasses import dataclass

from workbook_tools.model import Goal

YEARS = (2023, 2024, 2025, 2026, 2027)
DEPARTMENT_FORM = "KZ-GQ-01"
TOWNSHIP_FORM = "KZ-KJ-02"


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A unit's row as the notice prints it: code (not printed), name, planned numbers for each of `YEARS`."""

    code: str
    unit: str
    planned: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PrintedAnnex:
    """An annex table as the notice prints it; `totals` are the notice's own, not computed here."""

    number: int
    title: str
    measure: str
    total_label: str
    rows: tuple[PrintedRow, ...]
    totals: tuple[int, ...]


def _rows(text: str) -> tuple[PrintedRow, ...]:
    lines = (line.split() for line in text.strip().splitlines())
    return tuple(PrintedRow(code, unit, tuple(map(int, planned))) for code, unit, *planned in lines)


DEPARTMENTS = PrintedAnnex(
    1,
    "高新技术企业培育目标任务分解表",
    "家",
    "合  计",
    _rows("""
        D01 区经济信息委 3 2 2 2 2
        D02 区农业农村委 4 3 3 2 2
        D03 区商务委 3 2 2 1 1
        D04 区国资委 1 1 1 1 1
        D05 浦里新区管委会 10 8 8 5 5
    """),
    (21, 16, 16, 11, 11),
)

# Codes: division codes of 2023 (National Bureau of Statistics). The notice's order is not code order.
TOWNSHIPS = PrintedAnnex(
    2,
    "科技型企业培育目标任务分解表",
    "家",
    "合计",
    _rows("""
        500154001 汉丰街道 21 19 19 19 19
        500154002 文峰街道 13 12 12 12 12
        500154003 云枫街道 15 12 12 12 12
        500154004 镇东街道 2 1 1 1 1
        500154005 丰乐街道 2 2 2 2 2
        500154006 白鹤街道 3 3 3 3 3
        500154007 赵家街道 10 9 9 9 9
        500154008 正安街道 3 3 3 3 3
        500154100 大德镇 1 1 1 1 1
        500154102 厚坝镇 1 1 1 1 1
        500154103 金峰镇 1 1 1 1 1
        500154104 温泉镇 2 2 2 2 2
        500154105 郭家镇 2 2 2 2 2
        500154106 白桥镇 1 1 1 1 1
        500154107 和谦镇 1 1 1 1 1
        500154108 河堰镇 1 1 1 1 1
        500154109 大进镇 2 2 2 2 2
        500154110 谭家镇 1 1 1 1 1
        500154126 满月镇 1 1 1 1 1
        500154127 雪宝山镇 1 1 1 1 1
        500154111 敦好镇 1 1 1 1 1
        500154112 高桥镇 1 1 1 1 1
        500154113 九龙山镇 1 1 1 1 1
        500154114 天和镇 1 1 1 1 1
        500154115 中和镇 2 2 2 2 2
        500154116 义和镇 1 1 1 1 1
        500154117 临江镇 4 4 4 4 4
        500154118 竹溪镇 2 2 2 2 2
        500154119 铁桥镇 2 2 2 2 2
        500154120 南雅镇 1 1 1 1 1
        500154121 巫山镇 1 1 1 1 1
        500154122 岳溪镇 3 1 1 1 1
        500154123 长沙镇 4 3 3 3 3
        500154124 南门镇 2 2 2 2 2
        500154125 渠口镇 1 1 1 1 1
        500154206 五通乡 1 1 1 1 1
        500154204 紫水乡 1 1 1 1 1
        500154201 关面乡 1 1 1 1 1
        500154203 麻柳乡 1 1 1 1 1
        500154205 三汇口乡 1 1 1 1 1
    """),
    (116, 105, 105, 105, 105),
)

ANNEXES = (DEPARTMENTS, TOWNSHIPS)

GOALS = (
    Goal(1, 2025, "＞", 120, "到2025年，全区高新技术企业突破120家"),
    Goal(2, 2025, "＞", 610, "到2025年，全区科技型企业超过610家"),
    Goal(1, 2027, "＞", 140, "到2027年，全区高新技术企业在2022年的基础上实现“双倍增”，超过140家"),
    Goal(2, 2027, "＞", 800, "到2027年，全区科技型企业在2022年的基础上实现“双倍增”，超过800家"),
)
