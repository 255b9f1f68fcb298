"""What is asked for: the plan with its annexes, units, forms, fields, periods and settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from workbook_tools.model.cells import Address
from workbook_tools.model.findings import Severity
from workbook_tools.period import Period


class FieldType(Enum):
    """类型: how a field's cells are typed, checked and understood."""

    TEXT = "文本"
    NAME = "名称"
    INTEGER = "整数"
    DECIMAL = "小数"
    PERCENT = "百分比"
    DATE = "日期"
    CHOICE = "选项"
    CREDIT_CODE = "统一社会信用代码"
    NUMBER_TEXT = "编号"
    PHONE = "电话"
    SEQUENCE = "序号"


class Place(Enum):
    """位置: a header cell of the form, or a column of its roster."""

    HEADER = "表头"
    ROW = "明细"


class Entry(Enum):
    """填写方式: typed by the unit, prefilled and locked, or computed by a formula and locked."""

    UNIT = "填报"
    LOCKED = "锁定"
    COMPUTED = "计算"


class Role(Enum):
    """用途: what the tool itself uses a field for, whatever its label says."""

    ZERO_REPORT = "零报告"
    FILLER = "填报人"
    CHECKER = "审核人"
    FILLED_ON = "填报日期"
    GENERAL_NOTE = "综合说明"
    ROW_NOTE = "审核说明"


@dataclass(frozen=True, slots=True)
class Field:
    """指标: one header cell or one roster column, as the plan's 字段 sheet defines it.

    Limits are literals or the name of a date the period sets (数据截止日, 报送截止日); outside `low`/`high` is
    MANDATORY, outside `soft_low`/`soft_high` EXPLAIN. `required` is empty, 必填 or a formula over labels.
    """

    form: str
    place: Place
    key: str
    label: str
    type: FieldType
    entry: Entry = Entry.UNIT
    unit: str = ""
    required: str = ""
    choices: str = ""
    low: str = ""
    high: str = ""
    soft_low: str = ""
    soft_high: str = ""
    pattern: str = ""
    pattern_note: str = ""
    pattern_severity: Severity = Severity.MANDATORY
    min_length: int | None = None
    max_length: int | None = None
    role: Role | None = None
    prefill: str = ""
    formula: str = ""
    prompt: str = ""
    example: str = ""
    width: float = 12.0
    plan_row: int = 0


class Scope(Enum):
    """范围: what a rule is asked of, the header cells, each row of the roster, or the table as a whole."""

    HEADER = "表头"
    ROW = "行"
    TABLE = "表"


@dataclass(frozen=True, slots=True)
class Rule:
    """审核规则: a condition over labels that must hold, as the plan's 规则 sheet defines it.

    `form` is empty where every form has it. `message` may name fields in braces; `marks` are the labels of the
    fields to mark, empty for all that the condition names. `on_receipt` (收件后核): not checked in the form.
    """

    code: str
    form: str
    scope: Scope
    severity: Severity
    condition: str
    message: str
    todo: str = ""
    marks: tuple[str, ...] = ()
    on_receipt: bool = False
    plan_row: int = 0


@dataclass(frozen=True, slots=True)
class CrossRule:
    """收件后核: one of the checks across units and periods (X1-X11) as the plan sets it.

    `severity` None: not checked. `limits` are its thresholds, `labels` the fields it compares.
    """

    code: str
    severity: Severity | None
    limits: tuple[float, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """选项: a value of a choice list, its level where the list is ordered (级次), and other ways to write it."""

    value: str
    level: int | None = None
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormLayout:
    """版式: where each field stands on the form's sheet; the one truth for the writer and the reader.

    `cells` maps header keys to the address of their value, `labels` to the address of their printed label,
    `columns` roster keys to a column. The roster's header takes `header_rows` (first, last), its records start
    at `first_row`; `last_column` is the right edge of the form. `marks` are other placeholders: address -> text.
    `footer` counts the layout rows below the styled roster row (signature line, notes).
    """

    sheet: str
    cells: Mapping[str, Address]
    labels: Mapping[str, Address]
    columns: Mapping[str, int]
    header_rows: tuple[int, int]
    first_row: int
    last_column: int
    marks: Mapping[Address, str]
    footer: int


@dataclass(frozen=True, slots=True)
class Form:
    """表: the header cells and one roster table that an annex's units fill in."""

    code: str
    title: str
    fields: tuple[Field, ...]
    rows: int
    overflow: int
    layout: FormLayout

    @property
    def header(self) -> tuple[Field, ...]:
        """The header fields, in plan order."""
        return tuple(f for f in self.fields if f.place is Place.HEADER)

    @property
    def roster(self) -> tuple[Field, ...]:
        """The roster columns, in plan order."""
        return tuple(f for f in self.fields if f.place is Place.ROW)

    def by_key(self, key: str) -> Field:
        """The field with this key; KeyError where there is none."""
        return next(f for f in self.fields if f.key == key)

    def role(self, role: Role) -> Field | None:
        """The field that serves this purpose, if the form has one."""
        return next((f for f in self.fields if f.role is role), None)


@dataclass(frozen=True, slots=True)
class Unit:
    """责任单位: code, the notice's own name, other names it is known by, whom to call and where."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    contact: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class AnnexColumn:
    """A column of planned figures: its heading as printed, the period it stands for."""

    heading: str
    period: Period


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A unit's planned figures, one a column of its annex, in the notice's order (`seq` from 1)."""

    seq: int
    unit: str
    targets: tuple[int, ...]


class Basis(Enum):
    """计数口径: gross (all that met 计入条件 in the year) or net (less those that left)."""

    GROSS = "毛新增"
    NET = "净增"


class TargetBasis(Enum):
    """目标口径: each column is the target as at its period, or columns are added up within the year."""

    AS_STATED = "累计"
    BY_PERIOD = "分期"


@dataclass(frozen=True, slots=True)
class Counting:
    """What counts in an annex: labels of the key and year fields, conditions (formulas), bases, baseline."""

    key: str
    count_when: str
    count_year: str
    exit_when: str
    stock_when: str
    basis: Basis
    target_basis: TargetBasis
    baseline: int | None


@dataclass(frozen=True, slots=True)
class Annex:
    """附件: a table of planned figures, unit x period, with its 合计 row and the form its units fill in."""

    number: int
    title: str
    measure: str
    form: str
    columns: tuple[AnnexColumn, ...]
    rows: tuple[TargetRow, ...]
    totals: tuple[int, ...]
    counting: Counting


DAYS = ("数据截止日", "报送截止日")
"""The days of a reporting period that a limit may name."""


@dataclass(frozen=True, slots=True)
class ReportingPeriod:
    """报告期: the data cut-off day, the due day, and 时序进度 (0-1) by annex number where it is set."""

    period: Period
    as_of: date
    due: date
    pace: Mapping[int, float]

    def day(self, name: str) -> date | None:
        """The day that a limit names (one of DAYS); None for any other text."""
        return dict(zip(DAYS, (self.as_of, self.due), strict=True)).get(name)


class ColourTest(Enum):
    """依据 of a colour: rate reached, points against 时序, nothing counted once 时序 is past a level, or all others."""

    RATE = "完成率"
    GAP = "与时序差"
    NOTHING = "零完成"
    OTHER = "其余"


@dataclass(frozen=True, slots=True)
class Colour:
    """五色: tested in order, the first that holds applies; `at_least` is a fraction (0.1 = 10 points)."""

    word: str
    rgb: str
    test: ColourTest
    at_least: float | None


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal of the notice for a whole annex: by the end of a year, more than (＞) or at least (≥) a number."""

    annex: int
    year: int
    relation: str
    value: int
    text: str


class Unreported(Enum):
    """未报处理: what a unit without an accepted return counts, its last figures or nothing."""

    CARRIED = "沿用上期"
    NOTHING = "计为零"


@dataclass(frozen=True, slots=True)
class Plan:
    """方案: everything asked for. `settings` are the 基本信息 by name, `notes` 填报说明 lines by form code."""

    settings: Mapping[str, str]
    periods: tuple[ReportingPeriod, ...]
    annexes: tuple[Annex, ...]
    units: tuple[Unit, ...]
    forms: tuple[Form, ...]
    choices: Mapping[str, tuple[Choice, ...]]
    colours: tuple[Colour, ...]
    goals: tuple[Goal, ...]
    notes: Mapping[str, tuple[str, ...]]
    digest: str
    rules: tuple[Rule, ...] = ()
    cross: tuple[CrossRule, ...] = ()

    @property
    def unreported(self) -> Unreported:
        """未报处理, as the settings have it."""
        return Unreported(self.settings.get("未报处理") or Unreported.CARRIED.value)

    def unit(self, code: str) -> Unit | None:
        """The unit with this code."""
        return next((u for u in self.units if u.code == code), None)

    def form(self, code: str) -> Form | None:
        """The form with this code."""
        return next((f for f in self.forms if f.code == code), None)

    def rules_of(self, form: str) -> tuple[Rule, ...]:
        """The rules of a form, in plan order."""
        return tuple(rule for rule in self.rules if rule.form in ("", form))

    def annex_of(self, form: str) -> Annex:
        """The annex whose units fill in this form; StopIteration where there is none."""
        return next(a for a in self.annexes if a.form == form)

    def period(self, period: Period) -> ReportingPeriod | None:
        """The reporting period, if the plan has it."""
        return next((p for p in self.periods if p.period == period), None)
