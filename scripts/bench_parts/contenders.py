"""Who is compared: this tool's three commands, and single scripts that turn a folder of returns into one workbook."""

import importlib.util
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.bench_parts.measure import Cost, run

RECEIVED = "2023-11-03T09:00:00"
_PERIOD = ("--period", "2023-10")
_TOOL = (sys.executable, "-m", "workbook_tools")


@dataclass(frozen=True, slots=True)
class Inputs:
    """What was made for the bench (folder/workspace and folder/returns), and where this run may write."""

    folder: Path
    output: Path

    @property
    def returns(self) -> Path:
        """The returned workbooks."""
        return self.folder / "returns"

    @property
    def log(self) -> Path:
        """What the commands print."""
        return self.output / "log.txt"

    def fresh_workspace(self) -> Path:
        """A copy of the workspace as it was after `generate`; without the outbox, which nobody reads again."""
        root = self.output / "workspace"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(self.folder / "workspace", root, ignore=shutil.ignore_patterns("outbox"))
        return root


def stages(inputs: Inputs) -> Mapping[str, Cost]:
    """What collect, validate and consolidate cost in a fresh workspace; the master is kept as a.xlsx."""
    root = inputs.fresh_workspace()
    here = ("-w", str(root), "--now", RECEIVED)
    costs = {
        "collect": run((*_TOOL, "collect", str(inputs.returns), *here), inputs.log),
        "validate": run((*_TOOL, "validate", *_PERIOD, *here), inputs.log),
        "consolidate": run((*_TOOL, "consolidate", *_PERIOD, *here), inputs.log),
    }
    shutil.move(root / "master-202310.xlsx", inputs.output / "a.xlsx")
    return costs


def _script(name: str, letter: str) -> Callable[[Inputs], Cost]:
    def cost(inputs: Inputs) -> Cost:
        output = inputs.output / f"{letter}.xlsx"
        module = f"scripts.bench_parts.{name}"
        return run((sys.executable, "-m", module, str(inputs.returns), str(output)), inputs.log)

    return cost


SCRIPTS: Mapping[str, tuple[str, Callable[[Inputs], Cost]]] = {
    "b": ("pandas + openpyxl, the ordinary script", _script("ordinary", "b")),
    "c": ("pandas + calamine + xlsxwriter", _script("swifter", "c")),
    "d": ("calamine into xlsxwriter, no checks", _script("floor", "d")),
}
