"""Who is compared: this tool's three commands, and single scripts that turn a folder of returns into one workbook."""

import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from scripts.bench_parts.measure import Cost, run

_NOW = "2023-11-06T09:00:00"
_PERIOD = ("--period", "2023-10")
TOOL = (sys.executable, "-m", "workbook_tools")
SCRIPTS: Mapping[str, tuple[str, str]] = {
    "b": ("pandas and openpyxl", "ordinary"),
    "c": ("pandas, calamine and xlsxwriter", "swifter"),
    "d": ("calamine and xlsxwriter, no checks", "floor"),
}
"""Letter of each script -> what it is made of, and its module."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What was made for the bench (`folder`/workspace and `folder`/returns, forms of so many rows), where to write."""

    folder: Path
    rows: int
    output: Path

    @property
    def returns(self) -> Path:
        """The folder of the returned workbooks."""
        return self.folder / "returns"

    @property
    def log(self) -> Path:
        """What the commands print."""
        return self.output / "log.txt"

    def result(self, letter: str) -> Path:
        """The workbook a contender makes."""
        return self.output / f"{letter}.xlsx"

    def fresh_workspace(self) -> Path:
        """A copy of the workspace as it was made; without the outbox, which is only written to."""
        root = self.output / "workspace"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(self.folder / "workspace", root, ignore=shutil.ignore_patterns("outbox"))
        return root


def this_tool(inputs: Inputs) -> Mapping[str, Cost]:
    """What each of collect, validate and consolidate costs, one after the other in a fresh workspace."""
    root = inputs.fresh_workspace()
    here = ("-w", str(root), "--now", _NOW)
    costs = {
        "collect": run((*TOOL, "collect", str(inputs.returns), *here), inputs.log),
        "validate": run((*TOOL, "validate", *_PERIOD, *here), inputs.log),
        "consolidate": run((*TOOL, "consolidate", *_PERIOD, *here), inputs.log),
    }
    shutil.move(root / "master-202310.xlsx", inputs.result("a"))
    return costs


def script(inputs: Inputs, letter: str, module: str) -> Cost:
    """What one of the scripts costs."""
    arguments = (str(inputs.returns), str(inputs.result(letter)))
    return run((sys.executable, "-m", f"scripts.bench_parts.{module}", *arguments), inputs.log)


def datamaps(inputs: Inputs) -> Cost | None:
    """What datamaps costs; None where it is not installed."""
    if find_spec("datamaps") is None:
        return None
    arguments = (str(inputs.returns), str(inputs.result("e")), str(inputs.rows))
    return run((sys.executable, "-m", "scripts.bench_parts.datamaps_master", *arguments), inputs.log)


def templates(inputs: Inputs) -> Cost:
    """What `generate` costs in a fresh workspace."""
    return run((*TOOL, "generate", *_PERIOD, "-w", str(inputs.fresh_workspace())), inputs.log)
