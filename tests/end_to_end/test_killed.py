"""Runs killed at any moment: what they leave behind, the next run completes to the same master."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from tests.build.bureau import CONSOLIDATED, ISSUED, PERIOD, RECEIVED, Bureau, Json
from tests.build.county_plan import county_plan


def reached(folder: Path, pattern: str, most: int) -> Callable[[], bool]:
    """Whether a folder holds so many whole files by now."""
    return lambda: sum(not path.name.startswith(".") for path in folder.rglob(pattern)) >= most


def killed(bureau: Bureau, arguments: Sequence[str], moment: Callable[[], bool]) -> bool:
    """Start a command and kill it once the moment has come; whether it came before the end."""
    command = [sys.executable, "-m", "workbook_tools", *arguments, "-w", str(bureau.root)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    while process.poll() is None and not moment():
        time.sleep(0.0005)
    process.kill()
    return process.wait() != 0


def collecting(bureau: Bureau) -> tuple[str, ...]:
    """The command that takes Monday's inbox in."""
    return ("collect", str(bureau.root / "inbox"), "--now", RECEIVED)


def moments(bureau: Bureau) -> Iterator[tuple[Sequence[str], Callable[[], bool]]]:
    """What is killed, and when: while originals, then events, and the master are being written."""
    originals, recorded = bureau.root / "archive/originals", bureau.root / "archive/events"
    for most in (1, 6, 12):
        yield collecting(bureau), reached(originals, "*", most)
    for most in (3, 8, 14):
        yield collecting(bureau), reached(recorded, "*.json", most)
    yield (
        ("validate", *PERIOD, "--now", RECEIVED),
        reached(recorded, "*.json", 1 + len(list(recorded.iterdir()))),
    )
    yield ("consolidate", *PERIOD, "--now", CONSOLIDATED), lambda: any(bureau.root.glob(".~*"))


def test_a_run_killed_at_any_moment_is_completed_by_the_next_to_the_same_master(
    monday: tuple[Bureau, Json], issued: Bureau, files: Mapping[str, bytes], tmp_path: Path
) -> None:
    whole = monday[0].copied(tmp_path / "whole")
    expected = whole.master()
    bureau = issued.copied(tmp_path / "killed")
    bureau.handed_in(files)
    kills = [killed(bureau, arguments, moment) for arguments, moment in moments(bureau)]
    assert sum(kills) >= 6, "nearly all must have hit a run that was still going"
    bureau.did("collect", str(bureau.root / "inbox"), now=RECEIVED)
    assert bureau.state().submissions == whole.state().submissions
    assert bureau.master() == expected


def test_a_killed_generate_is_completed_by_the_next(issued: Bureau, tmp_path: Path) -> None:
    bureau = Bureau.founded(tmp_path / "台账", county_plan(tmp_path / "方案.xlsx"))
    for most in (1, 4, 7):
        killed(bureau, ("generate", *PERIOD), reached(bureau.root / "outbox", "*.xlsx", most))
    bureau.did("generate", *PERIOD, now=ISSUED)
    assert outbox(bureau) == outbox(issued)
    assert bureau.state().issues == issued.state().issues


def outbox(bureau: Bureau) -> dict[str, bytes]:
    """What was issued, by name; what a killed run was just writing stays beside it, under no name that counts."""
    paths = (bureau.root / "outbox").rglob("*")
    return {
        path.name: path.read_bytes() for path in paths if path.is_file() and not path.name.startswith(".")
    }
