"""Two collectors at once over overlapping folders, again and again, each time held against one after the other.

    python -m scripts.two_at_once --rounds 50 --seed 1

Every fifth round the second one does something else than collect. Exit code 1 where anything is wrong.
"""

import argparse
import random
import sys
import tempfile
from contextlib import redirect_stdout
from pathlib import Path

from tests.build.journey import Journey
from tests.build.two_at_once import Command, mixture, overlapping

_OTHERS = ("generate", "validate", "decide", "consolidate", "close")
_OTHER_EVERY = 5


def _round(journey: Journey, number: int, chance: random.Random, folder: Path) -> tuple[str, list[str]]:
    """What was done at once, and what is wrong with it."""
    is_other = number % _OTHER_EVERY == 0
    name = _OTHERS[number // _OTHER_EVERY % len(_OTHERS)] if is_other else "collect"
    step, root = journey.steps[name], folder / "工作区"
    here, there = overlapping(Path(journey.steps["collect"].words[1]), folder / f"来件-{number}", chance)
    collecting: Command = ("collect", str(here), "--now", step.now)
    other = step.at(root) if is_other else ("collect", str(there), "--now", step.now)
    return name, mixture(step, root, [collecting, other])


def main() -> int:
    """As many rounds as asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1, help="which files are in which folder")
    asked = parser.parse_args()
    chance, wrong = random.Random(asked.seed), 0
    with tempfile.TemporaryDirectory(prefix="two-") as folder:
        with redirect_stdout(sys.stderr):
            journey = Journey(Path(folder) / "月")
        for number in range(1, asked.rounds + 1):
            name, found = _round(journey, number, chance, Path(folder))
            wrong += bool(found)
            print(
                f"{number:>3} collect + {name:<12} {'; '.join(found) or 'as one after the other'}", flush=True
            )
    print(f"{asked.rounds} rounds, {wrong} wrong")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
