"""The workspace: where everything lies, who may write, and what the user is told when that fails."""

import errno
import json
import multiprocessing
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Event as Signal
from pathlib import Path

import pytest

from workbook_tools import period
from workbook_tools.errors import (
    DiskFull,
    FileUnwritable,
    Misuse,
    PlanMistakesError,
    WorkspaceInUse,
    WorkspaceMissing,
)
from workbook_tools.record import PlanRecorded
from workbook_tools.safe_write import write_atomically
from workbook_tools.workspace import Workspace

NOON = "2023-11-02T12:00:00"
PLAN = PlanRecorded("d1", "a" * 64)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "开州", b"plan")


def test_a_new_workspace_can_be_opened_and_holds_its_plan(workspace: Workspace) -> None:
    assert Workspace.open(workspace.root).plan.read_bytes() == b"plan"
    assert workspace.inbox.is_dir()


def test_what_belongs_to_a_period_is_named_by_it(workspace: Workspace) -> None:
    october = period.month(2023, 10)
    places = (workspace.outbox, workspace.returned, workspace.master, workspace.register)
    assert [str(place(october).relative_to(workspace.root)) for place in places] == [
        str(Path("outbox/202310")),
        str(Path("returned/202310")),
        "master-202310.xlsx",
        "收件登记-202310.xlsx",
    ]


def test_a_workspace_knows_its_own_files_from_what_people_put_into_it(workspace: Workspace) -> None:
    october = period.month(2023, 10)
    own = (
        workspace.plan,
        workspace.master(october),
        workspace.register(october),
        workspace.archive.root,
        workspace.cache,
    )
    assert all(map(workspace.owns, own))
    for others in (
        workspace.inbox,
        workspace.root / "十月报送",
        workspace.inbox / "plan.xlsx",
        workspace.root / "赵家.xlsx",
    ):
        assert not workspace.owns(others)


def test_a_workspace_whose_making_was_cut_off_is_made_by_the_next_init(workspace: Workspace) -> None:
    workspace.plan.unlink()
    (workspace.root / ".~plan0000.tmp").write_bytes(b"half")
    whole = Workspace.create(workspace.root, b"plan", {"收表.cmd": b"drop"})
    assert whole.plan.read_bytes() == b"plan"
    assert (whole.root / "收表.cmd").read_bytes() == b"drop"
    assert not list(whole.root.glob(".~*"))


def test_a_plan_that_is_there_is_never_written_over(workspace: Workspace) -> None:
    with pytest.raises(FileUnwritable, match="已经有方案"):
        Workspace.create(workspace.root, b"another plan")
    assert workspace.plan.read_bytes() == b"plan"


def test_a_folder_that_is_not_there_is_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceMissing, match="找不到"):
        Workspace.open(tmp_path / "nowhere")


def test_a_folder_without_a_plan_is_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceMissing, match=r"没有方案工作簿 plan\.xlsx"):
        Workspace.open(tmp_path)


def test_a_path_that_the_system_refuses_is_told_as_such(tmp_path: Path) -> None:
    beyond = tmp_path / ("长" * 200)
    with pytest.raises(FileUnwritable):
        Workspace.create(beyond, b"plan")
    with pytest.raises(FileUnwritable):
        Workspace.open(beyond)


def test_a_writer_records_and_readers_see_it(workspace: Workspace) -> None:
    with workspace.writing("示例甲") as ledger:
        ledger.append(PLAN, NOON)
    assert [event.record for event in workspace.ledger().events()] == [PLAN]


def test_the_next_writer_finishes_what_a_killed_one_began(workspace: Workspace, tmp_path: Path) -> None:
    twin = Workspace.create(tmp_path / "twin", b"plan")
    with twin.writing("示例甲") as ledger:
        ledger.append(PLAN, NOON)
    # As after a kill between archive and database: the event is archived, the ledger does not have it.
    workspace.archive.events.mkdir(exist_ok=True)
    (twin.archive.events / "00000001.json").rename(workspace.archive.events / "00000001.json")
    with workspace.writing("示例乙") as ledger:
        assert [event.record for event in ledger.events()] == [PLAN]


def hold(root: Path, holding: Signal, done: Signal) -> None:
    """Write in the workspace, from another process, until told to stop."""
    with Workspace.open(root).writing("示例甲"):
        holding.set()
        done.wait(20)


@contextmanager
def another_writer(workspace: Workspace) -> Iterator[Signal]:
    """A process that writes until the signal, or until the end."""
    spawn = multiprocessing.get_context("spawn")
    holding, done = spawn.Event(), spawn.Event()
    other = spawn.Process(target=hold, args=(workspace.root, holding, done))
    other.start()
    try:
        assert holding.wait(20)
        yield done
    finally:
        done.set()
        other.join()


def test_a_second_writer_waits_and_is_told_once_for_whom(workspace: Workspace) -> None:
    told: list[str] = []
    with another_writer(workspace) as done:

        def hear(sentence: str) -> None:
            told.append(sentence)
            done.set()

        with Workspace.open(workspace.root, told=hear).writing("示例乙") as ledger:
            ledger.append(PLAN, NOON)
    (sentence,) = told
    assert "示例甲 在电脑 " in sentence
    assert "正在等待对方完成（最多 20 秒）" in sentence


def test_a_second_writer_that_waited_in_vain_is_told_who_is_writing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbook_tools.turn.PATIENCE", 0.1)
    with (
        another_writer(workspace),
        pytest.raises(WorkspaceInUse, match=r"示例甲 在电脑 .+ 上，从 "),
        workspace.writing("示例乙"),
    ):
        pass
    with workspace.writing("示例乙"):
        pass


@pytest.mark.parametrize(
    "holder",
    [b"", b'{"user": "', b"[1]", b'{"user": "x"}', b"[" * 1000, b"\xff\xfe", None],
    ids=["empty", "torn", "no object", "half", "nested", "no text", "a folder"],
)
def test_whoever_waits_for_an_unreadable_name_is_told_that_somebody_is_writing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, holder: bytes | None
) -> None:
    monkeypatch.setattr("workbook_tools.turn.PATIENCE", 0.1)
    with another_writer(workspace):
        path = workspace.root / ".writer.json"
        path.unlink()
        path.mkdir() if holder is None else path.write_bytes(holder)
        with pytest.raises(WorkspaceInUse, match="另一个程序正在写入"), workspace.writing("示例乙"):
            pass
        if holder is None:
            path.rmdir()


def test_a_name_with_line_breaks_is_told_on_one_line(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbook_tools.turn.PATIENCE", 0.1)
    with another_writer(workspace):
        named = {"user": "甲\n无法写入", "machine": "机 {since}", "since": "今天"}
        (workspace.root / ".writer.json").write_text(json.dumps(named), encoding="utf-8")
        with (
            pytest.raises(WorkspaceInUse, match=r"甲 无法写入 在电脑 机 \{since\} 上") as told,
            workspace.writing("乙"),
        ):
            pass
    assert "\n" not in told.value.sentence


@pytest.mark.parametrize(
    ("wrong", "cut_off"),
    [(Misuse("示例"), False), (PlanMistakesError(()), False), (DiskFull("示例"), True)],
    ids=["a wrong word", "a wrong plan", "a full disk"],
)
def test_what_could_not_be_asked_for_is_no_run_that_was_cut_off(
    workspace: Workspace, wrong: Exception, cut_off: bool
) -> None:
    with pytest.raises(type(wrong)), workspace.writing("示例甲"):
        raise wrong
    assert workspace.was_cut_off is cut_off


def cut_off(workspace: Workspace) -> list[Path]:
    """The workspace as a killed writer leaves it: its name, and what it was just writing."""
    (workspace.root / ".writer.json").write_bytes(b"{}")
    left = [
        workspace.root / ".~master00.tmp",
        workspace.root / "outbox/202310/.~template.tmp",
        workspace.root / "returned/202310/.~slip_000.tmp",
        workspace.root / "decisions/.~pending0.tmp",
        workspace.archive.originals.folder / ".~original.tmp",
        workspace.archive.events / ".~event000.tmp",
    ]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half")
        path.chmod(0o400)
    return left


def test_the_next_writer_clears_what_a_killed_one_was_just_writing(workspace: Workspace) -> None:
    left = cut_off(workspace)
    people = workspace.inbox / ".~people00.tmp"
    people.write_bytes(b"somebody's own")
    with workspace.writing("示例乙"):
        assert not any(path.exists() for path in left)
    assert people.exists()
    assert not (workspace.root / ".writer.json").exists(), "a run that came to its end is nobody to wait for"


def test_a_file_that_is_being_written_beside_a_writer_is_not_cleared(workspace: Workspace) -> None:
    *_, event = left = cut_off(workspace)
    with Workspace.open(workspace.root).deriving(), workspace.writing("示例乙"):
        assert left[0].exists(), "it may be a 催报名单 that somebody asked for just now"
        assert not event.exists()
    with workspace.writing("示例乙"):
        assert not left[0].exists()


def test_a_run_that_ended_in_a_fault_leaves_its_name_and_the_next_one_looks_after_it(
    workspace: Workspace,
) -> None:
    with pytest.raises(WorkspaceMissing), workspace.writing("示例甲"):
        (workspace.root / "outbox").mkdir()
        (half := workspace.root / "outbox/.~template.tmp").write_bytes(b"half")
        raise WorkspaceMissing("示例")
    with workspace.writing("示例乙"):
        assert not half.exists()


def test_readers_need_not_wait_for_a_writer(workspace: Workspace) -> None:
    with workspace.writing("示例甲") as ledger:
        ledger.append(PLAN, NOON)
        assert [event.record for event in workspace.ledger().events()] == [PLAN]


def test_a_written_file_replaces_the_old_one_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "master.xlsx"
    write_atomically(target, b"old")
    write_atomically(target, b"new")
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no owner's mode bits")
def test_what_is_written_is_private(tmp_path: Path, workspace: Workspace) -> None:
    write_atomically(tmp_path / "master.xlsx", b"new")
    assert stat.S_IMODE((tmp_path / "master.xlsx").stat().st_mode) == 0o600
    assert stat.S_IMODE((workspace.root / "ledger.sqlite").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("number", "fault", "says"),
    [
        (errno.EACCES, FileUnwritable, "可能正在 Excel 或 WPS 中打开"),
        (errno.ENOSPC, DiskFull, "磁盘空间不足"),
        (errno.EIO, FileUnwritable, "无法写入"),
    ],
    ids=["held open by Excel", "disk full", "device error"],
)
def test_a_file_that_cannot_be_put_in_place_leaves_the_old_one_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, fault: type[Exception], says: str
) -> None:
    target = tmp_path / "master.xlsx"
    write_atomically(target, b"old")

    def fail(source: Path, destination: Path) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(fault, match=says):
        write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_vanished_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileUnwritable, match="gone"):
        write_atomically(tmp_path / "gone" / "master.xlsx", b"new")
