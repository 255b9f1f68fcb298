"""The same plan and the same ledger give the same files, byte for byte, whatever the computer is set to."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.build.bureau import CONSOLIDATED, PERIOD, RECEIVED, Bureau
from tests.build.county_plan import county_plan

ROOT = Path(__file__).resolve().parents[2]
SETTINGS: Mapping[str, Mapping[str, str]] = {
    "here": {"PYTHONHASHSEED": "0", "TZ": "UTC", "LANG": "C", "LC_ALL": "C"},
    "there": {"PYTHONHASHSEED": "4242", "TZ": "Asia/Shanghai", "LANG": "zh_CN.GB18030", "LC_ALL": "zh_CN.GB18030"},
    "elsewhere": {"PYTHONHASHSEED": "random", "TZ": "America/St_Johns", "LANG": "tr_TR.UTF-8", "LC_ALL": "C.UTF-8"},
}  # fmt: skip
OF_THIS_RUN = ("cache.sqlite", "ledger.sqlite", ".writer.json", ".writer.lock")
"""Derived readings, the database (its twin is archive/events, compared below), and who is writing."""


def ran(bureau: Bureau, settings: Mapping[str, str], *arguments: str) -> None:
    """Run a command in a process of its own on a computer with these settings; findings are no failure."""
    command = [sys.executable, "-m", "workbook_tools", *arguments, "-w", str(bureau.root)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **settings}
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr.decode("utf-8", "replace")


def digests(folder: Path) -> dict[str, str]:
    """The sha256 of every file in a folder and those below it, by its path there."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in OF_THIS_RUN
    }


@pytest.mark.parametrize(("county", "period", "count"), [(False, "2023-10", 45), (True, "2024-01", 7)])
def test_templates_do_not_depend_on_process_clock_zone_or_language(
    tmp_path: Path, county: bool, period: str, count: int
) -> None:
    path = county_plan(tmp_path / "县.xlsx") if county else ROOT / "templates" / "annex_template.xlsx"
    made = {}
    for place, settings in SETTINGS.items():
        bureau = Bureau.founded(tmp_path / place)
        (bureau.root / "plan.xlsx").write_bytes(path.read_bytes())
        ran(bureau, settings, "generate", "--period", period)
        made[place] = digests(bureau.root / "outbox")
    assert len(made["here"]) == count + 1, "the templates and the zip of all"
    assert made["here"] == made["there"] == made["elsewhere"]


def test_a_months_work_is_the_same_on_every_computer(
    issued: Bureau, files: Mapping[str, bytes], tmp_path: Path
) -> None:
    """Archive, ledger lines, register, slips, 待办, 催报名单 and master: every file of the workspace."""
    made = {}
    for place, settings in SETTINGS.items():
        bureau = issued.copied(tmp_path / place / "台账")
        ran(bureau, settings, "collect", str(bureau.handed_in(files)), "--now", RECEIVED)
        for command in ("validate", "consolidate", "status"):
            ran(bureau, settings, command, *PERIOD, "--now", CONSOLIDATED)
        made[place] = digests(bureau.root)
    written = {Path(name).parts[0] for name in made["here"]}
    assert {"archive", "returned", "decisions", "master-202401.xlsx", "催报名单-202401.xlsx"} <= written
    assert made["here"] == made["there"]
    assert made["here"] == made["elsewhere"]
