"""Runs killed at any moment: others read what is so, and the same command completes to the same bytes."""

import random
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.build import syscalls
from tests.build.bureau import CONSOLIDATED, ISSUED, PERIOD, RECEIVED, Bureau, Json
from tests.build.day import EAST, Day, nameless
from tests.build.journey import Journey
from tests.build.killing import Killing, killed_after
from tests.build.monday import Inbox
from tests.build.ordered import lines_ahead, undone
from workbook_tools.archive import Store
from workbook_tools.intake.spool import spool

STEPS = (
    "init",
    "import-annex",
    "generate",
    "import-list",
    "collect",
    "validate",
    "decide",
    "consolidate",
    "sample",
    "close",
    "export-evidence",
    "reopen",
)
"""The commands that write; `scripts/kills.py` kills each of them as often as one likes."""

SPOOL = "archive/.spool"


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    syscalls.needed()
    return Journey(tmp_path_factory.mktemp("journey"))


@pytest.mark.parametrize("name", STEPS)
def test_a_command_killed_at_two_moments_in_a_row_is_completed_to_the_same_bytes(
    journey: Journey, tmp_path: Path, name: str
) -> None:
    """Every file of the workspace but lock, cache and database; of the database every line."""
    killing = Killing.of(journey.steps[name], tmp_path / "台账")
    chance = random.Random(name)
    kills, wrong = killing.killed(*killing.places(4, chance)[2:])
    assert not wrong
    assert kills, "the run must have come by the first call at least"


@pytest.mark.parametrize("name", ["collect", "decide"])
def test_a_line_archived_but_not_recorded_is_neither_lost_nor_doubled(
    journey: Journey, tmp_path: Path, name: str
) -> None:
    killing = Killing.of(journey.steps[name], tmp_path / "台账")
    archived = [
        each for each in killing.touches if each.name == "rename" and each.to.startswith("archive/events/")
    ]
    recording = next(
        each
        for each in killing.touches[killing.touches.index(archived[-1]) :]
        if (each.name, each.path) == ("openat", "ledger.sqlite-journal")
    )
    assert killing.killed(recording) == (1, "")


def test_what_a_ruled_file_says_is_recorded_once_though_the_run_was_cut_off_before_the_ruling(
    bureau: Bureau, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = Day(bureau, inbox)
    day.came(copied=nameless(day.shops(EAST, "W4")))
    desk = day.desk()
    line = desk.the("身份确认", "copied.xlsx")
    filled_in = desk.ruled(line, next(word for word in line.choices if "东乡镇（电商" in word))

    def cut_off(*_: object) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Store, "put", cut_off)
        assert day.decided(filled_in).code == 130
    before = bureau.events()
    assert day.decided(filled_in).code == 0
    assert bureau.events() == before + 1, "the ruling alone"


@pytest.mark.parametrize("name", ["generate", "collect", "validate", "consolidate"])
def test_what_a_run_gives_a_name_is_on_the_disk_before(journey: Journey, tmp_path: Path, name: str) -> None:
    """So a power cut finds whole files, and no line of the ledger that the archive does not have."""
    step = journey.steps[name]
    root = step.copied(tmp_path / "台账")
    _, touches = syscalls.watched(root, step.at(root))
    own = [each for each in touches if not each.path.startswith(SPOOL)]
    assert sum(each.name == "rename" for each in own) > 2
    # What comes in is on the disk before it leaves the spool; the spool itself need not outlive anything.
    assert [each for each in [*undone(touches), *lines_ahead(own)] if f" {SPOOL}/" not in each] == []


def test_workers_end_with_the_run_that_is_killed(
    issued: Bureau, files: Mapping[str, bytes], tmp_path: Path
) -> None:
    bureau = issued.copied(tmp_path / "台账")
    command = ("collect", str(bureau.handed_in(files)), "--now", RECEIVED)
    assert killed_after(1.5, bureau.root, command), "it was still going; and all its processes have ended"


def test_what_a_worker_of_a_killed_run_still_writes_reaches_no_later_run(tmp_path: Path) -> None:
    folder = tmp_path / "archive" / ".spool"
    with spool(folder) as first, (first.folder / "1").open("wb") as late, spool(folder) as second:
        (second.folder / "1").write_bytes(b"new")
        late.write(b"old")
        late.flush()
        assert (second.folder / "1").read_bytes() == b"new"
        assert not first.folder.exists()
    assert not list(folder.parent.iterdir())


def test_a_month_in_which_every_command_is_killed_ends_in_the_same_master(
    monday: tuple[Bureau, Json], issued: Bureau, files: Mapping[str, bytes], tmp_path: Path
) -> None:
    whole = monday[0].copied(tmp_path / "whole")
    expected = whole.master()
    # The same bytes: a plan saved anew bears the time, and a master names its plan.
    bureau = Bureau.founded(tmp_path / "killed", issued.root / "plan.xlsx")
    inbox = str(bureau.handed_in(files))
    for command, now in (
        (("generate", *PERIOD), ISSUED),
        (("collect", inbox), RECEIVED),
        (("validate", *PERIOD), RECEIVED),
        (("consolidate", *PERIOD), CONSOLIDATED),
    ):
        for seconds in (0.7, 1.4):
            killed_after(seconds, bureau.root, (*command, "--now", now))
        bureau.did(*command, now=now)
    assert bureau.state().submissions == whole.state().submissions
    assert bureau.master() == expected
