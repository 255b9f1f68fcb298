"""What a command costs as a whole: wall time, CPU of all its processes, peak memory."""

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MIB = 2**20
_PROCESSES = Path("/proc")
_EVERY = 0.05


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall and CPU; `largest` is the peak of the largest process, `together` that of all at once (bytes).

    CPU and memory are 0 where the system does not tell (Windows), `together` everywhere but on Linux. Memory
    that processes share, such as libraries, is in `together` once a process: it is never too small.
    """

    wall: float
    cpu: float = 0.0
    largest: int = 0
    together: int = 0

    def __add__(self, then: "Cost") -> "Cost":
        """The cost of two commands, one after the other."""
        largest, together = max(self.largest, then.largest), max(self.together, then.together)
        return Cost(self.wall + then.wall, self.cpu + then.cpu, largest, together)


def run(command: Sequence[str], log: Path) -> Cost:
    """Run a command to its end, its output added to `log`; CalledProcessError where it fails (1 = findings).

    A child's peak counts from the size of the process it was forked from, so this one must stay small.
    """
    with log.open("ab") as output:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        sampler = _Sampler(process.pid)
        cost = _wait(process, started)
        together = sampler.stop()
    if process.returncode not in (0, 1):
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(cost.wall, cost.cpu, cost.largest, max(together, cost.largest))


def _wait(process: "subprocess.Popen[bytes]", started: float) -> Cost:
    if not hasattr(os, "wait4"):
        process.wait()
        return Cost(time.perf_counter() - started)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


class _Sampler:
    """Looks at a process and its descendants until stopped, and remembers the most memory they held together."""

    def __init__(self, root: int) -> None:
        self._root, self._peak = root, 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> int:
        """The peak in bytes; 0 where the system has no /proc."""
        self._done.set()
        self._thread.join()
        return self._peak

    def _watch(self) -> None:
        page = os.sysconf("SC_PAGE_SIZE") if _PROCESSES.is_dir() else 0
        while page and not self._done.wait(_EVERY):
            resident = sum(_resident_pages(process) for process in _tree(self._root))
            self._peak = max(self._peak, resident * page)


def _tree(root: int) -> Iterator[int]:
    yield root
    # A process may end between being listed and being asked.
    with suppress(OSError):
        for thread in (_PROCESSES / str(root) / "task").iterdir():
            for child in (thread / "children").read_text(encoding="ascii").split():
                yield from _tree(int(child))


def _resident_pages(process: int) -> int:
    with suppress(OSError, IndexError):
        return int((_PROCESSES / str(process) / "statm").read_text(encoding="ascii").split()[1])
    return 0
