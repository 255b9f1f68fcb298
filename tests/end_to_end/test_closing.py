"""封存: a closed period stays as it is; what comes later waits, is shown, and counts once the period is reopened."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.build.bureau import PERIOD, RECEIVED, Answer, Bureau, Json, county_header, county_return
from tests.build.county_returns import rows
from tests.build.day import EAST, FIRST, LATER, SHOPS, WEST, Day, nameless
from tests.build.monday import Inbox
from tests.build.officer import Desk
from tests.end_to_end.test_plan_changed import edited as change
from tests.end_to_end.test_plan_changed import renamed
from workbook_tools.cli.main import run
from workbook_tools.messages import decisions as words

REASON = "示例：补报一户"


@pytest.fixture
def day(bureau: Bureau, inbox: Inbox) -> Day:
    """A day that begins with January's forms issued, and two units' shops accepted."""
    day = Day(bureau, inbox)
    day.came(east=day.shops(EAST, "W4"), west=day.shops(WEST, "W6"))
    day.validated()
    return day


def closed(day: Day) -> Json:
    return day.bureau.did("close", *PERIOD, now=day.now())


def reopened(day: Day, reason: str = REASON) -> Answer:
    return day.bureau.said("reopen", *PERIOD, "--reason", reason, now=day.now())


def master(day: Day, *, now: str = "", period: str = "2024-01") -> bytes:
    told = day.bureau.did("consolidate", "--period", period, now=now or day.now())
    return Path(told["master"]).read_bytes()


def told(day: Day) -> dict[str, str]:
    """The status of each of January's files that validate lists, by its first name."""
    state = day.bureau.state()
    listed = day.bureau.did("validate", *PERIOD, now=day.now())["submissions"]
    return {state.submissions[each["sha256"]].names[0]: each["status"] for each in listed}


def written(day: Day) -> dict[str, bytes]:
    """What lies about for units and officers: slips, questions."""
    folders = (day.bureau.root / "returned", day.bureau.root / "decisions")
    return {
        str(path): path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()
    }


# ---------------------------------------------------------------- closing


def test_closing_says_what_is_fixed_and_a_second_time_changes_nothing(day: Day) -> None:
    first = closed(day)
    assert (first["closed"], first["already"]) == ("2024-01", False)
    assert (first["counts"], first["counted"]) == ({"accepted": 2, "missing": 5}, 2)
    before = day.bureau.events()
    assert closed(day) == {**first, "already": True}
    assert day.bureau.events() == before


def test_what_was_collected_and_never_checked_is_warned_of(
    day: Day, capsys: pytest.CaptureFixture[str]
) -> None:
    day.came(firm=day.inbox.book("B01", "XS-01"))
    assert run(["close", *PERIOD, "-w", str(day.bureau.root), "--now", day.now()]) == 0
    assert "有 1 份报送件没有按封存时的方案审核过" in capsys.readouterr().out
    assert closed(day)["counts"] == {"accepted": 2, "collected": 1, "missing": 4}


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (("close", "--period", "2024-02"), "报告期 2024-02 还没有下发过表"),
        (("close", "--period", "2031-01"), "方案里没有报告期 2031-01"),
        (("reopen", *PERIOD, "--reason", REASON), "2024年1月没有封存"),
        (("reopen", *PERIOD, "--reason", "  "), "请写明重新开启的原因"),
        (("reopen", *PERIOD), "缺少 --reason"),
    ],
)
def test_what_cannot_be_closed_or_reopened_is_refused_in_a_sentence(
    issued: Bureau, command: tuple[str, ...], sentence: str
) -> None:
    before = issued.state().closures
    answer = issued.said(*command)
    assert answer.code == 2
    assert answer.data["error"].startswith(sentence)
    assert issued.state().closures == before == ()


# ---------------------------------------------------------------- what comes later


def test_what_comes_later_waits_is_shown_and_counts_for_nothing(day: Day) -> None:
    before = day.counts()
    closed(day)
    lies, events = written(day), day.bureau.events()
    came = day.came(again=day.shops(EAST, "W4", "W6", "W7", on=LATER))
    assert came["again.xlsx"] == ("collected", "S908")
    assert day.bureau.events() == events + 1
    assert told(day) == {"east.xlsx": "accepted", "west.xlsx": "accepted", "again.xlsx": "late"}
    assert day.bureau.events() == events + 1, "no result is recorded of it"
    assert written(day) == lies, "nobody is told anything, nothing is asked"
    assert day.counts() == before
    assert day.validated()[WEST] == ("accepted", set()), "it claims nobody else's enterprise"


def test_status_shows_the_late_queue_and_chases_nobody(day: Day, capsys: pytest.CaptureFixture[str]) -> None:
    at = closed(day)["at"]
    day.came(again=day.shops(EAST, "W4", "W7", on=LATER))
    answer = day.bureau.did("status", *PERIOD, now=day.now())
    assert (answer["closed"], answer["chase"], answer["counts"]) == (at, [], {"accepted": 2, "missing": 5})
    (late,) = answer["late"]
    assert (late["unit"], late["name"], late["form"], late["files"]) == (
        "T01",
        "东乡镇",
        SHOPS,
        ["again.xlsx"],
    )
    assert "已于当天封存，不再催报" in Path(answer["chase_text"]).read_text(encoding="utf-8-sig")
    run(["status", *PERIOD, "-w", str(day.bureau.root), "--now", day.now()])
    assert "封存后收到 1 份，不计入，等候重新开启" in capsys.readouterr().out


def test_the_register_says_that_it_waits(day: Day) -> None:
    closed(day)
    day.came(again=day.shops(EAST, "W4", "W7", on=LATER))
    rows_ = load_workbook(day.bureau.root / "收件登记-202401.xlsx").active
    assert rows_
    said = {str(row[1]): str(row[5]) for row in rows_.iter_rows(values_only=True)}
    assert said["again.xlsx"] == "2024年1月已封存，封存后收到，已存档，不计入，等候重新开启（S908）"


def test_the_master_of_a_closed_period_is_the_same_bytes_until_something_comes_for_it(day: Day) -> None:
    closed(day)
    first = master(day)
    february(day, EAST)
    assert master(day, now="2024-03-09T09:00:00") == first
    day.came(again=day.shops(EAST, "W4", "W7", on=LATER))
    assert master(day) != first, "what came later is shown"
    assert [unit["cumulative"] for unit in day.bureau.did("consolidate", *PERIOD)["annexes"][1]["units"]] == [
        0,
        1,
        1,
    ]


def test_the_master_names_what_came_later_and_who_closed_and_reopened_the_period(day: Day) -> None:
    closed(day)
    reopened(day)
    closed(day)
    day.came(again=day.shops(EAST, "W4", "W7", on=LATER))
    path = day.bureau.did("consolidate", *PERIOD, now=day.now())["master"]
    book = load_workbook(path)
    turns = [row for row in book["裁定记录"].iter_rows(values_only=True) if row[2] == "封存"]
    assert [(row[5], row[6], row[7], row[10]) for row in turns] == [
        ("2024年1月", "封存", None, words.TAKEN_BACK),
        ("2024年1月", "重新开启", REASON, None),
        ("2024年1月", "封存", None, words.IN_FORCE),
    ]
    assert "again.xlsx" in [cell for row in book["报送情况"].iter_rows(values_only=True) for cell in row]


def test_a_reopened_period_goes_on_with_what_came_in_the_meantime(day: Day) -> None:
    closed(day)
    day.came(again=day.shops(EAST, "W4", "W7", on=LATER))
    answer = reopened(day)
    assert (answer.code, answer.data["reopened"], answer.data["reason"]) == (0, "2024-01", REASON)
    assert [late["files"] for late in answer.data["late"]] == [["again.xlsx"]]
    assert told(day) == {"east.xlsx": "superseded", "west.xlsx": "accepted", "again.xlsx": "accepted"}
    assert day.counts()["T01"] == (2, 0)
    status = day.bureau.did("status", *PERIOD, now=day.now())
    assert (status["closed"], status["late"]) == (None, [])
    assert [(each["done"], each["reason"]) for each in status["closings"]] == [
        ("closed", ""),
        ("reopened", REASON),
    ]
    assert reopened(day).code == 2, "what is open cannot be reopened"
    assert closed(day)["counts"] == {"accepted": 2, "missing": 5}


# ---------------------------------------------------------------- what was fixed stays


def test_no_forms_are_issued_for_a_closed_period(day: Day) -> None:
    closed(day)
    answer = day.bureau.said("generate", *PERIOD, now=day.now())
    assert (answer.code, answer.data["code"]) == (2, "Misuse")
    assert "reopen --period 2024-01" in answer.data["error"]


def test_rulings_on_a_closed_period_s_returns_are_refused_on_their_rows(day: Day) -> None:
    day.came(copied=nameless(day.shops(("B02", SHOPS), "W9")))
    desk = day.desk()
    desk = desk.ruled(desk.the("更正"), desk.the("更正").choices[0])
    copied = desk.the("身份确认")
    desk = desk.ruled(copied, next(word for word in copied.choices if word.startswith("县商务局（电商")))
    closed(day)
    answer = day.decided(desk)
    assert (answer.code, answer.data["decisions"]) == (1, [])
    assert [(f["code"], f["cell"][0]) for f in answer.data["findings"]] == [("D011", "G")] * 2
    assert "reopen --period 2024-01" in answer.data["findings"][0]["message"]
    assert reopened(day).code == 0
    assert day.decided(desk).code == 0, "the same workbook is taken once the period is reopened"


def test_a_file_of_unknown_owner_is_asked_about_in_a_period_that_is_open(day: Day) -> None:
    closed(day)
    day.came(copied=nameless(day.shops(("B02", SHOPS), "W9")))
    day.bureau.issued("2024-02", "2024-03-01T09:00:00")
    asked = day.bureau.did("validate", "--period", "2024-02", now="2024-03-02T09:00:00")["pending"]
    line = Desk.at(Path(asked["path"])).the("身份确认", "copied.xlsx")
    assert all("2024年2月" in choice for choice in line.choices[:-1])


def february(day: Day, *owners: tuple[str, str]) -> None:
    """Units report that nothing changed in February, and are checked."""
    templates = day.bureau.issued("2024-02", "2024-03-01T09:00:00")
    for owner in owners:
        book = county_return(templates[owner], day.bureau.form(owner[1]), date(2024, 3, 4), ())
        day.bureau.collected({f"{owner[0]}二月.xlsx": book}, now="2024-03-05T09:00:00")
    day.bureau.did("validate", "--period", "2024-02", now="2024-03-05T10:00:00")


def test_a_later_ruling_on_an_owner_leaves_the_closed_master_as_it_was(day: Day) -> None:
    day.came(both=day.shops(WEST, "W4", "W6", on=LATER))
    assert day.validated()[EAST] == ("accepted", {"X1"})
    desk = day.desk()
    line = desk.the("归属裁定")
    closed(day)
    before = master(day)
    assert day.decided(desk.ruled(line, "东乡镇")).code == 0
    assert master(day) == before, "contested as it was"
    february(day, EAST, WEST)
    told = day.bureau.did("consolidate", "--period", "2024-02", now="2024-03-06T09:00:00")
    units = told["annexes"][1]["units"]
    counts = {unit["code"]: (unit["cumulative"], unit["held"]) for unit in units}
    assert counts == {"B02": (0, 0), "T01": (1, 0), "T02": (1, 0)}, "from the next period on it is settled"


def baseline(bureau: Bureau) -> None:
    """A list supplied after the closing says that the factories of January were there before the plan began."""
    book = Workbook()
    assert book.active
    for row in (
        ("序号", "企业全称", "登记号", "责任单位"),
        *((n, f"示例{n}", f"SL{n:06d}", None) for n in (1, 2, 3)),
    ):
        book.active.append(row)
    book.save(bureau.root / "名单.xlsx")
    told = bureau.did(
        "import-list",
        str(bureau.root / "名单.xlsx"),
        "--annex",
        "1",
        "--kind",
        "基数",
        now="2024-02-20T09:00",
    )
    assert told["list"]["entries"] == 3


def prefilled(bureau: Bureau) -> bool:
    """Whether the factories' February form begins with January's list."""
    made = bureau.did("generate", "--period", "2024-02", now="2024-03-01T09:00:00")["templates"]
    return next(each["prefilled"] for each in made if (each["unit"], each["form"]) == ("B01", "XS-01"))


@pytest.mark.parametrize("is_closed", [True, False])
def test_no_later_list_changes_which_return_counts_and_what_the_next_form_begins_with(
    bureau: Bureau, inbox: Inbox, is_closed: bool
) -> None:
    bureau.collected({"一月.xlsx": inbox.typed("B01", "XS-01", county_header(FIRST), rows("XS-01", 3))})
    bureau.did("validate", *PERIOD, now=RECEIVED)
    if is_closed:
        bureau.did("close", *PERIOD, now="2024-02-10T09:00:00")
    baseline(bureau)
    assert prefilled(bureau) is is_closed
    units = bureau.did("consolidate", *PERIOD, now="2024-03-01T10:00:00")["annexes"][0]["units"]
    assert units[0]["cumulative"] == (2 if is_closed else 0)


@pytest.mark.parametrize("is_closed", [True, False])
def test_a_later_plan_shows_a_closed_period_as_it_was(bureau: Bureau, inbox: Inbox, is_closed: bool) -> None:
    bureau.collected({"东乡.xlsx": inbox.book("T01", "XS-03")})
    before = bureau.did("validate", *PERIOD, now=RECEIVED)["submissions"]
    assert [each["status"] for each in before] == ["accepted"]
    if is_closed:
        bureau.did("close", *PERIOD, now="2024-02-10T09:00:00")
    change(bureau, renamed)
    after = bureau.did("validate", *PERIOD, now="2024-02-11T09:00:00")["submissions"]
    assert (after == before) is is_closed
    assert [each["status"] for each in after] == ["accepted" if is_closed else "returned"]


def test_the_master_of_each_day_around_a_closing_can_be_made_again(day: Day) -> None:
    on, late = day.bureau.did, {"again.xlsx": day.shops(EAST, "W4", "W7", on=LATER)}
    happened: Mapping[str, Callable[[str], object]] = {
        "2024-02-07": lambda at: on("validate", *PERIOD, now=at),
        "2024-02-08": lambda at: on("close", *PERIOD, now=at),
        "2024-02-09": lambda at: day.bureau.collected(late, now=at),
        "2024-02-10": lambda at: on("reopen", *PERIOD, "--reason", REASON, now=at),
        "2024-02-11": lambda at: on("validate", *PERIOD, now=at),
    }
    made: dict[str, bytes] = {}
    for today, act in happened.items():
        act(f"{today}T09:00:00")
        made[today] = master(day, now=f"{today}T10:00:00")
    assert len(set(made.values())) == len(made), "each day has its own"
    for today, before in made.items():
        again = on("consolidate", *PERIOD, "--as-of", today, now="2024-05-01T09:00:00")["master"]
        assert Path(again).read_bytes() == before, today
