"""Two people at one workspace at once: one after the other, whoever comes first, and never a mixture."""

import random
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.build.bureau import ISSUED, PERIOD, RECEIVED, Bureau
from tests.build.bystanders import Bystanders
from tests.build.journey import Journey
from tests.build.two_at_once import mixture, overlapping, started, together
from workbook_tools.workspace import Workspace


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    return Journey(tmp_path_factory.mktemp("journey"))


def returns(journey: Journey) -> Path:
    """The folder that the month's collect takes in."""
    return Path(journey.steps["collect"].words[1])


@pytest.mark.parametrize("seed", [1])
def test_two_collectors_of_overlapping_folders_leave_what_one_after_the_other_leaves(
    journey: Journey, tmp_path: Path, seed: int
) -> None:
    """Every original once, every line once, and to each collector the verdicts of one of the two orders."""
    step = journey.steps["collect"]
    places = overlapping(returns(journey), tmp_path / "来件", random.Random(seed))
    commands = [("collect", str(place), "--now", step.now) for place in places]
    assert mixture(step, tmp_path / "台账", commands) == []


@pytest.mark.parametrize("name", ["validate", "consolidate", "close"])
def test_a_collector_beside_another_command_leaves_what_one_after_the_other_leaves(
    journey: Journey, tmp_path: Path, name: str
) -> None:
    step, root = journey.steps[name], tmp_path / "台账"
    later, _ = overlapping(returns(journey), tmp_path / "来件", random.Random(name))
    commands = [step.at(root), ("collect", str(later), "--now", step.now)]
    assert mixture(step, root, commands) == []


def test_readers_beside_a_collector_are_told_what_was_or_what_will_be(
    journey: Journey, tmp_path: Path
) -> None:
    step, root = journey.steps["collect"], tmp_path / "台账"
    together(step, done := tmp_path / "做完", [step.at(done)])
    others = Bystanders.of(step, done)
    writer = started(step.copied(root), step.at(root))
    rounds = 0
    while writer.poll() is None or not rounds:
        assert others.complaint(root) == ""
        rounds += 1
    writer.communicate()


def test_who_waits_in_a_command_is_told_on_the_side_and_the_answer_stays_one_json_object(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbook_tools.turn.PATIENCE", 0.1)
    with Workspace.open(bureau.root).writing("示例甲"):
        answer = bureau.said("generate", *PERIOD, now=ISSUED)
        assert bureau.said("status", *PERIOD, now=RECEIVED).code == 1, "readers need not wait"
    assert (answer.code, answer.data["code"]) == (11, "WorkspaceInUse")
    (told,) = answer.aside.splitlines()
    assert "示例甲" in told
    assert "正在等待对方完成" in told
    assert bureau.said("generate", *PERIOD, now=ISSUED).code == 0


def test_a_workspace_in_a_long_path_with_spaces_is_worked_in_as_any_other(
    issued: Bureau, files: Mapping[str, bytes], tmp_path: Path
) -> None:
    folder = tmp_path.joinpath(*(["二〇二四年 报送 (示例) 'x' #1 100%"] * 8))
    bureau = issued.copied(folder / "台账 工作区")
    assert bureau.did("collect", str(bureau.handed_in(files)), now=RECEIVED)["files"]
    assert bureau.did("validate", *PERIOD, now=RECEIVED)["submissions"]
    assert not list(bureau.root.rglob(".~*"))
