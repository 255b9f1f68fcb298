"""The master workbook: what stands on its sheets, that counts are live formulas, and that texts stay texts."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from tests.build.county_plan import county_plan
from tests.build.plans import OCTOBER, ROSTER_A, example_plan
from tests.build.returns import Row, accepted, enterprise, incubated, tables_of
from workbook_tools.consolidate import Found, MasterTables
from workbook_tools.messages import severity
from workbook_tools.messages.master_words import REGISTER_HEADINGS, SOURCE_HEADINGS
from workbook_tools.model import Finding, Rule, Scope, Severity
from workbook_tools.period import month
from workbook_tools.plan import load
from workbook_tools.xlsx.grids import read_grids
from workbook_tools.xlsx.master import write
from workbook_tools.xlsx.master.rows import day_number

# openpyxl says so of the data bars, which these tests do not look at.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported:UserWarning")
SEPTEMBER = month(2023, 9)


def tables() -> MasterTables:
    """A month with everything: an exit, a contest, a unit that carries its last list, a target of 0."""
    return tables_of(
        accepted("U01", "A", enterprise("K1", "入库"), enterprise("K2", "培育"), period=SEPTEMBER),
        accepted("U01", "A", enterprise("K1", "退出"), enterprise("K2", "入库"), enterprise("K9", "入库")),
        accepted("U02", "A", enterprise("K9", "入库"), enterprise("K3", "入库")),
        accepted("U04", "A", enterprise("K5", "入库"), period=SEPTEMBER),
        accepted("U05", "B", incubated("示例甲", "在孵"), incubated("示例乙", "储备")),
    )


def written(these: MasterTables) -> bytes:
    target = BytesIO()
    write(target, these)
    return target.getvalue()


def formulas(data: bytes) -> Workbook:
    return load_workbook(BytesIO(data))


def values(data: bytes) -> Workbook:
    return load_workbook(BytesIO(data), data_only=True)


def table(sheet: Worksheet, heading: str) -> list[dict[str, Cell]]:
    """The rows under the heading row that has this heading, by heading, to the first row without a first cell."""
    rows = list(sheet.iter_rows())
    at = next(index for index, row in enumerate(rows) if heading in [cell.value for cell in row])
    named = [str(cell.value) for cell in rows[at]]
    return [dict(zip(named, row, strict=True)) for row in rows[at + 1 :]]  # type: ignore[arg-type]


def row_of(sheet: Worksheet, unit: str) -> dict[str, object]:
    return {
        name: cell.value
        for row in table(sheet, "责任单位")
        if row["责任单位"].value == unit
        for name, cell in row.items()
    }


def register(these: MasterTables) -> list[dict[str, object]]:
    rows = table(values(written(these))["企业名录"], "计入结果")
    return [{name: cell.value for name, cell in row.items()} for row in rows]


def test_the_sheets_stand_in_the_order_in_which_they_are_read() -> None:
    assert formulas(written(tables())).sheetnames == [
        "总览",
        "附件1",
        "附件1分期",
        "附件1分年",
        "附件2",
        "企业名录",
        "报送情况",
        "问题清单",
        "归一化记录",
        "裁定记录",
        "变更记录",
        "口径与规则",
        "核验依据",
    ]


def test_equal_tables_give_equal_bytes() -> None:
    assert written(tables()) == written(tables())


def test_a_unit_reads_target_position_and_standing_in_one_row() -> None:
    row = row_of(values(written(tables()))["附件1"], "示例东镇")
    assert row["年度目标"] == 2
    assert (row["本期新增"], row["本年累计（毛新增）"], row["本年退出"], row["净增"]) == (1, 2, 1, 1)
    assert (row["完成率"], row["时序进度"], row["与时序差（百分点）"]) == (1, 0.8, 20)
    assert (row["五色"], row["排名"], row["待裁定"]) == ("绿", 1, 1)
    assert (row["三年目标"], row["三年累计"], row["三年完成率"]) == (4, 2, 0.5)
    assert row["报送状态"] == "已通过"


def test_a_target_of_zero_has_no_rate_colour_or_rank() -> None:
    row = row_of(values(written(tables()))["附件1"], "示例南镇")
    assert (row["年度目标"], row["完成率"], row["五色"], row["排名"]) == (0, "—", "—", "—")


def test_what_the_notice_does_not_say_is_called_not_set() -> None:
    book = values(written(tables()))
    row = row_of(book["附件2"], "示例园区")
    assert (row["时序进度"], row["与时序差（百分点）"], row["五色"]) == ("未设置", "—", "未设置")
    goals = table(book["总览"], "目标表述")
    assert [goals[0][name].value for name in ("基数", "净增", "现状存量", "距目标")] == [7, 3 - 1 + 1, 10, 3]
    assert [goals[1][name].value for name in ("基数", "现状存量", "距目标")] == ["未设置", "未设置", "—"]
    assert any("非官方口径" in str(cell.value) for row in book["总览"].iter_rows() for cell in row)


COUNTED = (
    "本期新增",
    "本年累计（毛新增）",
    "本年退出",
    "净增",
    "完成率",
    "与时序差（百分点）",
    "五色",
    "排名",
    "待裁定",
)


def test_every_count_and_rate_is_a_live_formula() -> None:
    row = row_of(formulas(written(tables()))["附件1"], "示例东镇")
    assert all(str(row[name]).startswith("=") for name in COUNTED)
    assert "COUNTIFS(企业名录!$B$4:$B$" in str(row["本期新增"])


def test_the_total_row_adds_up_by_formula_and_as_stored() -> None:
    data = written(tables())
    stored = table(values(data)["附件1"], "责任单位")
    units, total = stored[:4], stored[4]
    assert total["责任单位"].value == "合  计"
    for name in ("年度目标", "本期新增", "本年累计（毛新增）", "本年退出", "净增", "三年累计", "待裁定"):
        assert total[name].value == sum(int(str(row[name].value)) for row in units), name
    assert row_of(formulas(data)["附件1"], "合  计")["本期新增"] == "=SUM($D$5:$D$8)"


def test_the_plans_own_colours_stand_behind_their_words() -> None:
    sheet = formulas(written(tables()))["附件1"]
    painted = {
        rule.formula[0]: rule.dxf.fill.bgColor.rgb[-6:]
        for area in sheet.conditional_formatting
        for rule in area.rules
        if rule.type == "cellIs"
    }
    assert painted == {
        '"绿"': "00B050",
        '"红"': "FF0000",
        '"蓝"': "0070C0",
        '"黄"': "FFFF00",
        '"橙"': "FFC000",
    }


def test_the_register_shows_what_counts_since_when_and_where_it_stands_written() -> None:
    rows = register(tables())
    assert [row["计入结果"] for row in rows] == [
        "计入",
        "计入",
        "待裁定",
        "待裁定",
        "计入",
        "计入",
        "计入",
        "未计入",
    ]
    first = rows[0]
    assert (first["责任单位"], first["代码"]) == ("示例东镇", "K1")
    assert (first["计入年度"], first["计入年度（填报）"]) == (2023, "2023")
    assert (first["首次计入期"], first["退出期"], first["取自报告期"]) == (202309, 202310, 202310)
    assert (first["报送件编号"], first["来源文件"], first["工作表"], first["单元格"]) == (
        3,
        "U01.xlsx",
        "填报表",
        "C8",
    )
    assert len(str(first["sha256"])) == 64


def test_periods_are_numbers_that_print_as_periods() -> None:
    cell = table(formulas(written(tables()))["企业名录"], "首次计入期")[0]["首次计入期"]
    assert (cell.value, cell.number_format) == (202309, '0000"年"00"月"')


def test_dates_and_amounts_keep_their_kind() -> None:
    row = table(formulas(written(tables()))["企业名录"], "入库日期")[0]
    assert row["入库日期"].value.date() == date(2023, 3, 1)  # type: ignore[union-attr]
    assert (row["营业收入（小数）"].value, row["营业收入（小数）"].number_format) == (12.5, "#,##0.00")
    assert day_number(date(1900, 2, 28)) == "1900-02-28"


HAZARDS = (
    "=1+1",
    "+SUM(A1)",
    '=HYPERLINK("http://example.invalid")',
    "http://example.invalid/",
    "<r><t>x</t></r>",
    "<b>&amp;</b>",
    " 两端空格 ",
    "_x000A_",
    "换\n行\t和\x07控制符",
    "０１２",
    "00123",
)


@pytest.mark.parametrize("text", HAZARDS)
def test_no_text_of_a_return_becomes_anything_but_itself(text: str) -> None:
    row: Row = (None, text, "K1", "入库", "2023", None, None)
    data = written(tables_of(accepted("U01", "A", row)))
    cell = table(formulas(data)["企业名录"], "企业名称")[0]["企业名称"]
    number = formulas(data).sheetnames.index("企业名录") + 1
    raw = ZipFile(BytesIO(data)).read(f"xl/worksheets/sheet{number}.xml").decode()
    assert "<f>" not in raw
    assert "<hyperlink" not in raw
    assert cell.data_type in ("s", "inlineStr")
    kept = text.replace("\x07", "")
    assert str(cell.value).replace("_x005F_", "_") == kept, "what no XML can carry says nothing, and goes"


def test_a_file_name_with_markup_stays_a_file_name() -> None:
    these = tables()
    report = replace(these.obligations[0].report, files=("<r>=1+1</r>",))
    hazard = replace(
        these, obligations=(replace(these.obligations[0], report=report), *these.obligations[1:])
    )
    sheet = values(written(hazard))["报送情况"]
    assert table(sheet, "收到文件")[0]["收到文件"].value == "<r>=1+1</r>"


def finding(code: str, value: str, **params: str) -> Found:
    told = tuple(params.items())
    return Found(
        "U02", "A", "ab" * 32, Finding(code, severity(code), "填报表", "F12", "营业收入", value, told)
    )


def test_problems_are_told_as_sentences_and_records_of_form_apart() -> None:
    found = (
        finding("C107", "约12"),
        finding("C101", "12", understood="12"),
        finding("C104", "3家", understood="3"),
    )
    book = values(written(tables_of(findings=found)))
    problems = table(book["问题清单"], "问题与改法")
    records = table(book["归一化记录"], "原样")
    assert [row["代码"].value for row in problems] == ["C107", "C104"]
    assert problems[0]["责任单位"].value == "示例西镇"
    assert "应填确切数字，现为“约12”" in str(problems[0]["问题与改法"].value)
    assert problems[0]["位置"].value == "【填报表】F12「营业收入」"
    assert [(row["原样"].value, row["取值"].value) for row in records] == [("3家", "3"), ("12", "12")]


def test_reports_name_status_files_and_the_return_that_counts() -> None:
    rows = table(values(written(tables()))["报送情况"], "报送状态")
    told = [(row["责任单位"].value, row["报送状态"].value, row["计数报告期"].value) for row in rows]
    assert told == [
        ("示例东镇", "已通过", "2023年10月"),
        ("示例西镇", "已通过", "2023年10月"),
        ("示例南镇", "未报", None),
        ("示例北镇", "未报", "2023年9月"),
        ("示例园区", "已通过", "2023年10月"),
        ("示例东镇", "未报", None),
    ]
    assert rows[0]["原件"].hyperlink is not None


def test_the_overview_names_who_is_missing() -> None:
    texts = {
        str(cell.value) for row in values(written(tables()))["总览"].iter_rows() for cell in row if cell.value
    }
    assert "附件1（2 个）：示例南镇、示例北镇" in texts


def test_the_overview_has_two_charts() -> None:
    names = ZipFile(BytesIO(written(tables()))).namelist()
    assert [name for name in names if name.startswith("xl/charts/chart")] == [
        "xl/charts/chart1.xml",
        "xl/charts/chart2.xml",
    ]


def test_the_rules_sheet_states_conditions_colours_and_codes_in_force() -> None:
    lines = [tuple(cell.value for cell in row) for row in values(written(tables()))["口径与规则"].iter_rows()]
    assert ("附件1", "计入条件", '[状态]="入库"') in lines
    assert ("附件2", "存量条件", "未设置") in lines
    assert ("黄", "#FFFF00", "与时序差不低于 -10 个百分点") in lines
    assert any(line[0] == "C107" and line[1] == Severity.MANDATORY.value for line in lines)


def test_the_rules_of_the_plan_stand_there_as_the_bureau_wrote_them() -> None:
    rules = (
        Rule("R1", "A", Scope.ROW, Severity.EXPLAIN, "[营业收入]>0", "{企业名称}没有收入"),
        Rule("R2", "", Scope.TABLE, Severity.NOTICE, "COUNTA([企业名称])>0", "一家也没有", on_receipt=True),
    )
    book = values(written(tables_of(plan=replace(example_plan(), rules=rules))))
    lines = [tuple(cell.value for cell in row) for row in book["口径与规则"].iter_rows()]
    assert ("R1", "A 行 核实性", "{企业名称}没有收入；[营业收入]>0") in lines
    assert ("R2", "各表 表 提示性（收件后核）", "一家也没有；COUNTA([企业名称])>0") in lines


def test_a_setting_has_the_room_of_two_columns_where_nothing_stands_beside_it() -> None:
    sheet = values(written(tables()))["口径与规则"]
    wide = {sheet.cell(area.min_row, 1).value for area in sheet.merged_cells.ranges if area.min_col == 2}
    assert "方案名称" in wide
    assert not wide & {"附件1", "C107"}


def test_every_sheet_prints_on_a4_landscape_with_page_numbers() -> None:
    with ZipFile(BytesIO(written(tables()))) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]
    for sheet in sheets:
        assert re.search(r'<pageSetup paperSize="9"[^>]* orientation="landscape"', sheet)
        assert '<pageSetUpPr fitToPage="1"/>' in sheet
        assert "第 &amp;P 页" in sheet


def test_long_sheets_are_filtered_frozen_and_repeat_their_heading() -> None:
    book = formulas(written(tables()))
    for name in ("附件1", "附件2", "企业名录", "报送情况", "问题清单", "归一化记录"):
        sheet = book[name]
        assert sheet.auto_filter.ref, name
        assert sheet.freeze_panes, name
        assert sheet.print_title_rows, name


def test_an_empty_period_still_gives_a_whole_master() -> None:
    book = values(written(tables_of()))
    assert row_of(book["附件1"], "示例东镇")["本年累计（毛新增）"] == 0
    assert book["企业名录"].max_row >= 3


def every_formula(data: bytes) -> Iterator[str]:
    for sheet in formulas(data).worksheets:
        for row in sheet.iter_rows():
            yield from (str(cell.value) for cell in row if cell.data_type == "f")


def test_formulas_stay_inside_what_excel_insists_on() -> None:
    found = list(every_formula(written(tables())))
    assert found
    assert max(map(len, found)) <= 8192
    assert max(len(text) for formula in found for text in re.findall(r'"([^"]*)"', formula)) <= 255


def test_another_plan_with_months_quarters_and_a_target_of_zero_needs_no_other_code(tmp_path: Path) -> None:
    loaded = load(read_grids(county_plan(tmp_path / "plan.xlsx")))
    assert loaded.plan
    book = values(written(tables_of(plan=loaded.plan, period=month(2024, 3))))
    first = row_of(book["附件1"], "县经信局")
    assert (first["年度目标"], first["截至本期目标"], first["时序进度"]) == (6, 6, 1)
    assert row_of(book["附件1"], "县商务局")["完成率"] == "—"
    assert "五年目标" not in first
    assert row_of(book["附件2"], "东乡镇")["截至本期目标"] == 1


def test_the_registers_columns_are_the_fixed_ones_the_union_of_fields_and_the_source() -> None:
    headings = list(register(tables())[0])
    fields = [field.label for field in ROSTER_A[1:]]
    assert tuple(headings[: len(REGISTER_HEADINGS)]) == REGISTER_HEADINGS
    assert tuple(headings[-len(SOURCE_HEADINGS) :]) == SOURCE_HEADINGS
    assert headings[len(REGISTER_HEADINGS) : len(REGISTER_HEADINGS) + 2] == fields[:2]
    assert OCTOBER.paper in str(values(written(tables()))["企业名录"]["A1"].value)
