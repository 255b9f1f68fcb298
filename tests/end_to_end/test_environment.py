"""A ledger that is no ledger, a clock that went back, paths and consoles as they come: a sentence and an exit code."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tests.build.bureau import ISSUED, PERIOD, RECEIVED, Bureau
from tests.build.monday import Inbox
from workbook_tools.cli.main import run

FAR = "2999-12-31T09:00:00"
"""Later than any clock that runs these tests."""


# A ledger that is not what was written.


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def a_page_of_zeros(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:4096] + bytes(4096) + data[8192:])


def garbage(path: Path) -> None:
    path.write_bytes("这不是数据库".encode() * 500)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def gone(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def of_another_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE messages (text)")


def of_another_program_with_our_number(path: Path) -> None:
    of_another_program(path)
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 1")


def with_a_line_less(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.executescript("DROP TRIGGER no_delete; DELETE FROM events WHERE seq = 1")


DAMAGES = (
    cut_short,
    a_page_of_zeros,
    garbage,
    empty,
    gone,
    a_folder,
    of_another_program,
    of_another_program_with_our_number,
    with_a_line_less,
)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("command", [("status", *PERIOD), ("validate", *PERIOD)], ids=lambda words: words[0])
def test_a_damaged_ledger_sends_to_doctor_and_is_not_touched(
    bureau: Bureau, damage: Callable[[Path], None], command: tuple[str, ...]
) -> None:
    database = bureau.root / "ledger.sqlite"
    damage(database)
    before = database.read_bytes() if database.is_file() else None
    answer = bureau.said(*command)
    assert (answer.code, answer.data["code"]) == (15, "LedgerDamaged")
    assert "运行 workbook-tools doctor" in answer.data["error"]
    assert (database.read_bytes() if database.is_file() else None) == before


def test_a_ledger_of_a_newer_version_asks_for_that_version(bureau: Bureau) -> None:
    with closing(sqlite3.connect(bureau.root / "ledger.sqlite")) as database:
        database.execute("PRAGMA user_version = 99")
    answer = bureau.said("status", *PERIOD)
    assert (answer.code, "请升级工具" in answer.data["error"]) == (15, True)


@pytest.mark.parametrize("ending", ["-wal", "-shm", "-journal"])
def test_what_another_program_left_beside_the_ledger_disturbs_nobody(bureau: Bureau, ending: str) -> None:
    before = bureau.events()
    (bureau.root / f"ledger.sqlite{ending}").write_bytes(b"left over" * 1000)
    bureau.did("validate", *PERIOD)
    assert bureau.events() == before


def test_a_ledger_that_was_opened_with_a_database_editor_stays_in_use(bureau: Bureau) -> None:
    with closing(sqlite3.connect(bureau.root / "ledger.sqlite")) as database:
        database.execute("PRAGMA journal_mode = WAL")
    assert bureau.did("status", *PERIOD)["units"]


def test_nothing_is_recorded_beside_an_archive_that_was_moved_away(bureau: Bureau, tmp_path: Path) -> None:
    shutil.move(bureau.root / "archive", tmp_path / "archive")
    answer = bureau.said("generate", "--period", "2024-02")
    assert (answer.code, "存档中没有这条记录" in answer.data["error"]) == (15, True)
    shutil.move(tmp_path / "archive", bureau.root / "archive")
    bureau.did("generate", "--period", "2024-02")


# A clock that jumps back.


def told_by_clock(bureau: Bureau, capsys: pytest.CaptureFixture[str], *command: str) -> tuple[int, str]:
    """Exit code and stderr of a command that goes by the computer's clock."""
    capsys.readouterr()
    return run([*command, "-w", str(bureau.root)]), capsys.readouterr().err


def test_a_clock_behind_the_ledger_records_nothing(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    bureau.did("generate", "--period", "2024-02", now=FAR)
    before = bureau.events()
    code, sentence = told_by_clock(bureau, capsys, "generate", "--period", "2024-03")
    assert code == 16
    assert str(date.today().year) in sentence  # noqa: DTZ011 (local time is meant)
    assert "2999-12-31" in sentence
    assert "--now" in sentence
    assert bureau.events() == before


def test_a_time_that_is_given_is_recorded_as_given(bureau: Bureau) -> None:
    bureau.did("generate", "--period", "2024-02", now=FAR)
    bureau.did("generate", "--period", "2024-03", now=RECEIVED)


def test_readers_do_not_mind_the_clock(bureau: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    bureau.did("generate", "--period", "2024-02", now=FAR)
    assert told_by_clock(bureau, capsys, "status", *PERIOD) == (1, "")


# Things in each other's place.


def test_a_file_where_a_folder_should_be_is_named(bureau: Bureau) -> None:
    shutil.rmtree(bureau.root / "outbox")
    (bureau.root / "outbox").write_bytes(b"")
    answer = bureau.said("generate", "--period", "2024-02", now=ISSUED)
    assert (answer.code, "同名的文件，" in answer.data["error"]) == (13, True)


def test_a_folder_where_the_master_should_be_is_named(bureau: Bureau) -> None:
    (bureau.root / "master-202401.xlsx").mkdir()
    answer = bureau.said("consolidate", *PERIOD)
    assert (answer.code, "同名的文件夹" in answer.data["error"]) == (13, True)


def test_links_that_lead_back_are_followed_once(bureau: Bureau, inbox: Inbox) -> None:
    folder = bureau.handed_in({"东乡镇.xlsx": inbox.book("T01", "XS-02")})
    (folder / "自己").symlink_to(folder, target_is_directory=True)
    (folder / "圈").symlink_to(folder / "圈")
    verdicts = [each["verdict"] for each in bureau.did("collect", str(folder))["files"]]
    assert sorted(verdicts) == ["collected", "refused"]


def test_a_workspace_that_is_gone_is_said_to_be_missing(bureau: Bureau) -> None:
    shutil.rmtree(bureau.root)
    answer = bureau.said("collect", str(bureau.root / "inbox"))
    assert (answer.code, "网络盘" in answer.data["error"] or "路径" in answer.data["error"]) == (10, True)


# Where the answer goes.


def in_a_shell(bureau: Bureau, tail: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Ask for the status in a shell; `tail` follows the command."""
    command = (
        f'"{sys.executable}" -m workbook_tools status --period 2024-01 --now {RECEIVED} -w "{bureau.root}"'
    )
    return subprocess.run(
        ["sh", "-c", f"{command} {tail}"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUTF8": "1"} | environment,
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("as_json", ["", "--json"])
def test_an_answer_that_fits_nowhere_is_told_on_stderr(bureau: Bureau, as_json: str) -> None:
    ended = in_a_shell(bureau, f"{as_json} > /dev/full")
    assert ended.returncode == 14
    assert ended.stderr.count("\n") == 1
    assert "磁盘空间不足" in (json.loads(ended.stderr)["error"] if ended.stderr[0] == "{" else ended.stderr)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's redirections")
@pytest.mark.parametrize("tail", ["| true", ">&-", "<&- >&- 2>&-"])
def test_where_nobody_reads_nothing_is_said(bureau: Bureau, tail: str) -> None:
    ended = in_a_shell(bureau, tail)
    assert ended.returncode in (0, 1)
    assert ended.stderr == ""


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "utf-16"])
def test_a_console_that_cannot_show_it_stops_nobody(bureau: Bureau, encoding: str) -> None:
    ended = in_a_shell(bureau, "", PYTHONUTF8="0", PYTHONIOENCODING=encoding)
    assert (ended.returncode, ended.stderr) == (1, "")
