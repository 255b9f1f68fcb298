"""Pull the plug on every command, again and again, and tell what became of it: kills, results, what is wrong.

    python -m scripts.kills --count 200 --seed 1

Every command of a month is killed at exact system calls on files of its workspace (SIGKILL by strace), every fourth
time once more while it is completed, and some after a time; then it is run to its end, and held against a run that
nothing happened to. Exit code 1 where anything is wrong.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

from tests.build.journey import Journey
from tests.build.killing import Killing
from tests.build.syscalls import Touch, lacking

_TWICE_EVERY = 4
_BY_TIME_EVERY = 10


@dataclass(slots=True)
class Tally:
    """What became of one command."""

    kills: int = 0
    again: int = 0
    wrong: list[str] = field(default_factory=list)
    calls: int = 0
    seconds: float = 0.0


def attacked(killing: Killing, count: int, chance: random.Random) -> Tally:
    """Kill one command so many times."""
    started, tally = time.perf_counter(), Tally(calls=len(killing.touches))
    for number, touch in enumerate(killing.places(count, chance), 1):
        kills, wrong = _once(killing, number, touch, chance)
        tally.kills += kills
        tally.again += kills > 1
        if wrong:
            tally.wrong.append(f"{touch}: {wrong}")
        if tally.kills >= count:
            break
    tally.seconds = time.perf_counter() - started
    return tally


def _once(killing: Killing, number: int, touch: Touch, chance: random.Random) -> tuple[int, str]:
    if number % _BY_TIME_EVERY == 0:
        return killing.killed_after(chance.uniform(0.2, 2.0))
    second = (chance.choice(killing.touches),) if number % _TWICE_EVERY == 0 else ()
    return killing.killed(touch, *second)


def table(tallies: dict[str, Tally]) -> Iterator[str]:
    """One line a command, and the sum."""
    yield f"{'command':<18}{'calls':>7}{'kills':>7}{'twice':>7}{'wrong':>7}{'seconds':>9}"
    for name, each in [*tallies.items(), ("all", _sum(tallies))]:
        yield f"{name:<18}{each.calls:>7}{each.kills:>7}{each.again:>7}{len(each.wrong):>7}{each.seconds:>9.1f}"


def _sum(tallies: dict[str, Tally]) -> Tally:
    every = tallies.values()
    return Tally(
        kills=sum(each.kills for each in every),
        again=sum(each.again for each in every),
        wrong=[line for each in every for line in each.wrong],
        calls=sum(each.calls for each in every),
        seconds=sum(each.seconds for each in every),
    )


def main() -> int:
    """Kill as often as asked, spread evenly over the steps of the month."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=200, help="kills, at least")
    parser.add_argument("--seed", type=int, default=1, help="which calls are chosen")
    parser.add_argument("--only", default="", help="names of steps, separated by commas")
    asked = parser.parse_args()
    if reason := lacking():
        sys.exit(reason)
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory(prefix="kills-") as folder:
        with redirect_stdout(sys.stderr):
            steps = Journey(Path(folder) / "月").steps
        chosen = {name: step for name, step in steps.items() if name in (asked.only or name).split(",")}
        root = Path(folder) / "工作区"
        tallies = {}
        for name, step in chosen.items():
            tallies[name] = attacked(Killing.of(step, root), -(-asked.count // len(chosen)), chance)
            print(name, tallies[name].kills, *tallies[name].wrong, sep="\n  ", file=sys.stderr, flush=True)
    print("\n".join(table(tallies)))
    return int(any(each.wrong for each in tallies.values()))


if __name__ == "__main__":
    sys.exit(main())
