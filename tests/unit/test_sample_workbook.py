"""The workbook of an audit sample: what stands where, room for the auditor, and texts that stay texts."""

from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.build.excel_limits import breaches
from tests.build.returns import BASIS, accepted, enterprise, incubated, tables_of
from workbook_tools.consolidate import MasterTables
from workbook_tools.messages import sample as words
from workbook_tools.sampling import Design, Method, Sample, take
from workbook_tools.xlsx.sample import sample_book

HAZARDS = ('=HYPERLINK("http://example.com")', "<r>&amp;_x0007_</r>", "http://example.com", "+1", "长" * 400)


def register() -> MasterTables:
    """Firms whose names mean harm, and one incubated."""
    named = [enterprise(f"K{number}", "入库", name=name) for number, name in enumerate(HAZARDS)]
    return tables_of(accepted("U01", "A", *named), accepted("U05", "B", incubated("示例甲", "在孵")))


def drawn(method: Method = Method.SIMPLE, amount: str = "") -> Sample:
    return take(register(), Design(9, "骰子314", method, amount))


def book_of(sample: Sample) -> bytes:
    originals = {each.enterprise.shown.source.sha256: "archive/originals/示例.xlsx" for each in sample.drawn}
    return sample_book(sample, register(), originals)


def opened(sample: Sample) -> Workbook:
    return load_workbook(BytesIO(book_of(sample)))


def table(sheet: Worksheet, heading: str = words.NUMBER) -> list[dict[str, Any]]:
    """The rows under the last heading row that begins like this, by heading."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = max(at for at, row in enumerate(rows) if row[0] == heading)
    return [dict(zip(rows[head], row, strict=True)) for row in rows[head + 1 :]]


def test_every_row_says_what_was_reported_and_where_and_leaves_room_for_what_is_found() -> None:
    sample = drawn()
    rows = table(opened(sample)[words.SHEET])
    assert [row[words.NUMBER] for row in rows] == [1, 2, 3, 4, 5, 6]
    for row, subject in zip(rows, sample.drawn, strict=True):
        assert (row[words.UNIT], row[words.KEY]) == (subject.enterprise.unit.name, subject.item.key)
        assert (row[words.FILE], row[words.CELL]) == (subject.enterprise.shown.source.file, subject.key.cell)
        assert [row[heading] for heading in (words.RESULT, words.ACTUAL, words.DAY)] == [None] * 3
    (firm,) = (row for row in rows if row[words.KEY] == "K0")
    assert firm[words.DECISIVE] == "状态：入库（D8）\n计入年度：2023（E8）"
    assert firm[words.WHEN] == "2023年度\n2023年10月起"


def test_each_row_links_to_the_archived_original_beside_it() -> None:
    sheet = opened(drawn())[words.SHEET]
    links = [cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert links == ["archive/originals/示例.xlsx"] * 6


def test_a_result_is_chosen_from_a_list() -> None:
    sheet = opened(drawn())[words.SHEET]
    lists = [each for each in sheet.data_validations.dataValidation if each.type == "list"]
    assert [each.formula1 for each in lists] == ['"相符,不符,无法核实"']


def test_no_text_of_a_return_becomes_a_formula_or_a_link_and_excel_takes_the_workbook_as_it_is() -> None:
    for sample in (drawn(), drawn(Method.BY_UNIT), drawn(Method.BY_AMOUNT, "营业收入")):
        assert breaches(book_of(sample)) == []
        sheet = opened(sample)[words.SHEET]
        names = {row[words.NAME] for row in table(sheet)}
        assert names >= set(HAZARDS)
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_what_it_was_drawn_from_is_spelled_as_the_master_spells_it() -> None:
    texts = [cell.value for row in opened(drawn())[words.SHEET_HOW].iter_rows() for cell in row]
    assert {BASIS.code, BASIS.state, "骰子314", "简单随机"} <= set(texts)


def test_the_recipe_and_its_example_are_the_number_of_the_first_row() -> None:
    sample = drawn()
    sheet = opened(sample)[words.SHEET_HOW]
    (example,) = (row[0].value for row in sheet.iter_rows() if str(row[0].value).startswith("例："))
    first = table(sheet)[0]
    unit, key = sample.drawn[0].item.unit, sample.drawn[0].item.key
    assert (first["单位代码"], first[words.KEY]) == (unit, key)
    assert (
        first["随机数（前16位）"] in example
        and f"骰子314|{sample.drawn[0].item.form}|{unit}|{key}" in example
    )


def test_an_amount_stands_as_a_number_with_its_cell_and_is_added_up() -> None:
    sample = drawn(Method.BY_AMOUNT, "营业收入")
    rows = table(opened(sample)[words.SHEET])
    assert [(row["营业收入"], row[words.CELL][0]) for row in rows] == [(12.5, "G")] * 5
    heads = [row[0].value for row in opened(sample)[words.SHEET].iter_rows(max_row=3)]
    assert "合计 62.50" in str(heads[2]) and "100.00%" in str(heads[2])


def test_the_findings_are_counted_live() -> None:
    sheet = opened(drawn())[words.SHEET_HOW]
    formulas = [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    (heading,) = (
        cell for row in opened(drawn())[words.SHEET].iter_rows() for cell in row if cell.value == words.RESULT
    )
    first, last = heading.row + 1, heading.row + len(drawn().drawn)
    results = f"'{words.SHEET}'!${heading.column_letter}${first}:${heading.column_letter}${last}"
    assert formulas == [
        *(f'=COUNTIF({results},"{word}")' for word in words.RESULTS),
        f"=COUNTBLANK({results})",
    ]


def test_equal_draws_give_equal_bytes() -> None:
    assert book_of(drawn()) == book_of(drawn())
    created = load_workbook(BytesIO(book_of(drawn()))).properties.created
    assert created and created.date() == date.fromisoformat(BASIS.at[:10])
