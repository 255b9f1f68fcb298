"""变更记录, cell by cell: how two versions of a return differ, and what the sheet says of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.build.looks import COMPANIES, FORM, returned
from tests.build.plans import OCTOBER, example_plan
from tests.build.returns import Row, accepted, enterprise, incubated, reading_of, tables_of
from workbook_tools.consolidate.changes import Change, Kind, Said, Succession, Turn, Version, changes
from workbook_tools.messages import changes as words
from workbook_tools.model import Reading
from workbook_tools.xlsx.master import write

# openpyxl says so of the data bars, which these tests do not look at.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported:UserWarning")

PLAN = example_plan()
FORM_A, KEY = PLAN.forms[0], "代码"
ONE, TWO, THREE = (enterprise(code, "入库") for code in ("K1", "K2", "K3"))


def version(*rows: Row) -> Reading:
    """A version that lists these enterprises, from sheet row 8 down."""
    return reading_of(FORM_A, "U01", OCTOBER, rows)


def told(before: Reading, after: Reading) -> list[tuple[str, str, str, str, str, str, str]]:
    """The differences: what became of it, enterprise, field, the two values and the two cells."""
    return [
        (
            each.kind.value,
            each.key,
            each.label,
            each.before.text,
            each.after.text,
            each.before.place.removeprefix("填报表!"),
            each.after.place.removeprefix("填报表!"),
        )
        for each in changes(FORM_A, KEY, before, after)
    ]


def test_the_order_of_rows_is_no_change() -> None:
    assert told(version(ONE, TWO, THREE), version(THREE, ONE, TWO)) == []


def test_a_cell_is_told_with_both_values_and_both_places() -> None:
    left = (*TWO[:3], "退出", *TWO[4:])
    assert told(version(ONE, TWO), version(left, ONE)) == [
        ("changed", "K2", "状态", "入库", "退出", "D9", "D8")
    ]


def test_days_and_numbers_are_told_as_a_person_writes_them() -> None:
    dearer = (*ONE[:5], None, 20.0)
    assert told(version(ONE), version(dearer)) == [
        ("changed", "K1", "入库日期", "2023-03-01", "", "F8", "F8"),
        ("changed", "K1", "营业收入", "12.5", "20", "G8", "G8"),
    ]


def test_a_record_added_or_gone_is_one_line_at_its_key() -> None:
    assert told(version(ONE, TWO), version(THREE, ONE)) == [
        ("added", "K3", "", "", "", "", "C8"),
        ("removed", "K2", "", "", "", "C9", ""),
    ]
    (added, _) = changes(FORM_A, KEY, version(ONE, TWO), version(THREE, ONE))
    assert added.name == "示例企业K3"


def test_of_several_records_with_one_key_or_none_the_first_is_held_against_the_first() -> None:
    nobody, other = enterprise("", "入库", name="示例甲"), enterprise("", "入库", name="示例乙")
    renamed = enterprise("", "入库", name="示例丙")
    again = (*ONE[:3], "培育", *ONE[4:])
    assert told(version(ONE, nobody, again, other), version(nobody, ONE, renamed, again)) == [
        ("changed", "", "企业名称", "示例乙", "示例丙", "B11", "B10")
    ]
    assert told(version(ONE, again), version(ONE)) == [("removed", "K1", "", "", "", "C9", "")]


def test_a_column_that_one_version_lacks_is_blank_there_and_has_no_cell() -> None:
    whole, roster = version(ONE), version(ONE).roster
    kept = {key: column for key, column in roster.values.items() if key != "sales"}
    places = {key: column for key, column in roster.columns.items() if key != "sales"}
    cut = replace(whole, roster=replace(roster, values=kept, columns=places))
    assert told(whole, cut) == [("changed", "K1", "营业收入", "12.5", "", "G8", "")]


def test_the_text_as_found_stands_beside_a_value_that_was_understood_from_it() -> None:
    typed = version((*ONE[:6], 20.0))
    typed = replace(
        typed, roster=replace(typed.roster, raws={(0, "sales"): "20万元", (0, "state"): "已 入库"})
    )
    assert told(version(ONE), typed) == [
        ("changed", "K1", "营业收入", "12.5", "20（原样：20万元）", "G8", "G8")
    ], "and another spelling of the same value is no change"


def test_what_could_not_be_understood_is_told_by_its_text() -> None:
    one, other = (
        replace(
            reading, bad=frozenset({(0, "sales")}), roster=replace(reading.roster, raws={(0, "sales"): text})
        )
        for reading, text in ((version((*ONE[:6], None)), "很多"), (version((*ONE[:6], None)), "不少"))
    )
    assert told(one, one) == []
    assert told(one, other) == [("changed", "K1", "营业收入", "（原样：很多）", "（原样：不少）", "G8", "G8")]


def test_header_cells_come_first_and_phones_stay_masked() -> None:
    def typed(who: str, phone: str) -> Reading:
        row = [*COMPANIES[0]]
        row[[field.key for field in FORM.roster].index("phone")] = phone
        return returned([row], filler=who).reading()

    before, after = typed("示例甲", "13800138000"), typed("示例乙", "13900139111")
    found = changes(FORM, "统一社会信用代码", before, after)
    assert [(each.label, each.before.text, each.after.text) for each in found] == [
        ("填报人", "示例甲", "示例乙"),
        ("联系电话", "1380***8000", "1390***9111"),
    ]


# ---------------------------------------------------------------- the sheet


OLD, NEW = Version(1, "a" * 64, "示例旧.xlsx"), Version(2, "b" * 64, "示例新.xlsx")


def lines(*turns: Turn) -> list[Mapping[str, object]]:
    """The lines of the sheet, by heading, of one return to which this happened."""
    return sheet([Succession(1, 1, "U01", "示例东镇", OCTOBER, turns)])[1]


def sheet(successions: Sequence[Succession]) -> tuple[list[object], list[Mapping[str, object]]]:
    """Title and note, and the lines by heading."""
    target, tables = BytesIO(), tables_of(accepted("U05", "B", incubated("示例甲", "在孵")))
    write(target, replace(tables, changes=tuple(successions)))
    title, note, headings, *rows = load_workbook(target)[words.SHEET].iter_rows(values_only=True)
    return [title[0], note[0]], [dict(zip(map(str, headings), row, strict=True)) for row in rows]


def test_where_no_return_had_two_versions_one_line_says_so() -> None:
    (title, note), rows = sheet(())
    assert str(title).startswith("变更记录") and note == words.NONE
    assert rows == []


def test_each_change_of_version_is_a_line_and_each_cell_one_below_it() -> None:
    change = Change(
        Kind.CHANGED, "K1", "示例企业", "状态", Said("培育", "填报表!D8"), Said("入库", "填报表!D9")
    )
    gone = Change(Kind.REMOVED, "K2", "示例旧企业", "", Said("", "填报表!C9"), Said())
    first = Turn("2023-11-02T09:00:00", "首次通过", None, OLD)
    rows = lines(first, Turn("2023-11-06T09:00:00", "另一版", OLD, NEW, OLD, (change, gone)))
    assert [row["变更"] for row in rows] == [
        "版本 1：首次通过",
        "版本 1 → 版本 2：另一版",
        "改动",
        "不再列出",
    ]
    assert [row["时间"] for row in rows] == ["2023-11-02 09:00"] + ["2023-11-06 09:00"] * 3
    assert (rows[1]["前值"], rows[1]["后值"]) == ("示例旧.xlsx", "示例新.xlsx")
    assert [rows[2][heading] for heading in words.HEADINGS[7:]] == [
        "填报表!D8", "填报表!D9", "K1", "示例企业", "状态", "培育", "入库", OLD.sha256, NEW.sha256
    ]  # fmt: skip
    assert (rows[3]["前版单元格"], rows[3]["后版单元格"], rows[3]["去重字段"]) == ("填报表!C9", None, "K2")


def test_what_ceases_to_count_what_comes_after_it_and_what_is_fixed_are_told() -> None:
    rows = lines(
        Turn("2023-11-06T09:00:00", "要求更正", OLD, None),
        Turn("2023-11-07T09:00:00", "改正", None, NEW, OLD, ()),
        Turn("2023-11-08T09:00:00", "封存", NEW, NEW),
        Turn("2023-11-09T09:00:00", "换回", NEW, OLD, NEW, None),
    )
    assert [row["变更"] for row in rows] == [
        "版本 1 → 不计：要求更正",
        "不计 → 版本 2：改正",
        words.SAME.format(number=1),
        "版本 2：封存",
        "版本 2 → 版本 1：换回",
        words.UNREADABLE.format(number=2),
    ]


def test_no_text_of_a_return_becomes_a_formula() -> None:
    evil = Change(Kind.CHANGED, "=1+1", "=HYPERLINK(1)", "状态", Said("=A1", "x!A1"), Said("@SUM(1)", "x!A1"))
    target, tables = BytesIO(), tables_of(accepted("U05", "B", incubated("示例甲", "在孵")))
    turns = (Turn("2023-11-06T09:00:00", "=1", OLD, NEW, OLD, (evil,)),)
    write(target, replace(tables, changes=(Succession(1, 1, "U01", "示例东镇", OCTOBER, turns),)))
    cells = [cell for row in load_workbook(target)[words.SHEET].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)
