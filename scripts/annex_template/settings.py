"""What the notice leaves to the bureau (periods, counting, colours) and the bureau's own settings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from annex_template.annexes import DEPARTMENT_FORM, TOWNSHIP_FORM, YEARS
from workbook_tools import period
from workbook_tools.model import Basis, Colour, ColourTest, Counting, ReportingPeriod, TargetBasis

VERSION = "2023.1"
FIRST_MONTH = 6
"""The notice is of May 2023: June is the first month that can be asked for."""
DUE_DAY = 5


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of 基本信息."""

    name: str
    value: str | date
    note: str


SETTINGS = (
    Setting(
        "方案名称",
        "重庆市开州区高新技术企业和科技型企业“双倍增”行动计划（2023—2027年）工作方案",
        "印在总台账上",
    ),
    Setting("文号", "开州府办发〔2023〕35号", "印在总台账上"),
    Setting("发文机关", "重庆市开州区人民政府办公室", ""),
    Setting("发文日期", date(2023, 5, 6), ""),
    Setting("收表单位", "开州区科技局", "印在每张表的表尾"),
    Setting("模板版本", VERSION, "改动字段或版式后请换一个新版本号"),
    Setting("未报处理", "沿用上期", "沿用上期：未报单位按上次通过的数计；计为零：未报单位不计"),
    Setting("五色口径", "非官方口径", "印在五色旁边；局里确认口径后再改"),
    Setting("计量单位说明", "家、万元、人、项", "印在表的右上角"),
)


@dataclass(frozen=True, slots=True)
class AnnexSettings:
    """One line of 附件: the form of an annex and what counts in it, conditions as formulas over labels."""

    annex: int
    form: str
    title: str
    counting: Counting
    rows: int = 40
    overflow: int = 200


# The notice does not define 培育数: gross in both annexes until the bureau confirms. It states no baselines.
ANNEX_SETTINGS = (
    AnnexSettings(
        1,
        DEPARTMENT_FORM,
        "高新技术企业培育填报表",
        Counting(
            key="统一社会信用代码",
            count_when='AND([培育阶段]="已认定",[认定类型]<>"重新认定",[计入年度]<>"不计入")',
            count_year="计入年度",
            exit_when='OR([培育阶段]="迁出",[培育阶段]="到期失效",[培育阶段]="撤销")',
            stock_when='[培育阶段]="已认定"',
            basis=Basis.GROSS,
            target_basis=TargetBasis.AS_STATED,
            baseline=None,
        ),
    ),
    AnnexSettings(
        2,
        TOWNSHIP_FORM,
        "科技型企业培育填报表",
        Counting(
            key="统一社会信用代码",
            count_when='[培育状态]="已入库（新增）"',
            count_year="计入年度",
            exit_when='OR([培育状态]="迁出",[培育状态]="出库")',
            stock_when='OR([培育状态]="已入库（新增）",[培育状态]="已入库（存量）")',
            basis=Basis.GROSS,
            target_basis=TargetBasis.AS_STATED,
            baseline=None,
        ),
    ),
)

# No official rule for the five colours is published: defaults, printed as 非官方口径.
COLOURS = (
    Colour("绿", "70AD47", ColourTest.RATE, 1.0),
    Colour("红", "E15759", ColourTest.NOTHING, 0.5),
    Colour("蓝", "5B9BD5", ColourTest.GAP, 0.0),
    Colour("黄", "FFD966", ColourTest.GAP, -0.1),
    Colour("橙", "F4B183", ColourTest.GAP, -0.3),
    Colour("红", "E15759", ColourTest.OTHER, None),
)

NOTES: tuple[tuple[str, str], ...] = (
    ("", "本表填本年累计名单，一家企业一行。上期已通过的企业已经预填，新企业接着往下填。"),
    ("", "预填的企业没有变化的不用动，有变化的改相应栏目，退出的改状态、保留该行。"),
    ("", "浅黄色单元格由填报单位填写；灰色单元格自动生成，不用填写。红字栏目必填，其他栏目能填则填。"),
    ("", "名单与下发时一致，没有新增、变化或退出的，“本期是否零报告”选“是”；有的选“否”，并在名单中改好。"),
    (
        "",
        "右侧“自动校验”栏说明每行的问题：标红的必须改正；标黄的请核对，确实无误的在审核说明中写明原因；"
        "标浅蓝的请再看一眼写法。",
    ),
    ("", "表上方显示“校验通过，可以报送”后再报送。"),
    ("", "0表示核实后确实为零，空白表示没有数据，“无”表示不适用，三者不要混用。"),
    ("", "金额单位是万元，最多两位小数；人数、项数填整数；日期填到日，例如2023-10-31。"),
    ("", "不要增删栏目、改栏目名称、合并单元格；行数不够时在表下方“超出部分”继续填写。"),
    (
        "",
        "收到退回意见的，直接在退回的表中逐条改正，填报日期改为当天日期后重报；核实无误的，在审核说明中写明原因，不少于6个字。",
    ),
    ("", "填完后保存为.xlsx格式，与加盖公章的扫描件一并报送；电子表中的数与扫描件应当一致。"),
    (DEPARTMENT_FORM, "培育阶段选“已认定”的，认定类型、计入年度、高企证书编号、发证日期、佐证材料必填。"),
    (DEPARTMENT_FORM, "培育阶段在“已申报”及以后的，收入、研发费用、人员各栏必填；没有发生的填0。"),
    (DEPARTMENT_FORM, "证书到期、企业迁出或被撤销资格的，保留该行，把培育阶段改为相应状态。"),
    (TOWNSHIP_FORM, "这里的科技型企业指进入重庆市科技型企业系统的企业，不是全国科技型中小企业。"),
    (
        TOWNSHIP_FORM,
        "本年新入库的选“已入库（新增）”并填计入年度、入库日期；以前年度入库的选“已入库（存量）”。",
    ),
    (TOWNSHIP_FORM, "营业收入、研发费用、人员等栏由企业自愿提供，拿不到的可以空着，不要估填。"),
)


def _next_month(year: int, number: int) -> tuple[int, int]:
    return (year + 1, 1) if number == 12 else (year, number + 1)


def periods() -> Iterator[ReportingPeriod]:
    """Every month of the notice's years from `FIRST_MONTH`: cut-off at its end, due early in the next month.

    The notice sets no 时序, so none is given here.
    """
    for year in YEARS:
        for number in range(FIRST_MONTH if year == YEARS[0] else 1, 13):
            reported = period.month(year, number)
            yield ReportingPeriod(reported, reported.end, date(*_next_month(year, number), DUE_DAY), {})
