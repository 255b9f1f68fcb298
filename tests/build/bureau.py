"""A bureau at work: a workspace, and the real command line run on it."""

import io
import json
import shutil
from collections.abc import Mapping, Sequence
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from scripts.examples.filling import Record, fill
from workbook_tools import standing
from workbook_tools.cli.main import run
from workbook_tools.model import Form, Plan
from workbook_tools.pipeline.planned import usable
from workbook_tools.workspace import Workspace

Json = dict[str, Any]
PERIOD = ("--period", "2024-01")
ISSUED, RECEIVED, LATER = "2024-02-01T09:00:00", "2024-02-05T09:00:00", "2024-02-06T09:00:00"
CONSOLIDATED = "2024-02-07T09:00:00"
"""The times of January's work."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one command said: exit code, the JSON object, and what else was printed (on stderr)."""

    code: int
    data: Json
    aside: str


@dataclass(frozen=True, slots=True)
class Bureau:
    """A workspace and whoever works in it."""

    root: Path

    @classmethod
    def founded(cls, root: Path, plan: Path | None = None) -> "Bureau":
        """A new workspace around a plan workbook (the packaged one unless given)."""
        bureau = cls(root)
        template = ("--template", str(plan)) if plan else ()
        answer = bureau.said("init", str(root), *template)
        assert answer.code == 0, answer
        return bureau

    def said(self, command: str, *arguments: str, now: str = RECEIVED) -> Answer:
        """Run a command with --json; its stdout must be exactly one JSON object."""
        out, aside = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(aside):
            code = run([command, *arguments, "-w", str(self.root), "--now", now, "--json"])
        return Answer(code, json.loads(out.getvalue()), aside.getvalue())

    def did(self, command: str, *arguments: str, now: str = RECEIVED) -> Json:
        """Run a command that must not fail; findings (exit code 1) are no failure."""
        answer = self.said(command, *arguments, now=now)
        assert answer.code in (0, 1), answer
        return answer.data

    @property
    def plan(self) -> Plan:
        """The plan as it is now."""
        return usable(Workspace.open(self.root))

    def form(self, code: str) -> Form:
        """A form of the plan."""
        found = self.plan.form(code)
        assert found
        return found

    def issued(self, period: str, now: str) -> dict[tuple[str, str], bytes]:
        """Generate a period's templates: (unit, form) -> bytes."""
        made = self.did("generate", "--period", period, now=now)["templates"]
        return {(each["unit"], each["form"]): Path(each["path"]).read_bytes() for each in made}

    def handed_in(self, files: Mapping[str, bytes], folder: str = "inbox") -> Path:
        """Put files into a folder of the workspace, as the officer saves what came; the folder."""
        place = self.root / folder
        for name, data in files.items():
            path = place / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return place

    def copied(self, to: Path) -> "Bureau":
        """The same workspace elsewhere."""
        shutil.copytree(self.root, to)
        return Bureau(to)

    def outbox(self) -> dict[tuple[str, str], bytes]:
        """The templates issued: (unit, form) -> bytes."""
        issues = [issue.template for issue in self.state().issues.values()]
        paths = {path.name: path for path in (self.root / "outbox").rglob("*.xlsx")}
        return {(each.unit, each.form): paths[each.name].read_bytes() for each in issues}

    def collected(self, files: Mapping[str, bytes], now: str = RECEIVED) -> dict[str, tuple[str, str]]:
        """Hand files in and collect them: file name -> (verdict, code)."""
        folder = self.handed_in(files, f"inbox/{now[:10]}")
        told = self.did("collect", str(folder), now=now)["files"]
        return {Path(file["path"]).name: (file["verdict"], file["code"]) for file in told}

    def state(self) -> standing.State:
        """What the ledger amounts to."""
        with closing(Workspace.open(self.root).ledger()) as ledger:
            return standing.fold(ledger.events())

    def events(self) -> int:
        """How many events the ledger holds, all of them sound."""
        with closing(Workspace.open(self.root).ledger()) as ledger:
            assert ledger.check() == ()
            return len(ledger.entries())

    def master(self) -> bytes:
        """The bytes of January's master, after validating."""
        self.did("validate", *PERIOD, now=RECEIVED)
        return Path(self.did("consolidate", *PERIOD, now=CONSOLIDATED)["master"]).read_bytes()

    def where(self, unit: str, form: str) -> Json:
        """Where one of January's obligations stands after validating."""
        self.did("validate", *PERIOD, now=LATER)
        units: list[Json] = self.did("status", *PERIOD)["units"]
        return next(each for each in units if (each["unit"], each["form"]) == (unit, form))


def county_header(on: date, zero: bool = False) -> Record:
    """The header cells that a unit of the example county fills in."""
    return {"none": "是" if zero else "否", "who": "示例经办", "boss": "示例复核", "on": on}


def county_return(template: bytes, form: Form, on: date, rows: Sequence[Record]) -> bytes:
    """A sound return of the example county; without rows it is a zero report, its list as it was issued."""
    return fill(template, form, county_header(on, zero=not rows), rows or None)
