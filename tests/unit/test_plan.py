"""The plan workbook: what is read from it, and that every mistake is named by sheet and cell."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.build.county_plan import county_plan
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


def _put(sheet: str, cell: str, value: object) -> Edit:
    def edit(book: Workbook) -> None:
        book[sheet][cell] = value

    return edit


MISTAKES: list[tuple[Edit, str, str, str]] = [
    (_put("字段", "E2", "文字"), "P006", "字段", "E2"),
    (_put("字段", "I8", "没有的表"), "P012", "字段", "I8"),
    (_put("字段", "C3", "unit"), "P007", "字段", "C3"),
    (_put("字段", "D3", "单位"), "P007", "字段", "D3"),
    (_put("字段", "D36", "企业名称"), "P014", "字段", "D36"),
    (_put("字段", "H39", "[没有]=1"), "P2", "字段", "H39"),
    (_put("字段", "J39", "零"), "P017", "字段", "J39"),
    (_put("字段", "N37", "SL("), "P018", "字段", "N37"),
    (_put("单位", "A3", "B01"), "P007", "单位", "A3"),
    (_put("单位", "B3", "县经信局"), "P007", "单位", "B3"),
    (_put("单位", "C4", "西乡"), "P007", "单位", "C5"),
    (_put("附件1", "C6", 2.5), "P1", "附件1", "C6"),
    (_put("附件1", "C8", 7), "P1", "附件1", "C8"),
    (_put("附件1", "B6", "县林业局"), "P021", "附件1", "B6"),
    (_put("方案", "A3", "方案名字"), "P011", "方案", "A3"),
    (_put("方案", "A11", "2026-01"), "P023", "方案", "A11"),
    (_put("方案", "A11", "下个月"), "P010", "方案", "A11"),
    (_put("方案", "C11", "2024-01-01"), "P024", "方案", "C11"),
    (_put("方案", "B21", "绿"), "P025", "方案", "B21"),
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


def test_a_comment_row_and_blank_rows_are_passed_over(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        book["单位"].append([])
        book["单位"].append(["# 以下待定", "县林业局"])

    loaded = _loaded(tmp_path, edit)
    assert loaded.plan is not None
    assert len(loaded.plan.units) == 4
