"""The plan workbook that ships is what the script makes, and says what the notice and the forms ask for."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from stdnum.cn import uscc

from workbook_tools.plan.fields import COLUMNS as FIELD_COLUMNS
from workbook_tools.plan.lists import CHOICE_COLUMNS, UNIT_COLUMNS
from workbook_tools.plan.rules import COLUMNS as RULE_COLUMNS
from workbook_tools.plan.rules import LATER_COLUMNS

Record = dict[str, object]

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "templates" / "annex_template.xlsx"
FORMS = ("KZ-GQ-01", "KZ-KJ-02")


def make(path: Path, hash_seed: str) -> Path:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": hash_seed}
    subprocess.run([sys.executable, ROOT / "scripts" / "make_template.py", path], env=environment, check=True)
    return path


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("made") / "one.xlsx", "1")


@pytest.fixture(scope="module")
def book() -> Workbook:
    return load_workbook(SHIPPED)


def records(sheet: Worksheet) -> list[Record]:
    """The rows of a definition sheet by heading, without comment rows."""
    headings, *rows = sheet.iter_rows(values_only=True)
    named: list[Record] = [dict(zip(map(str, headings), row, strict=True)) for row in rows]
    return [row for row in named if not str(next(iter(row.values()))).startswith("#")]


def fields(book: Workbook, form: str) -> list[Record]:
    return [row for row in records(book["字段"]) if row["表号"] == form]


def section(sheet: Worksheet, name: str) -> list[Record]:
    """The rows of a section of 方案 by heading."""
    grid = list(sheet.iter_rows(values_only=True))
    top = next(number for number, row in enumerate(grid) if row[0] == f"【{name}】") + 1
    bottom = next((n for n in range(top, len(grid)) if str(grid[n][0]).startswith("【")), len(grid))
    rows: list[Record] = [dict(zip(map(str, grid[top]), row, strict=True)) for row in grid[top + 1 : bottom]]
    return [row for row in rows if any(row.values()) and not str(next(iter(row.values()))).startswith("#")]


def test_what_ships_is_what_the_script_makes(made: Path) -> None:
    assert members(made) == members(SHIPPED)


def test_the_same_bytes_come_out_whatever_the_hash_seed(made: Path, tmp_path: Path) -> None:
    assert make(tmp_path / "two.xlsx", "2").read_bytes() == made.read_bytes()


def test_sheets_stand_in_the_order_an_officer_reads_them(book: Workbook) -> None:
    assert book.sheetnames == ["说明", "方案", "附件1", "附件2", "单位", "字段", "选项", "规则", *FORMS]


@pytest.mark.parametrize(
    ("sheet", "units", "totals"),
    [("附件1", 5, (21, 16, 16, 11, 11)), ("附件2", 40, (116, 105, 105, 105, 105))],
)
def test_annexes_carry_the_notices_own_totals_and_they_are_the_sums(
    book: Workbook, sheet: str, units: int, totals: tuple[int, ...]
) -> None:
    rows = list(book[sheet].iter_rows(min_row=5, values_only=True))
    planned, stated = rows[:-1], rows[-1][2:]
    sums = tuple(map(sum, zip(*(row[2:] for row in planned), strict=True)))
    assert (len(planned), stated, sums) == (units, totals, totals)
    assert [row[0] for row in planned] == list(range(1, units + 1))


def test_every_responsible_unit_of_the_annexes_has_a_code(book: Workbook) -> None:
    printed = [
        row[1] for name in ("附件1", "附件2") for row in book[name].iter_rows(min_row=5, values_only=True)
    ]
    assert [row["单位名称"] for row in records(book["单位"])] == [name for name in printed if name]


def test_no_name_or_alias_can_mean_two_units(book: Workbook) -> None:
    names = [
        name
        for row in records(book["单位"])
        for name in (str(row["单位名称"]), *str(row["别名"]).split("、"))
    ]
    assert len(names) == len(set(names))


def test_places_outside_the_district_are_no_aliases(book: Workbook) -> None:
    aliases = {alias for row in records(book["单位"]) for alias in str(row["别名"]).split("、")}
    assert {"赵家", "赵家镇", "重庆市开州区赵家街道办事处", "区经信委"} <= aliases
    assert aliases.isdisjoint({"巫山", "长沙"})


def test_a_choice_or_synonym_means_one_value_of_its_list(book: Workbook) -> None:
    spellings = [
        (row["选项表"], spelling)
        for row in records(book["选项"])
        for spelling in (str(row["选项"]), *str(row["同义写法"] or "").split("、"))
        if spelling
    ]
    assert len(spellings) == len(set(spellings))
    assert ("科技型企业培育状态", "已入库") not in spellings


@pytest.mark.parametrize(
    ("form", "header", "roster", "always_in_roster"), [(FORMS[0], 15, 32, 10), (FORMS[1], 15, 25, 8)]
)
def test_each_form_has_its_fields(
    book: Workbook, form: str, header: int, roster: int, always_in_roster: int
) -> None:
    rows = fields(book, form)
    in_roster = [row for row in rows if row["位置"] == "明细"]
    assert (len(rows) - len(in_roster), len(in_roster)) == (header, roster)
    assert sum(row["必填"] == "必填" for row in in_roster) == always_in_roster


@pytest.mark.parametrize("form", FORMS)
def test_every_field_stands_once_in_its_layout_with_its_own_protection(book: Workbook, form: str) -> None:
    sheet = book[form]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    mark = next(cell for cell in cells if cell.value == "{明细}")
    headings = {
        str(sheet.cell(mark.row - 1, column).value or sheet.cell(mark.row - 2, column).value).replace(
            "\n", ""
        ): column
        for column in range(1, sheet.max_column + 1)
    }
    values = {str(cell.value): cell for cell in cells}
    for row in fields(book, form):
        label = str(row["指标名称"])
        styled = sheet.cell(mark.row, headings[label]) if row["位置"] == "明细" else values[f"{{{label}}}"]
        assert styled.protection.locked == (row["填写方式"] != "填报"), label
    assert list(headings) == [row["指标名称"] for row in fields(book, form) if row["位置"] == "明细"]


@pytest.mark.parametrize(("form", "right"), [(FORMS[0], "AF"), (FORMS[1], "Y")])
def test_the_line_that_counts_down_stands_above_the_list_and_stays_in_view(
    book: Workbook, form: str, right: str
) -> None:
    sheet = book[form]
    line = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "{自动校验}")
    frozen = sheet[str(sheet.freeze_panes)]
    assert line.row < frozen.row
    assert f"{line.coordinate}:{right}{line.row}" in {str(merged) for merged in sheet.merged_cells.ranges}


def test_rules_come_with_what_to_do_and_codes_that_say_whose_they_are(book: Workbook) -> None:
    prefixes: dict[object, str] = {None: "TB", FORMS[0]: "GQ", FORMS[1]: "KJ"}
    rules = records(book["规则"])
    assert all(str(row["规则代码"]).startswith(prefixes[row["表号"]]) for row in rules)
    assert all(row["处理办法"] for row in rules)


@pytest.mark.parametrize("form", FORMS)
def test_layouts_print_on_one_page_width_with_headings_repeated(book: Workbook, form: str) -> None:
    sheet = book[form]
    assert str(sheet.page_setup.orientation) == "landscape"
    assert str(sheet.page_setup.paperSize) == sheet.PAPERSIZE_A4
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr is not None and sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$7:$8"
    assert sheet.oddFooter is not None and sheet.oddFooter.center is not None
    assert sheet.oddFooter.center.text == "第&P页 共&N页"


@pytest.mark.parametrize(
    ("sheet", "columns"),
    [
        ("字段", FIELD_COLUMNS),
        ("选项", CHOICE_COLUMNS),
        ("单位", UNIT_COLUMNS),
        ("规则", (*RULE_COLUMNS, *LATER_COLUMNS)),
    ],
)
def test_definition_sheets_have_the_headings_the_tool_reads(
    book: Workbook, sheet: str, columns: tuple[str, ...]
) -> None:
    assert tuple(cell.value for cell in book[sheet][1]) == columns


def test_examples_of_credit_codes_are_valid_and_made_up_names_say_so(book: Workbook) -> None:
    rows = [row for form in FORMS for row in fields(book, form)]
    assert all(uscc.is_valid(str(row["示例"])) for row in rows if row["类型"] == "统一社会信用代码")
    assert all(str(row["示例"]).startswith("示例") for row in rows if row["类型"] == "名称")


def test_prompts_fit_into_an_excel_prompt(book: Workbook) -> None:
    assert max(len(str(row["填写提示"] or "")) for row in records(book["字段"])) <= 255


def test_what_the_notice_does_not_say_is_left_open(book: Workbook) -> None:
    plan = book["方案"]
    assert [row["基数"] for row in section(plan, "附件")] == [None, None]
    paces = [row[name] for row in section(plan, "报告期") for name in ("附件1时序进度", "附件2时序进度")]
    assert set(paces) == {None}
    settings = {row["设置项"]: row["取值"] for row in section(plan, "基本信息")}
    assert settings["五色口径"] == "非官方口径"


def test_months_run_from_the_first_after_the_notice_to_the_end_of_its_years(book: Workbook) -> None:
    periods = [row["报告期"] for row in section(book["方案"], "报告期")]
    assert (periods[0], periods[-1], len(periods)) == ("2023-06", "2027-12", 55)


def test_no_plain_cell_is_a_formula(book: Workbook) -> None:
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
