"""import-annex on the plan: annex and unit sheets follow the notice, nothing else changes by a byte."""

import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest

from workbook_tools.annex_table import AnnexTable, parse
from workbook_tools.model import SheetLook
from workbook_tools.notice import plain_text, read_notice
from workbook_tools.notice.assembly import annexes
from workbook_tools.xlsx.grids import read_grids
from workbook_tools.xlsx.plan_update import update_plan

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / "templates" / "annex_template.xlsx"
MONTHS = """附件1
示例县任务表
（单位：户）
序号\t责任单位\t2024年\t\t2025年\t
\t\t1月\t2月\t1月\t2月
1\t示例甲镇\t1\t2\t3\t4
2\t区商务委\t1\t2\t3\t4
合计\t\t2\t4\t6\t8"""
THIRD = "附件3\n示例三\n责任单位\t2023年\n示例乙镇\t3\n示例甲镇\t5\n合计\t8"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.xlsx"
    shutil.copy(TEMPLATE, path)
    return path


def tables(text: str) -> tuple[AnnexTable, ...]:
    found, findings = annexes(plain_text.blocks(text), None)
    assert findings == ()
    return found


def sheet(path: Path, name: str) -> SheetLook:
    return next(grid for grid in read_grids(path) if grid.name == name)


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_notice_of_the_template_changes_nothing_in_it(plan: Path) -> None:
    found, _ = read_notice((ROOT / "examples" / "开州区附件.docx").read_bytes(), "开州区附件.docx", None)
    report = update_plan(plan, found)
    assert (report.new, report.vanished, report.changed, report.findings) == ((), (), (), ())
    assert plan.read_bytes() == TEMPLATE.read_bytes()


def test_another_notice_replaces_its_annex_and_leaves_every_other_part_as_it_was(plan: Path) -> None:
    wanted = tables(MONTHS)
    report = update_plan(plan, wanted)
    assert report.changed == (1,)
    written, findings = parse(sheet(plan, "附件1"), 1)
    assert findings == ()
    assert (written.title, written.measure, written.columns) == ("示例县任务表", "户", wanted[0].columns)
    assert [(row.unit, row.targets) for row in written.rows] == [
        ("示例甲镇", (1, 2, 3, 4)),
        ("区商务委", (1, 2, 3, 4)),
    ]
    assert len(sheet(plan, "附件1").rows) == 8, "rows and columns of the longer table are gone"
    before, after = parts(TEMPLATE), parts(plan)
    touched = {name for name in after if after[name] != before.get(name)}
    rewritten = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"}
    assert touched - rewritten == {"xl/worksheets/sheet3.xml", "xl/worksheets/sheet5.xml"}


def test_units_keep_their_codes_and_new_ones_are_added_below(plan: Path) -> None:
    report = update_plan(plan, tables(f"{MONTHS}\n{THIRD}"))
    assert [(unit.code, unit.name) for unit in report.new] == [("A1-01", "示例甲镇"), ("A3-01", "示例乙镇")]
    assert [unit.code for unit in report.vanished] == ["D01", "D02", "D04", "D05"]
    rows = [row[:2] for row in sheet(plan, "单位").rows]
    assert rows[-2:] == [("A1-01", "示例甲镇"), ("A3-01", "示例乙镇")]
    assert ("D01", "区经济信息委") in rows, "vanished units are reported, never deleted"
    assert sum(row[1] == "区商务委" for row in rows) == 1


def test_a_code_that_is_taken_is_not_given_twice(plan: Path) -> None:
    book = openpyxl.load_workbook(plan)
    book["单位"].append(["A1-01", "示例戊镇"])
    book.save(plan)
    assert [unit.code for unit in update_plan(plan, tables(MONTHS)).new] == ["A1-02"]


def test_a_new_annex_sheet_looks_like_the_others_and_stands_behind_them(plan: Path) -> None:
    update_plan(plan, tables(f"{MONTHS}\n{THIRD}"))
    book = openpyxl.load_workbook(plan)
    assert book.sheetnames[2:6] == ["附件1", "附件2", "附件3", "单位"]
    third, second = book["附件3"], book["附件2"]
    assert [third.cell(row, 1).value for row in range(1, 5)] == ["附件3", "示例三", "序号", 1]
    for ours, theirs in (("A2", "A2"), ("B3", "B4"), ("C4", "C5"), ("C6", "C45")):
        assert repr(third[ours].font) == repr(second[theirs].font)
        assert repr(third[ours].fill) == repr(second[theirs].fill)
        assert repr(third[ours].alignment) == repr(second[theirs].alignment)
    assert third.print_title_rows == "$3:$3"
    assert book["单位"].print_title_rows == "$1:$2", "names of later sheets moved along"
    assert book["单位"].auto_filter.ref == "A2:E49"


def test_a_heading_of_two_rows_is_merged_and_frozen_as_printed(plan: Path) -> None:
    update_plan(plan, tables(MONTHS))
    written = openpyxl.load_workbook(plan)["附件1"]
    merged = {str(area) for area in written.merged_cells.ranges}
    assert {"A4:A5", "B4:B5", "C4:D4", "E4:F4", "A2:F2", "A8:B8"} <= merged
    assert (written.freeze_panes, written.print_title_rows) == ("C6", "$4:$5")


def test_doing_it_again_changes_nothing(plan: Path) -> None:
    wanted = tables(f"{MONTHS}\n{THIRD}")
    update_plan(plan, wanted)
    first = plan.read_bytes()
    report = update_plan(plan, wanted)
    assert (report.new, report.changed) == ((), ())
    assert plan.read_bytes() == first


def test_comment_lines_of_the_bureau_stay_on_top(plan: Path) -> None:
    book = openpyxl.load_workbook(plan)
    book["附件1"].insert_rows(1)
    book["附件1"]["A1"] = "# 与文件核对过"
    book.save(plan)
    update_plan(plan, tables(MONTHS))
    assert [row[0] for row in sheet(plan, "附件1").rows[:2]] == ["# 与文件核对过", "附件1"]


def test_a_table_with_mistakes_and_a_plan_without_a_unit_sheet_are_left_alone(plan: Path) -> None:
    broken, _ = annexes(plain_text.blocks("附件1\n责任单位\t2023年\n示例甲镇\t—\n合计\t1"), None)
    assert update_plan(plan, broken).changed == ()
    book = openpyxl.load_workbook(plan)
    del book["单位"]
    book.save(plan)
    before = plan.read_bytes()
    report = update_plan(plan, tables(MONTHS))
    assert [finding.code for finding in report.findings] == ["P140"]
    assert plan.read_bytes() == before
