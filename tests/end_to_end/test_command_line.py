"""The command line as scripts rely on it: one JSON object, exit codes, plain sentences, and never a traceback."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.build.bureau import PERIOD, RECEIVED, Answer, Bureau, Json
from tests.build.monday import PANIC, Inbox
from tests.build.officer import Desk
from workbook_tools.cli.commands import status as status_command
from workbook_tools.cli.main import COMMANDS, run
from workbook_tools.workspace import Workspace

ROOT = Path(__file__).parents[2]


def started(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """`python -m workbook_tools` with these arguments, its output taken as bytes."""
    command = [sys.executable, "-m", "workbook_tools", *arguments]
    named = os.environ | {"PYTHONPATH": str(ROOT)} | environment
    return subprocess.run(command, capture_output=True, env=named, check=False)


# ---------------------------------------------------------------- what each command answers


def _list(folder: Path) -> Path:
    """A workbook that lists one enterprise of the county's first annex."""
    book = Workbook()
    assert book.active
    for row in (("登记号", "企业全称"), ("SL000001", "示例机械有限公司")):
        book.active.append(row)
    book.save(folder / "名单.xlsx")
    return folder / "名单.xlsx"


def _ruled(bureau: Bureau) -> Path:
    """待办 in which the return that was accepted is to be corrected."""
    path = bureau.root / "decisions" / "待办-202401.xlsx"
    desk = Desk.at(path)
    asked = desk.the("更正")
    return desk.ruled(asked, asked.choices[0], day=date(2024, 2, 5)).saved(path)


@pytest.fixture(scope="module")
def answers(inbox: Inbox, tmp_path_factory: pytest.TempPathFactory, issued: Bureau) -> Mapping[str, Answer]:
    """Each command's answer in one run of the whole job, one return in it sound and one without its required cells."""
    folder = tmp_path_factory.mktemp("answers")
    bureau = issued.copied(folder / "台账")
    bureau.handed_in(
        {
            "经信.xlsx": inbox.book("B01", "XS-01"),
            "商务.xlsx": inbox.typed("B02", "XS-01", {}, []),
            "空.xlsx": b"",
        }
    )
    notice = ROOT / "examples" / "开州区附件.txt"
    return {
        "init": bureau.said("init", str(folder / "新")),
        "import-annex": Bureau(folder / "新").said("import-annex", str(notice)),
        "import-list": bureau.said("import-list", str(_list(folder)), "--annex", "1", "--kind", "官方"),
        "check-plan": bureau.said("check-plan"),
        "generate": bureau.said("generate", *PERIOD),
        "collect": bureau.said("collect", str(bureau.root / "inbox")),
        "validate": bureau.said("validate", *PERIOD),
        "sample": bureau.said("sample", *PERIOD, "--size", "1", "--seed", "7"),
        "decide": bureau.said("decide", str(_ruled(bureau))),
        "consolidate": bureau.said("consolidate", *PERIOD),
        "status": bureau.said("status", *PERIOD),
        "verify": bureau.said("verify", "master-202401.xlsx"),
        "trace": bureau.said("trace", "master-202401.xlsx", "附件1!E5"),
        "export-evidence": bureau.said("export-evidence", *PERIOD),
        "doctor": bureau.said("doctor"),
        "close": bureau.said("close", *PERIOD),
        "reopen": bureau.said("reopen", *PERIOD, "--reason", "示例原因"),
    }


def test_the_contract_names_every_command(answers: Mapping[str, Answer]) -> None:
    assert set(answers) == set(COMMANDS)


@pytest.mark.parametrize(
    ("command", "code", "keys"),
    [
        ("init", 0, {"workspace", "plan"}),
        ("import-annex", 0, {"annexes"}),
        ("import-list", 0, {"list", "findings"}),
        ("check-plan", 0, {"findings"}),
        ("generate", 0, {"templates"}),
        ("collect", 1, {"files"}),
        ("validate", 1, {"submissions"}),
        ("decide", 0, {"decisions", "open", "again", "findings"}),
        ("consolidate", 0, {"master", "sha256", "annexes"}),
        ("status", 1, {"units", "counts", "deadline", "days", "chase", "chase_workbook", "chase_text"}),
        ("close", 0, {"closed", "at", "already", "counts", "counted", "carried", "unchecked"}),
        ("reopen", 0, {"reopened", "at", "reason", "late"}),
        (
            "verify",
            0,
            {"ok", "differences", "archive", "ledger", "digest", "digest_matches", "basis", "verdict"},
        ),
        (
            "trace",
            0,
            {"sheet", "cell", "value", "formula", "what", "differs", "sources", "steps", "basis", "digest"},
        ),
        ("sample", 0, {"sample", "sha256", "size", "population", "weightless", "drawn", "aside", "digest"}),
        ("export-evidence", 0, {"pack", "sha256", "files", "bytes", "digest", "later", "notice"}),
        ("doctor", 0, {"ok", "problems", "mended"}),
    ],
)
def test_json_carries_what_the_contract_says(
    answers: Mapping[str, Answer], command: str, code: int, keys: set[str]
) -> None:
    answer = answers[command]
    assert answer.data.keys() >= keys
    assert answer.code == code
    assert answer.aside == "", "nothing else is printed beside the JSON"


@pytest.mark.parametrize(
    ("command", "path", "keys"),
    [
        ("import-annex", "annexes", "number title measure columns units totals totals_match"),
        ("generate", "templates", "unit name form path sha256"),
        ("collect", "files", "path sha256 verdict code reason unit form period"),
        ("validate", "submissions", "unit name form sha256 status flags findings"),
        ("validate", "submissions findings", "code severity sheet cell field value message"),
        ("decide", "decisions", "matter subject unit form ruling reason officer date revoked"),
        ("consolidate", "annexes", "number units totals"),
        (
            "consolidate",
            "annexes units",
            "code name target new cumulative exits rate colour rank status",
        ),
        ("status", "units", "unit name form status flags days"),
        ("sample", "drawn", "unit form key file sha256 sheet cell raw value reported"),
    ],
)
def test_lists_carry_what_the_contract_says(
    answers: Mapping[str, Answer], command: str, path: str, keys: str
) -> None:
    entries: list[Json] = [answers[command].data]
    for name in path.split():
        entries = [entry for outer in entries for entry in outer[name]]
    assert entries
    assert all(entry.keys() >= set(keys.split()) for entry in entries)


def test_words_of_the_contract_are_english_and_texts_chinese(answers: Mapping[str, Answer]) -> None:
    (returned,) = (s for s in answers["validate"].data["submissions"] if s["status"] == "returned")
    finding = returned["findings"][0]
    assert finding["severity"] == "MANDATORY"
    assert finding["message"].endswith(f"（{finding['code']}）")
    assert {f["verdict"] for f in answers["collect"].data["files"]} == {"collected", "refused"}


# ---------------------------------------------------------------- consoles


@pytest.mark.parametrize(
    "environment",
    [
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "gbk"},
        {"PYTHONIOENCODING": "ascii"},
    ],
    ids=["LANG=C", "a GBK console", "an ASCII console"],
)
def test_json_is_utf_8_whatever_the_console_is(
    bureau: Bureau, tmp_path: Path, environment: dict[str, str]
) -> None:
    root = tmp_path / "office"
    bureau.root.rename(root)
    done = started("collect", str(root / "none.xlsx"), "-w", str(root), "--json", **environment)
    assert (done.returncode, done.stderr) == (1, b"")
    assert json.loads(done.stdout.decode("utf-8"))["files"][0]["reason"].startswith("找不到这个文件")


def test_a_gbk_console_shows_chinese_and_survives_what_it_cannot_show(issued: Bureau, tmp_path: Path) -> None:
    strange = (
        tmp_path / "示例\U0001f4ce\udce9.xlsx" if os.name == "posix" else tmp_path / "示例\U0001f4ce.xlsx"
    )
    strange.write_bytes(b"")
    bureau = issued.copied(tmp_path / "台账")
    done = started("collect", str(strange), "-w", str(bureau.root), PYTHONIOENCODING="gbk")
    assert done.returncode == 1
    assert "[拒收]" in done.stdout.decode("gbk")
    assert b"Traceback" not in done.stderr


def test_a_console_is_shown_no_control_characters_of_a_file_name(issued: Bureau, tmp_path: Path) -> None:
    bureau = issued.copied(tmp_path / "台账")
    (tmp_path / "示例\x1b[31m\u202e.xlsx").write_bytes(b"")
    done = started(
        "collect", str(tmp_path / "示例\x1b[31m\u202e.xlsx"), "-w", str(bureau.root), PYTHONUTF8="1"
    )
    assert b"\x1b" not in done.stdout
    assert "\u202e" not in done.stdout.decode("utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_chinese(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"用法：workbook-tools {command}")
    for name in ("-w, --workspace", "--now", "--json", "-h, --help"):
        assert name in shown
    assert "Show this message" not in shown


# ---------------------------------------------------------------- how a run ends


def test_the_workspace_is_the_current_folder_unless_named(
    issued: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(issued.root)
    assert run(["check-plan"]) == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("colect", "x"),
        ("collect",),
        ("collect", "x", "--bogus"),
        ("validate",),
        ("validate", "--period"),
        ("validate", "--period", "十月"),
        ("status", *PERIOD, "--now", "yesterday"),
        ("init", "a", "b"),
        ("import-annex", "x", "--year", "3"),
        ("import-list", "x", "--annex", "一", "--kind", "官方"),
        ("import-list", "x", "--annex", "1", "--kind", "其他"),
    ],
    ids=" ".join,
)
def test_a_command_line_that_makes_no_sense_ends_with_2(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    plain = capsys.readouterr()
    assert plain.out == ""
    assert len(plain.err.splitlines()) == 1
    assert run([*arguments, "--json"]) == 2
    told = capsys.readouterr()
    assert json.loads(told.out)["error"]
    assert told.err == ""


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    assert "用法：" in capsys.readouterr().err


def spoilt(bureau: Bureau, name: str, content: bytes) -> Bureau:
    """The bureau with one of its files overwritten."""
    (bureau.root / name).write_bytes(content)
    return bureau


def test_a_period_the_plan_does_not_have_ends_with_2(bureau: Bureau) -> None:
    for command in ("generate", "validate", "consolidate", "status"):
        answer = bureau.said(command, "--period", "2031-05")
        assert (answer.code, answer.data["code"]) == (2, "Misuse"), command
        assert "2031-05" in answer.data["error"]


def test_a_period_for_which_nothing_was_issued_ends_with_2(bureau: Bureau) -> None:
    for command in ("validate", "consolidate", "status"):
        answer = bureau.said(command, "--period", "2024-03")
        assert (answer.code, answer.data["code"]) == (2, "Misuse"), command
        assert "generate --period 2024-03" in answer.data["error"]


def test_mistakes_in_the_plan_end_with_1_and_name_every_cell(bureau: Bureau) -> None:
    book = load_workbook(bureau.root / "plan.xlsx")
    book["附件1"]["C6"], book["附件3"]["C5"] = "两家", 7
    book.save(bureau.root / "plan.xlsx")
    for command in (("check-plan",), ("generate", *PERIOD), ("collect", "x"), ("status", *PERIOD)):
        answer = bureau.said(*command)
        assert answer.code == 1
        assert {(f["sheet"], f["cell"]) for f in answer.data["findings"]} >= {
            ("附件1", "C6"),
            ("附件3", "C7"),
        }


def test_each_fault_of_the_environment_has_its_own_exit_code(
    bureau: Bureau, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbook_tools.turn.PATIENCE", 0.1)
    (bureau.root / "master-202401.xlsx").mkdir()
    codes = {
        "no folder": Bureau(tmp_path / "nowhere").said("status", *PERIOD),
        "no workspace": Bureau(tmp_path).said("check-plan"),
        "init over a workspace": bureau.said("init", str(bureau.root)),
        "no notice": bureau.said("import-annex", str(tmp_path / "通知.txt")),
        "master in the way": bureau.said("consolidate", *PERIOD),
        "plan no workbook": spoilt(bureau.copied(tmp_path / "1"), "plan.xlsx", b"no").said("check-plan"),
        "ledger damaged": spoilt(bureau.copied(tmp_path / "2"), "ledger.sqlite", b"x" * 5000).said(
            "status", *PERIOD
        ),
    }
    with Workspace.open(bureau.root).writing("示例甲"):
        codes["in use"] = bureau.said("generate", *PERIOD)
    assert {name: (answer.code, answer.data["code"]) for name, answer in codes.items()} == {
        "no folder": (10, "WorkspaceMissing"),
        "no workspace": (10, "WorkspaceMissing"),
        "in use": (11, "WorkspaceInUse"),
        "no notice": (12, "FileUnreadable"),
        "plan no workbook": (12, "FileUnreadable"),
        "init over a workspace": (13, "FileUnwritable"),
        "master in the way": (13, "FileUnwritable"),
        "ledger damaged": (15, "LedgerDamaged"),
    }
    assert all(answer.data["error"] for answer in codes.values())
    assert {name for name, answer in codes.items() if answer.aside} == {"in use"}, "who waits is told so"


class Panic(BaseException):
    """What native code raises: no Exception."""


@pytest.mark.parametrize(
    "problem",
    [RuntimeError("示例联系人 13912345678"), Panic("示例联系人 13912345678")],
    ids=["a mistake of ours", "a panic"],
)
def test_the_unexpected_ends_with_3_and_a_log(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, problem: BaseException
) -> None:
    def fail(*_: object) -> None:
        raise problem

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(status_command, "look_up", fail)
    answer = bureau.said("status", *PERIOD)
    assert (answer.code, answer.aside) == (3, "")
    log = Path(answer.data["log"])
    assert log.parent == tmp_path
    told = log.read_text(encoding="utf-8")
    assert type(problem).__name__ in told
    assert "main.py" in told
    assert "示例联系人" not in told
    assert "13912345678" not in told
    assert "Traceback" not in answer.data["error"]


def test_a_path_that_is_not_there_is_refused_and_the_rest_goes_on(bureau: Bureau, inbox: Inbox) -> None:
    folder = bureau.handed_in({"经信.xlsx": inbox.book("B01", "XS-01")})
    answer = bureau.said("collect", str(bureau.root / "没有.xlsx"), str(folder))
    assert answer.code == 1
    assert {Path(f["path"]).name: f["code"] for f in answer.data["files"]} == {
        "没有.xlsx": "F128",
        "经信.xlsx": "",
    }


def test_a_plan_that_makes_the_reader_panic_ends_without_a_traceback(bureau: Bureau) -> None:
    done = started("check-plan", "-w", str(spoilt(bureau, "plan.xlsx", PANIC).root), "--json")
    assert b"Traceback" not in done.stderr


def test_now_is_recorded_as_given(bureau: Bureau, inbox: Inbox) -> None:
    bureau.collected({"经信.xlsx": inbox.book("B01", "XS-01")})
    (submission,) = bureau.state().submissions.values()
    assert submission.received == RECEIVED
