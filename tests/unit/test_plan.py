"""The plan workbook: what is read from it, and that every mistake is named by sheet and cell."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.build.county_plan import county_plan
from workbook_tools.errors import FileUnreadable
from workbook_tools.messages import render
from workbook_tools.model import Basis, Role, TargetBasis, TargetRow
from workbook_tools.period import month
from workbook_tools.plan import Loaded, load
from workbook_tools.xlsx.grids import read_grids

Edit = Callable[[Workbook], None]


def _loaded(tmp_path: Path, edit: Edit | None = None) -> Loaded:
    path = county_plan(tmp_path / "plan.xlsx")
    if edit:
        book = load_workbook(path)
        edit(book)
        book.save(path)
    return load(read_grids(path))


def test_a_sound_plan_is_read_whole(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path)
    assert loaded.findings == ()
    plan = loaded.plan
    assert plan is not None
    assert [annex.number for annex in plan.annexes] == [1, 2, 3]
    first = plan.annexes[0]
    assert [column.period for column in first.columns] == [month(2024, 1), month(2024, 2), month(2024, 3)]
    assert first.rows == (TargetRow(1, "B01", (2, 1, 3)), TargetRow(2, "B02", (0, 0, 0)))
    assert (first.counting.basis, first.counting.target_basis, first.counting.baseline) == (
        Basis.NET,
        TargetBasis.BY_PERIOD,
        12,
    )
    assert [row.unit for annex in plan.annexes for row in annex.rows].count("B02") == 2, (
        "one unit in two annexes"
    )


def test_a_layout_says_where_every_field_stands(tmp_path: Path) -> None:
    plan = _loaded(tmp_path).plan
    assert plan is not None
    grouped = plan.form("XS-02")
    assert grouped is not None
    assert grouped.layout.header_rows == (6, 7)
    assert grouped.layout.columns["last_sales"] == 6, "上年 over 销售额 is the label 上年销售额"
    assert grouped.layout.columns["this_sales"] == 7
    assert grouped.layout.cells["who"] == (9, 2)
    assert grouped.layout.footer == 1
    zero = grouped.role(Role.ZERO_REPORT)
    assert zero is not None
    assert zero.label == "有无变动"


def test_the_digest_is_of_what_the_plan_says_not_of_its_bytes(tmp_path: Path) -> None:
    def restyled(book: Workbook) -> None:
        book["附件1"]["A1"].number_format = "0.00"

    def renamed(book: Workbook) -> None:
        book["附件1"]["A2"] = "另一个标题"

    plans = [_loaded(tmp_path, edit).plan for edit in (None, restyled, renamed)]
    digests = [plan.digest for plan in plans if plan]
    assert digests[0] == digests[1] != digests[2]


def test_a_form_may_do_without_rows_beyond_its_own(tmp_path: Path) -> None:
    plans = [_loaded(tmp_path, _put("方案", "E16", rows)).plan for rows in (0, None)]
    assert [plan.forms[0].overflow for plan in plans if plan] == [0, 200]


def _put(sheet: str, cell: str, value: object) -> Edit:
    def edit(book: Workbook) -> None:
        book[sheet][cell] = value

    return edit


MISTAKES: list[tuple[Edit, str, str, str]] = [
    (_put("字段", "E2", "文字"), "P006", "字段", "E2"),
    (_put("字段", "B39", None), "P005", "字段", "B39"),
    (_put("字段", "E39", None), "P005", "字段", "E39"),
    (_put("字段", "G39", None), "P005", "字段", "G39"),
    (_put("字段", "H39", "是"), "P042", "字段", "H39"),
    (_put("字段", "I8", "没有的表"), "P012", "字段", "I8"),
    (_put("字段", "C3", "unit"), "P007", "字段", "C3"),
    (_put("字段", "D3", "单位"), "P007", "字段", "D3"),
    (_put("字段", "D36", "企业名称"), "P014", "字段", "D36"),
    (_put("字段", "H39", "[没有]=1"), "P2", "字段", "H39"),
    (_put("字段", "J39", "零"), "P017", "字段", "J39"),
    (_put("字段", "N37", "SL("), "P018", "字段", "N37"),
    (_put("字段", "N37", "(?:" * 3000), "P018", "字段", "N37"),
    (_put("字段", "N37", "A{99999999999}"), "P018", "字段", "N37"),
    (_put("字段", "N37", r"(\d+)+X"), "P051", "字段", "N37"),
    (_put("字段", "J39", "nan"), "P017", "字段", "J39"),
    (_put("字段", "K39", -1), "P037", "字段", "J39"),
    (_put("字段", "X37", 300), "P039", "字段", "X37"),
    (_put("字段", "K1", "下限"), "P007", "字段", "K1"),
    (_put("字段", "U41", "[产值]/[人均产值]"), "P040", "字段", "U41"),
    (_put("字段", "H41", "必填"), "P049", "字段", "H41"),
    (_put("字段", "N2", "县.*"), "P049", "字段", "N2"),
    (_put("字段", "R2", 9), "P049", "字段", "R2"),
    (_put("单位", "A3", "B01"), "P007", "单位", "A3"),
    (_put("单位", "B3", "县经信局"), "P007", "单位", "B3"),
    (_put("单位", "C4", "西乡"), "P007", "单位", "C5"),
    (_put("附件1", "C6", 2.5), "P1", "附件1", "C6"),
    (_put("附件1", "C6", "9" * 5000), "P121", "附件1", "C6"),
    (_put("附件1", "C8", 7), "P1", "附件1", "C8"),
    (_put("附件1", "B6", "县林业局"), "P021", "附件1", "B6"),
    (_put("方案", "A3", "方案名字"), "P011", "方案", "A3"),
    (_put("方案", "A11", "2026-01"), "P023", "方案", "A11"),
    (_put("方案", "A11", "下个月"), "P010", "方案", "A11"),
    (_put("方案", "C11", "2024-01-01"), "P024", "方案", "C11"),
    (_put("方案", "D11", 50), "P039", "方案", "D11"),
    (_put("方案", "D11", "nan"), "P017", "方案", "D11"),
    (_put("方案", "B21", "绿"), "P025", "方案", "B21"),
    (_put("方案", "D21", "1e999"), "P017", "方案", "D21"),
    (_put("方案", "A24", "【五色】"), "P007", "方案", "A24"),
    (_put("方案", "A26", 9), "P006", "方案", "A26"),
    (_put("方案", "C26", "约"), "P006", "方案", "C26"),
    (_put("方案", "D26", None), "P005", "方案", "D26"),
    (_put("方案", "D16", "9" * 5000), "P008", "方案", "D16"),
    (_put("方案", "F16", "没有的字段"), "P013", "方案", "F16"),
    (_put("方案", "G16", "[进度]>1"), "P2", "方案", "G16"),
    (_put("方案", "D16", "五行"), "P008", "方案", "D16"),
    (_put("XS-01", "C6", "企业全称"), "P015", "XS-01", "C6"),
    (_put("XS-01", "F3", "{没有这个}"), "P016", "XS-01", "F3"),
    (_put("XS-01", "A3", "填报单位："), "P029", "XS-01", "B3"),
    (_put("XS-01", "A7", None), "P022", "XS-01", "A1"),
]


@pytest.mark.parametrize(
    ("edit", "code", "sheet", "cell"), MISTAKES, ids=[f"{m[1]}-{m[2]}-{m[3]}" for m in MISTAKES]
)
def test_a_mistake_is_named_by_sheet_and_cell_and_stops_the_plan(
    tmp_path: Path, edit: Edit, code: str, sheet: str, cell: str
) -> None:
    loaded = _loaded(tmp_path, edit)
    assert loaded.plan is None
    places = [(finding.code, finding.sheet, finding.cell) for finding in loaded.findings]
    assert any(c.startswith(code) and (s, a) == (sheet, cell) for c, s, a in places), places


def test_of_a_field_whose_type_is_unknown_nothing_is_said_that_follows_from_its_type(tmp_path: Path) -> None:
    findings = _loaded(tmp_path, _put("字段", "E39", "数字")).findings
    assert [(finding.code, finding.cell) for finding in findings] == [("P006", "E39")]


def test_all_mistakes_are_reported_at_once(tmp_path: Path) -> None:
    chosen = [m for m in MISTAKES if m[1] in ("P012", "P025", "P021")]

    def edit(book: Workbook) -> None:
        for each in chosen:
            each[0](book)

    found = {(f.code, f.sheet, f.cell) for f in _loaded(tmp_path, edit).findings}
    assert {(code, sheet, cell) for _, code, sheet, cell in chosen} <= found


def test_every_mistake_can_be_put_into_a_sentence(tmp_path: Path) -> None:
    for edit, *_ in MISTAKES:
        for finding in _loaded(tmp_path, edit).findings:
            assert render(finding).endswith(f"（{finding.code}）")


def test_a_missing_sheet_and_a_missing_section_are_named(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        del book["选项"]
        book["方案"]["A19"] = None

    found = {(f.code, f.sheet) for f in _loaded(tmp_path, edit).findings}
    assert {("P001", "选项"), ("P002", "方案")} <= found


@pytest.mark.parametrize("sheet", ["方案", "附件1", "单位", "字段", "选项", "XS-01"])
@pytest.mark.parametrize("emptied", [True, False], ids=["emptied", "deleted"])
def test_a_sheet_that_is_deleted_or_emptied_stops_the_plan(tmp_path: Path, sheet: str, emptied: bool) -> None:
    def edit(book: Workbook) -> None:
        del book[sheet]
        if emptied:
            book.create_sheet(sheet)

    loaded = _loaded(tmp_path, edit)
    assert loaded.plan is None
    assert sheet in {finding.sheet for finding in loaded.findings}


@pytest.mark.parametrize("broken", ["#REF!", "=10*1000"], ids=["error-value", "formula-never-calculated"])
def test_a_cell_that_shows_no_value_is_a_mistake_and_not_a_blank(tmp_path: Path, broken: str) -> None:
    loaded = _loaded(tmp_path, _put("字段", "M39", broken))
    assert loaded.plan is None
    assert [(f.code, f.sheet, f.cell) for f in loaded.findings] == [("P041", "字段", "M39")]


def test_a_cell_at_the_far_end_of_a_sheet_is_an_unreadable_plan_not_a_crash(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="XFD1048576"):
        _loaded(tmp_path, _put("附件1", "XFD1048576", "备注"))


def test_a_comment_row_and_blank_rows_are_passed_over(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        book["单位"].append([])
        book["单位"].append(["# 以下待定", "县林业局"])

    loaded = _loaded(tmp_path, edit)
    assert loaded.plan is not None
    assert len(loaded.plan.units) == 4
