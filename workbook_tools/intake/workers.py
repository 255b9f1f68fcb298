"""Worker processes with limits: a file that kills, hangs or bloats its worker costs that file only.

Pools that share a queue learn of a death by polling and may blame the wrong item, or lose the batch. Here
every worker has a pipe of its own and works through what it was given in order. Its death is the end of that
pipe: the item at hand is to blame, the ones behind it go to another worker.
"""

import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any, TypeVar

from workbook_tools.messages.found import found
from workbook_tools.model import Finding

Task = TypeVar("Task")
Result = TypeVar("Result")

_AHEAD = 2
"""Items a worker holds: the one it works at and the next, so that it need not wait for us."""

_READY = "ready"
_START_SECONDS = 120.0
"""How long a worker may take to start, on a slow disk with a virus scanner."""


class FailureKind(Enum):
    """What happened to the worker, with the code of the finding about the file."""

    TIMEOUT = "F151"
    MEMORY = "F152"
    CRASH = "F153"
    ERROR = "F154"


@dataclass(frozen=True, slots=True)
class Failure:
    """Instead of a result: what happened, and for the log an exit code or the exception."""

    kind: FailureKind
    detail: str = ""

    @property
    def finding(self) -> Finding:
        """The refusal of the file."""
        return found(self.kind.value)


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    given: deque[int] = field(default_factory=deque)
    ready: bool = False
    since: float = 0.0

    def seconds_left(self, timeout: float) -> float:
        """How long its item, or its start, may still take."""
        if self.ready and not self.given:
            return _START_SECONDS
        allowed = timeout if self.ready else _START_SECONDS
        return max(0.0, self.since + allowed - time.monotonic())


def run(
    task: Callable[[Task], Result],
    items: Sequence[Task],
    *,
    workers: int,
    timeout: float,
    memory: int | None = None,
    initializer: Callable[..., None] | None = None,
    initargs: tuple[Any, ...] = (),
) -> Iterator[tuple[int, Result | Failure]]:
    """(index, result of task(item) or Failure) for every item, as they complete.

    `task` and `initializer` are functions of a module; items and results are pickled, and items are small (a
    path, not a content). `timeout` is seconds an item. `memory` is bytes of address space a worker, enforced
    where the platform has resource limits (Linux); elsewhere the time limit stands alone. RuntimeError where
    a worker cannot even start.
    """
    crew = _Crew(task, items, memory, initializer, initargs)
    try:
        crew.hire(min(workers, len(items)))
        while crew.busy:
            yield from crew.collect(timeout)
    finally:
        crew.dismiss()


class _Crew:
    def __init__(
        self,
        task: Callable[[Task], Result],
        items: Sequence[Task],
        memory: int | None,
        initializer: Callable[..., None] | None,
        initargs: tuple[Any, ...],
    ) -> None:
        self._context: SpawnContext = multiprocessing.get_context("spawn")
        self._terms = (task, memory, initializer, initargs)
        self._items = items
        self._waiting = deque(range(len(items)))
        self._workers: list[_Worker] = []

    @property
    def busy(self) -> bool:
        """Whether anything is left to do or under way."""
        return bool(self._waiting) or any(worker.given for worker in self._workers)

    def hire(self, count: int) -> None:
        """Start workers and give them work."""
        for _ in range(count):
            ours, theirs = self._context.Pipe()
            process = self._context.Process(target=_work, args=(theirs, *self._terms), daemon=True)
            process.start()
            theirs.close()
            worker = _Worker(process, ours, since=time.monotonic())
            self._workers.append(worker)
            self._give(worker)

    def collect(self, timeout: float) -> Iterator[tuple[int, Any]]:
        """Wait for whatever comes first and yield it; more work is given out before that."""
        patience = min(worker.seconds_left(timeout) for worker in self._workers)
        ready = set(wait([worker.pipe for worker in self._workers], patience))
        for worker in list(self._workers):
            if worker.pipe in ready:
                yield from self._receive(worker)
            elif worker.seconds_left(timeout) <= 0:
                yield from self._replace(worker, FailureKind.TIMEOUT)

    def dismiss(self) -> None:
        """End every worker at once; none of them holds anything of worth."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        self._workers.clear()

    def _give(self, worker: _Worker) -> None:
        try:
            while self._waiting and len(worker.given) < _AHEAD:
                worker.pipe.send(self._items[self._waiting[0]])
                worker.given.append(self._waiting.popleft())
        except OSError:
            # The worker died meanwhile; what it left in the pipe is read first, then its end.
            pass

    def _receive(self, worker: _Worker) -> Iterator[tuple[int, Any]]:
        try:
            message = worker.pipe.recv()
        except (EOFError, OSError):
            yield from self._replace(worker, FailureKind.CRASH)
            return
        worker.since = time.monotonic()
        if worker.ready:
            index = worker.given.popleft()
            self._give(worker)
            yield index, message
        worker.ready = True

    def _replace(self, worker: _Worker, kind: FailureKind) -> Iterator[tuple[int, Any]]:
        """Blame the item at hand, hand the rest on, and hire another worker where there is work for it."""
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        self._workers.remove(worker)
        if not worker.ready:
            raise RuntimeError(f"a worker process could not start (exit code {worker.process.exitcode})")
        failed, rest = list(worker.given)[:1], list(worker.given)[1:]
        self._waiting.extendleft(reversed(rest))
        if self._waiting:
            self.hire(1)
        for index in failed:
            yield index, Failure(kind, f"exit code {worker.process.exitcode}")


def _work(
    pipe: Connection,
    task: Callable[[Any], Any],
    memory: int | None,
    initializer: Callable[..., None] | None,
    initargs: Iterable[Any],
) -> None:
    """The life of a worker: results in the order of the items, until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit(memory)
    if initializer:
        initializer(*initargs)
    # What aborts in native code prints its backtrace here, and the officer can do nothing with it.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    pipe.send(_READY)
    while True:
        try:
            item = pipe.recv()
        except EOFError:
            return
        pipe.send(_attempt(task, item))


def _attempt(task: Callable[[Any], Any], item: Any) -> Any:
    try:
        return task(item)
    except MemoryError as error:
        return Failure(FailureKind.MEMORY, repr(error))
    except BaseException as error:
        return Failure(FailureKind.ERROR, f"{type(error).__name__}: {error}"[:500])


def _limit(memory: int | None) -> None:
    """Cap the address space and write no core dumps, where the platform can."""
    if memory is None or sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    except (ValueError, OSError):
        # macOS has the constant but not the limit.
        return
