"""A small form, its obligation, and returned workbooks as the reader sees them, made without any file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from stdnum.cn import uscc

from workbook_tools import checks, layout, period, reading
from workbook_tools.model import (
    Address,
    Annex,
    AnnexColumn,
    Basis,
    Choice,
    Counting,
    Entry,
    Field,
    FieldType,
    Finding,
    Form,
    FormLayout,
    Identity,
    Look,
    Place,
    Plan,
    Reading,
    ReportingPeriod,
    Role,
    SheetLook,
    TargetBasis,
    TargetRow,
    Unit,
    Value,
    a1,
)

_CODE = "SL-01"
_OCTOBER = period.month(2024, 10)
_T = FieldType


def credit_code(number: int) -> str:
    """A made-up credit code whose check character holds."""
    body = f"91500101MA5{number:06d}"
    return body + uscc.calc_check_digit(body)


def _header(key: str, label: str, kind: FieldType = _T.TEXT, **more: object) -> Field:
    return Field(_CODE, Place.HEADER, key, label, kind, **more)  # type: ignore[arg-type]


def _row(key: str, label: str, kind: FieldType = _T.TEXT, **more: object) -> Field:
    return Field(_CODE, Place.ROW, key, label, kind, **more)  # type: ignore[arg-type]


_LOCKED = Entry.LOCKED
FIELDS = (
    _header("unit", "填报单位", entry=_LOCKED, prefill="单位名称"),
    _header("code", "单位代码", entry=_LOCKED, prefill="单位代码"),
    _header("period", "报告期", entry=_LOCKED, prefill="报告期"),
    _header("goal", "本年目标", _T.INTEGER, entry=_LOCKED, prefill="本年目标"),
    _header("zero", "是否零报告", _T.CHOICE, required="必填", choices="是否", role=Role.ZERO_REPORT),
    _header("note", "综合说明", role=Role.GENERAL_NOTE, max_length=50),
    _header("filler", "填报人", required="必填", role=Role.FILLER),
    _header("checker", "审核人", required="必填", role=Role.CHECKER),
    _header("on", "填报日期", _T.DATE, required="必填", role=Role.FILLED_ON),
    _row("no", "序号", _T.SEQUENCE, entry=_LOCKED),
    _row("name", "企业名称", _T.NAME, required="必填", min_length=4, example="示例县样板有限公司"),
    _row("uscc", "统一社会信用代码", _T.CREDIT_CODE, required="必填", example=credit_code(999)),
    _row("town", "所属乡镇", _T.CHOICE, required="必填", choices="乡镇", example="东乡镇"),
    _row("stage", "培育状态", _T.CHOICE, required="必填", choices="状态"),
    _row(
        "income",
        "营业收入（万元）",
        _T.DECIMAL,
        unit="万元",
        required='[培育状态]="已认定"',
        low="0",
        soft_high="100000",
    ),
    _row("staff", "从业人员数", _T.INTEGER, unit="人", low="1", high="20000"),
    _row("each", "人均收入", _T.DECIMAL, entry=Entry.COMPUTED, formula="[营业收入（万元）]/[从业人员数]"),
    _row(
        "cert",
        "证书编号",
        _T.NUMBER_TEXT,
        required='[培育状态]="已认定"',
        pattern=r"GR20\d{10}",
        pattern_note="GR加12位数字",
    ),
    _row(
        "phone",
        "联系电话",
        _T.PHONE,
        pattern=r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}",
        pattern_note="手机号或固定电话",
    ),
    _row("day", "发证日期", _T.DATE, high="数据截止日"),
    _row("why", "审核说明", role=Role.ROW_NOTE),
)

CELLS: dict[Address, object] = {
    (1, 1): "附件1",
    (2, 1): "企业培育填报表",
    (3, 1): "填报单位：", (3, 3): "单位代码：", (3, 5): "报告期：",
    (4, 1): "本年目标：", (4, 3): "是否零报告：", (4, 5): "综合说明：",
    (5, 1): "序号", (5, 2): "企业名称", (5, 3): "统一社会\n信用代码", (5, 4): "所属乡镇", (5, 5): "培育状态",
    (5, 6): "规模", (6, 6): "营业收入\n（万元）", (6, 7): "从业人员数", (6, 8): "人均收入",
    (5, 9): "证书编号", (5, 10): "联系电话", (5, 11): "发证日期", (5, 12): "审核说明",
    (8, 1): "填报人：", (8, 3): "审核人：", (8, 5): "填报日期：",
    (9, 1): "注：金额保留两位小数。",
}  # fmt: skip
"""The layout as the plan has it: one roster row (7), a signature line and a note below it."""

FORM = Form(
    _CODE,
    "企业培育填报表",
    FIELDS,
    rows=5,
    overflow=3,
    layout=FormLayout(
        layout.FORM_SHEET,
        cells={
            "unit": (3, 2), "code": (3, 4), "period": (3, 6), "goal": (4, 2), "zero": (4, 4), "note": (4, 6),
            "filler": (8, 2), "checker": (8, 4), "on": (8, 6),
        },
        labels={
            "unit": (3, 1), "code": (3, 3), "period": (3, 5), "goal": (4, 1), "zero": (4, 3), "note": (4, 5),
            "filler": (8, 1), "checker": (8, 3), "on": (8, 5),
        },
        columns={f.key: i for i, f in enumerate((f for f in FIELDS if f.place is Place.ROW), 1)},
        header_rows=(5, 6),
        first_row=7,
        last_column=12,
        marks={},
        footer=2,
    ),
)  # fmt: skip
_MERGED_HEADING = ((5, 6, 5, 8), *((5, c, 6, c) for c in (1, 2, 3, 4, 5, 9, 10, 11, 12)))

CHOICES = {
    "是否": (Choice("是", synonyms=("√",)), Choice("否")),
    "乡镇": (Choice("东乡镇", synonyms=("东乡",)), Choice("西乡镇", synonyms=("西乡",))),
    "状态": (Choice("培育中", 1), Choice("已认定", 2), Choice("迁出")),
}
PERIOD = ReportingPeriod(_OCTOBER, date(2024, 10, 31), date(2024, 11, 5), {})
_COUNTING = Counting(
    "统一社会信用代码", '[培育状态]="已认定"', "", "", "", Basis.GROSS, TargetBasis.AS_STATED, None
)
UNITS = (Unit("B01", "县经信局", ("经信局",)), Unit("B02", "县商务局"))
PLAN = Plan(
    settings={"模板版本": "2024.1"},
    periods=(PERIOD, ReportingPeriod(period.month(2024, 11), date(2024, 11, 30), date(2024, 12, 5), {})),
    annexes=(
        Annex(
            1,
            "企业培育任务表",
            "家",
            _CODE,
            (AnnexColumn("2024年", period.year(2024)),),
            (TargetRow(1, "B01", (3,)), TargetRow(2, "B02", (2,))),
            (5,),
            _COUNTING,
        ),
    ),
    units=UNITS,
    forms=(FORM,),
    choices=CHOICES,
    colours=(),
    goals=(),
    notes={},
    digest="0" * 64,
)
IDENTITY = Identity("B01", _CODE, "2024-10", "2024.1", PLAN.digest, "issue-1")
ISSUED: dict[str, Value] = {"unit": "县经信局", "code": "B01", "period": "2024年10月", "goal": 3}
CONTEXT = checks.Context(PLAN, FORM, UNITS[0], PLAN.annexes[0], PERIOD, ISSUED, date(2024, 11, 3))

COMPANIES: tuple[tuple[object, ...], ...] = (
    (
        *(1.0, "示例县甲科技有限公司", credit_code(1), "东乡镇", "已认定", 1200.5, 30.0, 40.02),
        *("GR202411000001", "13800000001", date(2024, 3, 1), None),
    ),
    (
        *(2.0, "示例县乙机械有限公司", credit_code(2), "西乡镇", "培育中", 300.0, 12.0, 25.0),
        *(None, "023-52220000", None, None),
    ),
    (3.0, "示例县丙食品有限公司", credit_code(3), "东乡镇", "培育中", *[None] * 7),
)
FIRST_ROW, LAST_ROW, SIGNATURE, CAPTION, OVERFLOW = 7, 11, 12, 14, 15


@dataclass
class Returned:
    """A returned workbook to be spoiled: the cells of the form's sheet, and all that goes with it."""

    cells: dict[Address, object]
    merges: list[tuple[int, int, int, int]] = field(default_factory=lambda: list(_MERGED_HEADING))
    name: str = layout.FORM_SHEET
    extra: list[SheetLook] = field(default_factory=list)
    marks: dict[str, object] = field(default_factory=dict)
    pictures: int = 0
    identity: Identity = IDENTITY
    properties: dict[str, str] = field(default_factory=dict)

    def put(self, place: str, value: object) -> "Returned":
        """Type a value into a cell; None empties it."""
        self.cells[address(place)] = value
        return self

    def row(self, number: int, values: Sequence[object]) -> "Returned":
        """Type a whole row, from column A on."""
        self.cells |= {(number, column): value for column, value in enumerate(values, 1)}
        return self

    def empty_roster(self) -> "Returned":
        """Take every company out."""
        for number in range(FIRST_ROW, FIRST_ROW + len(COMPANIES)):
            self.row(number, [float(number - FIRST_ROW + 1), *[None] * 11])
        return self

    def insert(self, *, row: int = 0, column: int = 0) -> "Returned":
        """Insert a blank row or column, as a spreadsheet does: what stands there and beyond moves on."""
        self.cells = {
            (r + (0 < row <= r), c + (0 < column <= c)): value for (r, c), value in self.cells.items()
        }
        self.merges = [
            (t + (0 < row <= t), le + (0 < column <= le), b + (0 < row <= b), ri + (0 < column <= ri))
            for t, le, b, ri in self.merges
        ]
        return self

    def delete(self, *, column: int) -> "Returned":
        """Delete a column: what stands beyond it moves up."""
        self.cells = {(r, c - (c > column)): value for (r, c), value in self.cells.items() if c != column}
        kept = [merge for merge in self.merges if not merge[1] == column == merge[3]]
        self.merges = [(t, le - (le > column), b, ri - (ri > column)) for t, le, b, ri in kept]
        return self

    def mark(self, **marks: object) -> "Returned":
        """Set what else a sheet has: errors, formulas, uncached, hidden_rows, comments …"""
        self.marks |= marks
        return self

    def look(self) -> Look:
        """The workbook as the reader sees it."""
        filled = [place for place, value in self.cells.items() if value is not None]
        height, width = max(row for row, _ in filled), max(column for _, column in filled)
        rows = tuple(tuple(self.cells.get((r, c)) for c in range(1, width + 1)) for r in range(1, height + 1))
        form = SheetLook(self.name, True, rows, merges=tuple(self.merges), **self.marks)  # type: ignore[arg-type]
        return Look(
            "xlsx",
            (form, *self.extra, _identity_sheet(self.identity)),
            self.properties,
            pictures=self.pictures,
        )

    def read(self) -> tuple[Reading | None, tuple[Finding, ...]]:
        """The workbook read under the example form."""
        return reading.read(self.look(), "f" * 64, self.identity, FORM, CHOICES)

    def reading(self) -> Reading:
        """The reading, which there must be."""
        found, _ = self.read()
        assert found is not None
        return found

    def found(self) -> set[tuple[str, str]]:
        """(code, cell) of what reading alone has to say."""
        return {(finding.code, finding.cell) for finding in self.read()[1]}

    def checked(self, context: checks.Context = CONTEXT) -> set[tuple[str, str]]:
        """(code, cell) of everything there is to say."""
        return {(finding.code, finding.cell) for finding in checks.check(self.reading(), context)}


def _identity_sheet(identity: Identity) -> SheetLook:
    values = {key: str(getattr(identity, key)) for key in layout.IDENTITY_KEYS}
    return sheet(layout.IDENTITY_SHEET, [("项目", "内容"), *values.items()])


def sheet(name: str, rows: Sequence[Sequence[object]]) -> SheetLook:
    """A sheet with these rows."""
    return SheetLook(name, True, tuple(tuple(row) for row in rows))


def address(place: str) -> Address:
    """F12 -> (12, 6)."""
    return next((r, c) for r in range(1, 60) for c in range(1, 40) if a1((r, c)) == place)


def _issued_cells() -> dict[Address, object]:
    shift = FORM.rows - 1
    return {(r + shift if r > FORM.layout.first_row else r, c): value for (r, c), value in CELLS.items()}


def returned(companies: Sequence[Sequence[object]] = COMPANIES, **header: object) -> Returned:
    """A form filled in without a fault; `header` replaces header values by field key."""
    book = Returned(_issued_cells())
    usual: Mapping[str, object] = {
        "unit": "县经信局", "code": "B01", "period": "2024年10月", "goal": 3.0, "zero": "否", "note": None,
        "filler": "示例甲", "checker": "示例乙", "on": date(2024, 11, 2),
    }  # fmt: skip
    for key, at in layout.issued_cells(FORM).items():
        book.cells[at] = {**usual, **header}[key]
    book.cells[CAPTION, 1] = layout.OVERFLOW_CAPTION
    numbered = [*range(FIRST_ROW, LAST_ROW + 1), *range(OVERFLOW, OVERFLOW + FORM.overflow)]
    book.cells |= {(row, 1): float(i) for i, row in enumerate(numbered, 1)}
    for row, company in zip(numbered, companies, strict=False):
        book.row(row, company)
    return book
