"""doctor: real damage on a real workspace is named, and what it promises to mend is mended.

What a ledger suffers is in test_doctor_ledger.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.build.auditor import (
    MASTER,
    doctored,
    edited_master,
    entries,
    original,
    overwrite,
    put_into_archive,
    put_into_database,
)
from tests.build.bureau import PERIOD, Bureau
from tests.build.day import EAST, LATER, Day
from tests.build.doctoring import AT, codes, doctor, is_content, lost, remedies, state_of
from tests.build.monday import Inbox
from workbook_tools.cli.main import run
from workbook_tools.messages.doctor import REPAIRS, TROUBLES
from workbook_tools.pipeline.doctor import machine, mending
from workbook_tools.workspace import Workspace

pytestmark = pytest.mark.usefixtures("libraries_loaded_here")

# ---------------------------------------------------------------- nothing wrong


def test_a_sound_workspace_has_no_problem_and_nothing_to_mend(audited: Bureau) -> None:
    before = state_of(audited)
    assert is_content(audited)
    assert doctor(audited, "--mend").data == {"ok": True, "problems": [], "mended": []}
    assert state_of(audited) == before


def test_a_new_workspace_is_sound(tmp_path: Path) -> None:
    assert is_content(Bureau.founded(tmp_path / "新"))


def test_it_all_fits_on_one_screen(audited: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "-w", str(audited.root), "--now", AT]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[-1] == "结论：没有发现问题。"
    assert len(shown) < 20


@pytest.mark.parametrize("make", [lambda _: None, Path.mkdir], ids=["no folder", "an empty folder"])
def test_where_there_is_no_workspace_there_is_nothing_to_look_at(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    make(tmp_path / "别处")
    for arguments in ([], ["--mend"]):
        assert doctor(Bureau(tmp_path / "别处"), *arguments).code == 10
    assert not list(tmp_path.rglob("*lock"))


# ---------------------------------------------------------------- archive


def test_an_original_lost_or_changed_is_named_with_the_name_it_came_under(audited: Bureau) -> None:
    gone, changed = original(audited, "east.xlsx"), original(audited, "west.xlsx")
    sound = {path: path.read_bytes() for path in (gone, changed)}
    gone.unlink()
    overwrite(changed, b"something else")
    answer = doctor(audited)
    said = {each["code"]: each["message"] for each in answer.data["problems"]}
    assert "east.xlsx" in said["W131"] and gone.name in said["W131"]
    assert "west.xlsx" in said["W132"] and changed.name in said["W132"]
    assert answer.code == 1
    assert doctor(audited, "--mend").code == 1, "nobody can make an original again"
    for path, data in sound.items():
        overwrite(path, data) if path.exists() else path.write_bytes(data)
    assert codes(doctor(audited, "--mend")) == set(), "copied back, they are made read-only again"
    assert is_content(audited)


def test_a_lost_original_that_is_still_in_the_inbox_comes_back_by_collecting_it_again(
    audited: Bureau,
) -> None:
    gone = original(audited, "east.xlsx")
    data = gone.read_bytes()
    gone.unlink()
    assert codes(doctor(audited)) == {"W131"}
    folder = audited.handed_in({"east.xlsx": data}, "inbox/再来")
    audited.did("collect", str(folder), now=AT)
    assert not codes(doctor(audited)) & {"W131", "W132"}


def test_half_of_the_archive_lost_is_told_file_by_file_in_json_and_in_short_to_people(
    audited: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(audited.root / "archive")
    answer = doctor(audited)
    assert {"W124", "W131"} <= codes(answer)
    assert sum(each["code"] == "W131" for each in answer.data["problems"]) == 4, (
        "plan, two returns, a decision"
    )
    run(["doctor", "-w", str(audited.root), "--now", AT])
    assert len(capsys.readouterr().out.splitlines()) < 40
    mended = doctor(audited, "--mend")
    assert codes(mended) == {"W131"}, "the lines are there again, originals can only come from a backup"


def test_an_original_under_another_ending_is_named(audited: Bureau) -> None:
    path = original(audited, "east.xlsx")
    path.rename(path.with_suffix(".xls"))
    answer = doctor(audited)
    assert codes(answer) == {"W133"}
    path.with_suffix(".xls").rename(path)
    assert is_content(audited)


def test_what_a_killed_run_or_a_stranger_left_in_the_archive_is_no_damage(audited: Bureau) -> None:
    (audited.root / "archive" / "originals" / f"{'0' * 64}.xlsx").write_bytes(b"example")
    answer = doctor(audited)
    assert (codes(answer), answer.code) == ({"W134", "W135", "W191"}, 0)


# ---------------------------------------------------------------- plan and outputs


def test_a_lost_plan_is_put_back_from_the_archive(audited: Bureau) -> None:
    audited.root.joinpath("plan.xlsx").unlink()
    answer = doctor(audited)
    assert (codes(answer), answer.code) == ({"W111"}, 1)
    (archived,) = (audited.root / "archive" / "plans").iterdir()
    assert archived.name in remedies(answer)
    shutil.copy(archived, audited.root / "plan.xlsx")
    assert is_content(audited)


@pytest.mark.parametrize("data", [b"", b"no workbook", b"PK\x03\x04"])
def test_a_plan_that_does_not_open_is_named(audited: Bureau, data: bytes) -> None:
    (audited.root / "plan.xlsx").write_bytes(data)
    answer = doctor(audited)
    assert (codes(answer), answer.code) == ({"W112"}, 1)
    assert "archive/plans" in remedies(answer)


def test_a_plan_changed_since_it_was_recorded_is_a_reminder(audited: Bureau) -> None:
    book = load_workbook(audited.root / "plan.xlsx")
    book["单位"]["D2"] = "示例联系人"
    book.save(audited.root / "plan.xlsx")
    answer = doctor(audited)
    assert (codes(answer), answer.code) == ({"W115"}, 0)
    book["单位"]["A2"] = None
    book.save(audited.root / "plan.xlsx")
    answer = doctor(audited)
    assert (codes(answer), answer.code) == ({"W113"}, 1)
    assert "check-plan" in remedies(answer)


def test_a_master_edited_or_gone_is_named(audited: Bureau) -> None:
    edited_master(audited, lambda book: book["附件2"].__setitem__("A1", "改"))
    answer = doctor(audited)
    assert (codes(answer), answer.code) == ({"W143"}, 1)
    (audited.root / MASTER).unlink()
    answer = doctor(audited)
    assert (codes(answer), answer.code) == ({"W141"}, 0)
    audited.did("consolidate", *PERIOD, now=AT)
    assert is_content(audited)


def test_a_master_older_than_what_came_is_a_reminder(audited: Bureau, inbox: Inbox) -> None:
    day = Day(audited, inbox)
    audited.collected({"later.xlsx": day.shops(EAST, "W9", on=LATER)}, now="2024-02-07T10:00:00")
    assert codes(doctor(audited)) == {"W144"}
    audited.did("validate", *PERIOD, now=AT)
    audited.did("consolidate", *PERIOD, now=AT)
    assert is_content(audited)


def test_a_master_of_an_earlier_day_is_a_reminder(audited: Bureau) -> None:
    master = (audited.root / MASTER).read_bytes()
    audited.did("consolidate", *PERIOD, "--as-of", "2024-02-06T01:30:00", now=AT)
    assert codes(doctor(audited)) == {"W144"}, (
        "it was the last one written, without what came after that hour"
    )
    (audited.root / MASTER).write_bytes(master)
    assert codes(doctor(audited)) == {"W142"}


def test_forms_changed_or_gone_from_the_outbox_are_generated_again(audited: Bureau) -> None:
    first, second, *_ = sorted((audited.root / "outbox" / "202401").glob("*.xlsx"))
    first.unlink()
    second.write_bytes(b"something else")
    answer = doctor(audited)
    assert (codes(answer), answer.code) == ({"W151", "W152"}, 1)
    assert "generate --period 2024-01" in remedies(answer)
    audited.did("generate", *PERIOD, now=AT)
    assert is_content(audited)


# ---------------------------------------------------------------- what is left lying about


def test_what_killed_runs_left_is_cleared_away(audited: Bureau) -> None:
    places = ("", "archive/originals", "outbox/202401", "archive/.spool")
    for place in places:
        (audited.root / place).mkdir(exist_ok=True)
        (audited.root / place / ".~abc.tmp").write_bytes(b"half")
    (audited.root / ".writer.json").write_text("{}", encoding="utf-8")
    for left in (*audited.root.rglob(".~*.tmp"), audited.root / ".writer.json"):
        left.chmod(0o600)
    answer = doctor(audited)
    assert (codes(answer), answer.code) == ({"W161", "W162"}, 0)
    mended = doctor(audited, "--mend")
    assert {each["code"] for each in mended.data["mended"]} == {"W161", "W162"}
    assert not list(audited.root.rglob(".~*"))
    assert is_content(audited)


def test_a_journal_of_a_killed_run_is_rolled_back(audited: Bureau) -> None:
    database = audited.root / "ledger.sqlite"
    with closing(sqlite3.connect(database, isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_size = 1")
        writer.execute("BEGIN IMMEDIATE")
        for number in range(90, 190):
            many = f"{number}, at, kind, body || hex(zeroblob(900)), '', ''"
            writer.execute(f"INSERT INTO events SELECT {many} FROM events WHERE seq = 1")
        torn_apart = {path: path.read_bytes() for path in audited.root.glob("ledger.sqlite*")}
    assert len(torn_apart) == 2
    for path, data in torn_apart.items():
        path.write_bytes(data)
    before = state_of(audited)
    answer = doctor(audited)
    assert codes(answer) - {"W191"} == {"W129"}
    assert state_of(audited) == before
    doctor(audited, "--mend")
    assert is_content(audited)


def test_a_workbook_that_somebody_has_open_is_named(audited: Bureau) -> None:
    owner = audited.root / f"~${MASTER[2:]}"
    owner.write_bytes(b"someone")
    answer = doctor(audited)
    assert (codes(answer), answer.code) == ({"W163"}, 0)
    assert answer.data["problems"][0]["message"].startswith(MASTER)
    owner.unlink()
    assert is_content(audited)


def test_a_damaged_cache_is_renewed(audited: Bureau) -> None:
    (audited.root / "cache.sqlite").write_bytes(b"no cache " * 1000)
    assert codes(doctor(audited)) == {"W171"}
    doctor(audited, "--mend")
    assert is_content(audited)


def test_files_that_others_may_read_are_made_private(audited: Bureau) -> None:
    for name in (MASTER, "ledger.sqlite", "plan.xlsx"):
        (audited.root / name).chmod(0o644)
    answer = doctor(audited)
    assert (codes(answer), answer.code) == ({"W191"}, 0)
    doctor(audited, "--mend")
    modes = {
        name: (audited.root / name).stat().st_mode & 0o777 for name in (MASTER, "ledger.sqlite", "plan.xlsx")
    }
    assert modes == {MASTER: 0o600, "ledger.sqlite": 0o600, "plan.xlsx": 0o644}, (
        "the plan is the bureau's own"
    )
    assert is_content(audited)


@pytest.mark.skipif(os.name == "nt", reason="modes and links as on Linux")
@pytest.mark.parametrize("place", ["archive/originals/00.xlsx", "outbox/00.xlsx", ".~00.tmp"])
def test_nothing_that_a_link_leads_to_is_touched(audited: Bureau, tmp_path: Path, place: str) -> None:
    outside = tmp_path / "别人的文件.txt"
    outside.write_text("别人的", encoding="utf-8")
    outside.chmod(0o644)
    (audited.root / place).symlink_to(outside)
    doctor(audited, "--mend")
    assert (outside.read_text(encoding="utf-8"), outside.stat().st_mode & 0o777) == ("别人的", 0o644)


# ---------------------------------------------------------------- somebody at work, clock, version


def test_beside_a_writer_at_work_nothing_is_taken_for_damage(audited: Bureau) -> None:
    with Workspace.open(audited.root).writing("示例经办"):
        (audited.root / "archive" / "originals" / ".~half.tmp").write_bytes(b"half")
        (audited.root / "archive" / "events" / "00000099.json").write_bytes(b"half")
        answer = doctor(audited)
        assert (codes(answer), answer.code) == ({"W181"}, 0)
        (said,) = answer.data["problems"]
        assert "示例经办" in said["message"] and "台账记录" in said["message"]


def test_a_clock_behind_the_ledger_is_named_and_nothing_is_recorded_by_it(
    audited: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost(audited)
    before = state_of(audited)
    monkeypatch.setattr("workbook_tools.cli.call.datetime", _Behind)
    told = [run(["doctor", *arguments, "-w", str(audited.root), "--json"]) for arguments in ([], ["--mend"])]
    assert told == [1, 16]
    assert state_of(audited) == before


class _Behind(datetime):
    @classmethod
    def now(cls, _tz: object = None) -> "_Behind":  # type: ignore[override]
        return cls(2020, 1, 1)


def test_a_tool_older_than_the_ledger_is_named(audited: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    made = doctored(entries(audited), "published", lambda body: body | {"tool": "99.1"})
    put_into_database(audited, made)
    put_into_archive(audited, made)
    assert "W202" in codes(doctor(audited))


@pytest.mark.usefixtures("real_worker")
def test_a_library_that_does_not_load_is_named(audited: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_content(audited)
    monkeypatch.setattr(machine, "_LIBRARIES", ("lxml.etree", "no_such_library"))
    (said,) = doctor(audited).data["problems"]
    assert (said["code"], "no_such_library" in said["message"]) == ("W211", True)


def test_a_worker_that_cannot_start_is_named(audited: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    def start(*_: object) -> None:
        raise RuntimeError("exit code 1")

    monkeypatch.setattr(machine, "alone", start)
    answer = doctor(audited)
    assert (codes(answer), answer.code) == ({"W212"}, 1)


def test_a_check_that_fails_itself_stops_no_other(audited: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    lost(audited)
    monkeypatch.setattr("workbook_tools.pipeline.doctor.folder.shutil.disk_usage", lambda _path: 1 / 0)
    answer = doctor(audited)
    assert codes(answer) == {"W299", "W121"}


# ---------------------------------------------------------------- the catalogue


def test_every_repair_is_one_that_can_be_done_and_every_remedy_says_what_to_do() -> None:
    assert mending.MENDERS.keys() == REPAIRS.keys()
    for code, trouble in TROUBLES.items():
        assert trouble.says and trouble.todo, code
        assert bool(trouble.repair) == ("--mend" in trouble.todo and code not in ("W125", "W126", "W128")), (
            code
        )
