"""Limited worker processes: a file that kills, hangs or bloats its worker costs that file only."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from workbook_tools.intake.failures import Allowance, Failure, FailureKind
from workbook_tools.intake.workers import Crew, alone, run

MIB = 2**20
PLENTY = Allowance(seconds=20.0, memory=384 * MIB, output=64 * MIB)
PREPARED: list[str] = []


class PanicException(BaseException):
    """What a panic in native code looks like: no Exception."""


def hang() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(60)


def bloat_slowly() -> None:
    """Beyond what is allowed, but not what the system would refuse at once."""
    held = []
    while True:
        held.append(bytearray(8 * MIB))
        time.sleep(0.01)


def panic() -> None:
    raise PanicException("index out of bounds")


def fail() -> None:
    raise ValueError("示例")


def prattle() -> None:
    print("示例", flush=True)
    os.write(2, b"panicked")


ACTS: Mapping[str, Callable[[], object]] = {
    "abort": os.abort,
    "exit": lambda: os._exit(3),
    "kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "hang": hang,
    "bloat": lambda: len(bytearray(600 * MIB)),
    "slow bloat": bloat_slowly,
    "panic": panic,
    "error": fail,
    "call home": lambda: socket.create_connection(("127.0.0.1", 9)),
    "start": lambda: subprocess.run(["true"], check=True),
    "write": lambda: Path("示例.txt").write_text("示例", encoding="utf-8"),
    "print": prattle,
}


def act(what: str) -> str:
    """Do what the word says, in the worker; answer it in capitals, or with more than is taken."""
    if what in ACTS:
        ACTS[what]()
    return "x" * (70 * MIB) if what == "talk" else what.upper()


def unlimited(what: str) -> Iterator[str]:
    """As on a system on which a process cannot limit its own memory."""
    import resource  # noqa: PLC0415 - not on Windows

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    yield act(what)


def prepare(word: str) -> None:
    PREPARED.append(word)


def prepared(_: str) -> str:
    return PREPARED[0]


def unable() -> None:
    raise OSError("示例")


def numbered(item: tuple[int, str]) -> str:
    return act(item[1])


def outcomes(*items: str, most: int = 2, allowance: Allowance = PLENTY) -> list[str]:
    """For each item its result, or the kind of its failure."""
    results = sorted(run(numbered, list(enumerate(items)), allowance, most=most), key=lambda pair: pair[0])
    assert [item for item, _ in results] == list(enumerate(items)), "every item exactly once"
    return [r.kind.name if isinstance(r, Failure) else r for _, r in results]


def test_every_item_is_answered_with_its_own_result() -> None:
    words = [f"a{n}" for n in range(200)]
    assert outcomes(*words) == [word.upper() for word in words]


def test_large_items_and_large_results_do_not_wait_for_each_other() -> None:
    words = ["示" * MIB] * 4
    answered: list[str] = []
    # A thread, so that waiting for ever would be a failure and not a test run that never ends.
    runner = threading.Thread(target=lambda: answered.extend(outcomes(*words)), daemon=True)
    runner.start()
    runner.join(80)
    assert answered == words


def test_dying_workers_cost_only_the_items_they_died_on() -> None:
    items = ["a", "abort", "b", "exit", "exit", "c", "abort", "d"]
    assert outcomes(*items) == ["A", "CRASH", "B", "CRASH", "CRASH", "C", "CRASH", "D"]


def test_a_single_worker_goes_on_after_its_death_and_a_death_at_the_end_ends_the_run() -> None:
    assert outcomes("abort", "a", "abort", most=1) == ["CRASH", "A", "CRASH"]


def test_a_busy_caller_does_not_confuse_who_died_on_what() -> None:
    results = {}
    for (number, _), result in run(numbered, list(enumerate(["a", "exit"] * 20)), PLENTY, most=2):
        sum(range(1_000_000))
        results[number] = result
    assert [isinstance(results[n], Failure) for n in range(40)] == [False, True] * 20


def test_an_item_that_hangs_is_ended_and_the_others_complete() -> None:
    assert outcomes("hang", "a", "b", "c", allowance=replace(PLENTY, seconds=1.5)) == [
        "TIMEOUT",
        "A",
        "B",
        "C",
    ]


def test_an_item_that_wants_too_much_memory_fails_alone() -> None:
    assert outcomes("bloat", "a", "slow bloat", "b", allowance=replace(PLENTY, memory=100 * MIB)) == [
        "MEMORY",
        "A",
        "MEMORY",
        "B",
    ]


def test_memory_is_watched_from_outside_where_a_process_cannot_limit_itself() -> None:
    allowance = replace(PLENTY, memory=100 * MIB)
    with Crew(unlimited, allowance, most=1) as crew:
        crew.put(["slow bloat", "a"])
        answers = [answer for _, answer in crew.answers()]
    assert [a.kind.name if isinstance(a, Failure) else a for a in answers] == ["MEMORY", "A"]


def test_memory_is_watched_while_others_answer_one_item_after_another() -> None:
    allowance = replace(PLENTY, memory=100 * MIB)
    with Crew(unlimited, allowance, most=2) as crew:
        crew.put(["slow bloat", *(f"a{number}" for number in range(10_000))])
        answers = [each for _, each in crew.answers()]
    assert [each.kind.name for each in answers if isinstance(each, Failure)] == ["MEMORY"]
    assert not isinstance(answers[-1], Failure), "it was found before the others had done"


@pytest.mark.skipif(sys.platform == "win32", reason="signals as on Linux")
def test_a_worker_that_the_system_kills_wanted_too_much_memory() -> None:
    assert outcomes("kill", "a") == ["MEMORY", "A"]


def test_an_answer_larger_than_allowed_is_not_taken() -> None:
    assert outcomes("talk", "a") == ["OUTPUT", "A"]


def test_a_worker_opens_no_connection_starts_no_program_and_writes_nothing() -> None:
    assert outcomes("call home", "start", "write", "a") == ["ERROR", "ERROR", "ERROR", "A"]


def test_what_native_code_prints_does_not_stand_among_the_answers(capfd: pytest.CaptureFixture[str]) -> None:
    assert outcomes("print") == ["PRINT"]
    assert capfd.readouterr() == ("", "")


def counted(word: str) -> Iterator[str]:
    for letter in word:
        yield act(letter)
    act("abort" if word == "ab" else "")


def test_answers_come_one_by_one_and_stand_when_the_worker_dies_after_them() -> None:
    with Crew(counted, PLENTY, most=1) as crew:
        crew.put(["ab", "cd"])
        answers = [(item, "died" if isinstance(a, Failure) else a) for item, a in crew.answers()]
    assert answers == [("ab", "A"), ("ab", "B"), ("ab", "died"), ("cd", "C"), ("cd", "D")]


def test_work_found_on_the_way_is_done_too() -> None:
    done = []
    with Crew(counted, PLENTY, most=2) as crew:
        crew.put(["c"])
        for item, answer in crew.answers():
            done.append(answer)
            if item == "c":
                crew.put(["x"] * 40)
    assert done == ["C", *["X"] * 40]


def test_whatever_a_task_raises_is_its_own_failure_panics_of_native_code_included() -> None:
    results = dict(run(act, ["panic", "error"], PLENTY, most=1))
    assert results["panic"] == Failure(FailureKind.ERROR, "PanicException: index out of bounds")
    assert results["error"] == Failure(FailureKind.ERROR, "ValueError: 示例")


def test_a_failure_is_a_refusal_of_the_file() -> None:
    assert [Failure(kind).finding.code for kind in FailureKind] == ["F151", "F152", "F153", "F154", "F155"]


def test_workers_are_prepared_before_their_first_item() -> None:
    results = run(prepared, ["x"], PLENTY, initializer=prepare, initargs=("方案",))
    assert dict(results) == {"x": "方案"}


def test_workers_that_cannot_start_are_nobodys_file() -> None:
    with pytest.raises(RuntimeError, match="could not start"):
        list(run(act, ["a"], PLENTY, initializer=unable))


def test_nothing_to_do_starts_nothing() -> None:
    assert list(run(act, [], PLENTY)) == []


def test_a_run_that_is_broken_off_leaves_no_process_behind() -> None:
    working = run(act, ["a", "hang", "b"], PLENTY, most=2)
    next(working)
    started = time.monotonic()
    working.close()  # type: ignore[attr-defined]
    assert time.monotonic() - started < 5


def test_one_item_alone() -> None:
    assert alone(act, "a", PLENTY) == "A"
