"""A small made-up plan, without a workbook: two annexes, years and quarters as columns, one unit in both."""

from dataclasses import replace
from datetime import date

from workbook_tools.model import (
    Annex,
    AnnexColumn,
    Basis,
    Choice,
    Colour,
    ColourTest,
    Counting,
    Entry,
    Field,
    FieldType,
    Form,
    FormLayout,
    Goal,
    Place,
    Plan,
    ReportingPeriod,
    TargetBasis,
    TargetRow,
    Unit,
)
from workbook_tools.period import Period, month, quarter, year

OCTOBER = month(2023, 10)
LAYOUT = FormLayout("填报表", {}, {}, {}, (1, 1), 2, 9, {}, 0)
UNITS = (
    Unit("U01", "示例东镇"),
    Unit("U02", "示例西镇"),
    Unit("U03", "示例南镇"),
    Unit("U04", "示例北镇"),
    Unit("U05", "示例园区"),
)


def _row_field(form: str, key: str, label: str, kind: FieldType, **more: str) -> Field:
    return Field(form, Place.ROW, key, label, kind, **more)  # type: ignore[arg-type]


ROSTER_A = (
    _row_field("A", "no", "序号", FieldType.SEQUENCE),
    _row_field("A", "name", "企业名称", FieldType.NAME),
    _row_field("A", "code", "代码", FieldType.TEXT),
    _row_field("A", "state", "状态", FieldType.CHOICE, choices="状态"),
    _row_field("A", "year", "计入年度", FieldType.CHOICE, choices="年度"),
    _row_field("A", "since", "入库日期", FieldType.DATE),
    _row_field("A", "sales", "营业收入", FieldType.DECIMAL),
)
ROSTER_B = (
    _row_field("B", "no", "序号", FieldType.SEQUENCE),
    _row_field("B", "name", "企业名称", FieldType.NAME),
    _row_field("B", "stage", "阶段", FieldType.CHOICE, choices="阶段"),
    _row_field("B", "sales", "营业收入", FieldType.TEXT),
)
CHOICES = {
    "状态": (Choice("培育"), Choice("入库"), Choice("存量"), Choice("退出")),
    "年度": (Choice("2023"), Choice("2024"), Choice("不计入")),
    "阶段": (Choice("储备", 1), Choice("在孵", 2), Choice("毕业", 3), Choice("注销")),
}
COLOURS = (
    Colour("绿", "00B050", ColourTest.RATE, 1.0),
    Colour("红", "FF0000", ColourTest.NOTHING, 0.5),
    Colour("蓝", "0070C0", ColourTest.GAP, 0.0),
    Colour("黄", "FFFF00", ColourTest.GAP, -0.1),
    Colour("橙", "FFC000", ColourTest.OTHER, None),
)


def yearly_annex(basis: Basis = Basis.GROSS) -> Annex:
    """Annex 1: four towns, three years; the year an enterprise counts in is reported."""
    counting = Counting(
        key="代码",
        count_when='[状态]="入库"',
        count_year="计入年度",
        exit_when='[状态]="退出"',
        stock_when='OR([状态]="入库",[状态]="存量")',
        basis=basis,
        target_basis=TargetBasis.AS_STATED,
        baseline=7,
    )
    columns = tuple(AnnexColumn(f"{n}年培育数", year(n)) for n in (2023, 2024, 2025))
    rows = (
        TargetRow(1, "U01", (2, 1, 1)),
        TargetRow(2, "U02", (4, 2, 2)),
        TargetRow(3, "U03", (0, 1, 1)),
        TargetRow(4, "U04", (3, 1, 1)),
    )
    return Annex(1, "示例企业培育目标任务分解表", "家", "A", columns, rows, (9, 5, 5), counting)


def quarterly_annex() -> Annex:
    """Annex 2: quarters of one year added up, net counting; the year is the return's own."""
    counting = Counting(
        key="企业名称",
        count_when="级次([阶段])>=2",
        count_year="",
        exit_when='[阶段]="注销"',
        stock_when="",
        basis=Basis.NET,
        target_basis=TargetBasis.BY_PERIOD,
        baseline=None,
    )
    columns = tuple(AnnexColumn(f"第{n}季度", quarter(2023, n)) for n in (1, 2, 3, 4))
    rows = (TargetRow(1, "U05", (1, 1, 1, 2)), TargetRow(2, "U01", (0, 1, 0, 1)))
    return Annex(2, "示例孵化任务表", "个", "B", columns, rows, (1, 2, 1, 3), counting)


def reporting_period(period: Period, **pace: float) -> ReportingPeriod:
    """A reporting period; `pace` by annex, as annex1=0.8."""
    paces = {int(name.removeprefix("annex")): value for name, value in pace.items()}
    return ReportingPeriod(period, period.end, date(2023, 11, 5), paces)


def example_plan(**settings: str) -> Plan:
    """The made-up plan with both annexes; 时序 is set for annex 1 only."""
    named = {"方案名称": "示例县企业培育工作方案", "文号": "示例发〔2023〕1号", "发文机关": "示例县人民政府"}
    return Plan(
        settings={**named, "未报处理": "沿用上期", **settings},
        periods=(reporting_period(OCTOBER, annex1=0.8),),
        annexes=(yearly_annex(), quarterly_annex()),
        units=UNITS,
        forms=(
            Form("A", "示例企业培育表", ROSTER_A, 10, 5, LAYOUT),
            Form("B", "示例孵化表", ROSTER_B, 10, 5, LAYOUT),
        ),
        choices=CHOICES,
        colours=COLOURS,
        goals=(Goal(1, 2025, "＞", 12, "到2025年突破12家"), Goal(2, 2023, "≥", 6, "到2023年达到6个")),
        notes={},
        digest="示例",
    )


def conditions_on_a_result(plan: Plan) -> Plan:
    """The plan, with annex 1 counting by a computed field: half of 营业收入 above 6, and gone from 6 down."""
    half = Field("A", Place.ROW, "half", "半数", FieldType.DECIMAL, Entry.COMPUTED, formula="[营业收入]/2")
    form = replace(plan.forms[0], fields=(*plan.forms[0].fields, half))
    annex, *others = plan.annexes
    counting = replace(
        annex.counting, count_when="[半数]>6", exit_when="[半数]<=6", stock_when="[半数]>6", count_year=""
    )
    return replace(
        plan,
        forms=(form, *plan.forms[1:]),
        annexes=(replace(annex, counting=counting), *others),
    )
