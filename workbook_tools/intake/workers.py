"""Worker processes with limits: a file that kills, hangs or bloats its worker costs that file only.

Pools that share a queue learn of a death by polling and may blame the wrong item, or lose the batch. Here
every worker has a pipe of its own and one item at a time. Its death is the end of that pipe, and that item is
to blame. Nothing is sent to a worker but while it waits for it: two that send to each other wait for ever.
"""

import functools
import multiprocessing
import os
import pickle
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext, SpawnProcess
from pathlib import Path
from typing import Any, Generic, Self, TypeVar

import psutil

from workbook_tools.errors import EnvironmentFault
from workbook_tools.intake.failures import Allowance, Failure, FailureKind
from workbook_tools.intake.worker import READY, Terms, work

Task = TypeVar("Task")
Result = TypeVar("Result")

ALLOWANCE = Allowance(seconds=8.0, memory=384 * 2**20, output=128 * 2**20)
"""What one file may take: far more than any honest one does. An idle worker has about 100 MiB."""

MOST = 8
WORTH_A_WORKER = 16
"""Items that wait for which another worker is started: starting one takes as long as so many."""

_START_SECONDS = 120.0
"""How long a worker may take to start, on a slow disk with a virus scanner."""
_PATIENCE = 3
"""How many times its seconds an item may take on a busy machine, or while it waits for what never comes."""
_WATCH_SECONDS = 0.25
"""How often time and memory of workers are looked at: on Windows and macOS they cannot limit themselves."""
_END_SECONDS = 5.0
"""How long a worker whose pipe has ended may take to be gone; a system short of memory kills with SIGKILL."""
_KILLED = -9
_ENVELOPE = 2**16


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    ready: bool = False
    busy: bool = False
    item: Any = None
    idle_memory: int = 0
    since: float = field(default_factory=time.monotonic)
    used: float = 0.0

    def begin(self) -> None:
        """Count time from now on."""
        self.since, self.used = time.monotonic(), self.processor()

    def is_overdue(self, seconds: float) -> bool:
        """Whether its next answer, or its start, has taken too long.

        What counts is its own time: beside other programs an honest file may take many times as long.
        """
        waited = time.monotonic() - self.since
        if not self.ready:
            return waited > _START_SECONDS
        if not self.busy or waited <= seconds:
            return False
        return waited > _PATIENCE * seconds or self.processor() - self.used > seconds

    def processor(self) -> float:
        """Seconds of a processor that it has had since it started; 0 where it is gone."""
        try:
            times = psutil.Process(self.process.pid).cpu_times()
        except psutil.Error:
            return 0.0
        return float(times.user + times.system)

    def memory(self) -> int:
        """Bytes it has in memory beyond those it had when it was ready; 0 where it is gone."""
        try:
            return int(psutil.Process(self.process.pid).memory_info().rss) - self.idle_memory
        except psutil.Error:
            return 0


class Crew(Generic[Task, Result]):
    """Workers that answer items; more items may be put while answers come.

    `task` is a function of a module, from an item to its answers, which may come one by one; items and answers are
    pickled. Workers are prepared with `initializer(*initargs)`, start no program, open no connection, and write
    nowhere but in `folder`. Leaving the crew ends every worker.
    """

    def __init__(
        self,
        task: Callable[[Task], Iterable[Result]],
        allowance: Allowance = ALLOWANCE,
        *,
        most: int = MOST,
        initializer: Callable[..., None] | None = None,
        initargs: tuple[Any, ...] = (),
        folder: Path | None = None,
    ) -> None:
        self._context: SpawnContext = multiprocessing.get_context("spawn")
        self._terms = Terms(task, allowance, initializer, initargs, folder)
        self._allowance = allowance
        self._most = min(most, os.cpu_count() or 1)
        self._waiting: deque[Task] = deque()
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End every worker at once; none of them holds anything of worth."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        self._workers.clear()

    def put(self, items: Iterable[Task]) -> None:
        """Add items to what is to be done, and start as many workers as they are worth."""
        self._waiting.extend(items)
        for worker in self._workers:
            if worker.ready and not worker.busy:
                self._give(worker)
        wanted = min(self._most, -(-len(self._waiting) // WORTH_A_WORKER))
        hired = [self._start() for _ in range(wanted - len(self._workers))]
        # The terms may be large, and sending waits for the worker to take them: by now all are starting.
        for worker in hired:
            self._instruct(worker)

    def answers(self) -> Iterator[tuple[Task, Result | Failure]]:
        """(item, answer or Failure) as they come, until nothing is left to do; a Failure is an item's last answer.

        Raises what the environment did to a worker, and RuntimeError where one cannot even start.
        """
        while self._waiting or any(worker.busy for worker in self._workers):
            yield from self._next()

    def _next(self) -> Iterator[tuple[Task, Any]]:
        """Wait for whatever comes first and yield it; more work is given out before that."""
        told = set(wait([worker.pipe for worker in self._workers], _WATCH_SECONDS))
        for worker in list(self._workers):
            if worker.pipe in told:
                yield from self._receive(worker)
            elif worker.is_overdue(self._allowance.seconds):
                yield from self._replace(worker, FailureKind.TIMEOUT)
            elif worker.busy and worker.memory() > self._allowance.memory:
                yield from self._replace(worker, FailureKind.MEMORY)

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=work, args=(theirs,), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _instruct(self, worker: _Worker) -> None:
        with suppress(OSError):
            worker.pipe.send(self._terms)

    def _give(self, worker: _Worker) -> None:
        """Give a worker that waits the next item; one that died meanwhile has its end read next."""
        worker.begin()
        if self._waiting:
            with suppress(OSError):
                worker.pipe.send(self._waiting[0])
                worker.item, worker.busy = self._waiting.popleft(), True

    def _receive(self, worker: _Worker) -> Iterator[tuple[Task, Any]]:
        try:
            # Longer ones than a worker may send are not taken from it.
            answer = pickle.loads(worker.pipe.recv_bytes(self._allowance.output + _ENVELOPE))
        except (EOFError, OSError):
            worker.process.join(_END_SECONDS)
            by_system = worker.process.exitcode == _KILLED
            yield from self._replace(worker, FailureKind.MEMORY if by_system else FailureKind.CRASH)
            return
        worker.begin()
        if answer == READY:
            worker.ready, worker.idle_memory = True, worker.memory()
            self._give(worker)
        elif answer.last:
            worker.item, worker.busy = None, False
            self._give(worker)
        elif isinstance(answer.value, EnvironmentFault):
            raise answer.value
        else:
            yield worker.item, answer.value

    def _replace(self, worker: _Worker, kind: FailureKind) -> Iterator[tuple[Task, Any]]:
        """Blame the item at hand, and hire another worker where there is work for it."""
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        self._workers.remove(worker)
        if not worker.ready:
            raise RuntimeError(f"a worker process could not start (exit code {worker.process.exitcode})")
        if self._waiting:
            self._instruct(self._start())
        if worker.busy:
            yield worker.item, Failure(kind, f"exit code {worker.process.exitcode}")


def _single(task: Callable[[Any], Any], item: Any) -> Iterator[Any]:
    yield task(item)


def run(
    task: Callable[[Task], Result],
    items: Sequence[Task],
    allowance: Allowance = ALLOWANCE,
    *,
    most: int = MOST,
    initializer: Callable[..., None] | None = None,
    initargs: tuple[Any, ...] = (),
) -> Iterator[tuple[Task, Result | Failure]]:
    """(item, task(item) or Failure) for every item, in no particular order; the workers are those of a Crew."""
    single = functools.partial(_single, task)
    with Crew(single, allowance, most=most, initializer=initializer, initargs=initargs) as crew:
        crew.put(items)
        yield from crew.answers()


def alone(task: Callable[[Task], Result], item: Task, allowance: Allowance = ALLOWANCE) -> Result | Failure:
    """What a task makes of one item in a worker of its own; takes as long as starting one, about half a second."""
    ((_, answer),) = run(task, [item], allowance, most=1)
    return answer
