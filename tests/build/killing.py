"""Commands killed at one exact system call, as by a plug that is pulled, and what must be true of what they leave."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.build.bystanders import Bystanders, said
from tests.build.journey import Step, contents
from tests.build.syscalls import Touch, killed, watched
from workbook_tools.ledger import lines
from workbook_tools.safe_write import TEMPORARY
from workbook_tools.workspace import Workspace

_KILLED = -signal.SIGKILL
_IN_THE_SPOOL = "archive/.spool"
_OF_WORKERS = ("openat", "write", "mkdir")
_NOT_DONE_TWICE = {"init": 13, "reopen": 2}
"""Commands that say, with this exit code, that it was done already."""
_ORPHAN_SECONDS = 30.0
"""What a worker may be at when its run is killed takes less than that."""
_ONLY_READING = ("status", "export-evidence")
_REPOSITORY = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Killing:
    """A step that is to be killed in a copy at `root`: how it goes when nothing happens, and what others may read."""

    step: Step
    root: Path
    code: int
    left: dict[str, bytes]
    touches: tuple[Touch, ...]
    others: Bystanders

    @classmethod
    def of(cls, step: Step, root: Path) -> "Killing":
        """Watch the step in a copy at `root`."""
        ended, touches = watched(step.copied(root), step.at(root))
        own = tuple(each for each in touches if not _is_of_worker(each))
        return cls(step, root, ended.code, contents(root), own, Bystanders.of(step, root))

    def places(self, count: int, chance: random.Random) -> list[Touch]:
        """So many calls to kill at: the first, the last, one of every kind, the rest spread between."""
        of_each_kind = list({(each.name, _kind(each.path)): each for each in self.touches}.values())
        chance.shuffle(of_each_kind)
        first = list(dict.fromkeys([self.touches[0], self.touches[-1], *of_each_kind]))[:count]
        rest = [each for each in self.touches if each not in first]
        return first + chance.sample(rest, min(len(rest), count - len(first)))

    def killed(self, *at: Touch) -> tuple[int, str]:
        """Kill the step at each call in a row, then run it to its end: how often it was killed, and what is wrong then.

        A run that completes another one may not come by the call; it ends, and there is nothing left to kill.
        """
        self.step.copied(self.root)
        for kills, touch in enumerate(at):
            ended = killed(self.root, self.step.at(self.root), touch)
            if ended.code != _KILLED:
                return kills, self._told(ended.code) or self._complaint()
            if wrong := self.others.complaint_of_copy(self.root):
                return kills + 1, wrong
        return len(at), self._complaint()

    def killed_after(self, seconds: float) -> tuple[int, str]:
        """Kill the step after a time, if it takes as long, then run it to its end."""
        self.step.copied(self.root)
        kills = int(killed_after(seconds, self.root, self.step.at(self.root)))
        return kills, self.others.complaint_of_copy(self.root) or self._complaint()

    def _complaint(self) -> str:
        """Run the step to its end, and tell what is not as if nothing had happened; "" for nothing."""
        if wrong := self._told((again := said(self.root, *self.step.at(self.root))).code):
            return f"{wrong}: {again}"
        left = contents(self.root)
        other = sorted(name for name in left.keys() | self.left if left.get(name) != self.left.get(name))
        if self.step.words[0] in _ONLY_READING:
            # What they leave half written is for the next writer to clear.
            with Workspace.open(self.root).writing("示例"):
                pass
        return f"other files: {other}" if other else _left_over(self.root) or _unsound(self.root)

    def _told(self, code: int) -> str:
        expected = (self.code, _NOT_DONE_TWICE.get(self.step.words[0]))
        return "" if code in expected else f"the next run ended with {code}"


def _is_of_worker(touch: Touch) -> bool:
    """What workers do in the spool; to kill one of them is to lose one file, and another test's business."""
    folder, _, name = touch.path.rpartition("/")
    return folder.startswith(_IN_THE_SPOOL) and not name.isdecimal() and touch.name in _OF_WORKERS


def _kind(path: str) -> str:
    """What kind of file it is: a hundred slips are written like one."""
    folder, _, name = path.rpartition("/")
    return f"{folder}/{Path(name).suffix}" if folder else name


def _left_over(root: Path) -> str:
    found = [*root.rglob(TEMPORARY), *root.rglob(".spool*"), *root.rglob("*-journal")]
    return f"left over: {found}" if found else ""


def _unsound(root: Path) -> str:
    workspace = Workspace.open(root)
    with closing(workspace.ledger()) as ledger:
        broken, entries = ledger.check(), ledger.entries()
    return "" if not broken and entries == lines(workspace.archive.events) else f"the ledger: {broken}"


def killed_after(seconds: float, root: Path, arguments: Sequence[str]) -> bool:
    """Kill a command after a time, see its workers end, and tell whether it was still going."""
    command = (sys.executable, "-m", "workbook_tools", *arguments, "-w", str(root))
    environment = os.environ | {"PYTHONPATH": str(_REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
    time.sleep(seconds)
    process.kill()
    # The output ends when the last of those that hold it has ended: workers too.
    process.communicate(timeout=_ORPHAN_SECONDS)
    return process.returncode == _KILLED
