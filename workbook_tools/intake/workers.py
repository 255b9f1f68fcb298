"""Worker processes with limits: a file that kills, hangs or bloats its worker costs that file only.

Pools that share a queue learn of a death by polling and may blame the wrong item, or lose the batch. Here
every worker has a pipe of its own and one item at a time. Its death is the end of that pipe, and that item is
to blame. Nothing is sent to a worker but while it waits for it: two that send to each other wait for ever.
"""

import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any, TypeVar

from workbook_tools.messages.found import found
from workbook_tools.model import Finding

Task = TypeVar("Task")
Result = TypeVar("Result")

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
    item: int | None = None
    ready: bool = False
    since: float = 0.0

    def seconds_left(self, timeout: float) -> float:
        """How long its item, or its start, may still take."""
        if self.ready and self.item is None:
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

    `task` and `initializer` are functions of a module; items and results are pickled. `timeout` is seconds an
    item. `memory` is bytes of address space a worker, enforced where the platform has resource limits (Linux);
    elsewhere the time limit stands alone. RuntimeError where a worker cannot even start.
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
        self._memory = memory
        self._terms = (task, initializer, initargs)
        self._items = items
        self._waiting = deque(range(len(items)))
        self._workers: list[_Worker] = []

    @property
    def busy(self) -> bool:
        """Whether anything is left to do or under way."""
        return bool(self._waiting) or any(worker.item is not None for worker in self._workers)

    def hire(self, count: int) -> None:
        """Start workers; each gets work when it says that it is ready."""
        hired = [self._start() for _ in range(count)]
        # The terms may be large, and sending waits for the worker to take them: by now all are starting.
        for worker in hired:
            with suppress(OSError):
                worker.pipe.send(self._terms)

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

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, self._memory), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours, since=time.monotonic())
        self._workers.append(worker)
        return worker

    def _give(self, worker: _Worker) -> None:
        """Give a worker that waits the next item; one that died meanwhile has its end read next."""
        if self._waiting:
            with suppress(OSError):
                worker.pipe.send(self._items[self._waiting[0]])
                worker.item = self._waiting.popleft()

    def _receive(self, worker: _Worker) -> Iterator[tuple[int, Any]]:
        try:
            message = worker.pipe.recv()
        except (EOFError, OSError):
            yield from self._replace(worker, FailureKind.CRASH)
            return
        done, worker.item, worker.ready = worker.item, None, True
        worker.since = time.monotonic()
        self._give(worker)
        if done is not None:
            yield done, message

    def _replace(self, worker: _Worker, kind: FailureKind) -> Iterator[tuple[int, Any]]:
        """Blame the item at hand, and hire another worker where there is work for it."""
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        self._workers.remove(worker)
        if not worker.ready:
            raise RuntimeError(f"a worker process could not start (exit code {worker.process.exitcode})")
        if self._waiting:
            self.hire(1)
        if worker.item is not None:
            yield worker.item, Failure(kind, f"exit code {worker.process.exitcode}")


def _work(pipe: Connection, memory: int | None) -> None:
    """The life of a worker: first its terms, then results in the order of the items, until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit(memory)
    task, initializer, initargs = pipe.recv()
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
