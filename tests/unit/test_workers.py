"""Limited worker processes: a file that kills, hangs or bloats its worker costs that file only."""

import os
import signal
import sys
import threading
import time

import pytest

from workbook_tools.intake.workers import Failure, FailureKind, run

SECONDS = 20.0
MIB = 2**20
PREPARED: list[str] = []


class PanicException(BaseException):
    """What a panic in native code looks like: no Exception."""


def act(what: str) -> str:
    """Do what the word says, in the worker."""
    if what == "abort":
        os.abort()
    if what == "exit":
        os._exit(3)
    if what == "hang":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        time.sleep(60)
    if what == "bloat":
        return str(len(bytearray(1024 * MIB)))
    if what == "panic":
        raise PanicException("index out of bounds")
    if what == "error":
        raise ValueError("示例")
    return what.upper()


def prepare(word: str) -> None:
    PREPARED.append(word)


def prepared(_: str) -> str:
    return PREPARED[0]


def unable() -> None:
    raise OSError("示例")


def outcomes(*items: str, workers: int = 2, timeout: float = SECONDS, memory: int | None = None) -> list[str]:
    """For each item its result, or the kind of its failure."""
    results = dict(run(act, items, workers=workers, timeout=timeout, memory=memory))
    assert sorted(results) == list(range(len(items))), "every item exactly once"
    return [r.kind.name if isinstance(r, Failure) else r for _, r in sorted(results.items())]


def test_every_item_is_answered_with_its_own_result() -> None:
    words = [f"a{n}" for n in range(200)]
    assert outcomes(*words) == [word.upper() for word in words]


def test_large_items_and_large_results_do_not_wait_for_each_other() -> None:
    words = ["示" * MIB] * 4
    answered: list[str] = []
    # A thread, so that waiting for ever would be a failure and not a test run that never ends.
    runner = threading.Thread(target=lambda: answered.extend(outcomes(*words)), daemon=True)
    runner.start()
    runner.join(4 * SECONDS)
    assert answered == words


def test_dying_workers_cost_only_the_items_they_died_on() -> None:
    items = ["a", "abort", "b", "exit", "exit", "c", "abort", "d"]
    assert outcomes(*items) == ["A", "CRASH", "B", "CRASH", "CRASH", "C", "CRASH", "D"]


def test_a_single_worker_goes_on_after_its_death_and_a_death_at_the_end_ends_the_run() -> None:
    assert outcomes("abort", "a", "abort", workers=1) == ["CRASH", "A", "CRASH"]


def test_a_busy_caller_does_not_confuse_who_died_on_what() -> None:
    results = {}
    for index, result in run(act, ["a", "exit"] * 4, workers=2, timeout=SECONDS):
        sum(range(1_000_000))
        results[index] = result
    assert [isinstance(results[n], Failure) for n in range(8)] == [False, True] * 4


def test_an_item_that_hangs_is_ended_and_the_others_complete() -> None:
    assert outcomes("hang", "a", "b", "c", timeout=1.5) == ["TIMEOUT", "A", "B", "C"]


@pytest.mark.skipif(sys.platform != "linux", reason="address space is limited on Linux only")
def test_an_item_that_wants_too_much_memory_fails_alone() -> None:
    assert outcomes("bloat", "a", memory=700 * MIB) == ["MEMORY", "A"]


def test_whatever_a_task_raises_is_its_own_failure_panics_of_native_code_included() -> None:
    results = dict(run(act, ["panic", "error"], workers=1, timeout=SECONDS))
    assert results[0] == Failure(FailureKind.ERROR, "PanicException: index out of bounds")
    assert results[1] == Failure(FailureKind.ERROR, "ValueError: 示例")


def test_a_failure_is_a_refusal_of_the_file() -> None:
    assert [Failure(kind).finding.code for kind in FailureKind] == ["F151", "F152", "F153", "F154"]


def test_workers_are_prepared_before_their_first_item() -> None:
    results = run(prepared, ["x"], workers=1, timeout=SECONDS, initializer=prepare, initargs=("方案",))
    assert dict(results) == {0: "方案"}


def test_workers_that_cannot_start_are_nobodys_file() -> None:
    with pytest.raises(RuntimeError, match="could not start"):
        list(run(act, ["a"], workers=1, timeout=SECONDS, initializer=unable))


def test_nothing_to_do_starts_nothing() -> None:
    assert list(run(act, [], workers=2, timeout=SECONDS)) == []


def test_a_run_that_is_broken_off_leaves_no_process_behind() -> None:
    working = run(act, ["a", "hang", "b"], workers=2, timeout=SECONDS)
    next(working)
    started = time.monotonic()
    working.close()  # type: ignore[attr-defined]
    assert time.monotonic() - started < 5
