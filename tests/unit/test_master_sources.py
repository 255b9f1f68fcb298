"""From a count to its enterprises, from an enterprise to the cell it was read from: the master's trails."""

import re
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import range_boundaries

from tests.build.excel_limits import breaches
from tests.build.plans import example_plan, reporting_period
from tests.build.returns import accepted, enterprise, incubated, tables_of
from workbook_tools.consolidate import MasterTables, Return
from workbook_tools.messages import master_words as words
from workbook_tools.period import month
from workbook_tools.xlsx.master import write

# openpyxl says so of the data bars, which these tests do not look at.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported:UserWarning")
SEPTEMBER, OCTOBER = month(2023, 9), month(2023, 10)


def tables() -> MasterTables:
    """Two months: one enterprise counted in the first left in the second, one stands in two lists."""
    plan = replace(example_plan(), periods=(reporting_period(SEPTEMBER), reporting_period(OCTOBER)))
    return tables_of(
        accepted("U01", "A", enterprise("K2", "培育"), enterprise("K1", "入库"), period=SEPTEMBER),
        accepted("U01", "A", enterprise("K1", "退出"), enterprise("K2", "入库"), enterprise("K9", "入库")),
        accepted("U02", "A", enterprise("K9", "入库"), enterprise("K3", "入库")),
        accepted("U05", "B", incubated("示例甲", "在孵"), incubated("示例乙", "储备")),
        plan=plan,
    )


def written(these: MasterTables) -> bytes:
    target = BytesIO()
    write(target, these)
    return target.getvalue()


def book_of(these: MasterTables) -> Workbook:
    return load_workbook(BytesIO(written(these)))


def register(these: MasterTables) -> list[dict[str, object]]:
    heads, *rows = list(book_of(these)["企业名录"].iter_rows(min_row=3, values_only=True))
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


def by_key(these: MasterTables) -> Mapping[tuple[object, object], dict[str, object]]:
    """The register's rows by unit and key."""
    return {(row["责任单位"], row["代码"] or row["企业名称"]): row for row in register(these)}


def linked(book: Workbook) -> list[tuple[str, str, str]]:
    """Sheet, cell and place of every link inside the workbook."""
    return [
        (sheet.title, cell.coordinate, cell.hyperlink.location)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink and cell.hyperlink.location
    ]


def heading_of(book: Workbook, sheet: str, cell: str) -> str:
    row = 7 if sheet == words.SHEET_OVERVIEW else 4
    return str(book[sheet].cell(row, range_boundaries(cell)[0]).value)


def test_a_count_leads_to_exactly_the_rows_of_its_unit() -> None:
    book = book_of(tables())
    rows = book["企业名录"]
    for sheet, cell, place in linked(book):
        name, area = place.split("!")
        _, first, _, last = range_boundaries(area)
        reached = {(rows.cell(row, 2).value, rows.cell(row, 5).value) for row in range(first, last + 1)}
        others = {
            (rows.cell(row, 2).value, rows.cell(row, 5).value)
            for row in range(4, rows.max_row + 1)
            if not first <= row <= last
        }
        assert name == "企业名录"
        annex = int(re.sub(r"\D", "", sheet) or str(book[sheet].cell(range_boundaries(cell)[1], 1).value)[2:])
        unit = book[sheet].cell(range_boundaries(cell)[1], 2).value
        own = {each for each in reached | others if each[0] == annex and unit in (each[1], *TOTALS)}
        assert reached == own, (sheet, cell)
        assert not own & others


TOTALS = (words.TOTAL, "示例企业培育目标任务分解表", "示例孵化任务表")
"""What stands beside a figure of a whole annex."""


def test_every_count_has_a_link_and_nothing_else_has() -> None:
    book = book_of(tables())
    headings = {(sheet, heading_of(book, sheet, cell)) for sheet, cell, _ in linked(book)}
    counts = {"本期新增", "本年退出", "待裁定"}
    assert {heading for sheet, heading in headings if sheet == "附件1"} == counts | {
        "本年累计（毛新增）",
        "净增",
        "三年累计",
    }
    assert {heading for sheet, heading in headings if sheet == "附件1分期"} == {
        "9月",
        "10月",
        "本年累计（毛新增）",
    }
    assert {heading for sheet, heading in headings if sheet == "附件1分年"} == {"2023年完成", "三年累计"}
    assert {heading for sheet, heading in headings if sheet == "总览"} == counts | {"本年累计"}


def test_a_linked_count_is_still_a_formula_and_looks_like_its_neighbours() -> None:
    sheet = book_of(tables())["附件1"]
    cell, neighbour = sheet["D5"], sheet["C5"]
    assert cell.hyperlink
    assert str(cell.value).startswith("=COUNTIFS(")
    assert (cell.font.underline, cell.font.color) == (neighbour.font.underline, neighbour.font.color)


def test_a_unit_without_an_enterprise_has_no_link() -> None:
    sheet = book_of(tables())["附件1"]
    assert sheet["B7"].value == "示例南镇"
    assert not any(cell.hyperlink for cell in sheet[7])


def test_a_row_names_the_cell_and_the_return_it_is_taken_from() -> None:
    row = by_key(tables())["示例东镇", "K2"]
    told = [row[name] for name in ("取自报告期", "报送件编号", "收到时间", "来源文件", "工作表", "单元格")]
    assert told == [202310, 2, "2023-11-01 10:00", "U01.xlsx", "填报表", "C9"]


def test_a_row_names_the_record_that_first_had_it_counted_where_it_is_another() -> None:
    rows = by_key(tables())
    left = rows["示例东镇", "K1"]
    assert (left["计入依据"], left["退出依据"], left["单元格"]) == ("报送件1 C9", None, "C8")
    assert rows["示例东镇", "K2"]["计入依据"] is None
    assert rows["示例园区", "示例甲"]["单元格"] == "B8"


def typed(each: Return, **raws: str) -> Return:
    """The return with cells of its first record written in another form than their values print in."""
    reading = each.load()
    roster = replace(reading.roster, raws={(0, key): raw for key, raw in raws.items()})
    return replace(each, load=lambda: replace(reading, roster=roster))


def test_a_row_tells_which_of_its_cells_were_unified_and_from_what() -> None:
    own = typed(accepted("U02", "A", enterprise("K3", "入库")), sales="１２.5", code="ｋ3")
    row = by_key(tables_of(own))["示例西镇", "K3"]
    assert row["统一写法"] == "C8“ｋ3”→“K3”；G8“１２.5”→“12.5”"


def test_a_row_names_the_rulings_on_its_enterprise_by_their_place_in_the_list_of_rulings() -> None:
    rulings = {("A", "", "K9"): (1, 3), ("A", "U02", "K3"): (2,), ("B", "", "K9"): (4,)}
    rows = by_key(replace(tables(), rulings=rulings))
    assert rows["示例东镇", "K9"]["裁定"] == rows["示例西镇", "K9"]["裁定"] == "1、3"
    assert rows["示例西镇", "K3"]["裁定"] == 2
    assert rows["示例东镇", "K1"]["裁定"] is None


def test_the_trail_is_folded_away_but_for_what_leads_from_paper_to_the_file() -> None:
    sheet = book_of(tables())["企业名录"]
    headings = [cell.value for cell in sheet[3]]
    columns = {
        number: dimension
        for dimension in sheet.column_dimensions.values()
        for number in range(dimension.min, dimension.max + 1)
    }
    folded = [headings[n - 1] for n, column in columns.items() if column.hidden]
    assert tuple(folded) == words.FOLDED_HEADINGS
    assert {column.outlineLevel for column in columns.values() if column.hidden} == {1}
    assert [headings[n - 1] for n, column in columns.items() if column.collapsed] == ["报送件编号"]
    assert headings[-2:] == ["报送件编号", "单元格"]


def test_links_to_originals_are_relative_paths_that_every_system_understands() -> None:
    with ZipFile(BytesIO(written(tables()))) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if "sheets/_rels" in name]
    targets = [target for part in parts for target in re.findall(r'Target="([^"]+)" TargetMode', part)]
    assert len(targets) == 3
    assert all(re.fullmatch(r"archive/[0-9a-f]{64}\.xlsx", target) for target in targets)


def closed() -> MasterTables:
    """The month after 封存, a file having come since."""
    these = tables()
    late = replace(these.obligations[2].report, late=("示例南镇补报.xlsx", "=1+1.xlsx"))
    owed = [replace(each, report=late) if each.seq == 3 else each for each in these.obligations]
    return replace(these, closed="2023-11-10", obligations=tuple(owed))


def test_a_closed_period_says_so_and_lists_what_came_afterwards() -> None:
    book = book_of(closed())
    heads, *rows = list(book["报送情况"].iter_rows(min_row=3, values_only=True))
    late = {row[3]: row[heads.index("封存后收到")] for row in rows if row[heads.index("封存后收到")]}
    assert late == {"示例南镇": "示例南镇补报.xlsx；=1+1.xlsx"}
    assert any("已于 2023-11-10 封存" in str(cell.value) for row in book["总览"].iter_rows() for cell in row)
    assert all(cell.data_type != "f" for row in book["报送情况"].iter_rows() for cell in row)


def test_an_open_period_has_no_column_for_what_came_afterwards() -> None:
    book = book_of(tables())
    assert "封存后收到" not in [cell.value for cell in book["报送情况"][3]]
    assert not any("封存" in str(cell.value) for row in book["总览"].iter_rows() for cell in row)


@pytest.mark.parametrize("these", [tables, closed, tables_of], ids=["open", "closed", "empty"])
def test_excel_opens_it_without_repairing_anything(these: type[MasterTables]) -> None:
    assert breaches(written(these())) == []
