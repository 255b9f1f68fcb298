"""A real LibreOffice for tests: the office itself runs beside us, `Office` tells it what to do.

Debian's UNO bridge belongs to Debian's own Python, so `driver.py` runs there and is spoken to through pipes.
"""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Any, Self

from workbook_tools.model import Address

DRIVER = Path(__file__).with_name("driver.py")
SYSTEM_PYTHON = "/usr/bin/python3"
SECONDS = 120
"""Nothing asked of the office takes nearly as long; a hanging one is ended, and its test fails."""


def lacking() -> str:
    """Why no office can be started here; empty where it can."""
    if shutil.which("soffice") is None:
        return "LibreOffice (soffice) is not installed"
    bridge = subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False)
    return "LibreOffice's UNO bridge (python3-uno) is not installed" if bridge.returncode else ""


@dataclass(frozen=True, slots=True)
class CellFormat:
    """What a cell lets in: whether it is locked, and its validation ("ANY" = none) with its bounds."""

    locked: bool
    kind: str
    low: str
    high: str


class Office:
    """One office with a fresh profile; opens one workbook at a time."""

    def __init__(self, profile: Path) -> None:
        # A session of its own: ending the group ends the office, whose starter would leave it running.
        self._process = subprocess.Popen(
            [SYSTEM_PYTHON, DRIVER, profile],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(subprocess.TimeoutExpired):
            self._process.communicate(timeout=30)
        self._end()

    def _end(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _ask(self, method: str, *arguments: object) -> Any:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin and stdout, "both are pipes"
        watch = Timer(SECONDS, self._end)
        watch.start()
        try:
            stdin.write(json.dumps([method, *arguments]) + "\n")
            stdin.flush()
            reply = json.loads(stdout.readline() or '{"error": "the office ended"}')
        finally:
            watch.cancel()
        if "error" in reply:
            raise RuntimeError(reply["error"])
        return reply["answer"]

    def open(self, path: Path) -> dict[str, bool]:
        """Open a workbook in place of the one open now; its sheets, and whether each is shown."""
        return dict(self._ask("open", str(path)))

    def close(self) -> None:
        """Close the workbook without saving it."""
        self._ask("close")

    def formats(self, sheet: str) -> dict[Address, CellFormat]:
        """What every cell of the used area of a sheet lets in."""
        return {
            (row, column): CellFormat(*format_)
            for *format_, areas in self._ask("formats", sheet)
            for top, left, bottom, right in areas
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }

    def type(self, sheet: str, entries: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        """Type (cell, text) as a clerk would, data validation aside; (content, text shown) of each cell after it."""
        return [(content, text) for content, text in self._ask("type", sheet, entries)]

    def texts(self, sheet: str, cells: Sequence[str]) -> list[str]:
        """The text that each cell shows."""
        return [str(text) for text in self._ask("texts", sheet, cells)]

    def table(self, sheet: str) -> list[list[str]]:
        """The text of every cell of the used area, row by row."""
        return [[str(text) for text in row] for row in self._ask("table", sheet)]

    def link(self, sheet: str, cell: str) -> str:
        """Where a link in a cell leads, as in #填报表.B12; empty without one."""
        return str(self._ask("link", sheet, cell))

    def edit(self, act: str, arguments: Sequence[object]) -> None:
        """Make one edit, by its name in editing.py."""
        self._ask("edit", act, arguments)

    def unprotect(self, sheet: str) -> None:
        """Take a sheet's protection away."""
        self._ask("unprotect", sheet)

    def recalculate(self) -> float:
        """Calculate every formula anew; the seconds it took."""
        return float(self._ask("recalculate"))

    def entering(self, sheet: str, cell: str, value: str) -> float:
        """Put a text into a cell and calculate what depends on it; the seconds it took."""
        return float(self._ask("entering", sheet, cell, value))

    def invalid(self, sheet: str) -> list[str]:
        """Filled cells that break their own validation, sorted as texts; takes the sheet's protection away."""
        return list(self._ask("invalid", sheet))

    def save(self, path: Path) -> Path:
        """Save a copy as .xlsx, .xls, .ods or .pdf, as its name says; the path."""
        self._ask("save", str(path))
        return path
