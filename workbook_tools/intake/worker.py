"""The life of a worker process: its terms first, then answers to one item after another, within its limits."""

import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psutil

from workbook_tools.errors import EnvironmentFault
from workbook_tools.intake.failures import Allowance, Failure, FailureKind
from workbook_tools.intake.guard import forbid

READY = "ready"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a worker is told when it starts: `task` turns an item into its answers; the rest as in `Crew`."""

    task: Callable[[Any], Iterable[Any]]
    allowance: Allowance
    initializer: Callable[..., None] | None
    initargs: tuple[Any, ...]
    folder: Path | None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to the item at hand, or with `last` the end of them."""

    value: Any = None
    last: bool = False


def work(pipe: Connection) -> None:
    """Answer items until the pipe is closed; what kills this process is to be told by its pipe's end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    terms: Terms = pipe.recv()
    if terms.initializer:
        terms.initializer(*terms.initargs)
    _silence()
    _limit(terms.allowance.memory)
    forbid(terms.folder)
    pipe.send(READY)
    while True:
        try:
            item = pipe.recv()
        except EOFError:
            return
        _answer(pipe, terms, item)


def _answer(pipe: Connection, terms: Terms, item: Any) -> None:
    try:
        for value in terms.task(item):
            pipe.send_bytes(_packed(value, terms.allowance.output))
    except EnvironmentFault as fault:
        # No fault of the file's: whoever waits for the answer is to stop.
        pipe.send(Answer(fault))
    except MemoryError as error:
        pipe.send(Answer(Failure(FailureKind.MEMORY, repr(error))))
    except BaseException as error:
        # Native code panics with what is no Exception.
        pipe.send(Answer(Failure(FailureKind.ERROR, f"{type(error).__name__}: {error}"[:500])))
    pipe.send(Answer(last=True))


def _packed(value: Any, most: int) -> bytes:
    data = pickle.dumps(Answer(value))
    if len(data) > most:
        return pickle.dumps(Answer(Failure(FailureKind.OUTPUT, str(len(data)))))
    return data


def _silence() -> None:
    """What aborts in native code prints its backtrace, and what it prints would stand among the answers in JSON."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


def _limit(memory: int) -> None:
    """Cap the address space at what there is now and `memory` bytes more, and write no core dumps, where possible."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    most = psutil.Process().memory_info().vms + memory
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # macOS has the constant but not the limit.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))
