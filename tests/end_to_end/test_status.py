"""status through a period: who is in, who is late, whom to call, and what is written for it."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.build.bureau import PERIOD, Bureau, Json, county_return
from tests.build.monday import DAY, Inbox
from workbook_tools.cli.main import run

BEFORE, ON_THE_DAY, AFTER = "2024-02-03T17:00", "2024-02-05T23:59", "2024-02-08T08:00"
"""January's returns are due on the 5th of February."""


def status(bureau: Bureau, now: str) -> Json:
    """What status says at a time."""
    return bureau.did("status", *PERIOD, now=now)


def days(answer: Json, unit: str, form: str) -> tuple[str, int]:
    """The status of one obligation, and its days to the due day."""
    each = next(each for each in answer["units"] if (each["unit"], each["form"]) == (unit, form))
    return each["status"], each["days"]


def rows(answer: Json) -> list[list[object]]:
    """The rows of the workbook written."""
    (sheet,) = load_workbook(answer["chase_workbook"]).worksheets
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def text(answer: Json) -> str:
    """The text written, as an editor on Windows shows it."""
    data = Path(answer["chase_text"]).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\n" not in data.replace(b"\r\n", b"")
    return data.decode("utf-8-sig")


@pytest.mark.parametrize(("now", "left"), [(BEFORE, 2), (ON_THE_DAY, 0), (AFTER, -3)])
def test_days_are_counted_to_the_due_day_as_of_the_time_asked(issued: Bureau, now: str, left: int) -> None:
    answer = status(issued, now)
    assert (answer["deadline"], answer["days"]) == ("2024-02-05", left)
    assert days(answer, "B01", "XS-01") == ("missing", left)
    overdue = {flag for each in answer["units"] for flag in each["flags"]}
    assert overdue == ({"逾期"} if left < 0 else set())


def test_a_zero_report_is_a_report(bureau: Bureau, inbox: Inbox) -> None:
    zero = county_return(inbox.templates["B01", "XS-01"], inbox.forms["XS-01"], DAY, ())
    bureau.collected({"零.xlsx": zero}, now=BEFORE)
    bureau.did("validate", *PERIOD, now=BEFORE)
    answer = status(bureau, AFTER)
    assert days(answer, "B01", "XS-01") == ("accepted", 2), "it came two days before it was due"
    assert {"unit": "B01", "name": "县经信局", "form": "XS-01"} not in answer["chase"]
    assert all(row[2] != "县经信局" for row in rows(answer))


def test_a_return_sent_back_is_chased_with_what_it_was_sent_back_for(bureau: Bureau, inbox: Inbox) -> None:
    bureau.collected({"错.xlsx": inbox.typed("B01", "XS-01", {"none": "否"}, [])}, now=BEFORE)
    answer = bureau.did("validate", *PERIOD, now=BEFORE)
    must = sum(f["severity"] == "MANDATORY" for s in answer["submissions"] for f in s["findings"])
    answer = status(bureau, AFTER)
    (row,) = (row for row in rows(answer) if row[2] == "县经信局")
    assert row[4:6] == ["退回", "逾期 3 天"]
    assert str(row[8]).startswith(f"第 1 次退回，须改正 {must} 处")
    assert "1 个单位已退回，请按退回意见修改后重新报送：\r\n附件1（规上企业培育表）：县经信局" in text(answer)


def test_versions_that_contradict_each_other_are_the_bureaus_own_matter(bureau: Bureau, inbox: Inbox) -> None:
    two = {f"{count}.xlsx": inbox.book("B01", "XS-01", count) for count in (1, 2)}
    bureau.collected(two, now=BEFORE)
    bureau.did("validate", *PERIOD, now=BEFORE)
    answer = status(bureau, BEFORE)
    assert days(answer, "B01", "XS-01") == ("held", 2)
    assert {"unit": "B01", "name": "县经信局", "form": "XS-01"} not in answer["chase"]
    band = [row[0] for row in rows(answer)].index("以下 1 份由收表单位裁定，不必催报")
    assert rows(answer)[band + 1][2] == "县经信局"
    assert "县经信局" not in text(answer)


def test_when_everybody_has_reported_the_list_of_before_does_not_stay(bureau: Bureau, inbox: Inbox) -> None:
    assert "县商务局" in text(status(bureau, BEFORE))
    all_in = {f"{unit}{form}.xlsx": inbox.book(unit, form, 1) for unit, form in inbox.templates}
    bureau.collected(all_in, now=BEFORE)
    bureau.did("validate", *PERIOD, now=BEFORE)
    answer = status(bureau, AFTER)
    assert answer["chase"] == []
    assert text(answer).splitlines()[-1] == "没有需要催报的单位。"
    assert rows(answer)[-1][0] == "没有需要催报的单位。"


def test_asking_changes_nothing_in_the_record(bureau: Bureau) -> None:
    before = bureau.events()
    first, second = (Path(status(bureau, AFTER)["chase_workbook"]).read_bytes() for _ in range(2))
    assert (bureau.events(), first) == (before, second)


def test_what_status_wrote_is_not_taken_for_a_return(bureau: Bureau) -> None:
    status(bureau, AFTER)
    told = bureau.did("collect", str(bureau.root), now=AFTER)["files"]
    assert {each["verdict"] for each in told if "催报名单" in each["path"]} <= {"ignored"}


def test_the_console_shows_a_table_the_counts_and_where_the_lists_are(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["status", *PERIOD, "-w", str(bureau.root), "--now", AFTER]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [
        "[未报]  县经信局  规上企业培育表  逾期 3 天",
        "[未报]  县商务局  规上企业培育表  逾期 3 天",
    ]
    assert lines[-3:-1] == [
        "截至2024年2月8日，应报 7 份：未报 7。已过报送截止日（2024年2月5日）3 天。",
        f"催报名单（7 份）：{bureau.root / '催报名单-202401.xlsx'}",
    ]
