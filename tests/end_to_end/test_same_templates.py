"""The same plan and period give the same templates, byte for byte, whatever the computer is set to."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.build.bureau import Bureau
from tests.build.county_plan import county_plan

ROOT = Path(__file__).resolve().parents[2]
SETTINGS: Mapping[str, Mapping[str, str]] = {
    "here": {"PYTHONHASHSEED": "0", "TZ": "UTC", "LANG": "C", "LC_ALL": "C"},
    "there": {"PYTHONHASHSEED": "4242", "TZ": "Asia/Shanghai", "LANG": "zh_CN.GB18030", "LC_ALL": "zh_CN.GB18030"},
    "elsewhere": {"PYTHONHASHSEED": "random", "TZ": "America/St_Johns", "LANG": "tr_TR.UTF-8", "LC_ALL": "C.UTF-8"},
}  # fmt: skip


def outbox(folder: Path, plan: bytes, period: str, settings: Mapping[str, str]) -> dict[str, str]:
    """The sha256 of everything that a process of its own generates from a plan workbook, by file name."""
    bureau = Bureau.founded(folder)
    (folder / "plan.xlsx").write_bytes(plan)
    command = [sys.executable, "-m", "workbook_tools", "generate", "--period", period, "-w", str(bureau.root)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **settings}
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return {path.name: digest(path) for path in sorted((bureau.root / "outbox").rglob("*.*"))}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(("county", "period", "count"), [(False, "2023-10", 45), (True, "2024-01", 7)])
def test_templates_do_not_depend_on_process_clock_zone_or_language(
    tmp_path: Path, county: bool, period: str, count: int
) -> None:
    path = county_plan(tmp_path / "县.xlsx") if county else ROOT / "templates" / "annex_template.xlsx"
    plan = path.read_bytes()
    made = {place: outbox(tmp_path / place, plan, period, settings) for place, settings in SETTINGS.items()}
    assert len(made["here"]) == count + 1, "the templates and the zip of all"
    assert made["here"] == made["there"] == made["elsewhere"]
