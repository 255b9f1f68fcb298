"""What becomes of a command that is disturbed, and of the next run: a sentence, an exit code, and nothing lost."""

import io
import re
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from tests.build.journey import Step, contents
from tests.build.syscalls import Ended, Touch, disturbed, watched
from workbook_tools.cli.main import run
from workbook_tools.errors import DiskFull, FileUnreadable, FileUnwritable

FULL = ("ENOSPC", "EDQUOT")
NAMED = (FileUnreadable.exit_code, FileUnwritable.exit_code, DiskFull.exit_code)
_SENTENCE = re.compile(r"[^\n]*“[^\n]*[\u4e00-\u9fff][^\n]*。\n")


@dataclass(frozen=True, slots=True)
class Whole:
    """A step as it goes when nothing happens: how it ends, what it leaves behind, and all it touches on the way."""

    step: Step
    root: Path
    ended: Ended
    left: dict[str, bytes]
    touches: tuple[Touch, ...]

    @classmethod
    def of(cls, step: Step, root: Path) -> "Whole":
        """Watch the step in a copy at `root`, where it is to be disturbed, too."""
        ended, touches = watched(step.copied(root), step.at(root))
        return cls(step, root, ended, contents(root), touches)

    def complaint(self, touch: Touch, error: str) -> str:
        """What is wrong with how the step takes an error of one of its calls; empty if nothing is."""
        self.step.copied(self.root)
        ended = disturbed(self.root, self.step.at(self.root), touch, f"error={error}")
        found = self._told(ended, error) or self._completed(ended)
        return f"{error} {touch}: {found}\n{ended}" if found else ""

    def _told(self, ended: Ended, error: str) -> str:
        if ended.code == self.ended.code:
            # Nobody needs to hear of it: the cache, a folder that was there already.
            return (
                "something else was said"
                if (ended.out, ended.err) != (self.ended.out, self.ended.err)
                else ""
            )
        if ended.code not in NAMED:
            return "exit code"
        if ended.code == DiskFull.exit_code and error not in FULL:
            return "no disk is full"
        return "" if _SENTENCE.fullmatch(ended.err) and not ended.out else "no one sentence that names a file"

    def _completed(self, ended: Ended) -> str:
        """Run the step again without a fault, unless it came to its end."""
        code = self.ended.code if ended.code == self.ended.code else self.again()
        if code not in (self.ended.code, self._already):
            return f"the next run: exit code {code}"
        left = contents(self.root)
        different = {name for name in left.keys() | self.left if left.get(name) != self.left.get(name)}
        return f"other bytes are left: {sorted(different)}" if different else ""

    def again(self) -> int:
        """Run the step in the copy as it now is, with no fault; the exit code."""
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            return run([*self.step.at(self.root), "-w", str(self.root)])

    @property
    def _already(self) -> int:
        """How the step ends where all was done already: only init refuses to do it again."""
        return FileUnwritable.exit_code if self.step.words[0] == "init" else self.ended.code


def kinds(touches: Iterable[Touch]) -> tuple[Touch, ...]:
    """One call of each kind on each kind of file, the last: a hundred slips are written like one."""
    return tuple({(touch.name, *_kind(touch.path)): touch for touch in touches}.values())


def _kind(path: str) -> tuple[str, str]:
    folder, _, name = path.rpartition("/")
    return folder, Path(name).suffix if folder else name
