"""The bureau decides: what is asked in 待办, what each ruling changes, and that nothing of it can be lost or forged."""

import hashlib
from collections.abc import Mapping
from datetime import date
from itertools import permutations

import pytest
from openpyxl import load_workbook

from scripts.examples.filling import Record
from tests.build.bureau import PERIOD, Bureau, Json, county_header
from tests.build.day import EAST, FIRMS, FIRST, LATER, SHOPS, WEST, Day, edited, nameless
from tests.build.monday import Inbox, packed_again
from tests.build.officer import Desk
from workbook_tools.layout import FORM_SHEET, issued_cells
from workbook_tools.messages import decisions as words
from workbook_tools.model import a1


@pytest.fixture
def day(bureau: Bureau, inbox: Inbox) -> Day:
    """A day that begins with January's forms issued."""
    return Day(bureau, inbox)


# ---------------------------------------------------------------- 归属裁定

Files = Mapping[str, bytes]
CONTESTED = {"B02": (0, 0), "T01": (1, 1), "T02": (1, 1)}
FOR_EAST = {"B02": (0, 0), "T01": (2, 0), "T02": (1, 0)}
FOR_WEST = {"B02": (0, 0), "T01": (1, 0), "T02": (2, 0)}
WITHDRAWN = {"B02": (0, 0), "T01": (2, 0), "T02": (1, 0)}
"""W4 is the east's, W6 the west's, W5 is claimed by both; at last the west takes it back."""


def contest(day: Day) -> Files:
    """Both units' first returns, and the correction that one sends later."""
    return {
        "east": day.shops(EAST, "W4", "W5"),
        "west": day.shops(WEST, "W5", "W6"),
        "corrected": day.shops(WEST, "W6", on=LATER),
    }


def test_a_contested_enterprise_counts_as_ruled_at_each_step(day: Day) -> None:
    files = contest(day)
    day.came(east=files["east"], west=files["west"])
    assert day.validated() == {EAST: ("accepted", {"X1"}), WEST: ("accepted", {"X1"})}
    assert day.counts() == CONTESTED, "nobody's until the bureau rules"

    assert day.desk().the("归属裁定", "W5").choices == ("东乡镇", "西乡镇", words.NOBODY)
    day.rules("归属裁定", "东乡镇", "W5")
    assert day.counts() == FOR_EAST
    assert day.validated() == {EAST: ("accepted", set()), WEST: ("accepted", {"X19"})}

    day.takes_back("归属裁定")
    assert day.counts() == CONTESTED, "what was taken back is open again"
    day.rules("归属裁定", "西乡镇")
    assert day.counts() == FOR_WEST

    day.came(corrected=files["corrected"])
    assert day.validated() == {EAST: ("accepted", set()), WEST: ("accepted", set())}
    assert day.counts() == WITHDRAWN, "nobody contests it any more, so the ruling has nothing to settle"


def test_ruled_to_be_nobodys_it_counts_for_nobody(day: Day) -> None:
    files = contest(day)
    day.came(east=files["east"], west=files["west"])
    day.rules("归属裁定", words.NOBODY)
    assert day.counts() == {"B02": (0, 0), "T01": (1, 0), "T02": (1, 0)}


@pytest.mark.parametrize("order", list(permutations(("east", "west", "corrected")))[1:], ids="-".join)
def test_the_counts_are_right_in_whatever_order_the_files_come(
    day: Day, order: tuple[str, ...], ruled: Desk
) -> None:
    files = contest(day)
    for name in order:
        day.came(**{name: files[name]})
    day.decided(ruled)
    day.validated()
    assert day.counts() == WITHDRAWN


@pytest.fixture(scope="module")
def ruled(issued: Bureau, inbox: Inbox, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """待办 in which the contest is ruled for the west, while it still claimed the enterprise."""
    day = Day(issued.copied(tmp_path_factory.mktemp("ruled") / "台账"), inbox)
    files = contest(day)
    day.came(east=files["east"], west=files["west"])
    desk = day.desk()
    return desk.ruled(desk.the("归属裁定"), "西乡镇")


def test_every_decision_shows_in_the_master(day: Day, ruled: Desk) -> None:
    files = contest(day)
    day.came(east=files["east"], west=files["west"])
    day.decided(ruled)
    day.takes_back("归属裁定", reason="示例：证照已更正")
    path = day.bureau.did("consolidate", *PERIOD, now=day.now())["master"]
    rows = list(load_workbook(path)["裁定记录"].iter_rows(min_row=4, values_only=True))
    assert [(row[2], row[5], row[6], row[7], row[10]) for row in rows] == [
        ("归属裁定", "“W5”的归属", "西乡镇", "示例理由", words.TAKEN_BACK),
        ("归属裁定", "“W5”的归属", words.REVOKING, "示例：证照已更正", None),
    ]


# ---------------------------------------------------------------- 豁免


def big_firm(day: Day) -> bytes:
    """A return whose total is beyond the county's (a 准强制性 rule), explained."""
    header: Record = {**county_header(FIRST), "notes": "示例：总部并表后口径变化"}
    row: Record = {
        "title": "示例集团",
        "reg": "SL000001",
        "step": "入统",
        "out": 1_500_000.0,
        "staff": 20_000,
    }
    return day.inbox.typed("B01", FIRMS, header, [{**row, "why": "示例：集团总部并表统计"}])


def test_a_waiver_lets_a_return_pass_and_its_refusal_sends_it_back(day: Day) -> None:
    owner = ("B01", FIRMS)
    day.came(firm=big_firm(day))
    assert day.validated()[owner][0] == "held"
    asked = day.desk().the("豁免")
    assert asked.texts["单位"] == "县经信局"
    assert "总部并表后口径变化" in asked.texts["事项说明"], "with what the unit wrote"
    refused = day.rules("豁免", words.DISAGREE)
    assert refused.data["decisions"][0]["subject"] == ["2024-01", *owner, "R3", ""]
    assert day.validated()[owner][0] == "returned"
    assert all(line.matter != "豁免" for line in day.desk().lines())

    day.takes_back("豁免")
    day.rules("豁免", words.AGREE)
    assert day.validated()[owner][0] == "accepted"
    assert day.counts(FIRMS)["B01"] == (1, 0)


# ---------------------------------------------------------------- 身份确认


def test_a_file_without_identity_is_taken_for_what_it_was_ruled_to_be(day: Day) -> None:
    assert day.came(copied=nameless(day.shops(EAST, "W4"))) == {"copied.xlsx": ("held", "S001")}
    assert day.desk().the("身份确认", "copied.xlsx").choices[-1] == words.NOT_TAKEN
    day.rules("身份确认", "东乡镇（电商主体培育表")
    assert day.validated()[EAST][0] == "accepted"
    assert day.counts()["T01"] == (1, 0)
    again = day.bureau.did("collect", str(day.bureau.root / "inbox"), now=day.now())["files"]
    assert [file["verdict"] for file in again] == ["duplicate"], "it stays what it was ruled to be"

    day.takes_back("身份确认")
    assert EAST not in day.validated(), "without the ruling it answers nothing"
    assert day.counts()["T01"] == (0, 0)


@pytest.mark.parametrize(("ruling", "owner"), [("东乡镇（电商", EAST), ("西乡镇（电商", WEST)])
def test_a_form_that_names_two_units_is_the_one_it_was_ruled_to_be(
    day: Day, ruling: str, owner: tuple[str, str]
) -> None:
    form = day.bureau.form(SHOPS)
    cell = a1(issued_cells(form)["unit"])
    day.came(
        borrowed=edited(day.shops(EAST, "W4"), lambda book: book[FORM_SHEET].__setitem__(cell, "西乡镇"))
    )
    assert day.validated() == {EAST: ("held", {"S008"})}
    assert day.desk().the("身份确认").choices[0].startswith("东乡镇（电商"), (
        "what it was issued as comes first"
    )
    day.rules("身份确认", ruling)
    assert {whose: status for whose, (status, _) in day.validated().items()} == {owner: "accepted"}
    assert day.counts()[owner[0]] == (1, 0)


def test_a_file_that_is_not_taken_in_is_refused_from_then_on(day: Day) -> None:
    day.came(copied=nameless(day.shops(EAST, "W4")))
    day.rules("身份确认", words.NOT_TAKEN)
    again = day.bureau.did("collect", str(day.bureau.root / "inbox"), now=day.now())["files"]
    assert [(file["verdict"], file["code"]) for file in again] == [("refused", "S907")]
    assert all(line.matter != "身份确认" for line in day.desk().lines())


def test_a_file_cannot_be_ruled_to_be_a_form_it_is_not(day: Day) -> None:
    day.came(copied=nameless(day.shops(EAST, "W4")))
    answer = day.rules("身份确认", "规上企业")
    assert (answer.code, [f["code"] for f in answer.data["findings"]]) == (1, ["D009"])
    assert day.bureau.state().history == ()


# ---------------------------------------------------------------- 版本采用


def test_of_several_versions_the_chosen_one_stands_until_a_newer_one_comes(day: Day) -> None:
    one, two = day.shops(EAST, "W4"), day.shops(EAST, "W4", "W5")
    day.came(one=one, two=two)
    assert day.validated()[EAST][0] == "held"
    day.rules("版本采用", hashlib.sha256(two).hexdigest()[:8])
    day.validated()
    assert day.counts()["T01"] == (2, 0)
    told = {line["path"].rpartition("/")[2]: line["code"] for line in collected_again(day)}
    assert told == {"one.xlsx": "S904", "two.xlsx": "S904"}
    day.came(three=day.shops(EAST, "W6", on=LATER))
    day.validated()
    assert day.counts()["T01"] == (1, 0), "a newer version speaks for itself"


def collected_again(day: Day) -> list[Json]:
    files: list[Json] = day.bureau.did("collect", str(day.bureau.root / "inbox"), now=day.now())["files"]
    return files


# ---------------------------------------------------------------- 更正


def test_a_correction_asks_for_a_new_file(day: Day) -> None:
    first = day.shops(EAST, "W4", "W5")
    day.came(first=first)
    day.validated()
    day.rules("更正", "退回更正：东乡镇（电商主体培育表）", reason="示例：来电说明 W5 填错")
    assert day.validated()[EAST] == ("returned", {"S080"})
    assert day.counts()["T01"] == (0, 0), "the wrong figures do not count while the new ones are awaited"
    slips = list((day.bureau.root / "returned" / "202401").glob("*.txt"))
    assert any("来电说明 W5 填错" in path.read_text(encoding="utf-8-sig") for path in slips)

    day.came(again=packed_again(first))
    assert day.validated()[EAST][0] == "returned", "the same figures once more correct nothing"
    day.came(new=day.shops(EAST, "W4", on=LATER))
    assert day.validated()[EAST] == ("accepted", set())
    assert day.counts()["T01"] == (1, 0)


def test_a_correction_and_a_choice_of_version_can_be_taken_back(day: Day) -> None:
    one = day.shops(EAST, "W4")
    day.came(one=one)
    day.rules("更正", "退回更正：东乡镇（电商主体培育表）")
    assert day.takes_back("更正").code == 0
    assert day.validated()[EAST][0] == "accepted"
    day.came(two=day.shops(EAST, "W4", "W5"))
    day.rules("版本采用", hashlib.sha256(one).hexdigest()[:8])
    assert day.takes_back("版本采用").code == 0
    assert day.validated()[EAST][0] == "held", "the question is open again"


# ---------------------------------------------------------------- filling in, and what may go wrong

WRONG: Mapping[str, tuple[Mapping[str, object], str, str]] = {
    "no reason": ({words.REASON: None}, "D004", "H4"),
    "no officer": ({words.OFFICER: None}, "D004", "I4"),
    "no day": ({words.DAY: None}, "D004", "J4"),
    "not among the choices": ({words.RULING: "县商务局"}, "D003", "G4"),
    "no day at all": ({words.DAY: "昨天"}, "D005", "J4"),
    "a day to come": ({words.DAY: date(2024, 2, 7)}, "D006", "J4"),
}


@pytest.fixture(scope="module")
def contested(issued: Bureau, inbox: Inbox, tmp_path_factory: pytest.TempPathFactory) -> Day:
    """A day on which one enterprise is contested; nothing may be decided on it."""
    day = Day(issued.copied(tmp_path_factory.mktemp("contested") / "台账"), inbox)
    files = contest(day)
    day.came(east=files["east"], west=files["west"])
    return day


@pytest.fixture(scope="module")
def desk(contested: Day) -> Desk:
    """待办 of that day."""
    return contested.desk()


@pytest.mark.parametrize(("typed", "code", "cell"), WRONG.values(), ids=WRONG)
def test_an_incomplete_row_is_refused_by_its_cell(
    contested: Day, desk: Desk, typed: Mapping[str, object], code: str, cell: str
) -> None:
    line = desk.the("归属裁定")
    answer = contested.decided(desk.ruled(line, "东乡镇").typed(line, typed))
    assert [(f["code"], f["sheet"], f["cell"]) for f in answer.data["findings"]] == [(code, "待办", cell)]
    assert (answer.code, answer.data["decisions"]) == (1, [])
    assert contested.bureau.state().history == (), "nothing is recorded"


def test_all_that_is_wrong_is_said_at_once(contested: Day, desk: Desk) -> None:
    corrections = [line for line in desk.lines() if line.matter == "更正"][:2]
    for line in corrections:
        desk = desk.ruled(line, line.choices[0], reason=None)
    desk = desk.ruled(desk.the("归属裁定"), "东乡镇", day="无")
    found = [(f["code"], f["cell"]) for f in contested.decided(desk).data["findings"]]
    assert found == [("D005", "J4"), ("D004", "H6"), ("D004", "H7"), ("D007", "G7")]


def test_a_row_that_was_changed_is_not_taken_for_another(contested: Day, desk: Desk) -> None:
    changed = Desk(edited(desk.data, lambda book: book[words.SHEET_OPEN].__setitem__("E4", "另一件事")))
    answer = contested.decided(changed.ruled(changed.the("归属裁定"), "东乡镇"))
    assert [(f["code"], f["cell"]) for f in answer.data["findings"]] == [("D002", "G4")]


def test_a_workbook_of_another_kind_is_refused(contested: Day) -> None:
    answer = contested.decided(Desk(contested.inbox.book("T01", SHOPS)))
    assert (answer.code, [f["code"] for f in answer.data["findings"]]) == (1, ["D001"])


def test_what_was_begun_stays_in_the_workbook_that_is_written_next(contested: Day, desk: Desk) -> None:
    path = contested.bureau.root / "decisions" / "待办-202401.xlsx"
    desk.typed(desk.the("归属裁定"), {words.REASON: "示例：待查营业执照"}).saved(path)
    assert contested.desk().the("归属裁定").texts[words.REASON] == "示例：待查营业执照"


def test_a_workbook_that_cannot_be_read_is_put_aside_not_lost(contested: Day) -> None:
    path = contested.bureau.root / "decisions" / "待办-202401.xlsx"
    path.write_bytes(b"half a workbook")
    assert contested.desk().the("归属裁定")
    (aside,) = path.parent.glob("待办-202401-*.xlsx")
    assert aside.read_bytes() == b"half a workbook"


def test_the_same_workbook_twice_changes_nothing(day: Day, ruled: Desk) -> None:
    files = contest(day)
    day.came(east=files["east"], west=files["west"])
    assert day.decided(ruled).data["again"] is False
    before = day.bureau.events()
    assert day.decided(ruled).data == {"decisions": [], "open": 0, "again": True, "findings": []}
    assert day.bureau.events() == before


def test_of_two_decisions_the_later_holds_so_an_earlier_one_is_not_taken(day: Day, ruled: Desk) -> None:
    path = ruled.saved(day.bureau.root.parent / "待办.xlsx")
    assert day.bureau.said("decide", str(path), now="2024-02-06T10:00:00").code == 0
    other = ruled.ruled(ruled.the("归属裁定"), "东乡镇").saved(path)
    assert day.bureau.said("decide", str(other), now="2024-02-06T10:00:00").code == 2


def test_nothing_to_decide_leaves_no_old_question_standing(day: Day) -> None:
    files = contest(day)
    day.came(east=files["east"], west=files["west"])
    assert day.desk().the("归属裁定")
    day.came(corrected=files["corrected"])
    assert {line.matter for line in day.desk().lines()} == {"更正"}
