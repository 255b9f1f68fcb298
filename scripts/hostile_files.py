"""Every hostile file examined alone: its verdict, how long that took, and how much memory; the worst first."""

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from tests.build.hostile import CORPUS, Case
from tests.build.hostile.inbox import RECEIVED, Office, issued_office, office_of
from tests.build.hostile.watch import MIB, Watch
from tests.golden.batch import USER, silent
from tests.golden.sound import Sound
from workbook_tools.intake.names import printable
from workbook_tools.pipeline.collect import collect
from workbook_tools.workspace import Workspace

_HEADINGS = ("case", "seconds", "worker MiB", "main MiB", "verdict")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one file took: seconds of `collect` as a whole, and bytes at most of a worker and of the main process."""

    key: str
    told: str
    expected: str
    seconds: float
    worker: int
    main: int

    @property
    def cells(self) -> tuple[str, ...]:
        """One line of the table."""
        wrong = "" if self.told == self.expected else f" (expected {self.expected})"
        memory = (f"{self.worker / MIB:.0f}", f"{self.main / MIB:.0f}")
        return (self.key, f"{self.seconds:.1f}", *memory, self.told + wrong)


def examined(case: Case, issued: Office, sound: Sound, folder: Path) -> Cost:
    """What collecting one hostile file into a workspace of its own takes."""
    path = case.write(folder / "files", sound)
    root = folder / "workspace"
    shutil.copytree(issued.workspace.root, root)
    started = time.perf_counter()
    with Watch() as watch:
        collected = collect(Workspace.open(root), [path], RECEIVED, USER, silent)
    seconds = time.perf_counter() - started
    whole = f"{path.parent.as_posix()}/{printable(case.name)}"
    (own,) = (file.judgement for file in collected.files if file.path == whole)
    told = f"{own.verdict.value} {own.code}".strip()
    shutil.rmtree(folder)
    return Cost(case.key, told, case.told, seconds, watch.worker, watch.main)


def costs(cases: Sequence[Case], folder: Path) -> Iterator[Cost]:
    """The cost of each case, one after another; progress is shown on stderr."""
    issued = issued_office(folder / "issued")
    office = office_of(issued.workspace)
    for number, case in enumerate(cases, 1):
        # Each comes to a workspace of its own: the same unit may send them all.
        ((_, sound),) = office.dealt([case])
        cost = examined(case, issued, sound, folder / "one")
        print(f"{number}/{len(cases)} {' '.join(cost.cells)}", file=sys.stderr, flush=True)
        yield cost


def table(found: Sequence[Cost]) -> str:
    """A table in Markdown."""
    lines = [_HEADINGS, tuple("---" for _ in _HEADINGS), *(cost.cells for cost in found)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main(prefixes: Sequence[str]) -> int:
    """Examine the cases whose keys begin with one of the prefixes (all unless given); 1 where a verdict is wrong."""
    # Worker processes load what the main process was started as, which here is far more than they need.
    sys.modules["__main__"] = ModuleType("__main__")
    cases = [case for case in CORPUS if not prefixes or case.key.startswith(tuple(prefixes))]
    with tempfile.TemporaryDirectory() as folder:
        found = list(costs(cases, Path(folder)))
    print("Slowest first\n\n" + table(sorted(found, key=lambda cost: -cost.seconds)))
    print("\nLargest first\n\n" + table(sorted(found, key=lambda cost: -max(cost.worker, cost.main))))
    return int(any(cost.told != cost.expected for cost in found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
