"""What the rules of the plan that ships say of a return: the change of a sound one, and the rules it breaks."""

from datetime import date

import pytest

from scripts.examples.filling import Record
from tests.build.packaged import (
    DEPARTMENT,
    TOWNSHIP,
    context_of,
    of_the_plan,
    reading_of,
    shipped_plan,
    sound_row,
)
from workbook_tools import checks
from workbook_tools.messages import render
from workbook_tools.model import Finding, Scope, Value

_PREPARING: Record = {
    "stage": "拟申报",
    **dict.fromkeys(("newtype", "count_year", "cert", "cert_date", "proof")),
}
_BEING_CULTIVATED: Record = {
    "status": "拟培育",
    **dict.fromkeys(("count_year", "in_date", "in_no", "proof")),
}

Change = dict[str, Value]

ROWS: dict[str, tuple[str, Change, set[str]]] = {
    "a sound department row": (DEPARTMENT, {}, set()),
    "a sound township row": (TOWNSHIP, {}, set()),
    "registered outside the district": (DEPARTMENT, {"town": "区外"}, {"GQ01"}),
    "counted in another year than the certificate's": (DEPARTMENT, {"count_year": "2024"}, {"GQ02"}),
    "recognised, but not counted": (DEPARTMENT, {"count_year": "不计入"}, set()),
    "moved here with an older certificate, counted this year": (
        DEPARTMENT,
        {"newtype": "整体迁入", "cert": "GR202144000123", "cert_date": date(2021, 12, 20)},
        set(),
    ),
    "recognised anew, and counted": (DEPARTMENT, {"newtype": "重新认定"}, {"GQ03"}),
    "recognised anew, not counted": (DEPARTMENT, {"newtype": "重新认定", "count_year": "不计入"}, set()),
    "about to apply, registered a day less than a year ago": (
        DEPARTMENT,
        {**_PREPARING, "reg_date": date(2022, 11, 1)},
        {"GQ04"},
    ),
    "about to apply, registered a year ago to the day": (
        DEPARTMENT,
        {**_PREPARING, "reg_date": date(2022, 10, 31)},
        set(),
    ),
    "young, but only in the reserve": (
        DEPARTMENT,
        {**_PREPARING, "stage": "后备库", "reg_date": date(2023, 5, 6)},
        set(),
    ),
    "three years' revenue below one year's": (
        DEPARTMENT,
        {"rev1": 3000, "rev3": 2999.99, "hi_rev": 2500},
        {"GQ05"},
    ),
    "three years' revenue more than twenty times one year's": (
        DEPARTMENT,
        {"rev1": 100, "hi_rev": 80, "rev3": 2000.01, "rd3": 400},
        {"GQ06"},
    ),
    "more spent on research than earned": (DEPARTMENT, {"rd3": 99_999}, {"GQ07"}),
    "4.99 % of 50 million": (DEPARTMENT, {"rev1": 5000, "rev3": 10_000, "rd3": 499, "hi_rev": 4000}, {"GQ08"}),
    "5 % of 50 million": (DEPARTMENT, {"rev1": 5000, "rev3": 10_000, "rd3": 500, "hi_rev": 4000}, set()),
    "3.99 % of 200 million": (
        DEPARTMENT,
        {"rev1": 20_000, "rev3": 50_000, "rd3": 1995, "hi_rev": 15_000},
        {"GQ08"},
    ),
    "3 % of more than 200 million": (
        DEPARTMENT,
        {"rev1": 20_000.01, "rev3": 50_000, "rd3": 1500, "hi_rev": 15_000},
        set(),
    ),
    "little research, but only in the reserve": (
        DEPARTMENT,
        {**_PREPARING, "stage": "后备库", "rd3": 1, "hi_rev": 1, "tech": 1},
        set(),
    ),
    "little research, and moved away": (DEPARTMENT, {**_PREPARING, "stage": "迁出", "rd3": 1}, set()),
    "no revenue at all": (DEPARTMENT, {"rev1": 0, "rev3": 0, "rd3": 0, "hi_rev": 0}, set()),
    "more high-tech revenue than revenue": (DEPARTMENT, {"rev1": 2000, "hi_rev": 2000.01}, {"GQ09"}),
    "59.99 % high-tech revenue": (DEPARTMENT, {"rev1": 1000, "hi_rev": 599.9}, {"GQ10"}),
    "60 % high-tech revenue": (DEPARTMENT, {"rev1": 1000, "hi_rev": 600}, set()),
    "more technical staff than staff": (DEPARTMENT, {"staff": 40, "tech": 41}, {"GQ11"}),
    "9 of 100 are technical staff": (DEPARTMENT, {"staff": 100, "tech": 9}, {"GQ12"}),
    "10 of 100 are technical staff": (DEPARTMENT, {"staff": 100, "tech": 10}, set()),
    "no rights at all": (DEPARTMENT, {"ip1": 0, "ip2": 0}, {"GQ13"}),
    "no rights, but only in the reserve": (
        DEPARTMENT,
        {**_PREPARING, "stage": "后备库", "ip1": 0, "ip2": 0},
        set(),
    ),
    "above the size of statistics with too little revenue for industry": (
        DEPARTMENT,
        {"above": "是", "rev1": 1999.99, "hi_rev": 1500},
        {"GQ14"},
    ),
    "the same in another trade": (
        DEPARTMENT,
        {"above": "是", "rev1": 1999.99, "hi_rev": 1500, "ind": "F 批发和零售业"},
        set(),
    ),
    "trade not given": (DEPARTMENT, {"ind": None, "above": "是"}, {"GQ15"}),
    "certificate of another province": (DEPARTMENT, {"cert": "GR202344000123"}, {"GQ16"}),
    "certificate number of another year": (DEPARTMENT, {"cert": "GR202251000123"}, {"GQ17"}),
    "certificate number cut short": (DEPARTMENT, {"cert": "GR20224400012"}, set()),
    "number of another kind of certificate": (DEPARTMENT, {"cert": "GF202244000123"}, set()),
    "certificate older than the enterprise": (
        DEPARTMENT,
        {**_PREPARING, "stage": "后备库", "reg_date": date(2023, 3, 1), "cert_date": date(2023, 2, 28)},
        {"GQ18"},
    ),
    "certificate ran out the day before the cut-off day": (
        DEPARTMENT,
        {"cert": "GR202051000123", "cert_date": date(2020, 10, 31), "count_year": "不计入"},
        {"GQ19"},
    ),
    "certificate runs out on the cut-off day": (
        DEPARTMENT,
        {"cert": "GR202051000123", "cert_date": date(2020, 11, 1), "count_year": "不计入"},
        {"GQ20"},
    ),
    "certificate runs out in six months": (
        DEPARTMENT,
        {"cert": "GR202151000123", "cert_date": date(2021, 5, 1), "count_year": "不计入"},
        {"GQ20"},
    ),
    "certificate runs out a day later": (
        DEPARTMENT,
        {"cert": "GR202151000123", "cert_date": date(2021, 5, 2), "count_year": "不计入"},
        set(),
    ),
    "recognised without proof": (DEPARTMENT, {"proof": "无"}, {"GQ21"}),
    "name of another county": (TOWNSHIP, {"name": "示例云阳面业有限公司"}, {"KJ01"}),
    "former name of the district": (TOWNSHIP, {"name": "示例开县面业有限公司"}, set()),
    "counted in another year than it was taken in": (TOWNSHIP, {"count_year": "2024"}, {"KJ02"}),
    "taken in before it was founded": (
        TOWNSHIP,
        {"in_date": date(2023, 10, 2), "est_date": date(2023, 10, 3)},
        {"KJ03"},
    ),
    "taken in without a number": (TOWNSHIP, {"in_no": None}, {"KJ04"}),
    "founded nobody knows when": (TOWNSHIP, {"est_date": None}, {"KJ05"}),
    "another field of business, not named": (TOWNSHIP, {"chain": "其他", "remark": None}, {"KJ06"}),
    "another field of business, named": (TOWNSHIP, {"chain": "其他", "remark": "示例：数字文创"}, set()),
    "research above revenue": (TOWNSHIP, {"rev": 10, "rd": 10.01}, {"KJ07"}),
    "revenue not told": (TOWNSHIP, {"rev": None, "rd": 10.01}, set()),
    "taken in without any research": (TOWNSHIP, {"rd": 0}, {"KJ08"}),
    "not taken in, without any research": (TOWNSHIP, {**_BEING_CULTIVATED, "rd": 0}, set()),
    "more technical staff than staff in a township": (TOWNSHIP, {"staff": 3, "tech": 4}, {"KJ09"}),
    "4 of 100 are technical staff": (TOWNSHIP, {"staff": 100, "tech": 4}, {"KJ10"}),
    "5 of 100 are technical staff": (TOWNSHIP, {"staff": 100, "tech": 5}, set()),
    "a small enterprise of 501": (TOWNSHIP, {"is_tsme": "是", "staff": 501, "tech": 60, "rev": None}, {"KJ11"}),
    "a small enterprise of 500": (TOWNSHIP, {"is_tsme": "是", "staff": 500, "tech": 60}, set()),
    "a small enterprise with more than 200 million": (
        TOWNSHIP,
        {"is_tsme": "是", "rev": 20_000.01, "staff": None},
        {"KJ12"},
    ),
    "a national number of last year": (TOWNSHIP, {"tsme_no": "202250015408001234"}, {"KJ13"}),
    "a national number of this year": (TOWNSHIP, {"tsme_no": "202350015408001234"}, set()),
    "new without proof": (TOWNSHIP, {"proof": "无"}, {"KJ15"}),
}  # fmt: skip


def findings(code: str, rows: list[Record], **header: Value) -> list[Finding]:
    """What the plan's own rules find in a return."""
    return of_the_plan(checks.check(reading_of(code, rows, **header), context_of(code)))


def broken(code: str, rows: list[Record], **header: Value) -> set[str]:
    """The rules that a return breaks."""
    return {finding.code for finding in findings(code, rows, **header)}


@pytest.mark.parametrize("name", ROWS)
def test_a_row_breaks_exactly(name: str) -> None:
    code, change, expected = ROWS[name]
    assert broken(code, [sound_row(code, 1), {**sound_row(code, 2), **change}]) == expected


@pytest.mark.parametrize("code", [DEPARTMENT, TOWNSHIP])
def test_who_checked_is_another_than_who_filled_in(code: str) -> None:
    assert broken(code, [sound_row(code, 1)], h_filler="示例甲", h_check="示例甲") == {"TB01"}


@pytest.mark.parametrize("code", [DEPARTMENT, TOWNSHIP])
def test_a_form_is_filled_in_once_the_period_is_over(code: str) -> None:
    rows = [sound_row(code, 1)]
    assert broken(code, rows, h_date=date(2023, 10, 30)) == {"TB02"}
    assert broken(code, rows, h_date=date(2023, 10, 31)) == set()


@pytest.mark.parametrize(("rows", "expected"), [(4, set()), (5, {"KJ14"})])
def test_one_phone_for_five_enterprises_is_to_be_explained(rows: int, expected: set[str]) -> None:
    phone = {"tel": "023-****0001"}
    assert broken(TOWNSHIP, [{**sound_row(TOWNSHIP, i), **phone} for i in range(rows)]) == expected


def test_an_empty_list_breaks_no_rule() -> None:
    assert broken(DEPARTMENT, []) == broken(TOWNSHIP, []) == set()


def test_every_rule_is_broken_somewhere_here() -> None:
    elsewhere = {"TB01", "TB02", "KJ14"}
    assert elsewhere.union(*(codes for _, _, codes in ROWS.values())) == {
        rule.code for rule in shipped_plan().rules
    }


@pytest.mark.parametrize("name", [name for name, (_, _, codes) in ROWS.items() if codes])
def test_its_sentence_shows_values_and_no_braces(name: str) -> None:
    code, change, _ = ROWS[name]
    sentences = [render(each) for each in findings(code, [{**sound_row(code, 1), **change}])]
    assert sentences
    assert all("{" not in sentence and "[" not in sentence for sentence in sentences)


def test_what_is_said_of_a_row_marks_a_cell_of_that_row() -> None:
    scopes = {rule.code: rule.scope for rule in shipped_plan().rules}
    for code, change, _ in ROWS.values():
        for each in findings(code, [sound_row(code, 1), {**sound_row(code, 2), **change}]):
            assert (each.row == 1) == (scopes[each.code] is Scope.ROW), each
