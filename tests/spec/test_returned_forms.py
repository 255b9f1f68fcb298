"""What people do to the form itself, and exactly what is said about it."""

from collections.abc import Callable

import pytest

from tests.build.looks import COMPANIES, Returned, credit_code, returned, sheet
from workbook_tools.layout import AUTHOR
from workbook_tools.messages import render
from workbook_tools.model import Severity

Spoil = Callable[[], Returned]
COPY = sheet("填报表 (2)", returned().look().sheets[0].rows)


def renamed(name: str) -> Returned:
    book = returned()
    book.name = name
    return book


def beside(*extra: object) -> Returned:
    book = returned()
    book.extra = list(extra)  # type: ignore[arg-type]
    return book


def rows_added_above() -> Returned:
    return returned().insert(row=1).insert(row=1)


def title_deleted() -> Returned:
    book = returned()
    book.cells = {(row - 2, column): value for (row, column), value in book.cells.items() if row > 2}
    book.merges = [(top - 2, left, bottom - 2, right) for top, left, bottom, right in book.merges]
    return book


def title_deleted_beneath_its_merges() -> Returned:
    """As programs do that move cells and leave merged areas where they were."""
    book = returned()
    book.merges.append((4, 2, 4, 6))
    book.cells = {(row - 1, column): value for (row, column), value in book.cells.items() if row > 1}
    return book


def columns_swapped() -> Returned:
    book = returned()
    for row in (5, 7, 8, 9):
        book.cells[row, 2], book.cells[row, 3] = book.cells[row, 3], book.cells[row, 2]
    return book


def merged(span: tuple[int, int, int, int]) -> Returned:
    book = returned()
    book.merges.append(span)
    top, left, bottom, right = span
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            if (row, column) != (top, left):
                book.cells[row, column] = None
    return book


def without_form() -> Returned:
    book = returned()
    book.cells = {(1, 1): "企业", (1, 2): "数量"}
    return book


def two_forms() -> Returned:
    book = renamed("Sheet1")
    book.extra = [COPY]
    return book


def only_picture() -> Returned:
    book = returned(zero=None, filler=None, checker=None, on=None).empty_roster()
    book.pictures = 1
    return book


FULL = tuple((*COMPANIES[2][:2], credit_code(10 + i), *COMPANIES[2][3:]) for i in range(8))
FORMS: dict[str, tuple[Spoil, set[tuple[str, str]]]] = {
    "as issued and filled in": (returned, set()),
    "records in the overflow rows below the signature line": (lambda: returned(FULL), set()),
    "sheet renamed": (lambda: renamed("Sheet1"), {("L004", "")}),
    "another sheet with data": (lambda: beside(sheet("九月", [("企业", 3.0)])), {("L005", "")}),
    "a sheet of the clerk's own with a name like the tool's": (
        lambda: beside(sheet("_补充", [("企业", 3.0)])),
        {("L005", "")},
    ),
    "the form's sheet named like the tool's": (lambda: renamed("_填报"), {("L004", "")}),
    "a second copy of the form": (lambda: beside(COPY), {("L005", "")}),
    "rows added above the title": (rows_added_above, {("L010", "A7")}),
    "title rows deleted": (title_deleted, {("L010", "A3")}),
    "a title row deleted, merged cells left behind": (
        title_deleted_beneath_its_merges,
        {("L010", "A4")},
    ),
    "a row inserted between companies": (lambda: returned().insert(row=8), {("L020", "A9")}),
    "a column inserted": (lambda: returned().insert(column=4), {("L011", "E6")}),
    "an optional column deleted": (
        lambda: returned().delete(column=11),
        {("L017", ""), ("L011", "K6")},
    ),
    "two columns swapped": (columns_swapped, {("L011", "B6")}),
    "spaces in a heading": (lambda: returned().put("B5", "企业 名称"), {("L012", "B6")}),
    "half-width brackets in a heading": (lambda: returned().put("F6", "营业收入(万元)"), {("L012", "F6")}),
    "measure dropped from a heading": (lambda: returned().put("F6", "营业收入"), {("L013", "F6")}),
    "another measure in a heading": (lambda: returned().put("F6", "营业收入（元）"), {("L014", "F6")}),
    "a required heading renamed": (lambda: returned().put("B5", "单位"), {("L015", ""), ("L041", "B7")}),
    "an optional heading renamed": (lambda: returned().put("L5", "备考"), {("L017", "")}),
    "a heading twice": (lambda: returned().put("L5", "企业名称"), {("L016", "L6"), ("L017", "")}),
    "a required label of the header gone": (lambda: returned().put("C4", None), {("L019", "")}),
    "signature line moved two columns": (
        lambda: returned().put("E12", None).put("F12", None).put("G12", "填报日期").put("H12", "2024-11-02"),
        {("C201", "H12")},
    ),
    "a total typed below the companies": (
        lambda: returned().row(10, (None, "合 计", None, None, None, 1500.5, 42.0)),
        {("L022", "A10")},
    ),
    "a total that does not add up": (
        lambda: returned().row(10, ("合计", None, None, None, None, 1600.0, 42.0)),
        {("L022", "A10"), ("L023", "F10")},
    ),
    "a total with its measure": (
        lambda: returned().row(10, (None, "合计（3家）", None, None, None, 1600.0, 42.0)),
        {("L022", "A10"), ("L023", "F10")},
    ),
    "a total of the page": (
        lambda: returned().row(10, (None, "本页小计：", None, None, None, 1600.0, 42.0)),
        {("L022", "A10")},
    ),
    "an 其中 row in the middle": (
        lambda: returned().row(10, (None, "其中：规上企业", None, None, None, 9.0)),
        {("L022", "A10")},
    ),
    "a line that says the rest is blank": (
        lambda: returned().row(10, (None, "以下空白")),
        {("L027", "A10")},
    ),
    "a remark below the companies": (
        lambda: returned().row(10, (None, "注：以上企业均已核实")),
        {("L027", "A10")},
    ),
    "the sample left in": (
        lambda: returned().row(10, (4.0, "示例县样板有限公司", credit_code(999), "东乡镇")),
        {("L024", "A10")},
    ),
    "the sample filled with something else": (
        lambda: returned().row(9, ("示例", *COMPANIES[2][1:])),
        {("L025", "A9")},
    ),
    "the heading copied among the rows": (
        lambda: returned().row(10, ("序号", "企业名称", "统一社会信用代码", "所属乡镇", "培育状态")),
        {("L026", "A10")},
    ),
    "a second block far below": (
        lambda: returned().row(40, (None, "示例县丁商贸有限公司", credit_code(4), "东乡镇", "培育中")),
        {("L021", "A40")},
    ),
    "one township merged over three companies": (lambda: merged((7, 4, 9, 4)), {("L030", "D7")}),
    "one income merged over two companies": (lambda: merged((7, 6, 8, 6)), {("L031", "F7")}),
    "a hidden row with data": (
        lambda: returned().mark(hidden_rows=frozenset({8, 10})),
        {("L032", "A8")},
    ),
    "a hidden column with data": (
        lambda: returned().mark(hidden_columns=frozenset({7, 11, 30})),
        {("L033", "G7"), ("L033", "K7")},
    ),
    "an error value": (
        lambda: returned().put("F7", None).mark(errors={(7, 6): "#REF!"}),
        {("L034", "F7")},
    ),
    "an error value in a computed column": (
        lambda: returned().put("H7", None).mark(errors={(7, 8): "#DIV/0!"}, formulas=frozenset({(7, 8)})),
        set(),
    ),
    "a formula never calculated": (
        lambda: returned().put("G8", None).mark(formulas=frozenset({(8, 7)}), uncached=frozenset({(8, 7)})),
        {("L035", "G8")},
    ),
    "formulas over the input": (
        lambda: returned().mark(formulas=frozenset({(7, 6), (8, 6), (7, 8)})),
        {("L036", "F7")},
    ),
    "a picture in a cell that must hold data": (
        lambda: returned().put("B7", '=DISPIMG("ID_0123",1)'),
        {("L037", "B7")},
    ),
    "a picture in a cell that may stay blank": (
        lambda: returned().put("K8", '=DISPIMG("ID_0123",1)'),
        {("L038", "K8")},
    ),
    "a comment": (lambda: returned().mark(comments={(7, 2): ("示例甲", "电话改了")}), {("L040", "B7")}),
    "a comment of the tool's own": (lambda: returned().mark(comments={(7, 2): (AUTHOR, "请改正")}), set()),
    "notes in the margin": (
        lambda: returned().put("N3", "请领导审阅").put("N8", "电话改了"),
        {("L041", "N3")},
    ),
    "a word among the numbers of 序号": (lambda: returned().put("A11", "完"), {("L041", "A11")}),
    "no form at all": (without_form, {("L001", "")}),
    "two copies of the form, neither named so": (two_forms, {("L002", "")}),
    "a picture pasted into the blank form": (only_picture, {("L003", "")}),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_reading_says_exactly(name: str) -> None:
    spoil, expected = FORMS[name]
    assert spoil().found() == expected


@pytest.mark.parametrize("name", FORMS)
def test_every_sentence_can_be_made(name: str) -> None:
    for finding in FORMS[name][0]().read()[1]:
        sentence = render(finding)
        assert sentence.endswith(f"（{finding.code}）")
        assert "{" not in sentence


def test_a_form_that_cannot_be_found_is_refused() -> None:
    for name in ("no form at all", "two copies of the form, neither named so"):
        reading, findings = FORMS[name][0]().read()
        assert reading is None
        assert [finding.severity for finding in findings] == [Severity.MANDATORY]


UNHARMED = (
    "sheet renamed",
    "a second copy of the form",
    "rows added above the title",
    "title rows deleted",
    "a row inserted between companies",
    "a column inserted",
    "two columns swapped",
    "spaces in a heading",
    "half-width brackets in a heading",
    "signature line moved two columns",
    "a total typed below the companies",
    "the sample left in",
    "the heading copied among the rows",
    "a hidden row with data",
    "formulas over the input",
    "notes in the margin",
)


@pytest.mark.parametrize("name", UNHARMED)
def test_what_changes_only_the_form_does_not_change_what_is_read(name: str) -> None:
    assert FORMS[name][0]().reading().content == returned().reading().content
