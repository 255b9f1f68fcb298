"""The memory that this process and its workers needed at most, while something was done."""

import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Self

MIB = 2**20
_PROCESSES = Path("/proc")
_EVERY = 0.05


class Watch:
    """Peaks of resident memory in bytes, 0 on systems without /proc.

    The system keeps the peak of each process itself; workers are asked again and again, for they may be killed at
    any time. What one takes in its last twentieth of a second is not seen.
    """

    def __init__(self) -> None:
        self.main = 0
        self.worker = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        if _PROCESSES.is_dir():
            # 5 sets the peak of this process back to what it has now (proc(5), clear_refs).
            (_PROCESSES / "self/clear_refs").write_text("5", encoding="ascii")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()
        self.main = _peak(os.getpid())

    def _look(self) -> None:
        while not self._done.wait(_EVERY):
            self.worker = max([self.worker, *map(_peak, _children())])


def _children() -> Iterator[int]:
    # A thread may end between being listed and being asked.
    with suppress(OSError):
        for task in (_PROCESSES / "self/task").iterdir():
            yield from map(int, (task / "children").read_text(encoding="ascii").split())


def _peak(process: int) -> int:
    with suppress(OSError):
        for line in (
            (_PROCESSES / str(process) / "status").read_text(encoding="ascii", errors="replace").splitlines()
        ):
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0
