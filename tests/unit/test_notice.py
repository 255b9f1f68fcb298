"""Annex tables out of notices: the published one's layout, and what other notices look like."""

from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook_tools.annex_table import AnnexTable
from workbook_tools.messages import render
from workbook_tools.model import Finding
from workbook_tools.notice import plain_text, read_notice
from workbook_tools.notice.assembly import annexes

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
Read = tuple[tuple[AnnexTable, ...], tuple[Finding, ...]]


def read(*lines: str, year: int | None = None) -> Read:
    """Read lines of text as a notice."""
    return annexes(plain_text.blocks("\n".join(lines)), year)


def read_file(path: Path) -> Read:
    """Read a file as a notice."""
    return read_notice(path.read_bytes(), path.name, None)


def flat(cells: str, *, number: str = "附件1") -> list[str]:
    """A notice's lines: caption, then one cell a line (cells between |)."""
    return [number, "示例任务表", "（单位：家）", *cells.split("|")]


def units(table: AnnexTable) -> list[tuple[str, tuple[int, ...]]]:
    return [(row.unit, row.targets) for row in table.rows]


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


@pytest.mark.parametrize("suffix", ["txt", "docx", "html"])
def test_the_published_annexes_are_read_whole_from_every_format(suffix: str) -> None:
    tables, findings = read_file(EXAMPLES / f"开州区附件.{suffix}")
    assert findings == ()
    assert [(table.number, table.title, table.measure, len(table.rows)) for table in tables] == [
        (1, "高新技术企业培育目标任务分解表", "家", 5),
        (2, "科技型企业培育目标任务分解表", "家", 40),
    ]
    assert [table.totals for table in tables] == [(21, 16, 16, 11, 11), (116, 105, 105, 105, 105)]
    assert [row.unit for row in tables[0].rows][:2] == ["区经济信息委", "区农业农村委"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encoding_of_a_text_does_not_matter(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "notice.txt"
    path.write_bytes("\r\n".join(flat("责任单位|2023年|示例镕镇|3|合计|3")).encode(encoding))
    tables, findings = read_file(path)
    assert (units(tables[0]), findings) == ([("示例镕镇", (3,))], ())


@pytest.mark.parametrize(
    "cells",
    [
        "序号|责任单位|2023年|2024年|1|示例|第一|片区|3|2|2|示例乙镇|4|5|合  计|7|7",
        "序号|责任|单位|2023年|培育数|2024年|培育数|1|示例第一片区|3|2|2|示例乙镇|4|5|合计|7|7",
        "序号|责任单位|2023年|2024年|合计|7|7|1|示例第一片区|3|2|2|示例乙镇|4|5",
        "责任单位|2023年|2024年|合计|7|7|示例第一片区|3|2|示例乙镇|4|5",
        "序号|责任单位|2023年|2024年|1|示例第一片区|3|2|示例乙镇|4|5|合计|7|7",
        "序号|责任单位|2023年|2024年|1|示例第一片区|3|2|— 3 —|续表|序号|责任单位|2023年|2024年"
        "|2|示例乙镇|4|5|合计|7|7",
        "序号|责任单位|2023年|2024年|合计|1|示例第一片区|3|2|5|2|示例乙镇|4|5|9|合计|7|7|14",
        "序号|责任单位|2023年|2024年|备注|1|示例第一片区|3|2|重点|保障|2|示例乙镇|4|5|合计|7|7|注：共 2 家",
        "责任单位   2023年   2024年|示例第一片区   3   2|示例 乙镇   4   5|合  计   7   7",
        "序号\t责任单位\t2023年\t2024年|1\t示例第一||片区\t3\t2|2\t示例乙镇\t4\t5|合计\t\t7\t7"
        "|抄送：示例局 2 份",
    ],
    ids=["name in three parts", "wrapped heading", "total first", "no numbers, total first",
         "blank running number",
         "page break", "sum column", "remarks", "spaces", "tabs with a broken name"],
)  # fmt: skip
def test_rows_of_a_text_are_told_apart_by_their_numbers(cells: str) -> None:
    tables, findings = read(*flat(cells))
    assert findings == ()
    assert units(tables[0]) == [("示例第一片区", (3, 2)), ("示例乙镇", (4, 5))]
    assert tables[0].totals == (7, 7)


def test_a_number_in_a_broken_name_is_part_of_the_name() -> None:
    tables, _ = read(*flat("序号|责任单位|2023年|2024年|1|示例第|7|片区|3|2|2|示例8社区|4|5|合计|7|7"))
    assert [unit for unit, _ in units(tables[0])] == ["示例第7片区", "示例8社区"]


def test_two_heading_rows_flattened_into_one_run_are_put_back_in_place() -> None:
    cells = "序号|责任单位|2023年|2024年|1月|2月|1月|2月|1|示例甲镇|3|2|4|5|合计|3|2|4|5"
    tables, findings = read(*flat(cells))
    assert findings == ()
    assert [str(column.period) for column in tables[0].columns] == [
        "2023-01",
        "2023-02",
        "2024-01",
        "2024-02",
    ]


def test_months_without_a_year_need_one_from_the_command() -> None:
    cells = "责任单位|10月|11月|示例甲镇|3|2|合计|3|2"
    assert codes(read(*flat(cells))[1]) == ["P111", "P111"]
    tables, findings = read(*flat(cells), year=2023)
    assert (findings, tables[0].whole) == ((), True)


def test_prose_about_annexes_is_no_table_and_a_title_may_be_broken() -> None:
    prose = [
        "就附件1所列单位的任务通知如下。",
        "责任单位",
        "2023年完成。",
        "附件：1．示例表",
        "      2．示例二表",
    ]
    tables, findings = read(
        *prose,
        "附件1",
        "示例企业培育",
        "任务表",
        "（单位：万元）",
        "责任单位",
        "2023年",
        "示例甲镇",
        "3",
        "合计",
        "3",
    )
    assert findings == ()
    assert [(table.title, table.measure) for table in tables] == [("示例企业培育任务表", "万元")]


def test_any_number_of_annexes_with_columns_of_their_own() -> None:
    second = flat("责任单位|一季度|示例乙镇|1|合计|1", number="附件三")
    tables, findings = read(*flat("责任单位|2023年|示例甲镇|3|合计|3"), *second, year=2024)
    assert findings == ()
    assert [(table.number, str(table.columns[0].period)) for table in tables] == [(1, "2023"), (3, "2024Q1")]


def test_one_unnumbered_annex_is_annex_one_but_two_are_a_mistake() -> None:
    one = flat("责任单位|2023年|示例甲镇|3|合计|3", number="附件")
    assert read(*one)[0][0].number == 1
    assert codes(read(*one, *one)[1]) == ["P103", "P103"]
    numbered = flat("责任单位|2023年|示例甲镇|3|合计|3")
    assert codes(read(*numbered, *numbered)[1]) == ["P104"]


def test_a_mistake_in_a_text_is_found_by_its_line() -> None:
    _, findings = read(*flat("序号|责任单位|2023年|2024年|1|示例甲镇|3|5.5|合计|3|2"))
    assert render(findings[0]).startswith("【附件1】第11行「2024年」“5.5”不是目标数")
    _, findings = read(*flat("责任单位|2023年|2024年|2025年|示例甲镇|3|4|示例乙镇|1|2|3|合计|4|6|3"))
    assert render(findings[0]).startswith("【附件1】第8行“示例甲镇”这一行应有 3 个数，实有 2 个")
    _, findings = read("附件1", "责任单位\t2023年\t2024年", "示例甲镇\t\t2", "合计\t3\t2")
    assert render(findings[0]).startswith("【附件1】第3行「2023年」没有填写目标数")


PAGE = """<?xml version="1.0" encoding="gb2312"?><html><head><meta charset="gb2312"><title>附件9</title>
</head><body>
<table><tr><td>
<p>附件<span>1</span></p><p>示例镕<br>任务表</p>
<table><tr><th rowspan=2>序号</th><th rowspan="2">责任<br>单位</th><th colspan=2>2023年</th></tr>
<tr><th>1月</th><th>2月</th></tr>
<tr><td colspan=4>一、街道</td></tr>
<tr><td>1</td><td><p>示例</p><p>甲镇</p></td><td>３</td><td>1,200</td></tr></table>
<table><tr><td>2</td><td>示例&nbsp;乙镇</td><td>&nbsp;</td><td>1</td></tr>
<tr><td colspan=2>合　计</td><td>3</td><td>1201</td></tr></table>
<p>附件2</p><p>名单</p><table><tr><td>序号</td><td>企业</td></tr><tr><td>1</td><td>示例公司</td></tr></table>
</td></tr></table></body></html>"""


def test_a_web_page_keeps_its_spans_its_own_encoding_and_tables_cut_by_page_breaks(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(PAGE.encode("gb18030"))
    (table,), findings = read_file(path)
    assert (table.title, units(table), table.totals) == ("示例镕任务表", [("示例甲镇", (3, 1200))], (3, 1201))
    assert [str(column.period) for column in table.columns] == ["2023-01", "2023-02"]
    assert [render(finding) for finding in findings] == [
        "【附件1】第2个表格第1行第3列「2023年1月」没有填写目标数。没有任务请写 0。（P120）",
        "附件2没有读出目标任务表，未导入。如果附件中有目标任务表，请核对它的表头。（P106）",
    ]


def test_a_word_table_with_its_caption_in_the_first_row_and_merged_cells(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=4, cols=3)
    rows = (
        ("附件2", "", ""),
        ("责任单位", "2023年", "2024年"),
        ("示例\n甲镇", "3家", "0"),
        ("合计", "3", "0"),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.rows[0].cells[0].merge(table.rows[0].cells[2])
    document.save(str(tmp_path / "notice.docx"))
    (found,), findings = read_file(tmp_path / "notice.docx")
    assert (found.number, units(found), findings) == (2, [("示例甲镇", (3, 0))], ())


def test_a_title_inside_the_table_is_the_title_whatever_stands_above_the_table(tmp_path: Path) -> None:
    document = docx.Document()
    for line in ("示例县人民政府办公室", "示例府办〔2024〕8号", "2024年3月1日"):
        document.add_paragraph(line)
    table = document.add_table(rows=5, cols=3)
    rows = (
        ("附件3\n示例县培育任务表\n（单位：户）", "", ""),
        ("责任单位", "2024年", ""),
        ("", "一季度", "二季度"),
        ("示例甲镇", "3", "0"),
        ("合计", "3", "0"),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for first, last in (((0, 0), (0, 2)), ((1, 0), (2, 0)), ((1, 1), (1, 2))):
        merged = table.cell(*first).merge(table.cell(*last))
        merged.text = merged.text.strip()
    document.save(str(tmp_path / "notice.docx"))
    (found,), findings = read_file(tmp_path / "notice.docx")
    assert (found.number, found.title, found.measure) == (3, "示例县培育任务表", "户")
    assert ([str(column.period) for column in found.columns], findings) == (["2024Q1", "2024Q2"], ())


def test_number_and_measure_above_a_table_stay_its_own_where_the_title_is_inside(tmp_path: Path) -> None:
    page = (
        "<html><body><p>附件2</p><p>单位：户</p><table><tr><td colspan=2>示例任务表</td></tr>"
        "<tr><td>责任单位</td><td>2024年</td></tr><tr><td>示例甲镇</td><td>3</td></tr>"
        "<tr><td>合计</td><td>3</td></tr></table></body></html>"
    )
    (tmp_path / "notice.html").write_text(page, encoding="utf-8")
    (found,), findings = read_file(tmp_path / "notice.html")
    assert (found.number, found.title, found.measure, findings) == (2, "示例任务表", "户", ())


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"%PDF-1.7", "PDF"), (b"\xd0\xcf\x11\xe0\xa1\xb1", "旧版 Office"), (b"{\\rtf1", "RTF"),
     (b"PK\x03\x04cut", "损坏"),
     (bytes(range(128, 256)), "无法识别")],
)  # fmt: skip
def test_a_file_in_another_format_is_told_how_to_be_saved(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "notice.docx").write_bytes(data)
    tables, findings = read_file(tmp_path / "notice.docx")
    assert (tables, codes(findings)) == ((), ["P102"])
    assert said in render(findings[0])
    assert "另存为 .docx" in render(findings[0])


def test_a_text_without_tables() -> None:
    assert codes(read("附件1", "没有表格")[1]) == ["P101"]


PARTS = st.text("甲乙丙丁戊己庚辛", min_size=1, max_size=3)
NAMES = st.lists(PARTS, min_size=1, max_size=3)


@st.composite
def printed_tables(draw: st.DrawFn) -> tuple[bool, int, list[tuple[list[str], list[int]]]]:
    columns = draw(st.integers(1, 6))
    figures = st.lists(st.integers(0, 60), min_size=columns, max_size=columns)
    rows = draw(
        st.lists(st.tuples(NAMES, figures), min_size=1, max_size=45, unique_by=lambda row: "".join(row[0]))
    )
    return draw(st.booleans()), columns, rows


@settings(max_examples=60, deadline=None)
@given(printed_tables())
def test_whatever_table_is_flattened_comes_back_as_it_was(
    printed: tuple[bool, int, list[tuple[list[str], list[int]]]],
) -> None:
    numbered, columns, rows = printed
    lines = [
        "附件1",
        "示例任务表",
        *["序号"] * numbered,
        "责任单位",
        *(f"{2023 + n}年" for n in range(columns)),
    ]
    for number, (name, figures) in enumerate(rows, 1):
        lines += [*[str(number)] * numbered, *name, *map(str, figures)]
    totals = tuple(sum(figures[n] for _, figures in rows) for n in range(columns))
    tables, findings = read(*lines, "合  计", *map(str, totals))
    assert findings == ()
    assert units(tables[0]) == [("".join(name), tuple(figures)) for name, figures in rows]
    assert tables[0].totals == totals


def test_an_annex_whose_heading_is_spoilt_is_named_and_not_passed_over_in_silence() -> None:
    good = flat("序号|责任单位|2023年|1|示例甲镇|3|合计|3")
    spoilt = flat("责任|2023|示例甲镇|3|合计|3", number="附件2")
    tables, findings = read(*good, *spoilt)
    assert [table.number for table in tables] == [1]
    assert [(f.code, dict(f.params)) for f in findings] == [("P106", {"number": "2"})]
