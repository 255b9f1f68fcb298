"""The form that checks itself, in a real LibreOffice: what a clerk sees while typing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import Workbook

from scripts.examples import enterprises
from tests.build.live import Shown, now_shown
from tests.office import Office
from tests.office.clerk import Record, as_typed
from workbook_tools import layout, prefill
from workbook_tools import plan as plan_sheets
from workbook_tools.checks.explanations import is_explanation
from workbook_tools.model import Form, Identity, Plan, a1
from workbook_tools.pipeline.planned import obligations
from workbook_tools.xlsx.grids import read_grids
from workbook_tools.xlsx.template.base import Base, build
from workbook_tools.xlsx.template.live.explanation import says_something
from workbook_tools.xlsx.template.stamp import NOTE_KEY, Stamper

pytestmark = pytest.mark.office

PLAN = Path(__file__).parents[2] / "templates" / "annex_template.xlsx"
OCTOBER = "2023-10"
PASSED = "校验通过，可以报送"
SIGNED = {"h_filler": "示例甲", "h_check": "示例乙", "h_tel": "023-52001234", "h_date": "2023-11-2"}
"""What a unit fills in at the head and at the foot of the form, whatever it has to report."""


@dataclass(frozen=True)
class Clerk:
    """Someone at the township's form, 12 rows of it."""

    office: Office
    base: Base
    stamper: Stamper
    plan: Plan
    folder: Path

    @property
    def form(self) -> Form:
        """The form on the screen."""
        return self.base.form

    def receives(self, roster: Sequence[Record] = (), prior: Sequence[Record] = ()) -> None:
        """Open a new template."""
        owed = next(each for each in obligations(self.plan) if each.form.code == self.form.code)
        period = next(each for each in self.plan.periods if str(each.period) == OCTOBER)
        named = prefill.values(self.plan, owed.annex, owed.form, owed.unit, owed.row, period, 0)
        identity = Identity(owed.unit.code, self.form.code, OCTOBER, "", self.plan.digest, "0" * 16)
        path = self.folder / "填报表.xlsx"
        path.write_bytes(self.stamper.stamp(identity, named, roster, prior))
        self.office.open(path)

    def signs(self, zero: str) -> None:
        """Fill in the header, with the answer to 零报告."""
        cells = layout.issued_cells(self.form)
        header = {**SIGNED, "h_zero": zero}
        self.office.type(layout.FORM_SHEET, [(a1(cells[key]), text) for key, text in header.items()])

    def types(self, number: int, values: Mapping[str, object]) -> int:
        """Type into a record, counted from 0; its row."""
        row = layout.issued_rows(self.form).first + number
        typed = [
            (a1((row, self.form.layout.columns[key])), as_typed(value, 0) if value is not None else "")  # type: ignore[arg-type]
            for key, value in values.items()
        ]
        self.office.type(layout.FORM_SHEET, typed)
        return row

    def line(self) -> str:
        """What the line on top says."""
        return self.office.texts(layout.FORM_SHEET, [a1(layout.live_line(self.form))])[0]

    def words(self, row: int) -> str:
        """What stands beside a row."""
        return self.office.texts(layout.FORM_SHEET, [a1((row, layout.live_columns(self.form).words))])[0]

    def sees(self) -> Shown:
        """Everything the form shows, calculated anew."""
        return now_shown(self.office, self.folder / "算过.xlsx", self.form)


@pytest.fixture(scope="module")
def base() -> tuple[Base, Plan]:
    plan = plan_sheets.load(read_grids(PLAN)).plan
    assert plan
    form = plan.form("KZ-KJ-02")
    period = next(each for each in plan.periods if str(each.period) == OCTOBER)
    assert form
    return build(PLAN.read_bytes(), plan, form, period, 12), plan


@pytest.fixture
def clerk(office: Office, base: tuple[Base, Plan], tmp_path: Path) -> Clerk:
    return Clerk(office, base[0], Stamper(base[0]), base[1], tmp_path)


def sound(number: int) -> dict[str, object]:
    """A record with nothing wrong."""
    return {
        key: value
        for key, value in enterprises.township_row(number, counted=False).items()
        if value is not None
    }


def test_an_empty_form_counts_what_its_header_still_needs(clerk: Clerk) -> None:
    clerk.receives()
    shown = clerk.sees()
    assert {code for _, code in shown.header} == {"S010", "S052"}
    assert shown.line.startswith(f"尚有 {len(shown.header)} 处需修改。最先一处：【须修改】「本期是否零报告」")
    assert set(shown.words.values()) == {""}


def test_a_report_of_nothing_takes_a_tick_and_the_signatures(clerk: Clerk) -> None:
    clerk.receives()
    clerk.signs("是")
    assert clerk.line() == PASSED


def test_a_sound_list_passes(clerk: Clerk) -> None:
    clerk.receives()
    clerk.signs("否")
    rows = [clerk.types(number, sound(10 + number)) for number in range(2)]
    assert clerk.line() == PASSED
    assert [clerk.words(row) for row in rows] == ["无误", "无误"]


def test_the_words_name_every_cell_and_go_with_the_mistake(clerk: Clerk) -> None:
    clerk.receives()
    clerk.signs("否")
    row = clerk.types(0, sound(10) | {"uscc": "91500154MA0000109X", "staff": "2.5", "chain": "没有这项"})
    shown = clerk.sees()
    assert {("uscc", "C307"), ("staff", "C110"), ("chain", "C363")} <= shown.rows[row]
    assert "【须修改】「从业人员数（人）」应填整数，现为“2.5”（C110）" in clerk.words(row)
    assert clerk.line().startswith(f"尚有 3 处需修改。最先一处：第{row}行【须修改】「统一社会信用代码」")
    columns = clerk.form.layout.columns
    assert [shown.marks[row][columns[key] - 1] for key in ("uscc", "staff", "chain", "name")] == [
        "3",
        "3",
        "3",
        "0",
    ]
    clerk.types(0, {key: sound(10)[key] for key in ("uscc", "staff", "chain")})
    assert clerk.line() == PASSED


def test_what_only_receipt_understands_is_a_hint_and_no_mistake_but_does_not_pass(clerk: Clerk) -> None:
    clerk.receives()
    clerk.signs("否")
    row = clerk.types(0, sound(10) | {"staff": "１２人", "uscc": str(sound(10)["uscc"]).lower()})
    shown = clerk.sees()
    assert set(shown.marks[row]) == {"0", "1"}
    assert clerk.line().startswith("尚有 2 处写法请核对。")


def test_an_enterprise_stands_in_one_row(clerk: Clerk) -> None:
    clerk.receives()
    clerk.signs("否")
    # Codes that share their first fifteen digits are not the same.
    codes = ("915001540000000051", "915001540000000064")
    rows = [clerk.types(number, sound(10 + number) | {"uscc": codes[number]}) for number in range(2)]
    assert not any("S040" in clerk.sees().codes(row) for row in rows)
    clerk.types(1, {"uscc": codes[0]})
    assert all("S040" in clerk.sees().codes(row) for row in rows)


def test_an_explanation_lifts_what_must_be_explained_and_boilerplate_does_not(clerk: Clerk) -> None:
    clerk.receives()
    clerk.signs("否")
    row = clerk.types(0, sound(10) | {"tsme_no": "2023-1"})
    assert clerk.sees().codes(row) == {"S022"}
    assert clerk.line().startswith("尚有 1 处需说明。")
    clerk.types(0, {"explain": "情况属实，已核实"})
    assert "S070" in clerk.sees().codes(row)
    clerk.types(0, {"explain": "登记系统升级，编号尚未换发"})
    assert clerk.line() == PASSED
    assert clerk.words(row).startswith("【已说明】")


def test_no_change_takes_one_tick_and_a_change_is_no_report_of_nothing(clerk: Clerk) -> None:
    listed = [enterprises.township_row(10 + number, counted=False) for number in range(2)]
    clerk.receives(listed, listed)
    clerk.signs("是")
    assert clerk.line() == PASSED
    clerk.signs("否")
    assert clerk.sees().header == {("h_zero", "S051")}
    clerk.types(1, {"staff": 77})
    assert clerk.line() == PASSED
    clerk.signs("是")
    assert clerk.sees().header == {("h_zero", "S050")}


def test_what_is_known_of_an_enterprise_stands_beside_it_until_its_row_is_another_s(clerk: Clerk) -> None:
    listed = [enterprises.township_row(10, counted=True)]
    clerk.receives(listed, [{**listed[0], NOTE_KEY: "2023年已计入"}])
    row = layout.issued_rows(clerk.form).first
    clerk.sees()
    assert clerk.words(row).startswith("2023年已计入；")
    clerk.types(0, {"uscc": enterprises.credit_code(99)})
    assert "已计入" not in clerk.words(row)


def test_rows_beyond_the_checked_ones_are_left_to_receipt_and_named(clerk: Clerk) -> None:
    clerk.receives()
    clerk.signs("否")
    below = layout.issued_rows(clerk.form).overflow_first - layout.issued_rows(clerk.form).first
    clerk.types(below, sound(10))
    assert clerk.line() == f"{PASSED}（超出部分收件后校验）"


NOTES = (
    None, "无", "情况属实", "情况属实，已核实。", "属实属实", "属实，属实；属实", "停产检修", "该企业停产检修",
    "情况属实，该企业停产检修", "a b c d e f", "该 企 业 停 产", "该企业停产！", "一|二三四五", "说明：该企业已停产",
    "核实无误\n数据无误", "上年停产\n检修", "　　　　　　", "123456",
)  # fmt: skip


def test_the_form_and_receipt_agree_on_what_is_an_explanation(office: Office, tmp_path: Path) -> None:
    book = Workbook()
    for row, note in enumerate(NOTES, 1):
        book.worksheets[0].cell(row, 1, note)
        book.worksheets[0].cell(row, 2, f"={says_something(f'A{row}')}")
    book.save(tmp_path / "说明.xlsx")
    office.open(tmp_path / "说明.xlsx")
    office.recalculate()
    shown = office.texts("Sheet", [f"B{row}" for row in range(1, len(NOTES) + 1)])
    assert shown == [str(int(is_explanation(note))) for note in NOTES]
