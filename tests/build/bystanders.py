"""Those who only read, while another run is at work or after it was killed: what they are told must be so."""

import io
import json
import shutil
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from tests.build.auditor import MASTER
from tests.build.bureau import PERIOD, Json
from tests.build.journey import Step
from workbook_tools.cli.main import run
from workbook_tools.messages import faults

_ANSWERED = (0, 1)
_NOT_YET = (2, 10)
"""Nothing was issued, or there is no workspace."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a command answered: its exit code, and the JSON object."""

    code: int
    data: Json


def said(root: Path, *arguments: str) -> Said:
    """Run a command on the workspace `root`, in this process."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(io.StringIO()):
        code = run([*arguments, "-w", str(root), "--json"])
    return Said(code, json.loads(out.getvalue()))


_Stands = tuple[str, str, str, str | None]
"""Unit, form, status, and the file that the status is of."""


@dataclass(frozen=True, slots=True)
class Bystanders:
    """What may be read of a workspace while a step is under way: where each obligation stood before, or will stand."""

    now: str
    stands: frozenset[_Stands]

    @classmethod
    def of(cls, step: Step, done: Path) -> "Bystanders":
        """Those of a step, whose work is done in the workspace `done`."""
        beside = done.with_name(f"{done.name}-抄本")
        before, after = (_stands(_copied(root, beside), step.now) for root in (step.before, done))
        return cls(step.now, before | after)

    def complaint(self, root: Path) -> str:
        """What is wrong with what they are told; "" for nothing. They leave a 催报名单 behind."""
        return _plan_unread(root) or self._status_mixed(root) or _master_doubted(root)

    def complaint_of_copy(self, root: Path) -> str:
        """The same of a workspace in which nobody is at work, and which stays as it is."""
        return self.complaint(_copied(root, root.with_name(f"{root.name}-抄本")))

    def _status_mixed(self, root: Path) -> str:
        strange = _stands(root, self.now) - self.stands
        return f"status: {sorted(map(str, strange))}" if strange else ""


def _copied(root: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    if root.exists():
        shutil.copytree(root, to)
    return to


def _stands(root: Path, now: str) -> frozenset[_Stands]:
    """Where each obligation stands; nothing where there is nothing to be told yet."""
    answer = said(root, "status", *PERIOD, "--now", now)
    if answer.code in _NOT_YET:
        return frozenset()
    if answer.code not in _ANSWERED:
        return frozenset({("", "", str(answer), None)})
    # A plan with mistakes has none.
    units = answer.data.get("units", ())
    return frozenset((each["unit"], each["form"], each["status"], each["sha256"]) for each in units)


def _plan_unread(root: Path) -> str:
    answer = said(root, "check-plan")
    is_whole = (root / "plan.xlsx").exists()
    return "" if (answer.code in _ANSWERED) == is_whole else f"check-plan: {answer}"


def _master_doubted(root: Path) -> str:
    """A master that is there was borne out, whole and the newest or the one before, whatever was going on.

    All that may be said against the ledger is that its twin is a line ahead: such a line the next writer takes in.
    """
    if not (root / MASTER).exists():
        return ""
    answer = said(root, "verify", MASTER)
    ahead = faults.BREAKS["unrecorded"]
    against = [each["problem"] for each in answer.data.get("ledger", ()) if each["problem"] != ahead]
    is_sound = answer.code in _ANSWERED and answer.data["identical"] and not answer.data["archive"]
    return "" if is_sound and not against else f"verify: {answer}"
