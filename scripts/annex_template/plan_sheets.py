"""The 方案 sheet: sections of settings, annexes, colours, goals, notes and periods under one another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from annex_template import settings, style
from annex_template.annexes import ANNEXES, GOALS
from annex_template.cross_checks import CROSS_CHECKS
from annex_template.style import Look, dress
from annex_template.tables import CellValue, Column, words, write_rows
from workbook_tools.model import Basis, ColourTest, Severity, TargetBasis

SHEET = "方案"
GRADES = tuple(each.value for each in Severity if each is not Severity.RECORD)
WIDTHS = (16, 26, 24, 11, 11, 18, 34, 11, 28, 28, 11, 11, 9)
_BANNER = Look(style.HEADING, 13, colour=style.BANNER, wrap=False)
_REMARK = Look(size=9, colour=style.GREY_TEXT, wrap=False)


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the sheet: heading, remarks for the officer, table."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[CellValue]]
    remarks: Sequence[str] = ()


_SETTINGS = Section(
    "基本信息",
    (Column("设置项"), Column("取值", format="@"), Column("说明", columns=5)),
    [(line.name, line.value, line.note) for line in settings.SETTINGS],
)
_ANNEXES = Section(
    "附件",
    (
        Column("附件", across="center"),
        Column("表号"),
        Column("表名"),
        Column("名单行数", across="center"),
        Column("超出行数", across="center"),
        Column("去重字段"),
        Column("计入条件"),
        Column("计入年度"),
        Column("退出条件"),
        Column("存量条件"),
        Column("计数口径", offered=words(*(basis.value for basis in Basis))),
        Column("目标口径", offered=words(*(basis.value for basis in TargetBasis))),
        Column("基数", across="center"),
    ),
    [
        (
            line.annex,
            line.form,
            line.title,
            line.rows,
            line.overflow,
            line.counting.key,
            line.counting.count_when,
            line.counting.count_year,
            line.counting.exit_when,
            line.counting.stock_when,
            line.counting.basis.value,
            line.counting.target_basis.value,
            line.counting.baseline,
        )
        for line in settings.ANNEX_SETTINGS
    ],
    (
        "# 文件没有写明“培育数”怎么算，先都按毛新增（当年新增，退出不扣减），请局里确认；也可改为净增。",
        "# 基数是2022年底的家数，文件没有写明，空着时总台账显示“未设置”；局里确认后填整数。",
        "# 条件用Excel公式写，指标名称放在方括号里；名单行数是每张表预留的行数，超出行数是表下方另留的行数。",
    ),
)
_COLOURS = Section(
    "五色",
    (
        Column("颜色", across="center"),
        Column("色值", format="@"),
        Column("依据", offered=words(*(test.value for test in ColourTest))),
        Column("下限", format="0%", across="center"),
    ),
    [(colour.word, colour.rgb, colour.test.value, colour.at_least) for colour in settings.COLOURS],
    (
        "# 从上往下，先符合哪一行就是哪种颜色。与时序差按百分点；零完成指时序进度过了下限仍为零。",
        "# 上级没有公布划分办法，这里仅供参考，确认前印“非官方口径”。没有设置时序进度时不显示颜色。",
    ),
)
_GOALS = Section(
    "目标",
    (
        Column("附件", across="center"),
        Column("年份", across="center"),
        Column("关系", offered=words("＞", "≥"), across="center"),
        Column("目标值", across="center"),
        Column("表述", columns=3),
    ),
    [(goal.annex, goal.year, goal.relation, goal.value, goal.text) for goal in GOALS],
)
_NOTES = Section(
    "填报说明", (Column("表号"), Column("内容", columns=6)), settings.NOTES, ("# 表号空着的，两张表都印。",)
)

_CROSS = Section(
    "收件后核",
    (
        Column("代码", across="center"),
        Column("指标"),
        Column("类别", offered=words(*GRADES)),
        Column("界限", format="@", across="center"),
        Column("核对内容", columns=5),
    ),
    [(line.code, line.labels, line.severity.value, line.limits, line.says) for line in CROSS_CHECKS],
    (
        "# 收件后与上期、与其他单位核对的事项。类别空着的不核；界限、指标空着的按通常做法；几个之间用“、”分开。",
        "# X11（填写的合计与明细不符）读表时就核，不在这里设置。",
    ),
)


def _periods() -> Section:
    paces = [f"附件{annex.number}时序进度" for annex in ANNEXES]
    return Section(
        "报告期",
        (
            Column("报告期", format="@", across="center"),
            Column("数据截止日", across="center"),
            Column("报送截止日", across="center"),
            *(Column(pace, format="0%", across="center") for pace in paces),
        ),
        [(str(line.period), line.as_of, line.due, *(None for _ in paces)) for line in settings.periods()],
        (
            "# 报告期写成2023、2023Q3或2023-10。报送截止日遇节假日的，由局里顺延。",
            "# 时序进度是到这一期应完成全年目标的比例，文件没有规定，空着即“未设置”。高企集中在年底认定。",
        ),
    )


def _write_section(sheet: Worksheet, top: int, section: Section) -> int:
    """A section from row `top` on, and the row of the next one; remarks follow the table as comment rows."""
    dress(sheet.cell(top, 1, f"【{section.name}】"), _BANNER)
    sheet.row_dimensions[top].height = 26
    columns = [
        replace(column, width=sum(WIDTHS[number : number + column.columns]))
        for number, column in enumerate(section.columns)
    ]
    bottom = write_rows(sheet, top + 1, columns, section.rows)
    for number, remark in enumerate(section.remarks, bottom):
        dress(sheet.cell(number, 1, remark), _REMARK)
    return bottom + len(section.remarks) + 1


def _paint_colours(sheet: Worksheet, top: int) -> None:
    """Each 色值 cell in its own colour."""
    for number, colour in enumerate(settings.COLOURS, top + 2):
        sheet.cell(number, 2).fill = PatternFill("solid", start_color=colour.rgb)


def write_plan(sheet: Worksheet) -> None:
    """The whole sheet."""
    for number, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    row = 1
    for section in (_SETTINGS, _ANNEXES, _COLOURS, _GOALS, _CROSS, _NOTES, _periods()):
        top, row = row, _write_section(sheet, row, section)
        if section is _COLOURS:
            _paint_colours(sheet, top)
    style.print_wide(sheet, "")
