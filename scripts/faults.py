"""Every write of every command made to fail, a run for each call and error; what is not as it should be is printed."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from tests.build.disturbing import Whole, kinds
from tests.build.journey import Journey
from tests.build.syscalls import Touch, lacking

ERRORS = ("ENOSPC", "EIO", "EACCES", "EDQUOT", "EROFS", "EBUSY")


def _cases(whole: Whole, *, every: bool) -> Iterator[tuple[Touch, str]]:
    """All calls with all errors, or one call of each kind with errors in turn."""
    if every:
        yield from ((touch, error) for touch in whole.touches for error in ERRORS)
    else:
        yield from zip(kinds(whole.touches), cycle(ERRORS), strict=False)


def main() -> int:
    """Run it; exit code 1 where anything is not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("steps", nargs="*", help="only these steps of the month (default: all)")
    parser.add_argument("--every", action="store_true", help="every call with every error: takes hours")
    asked = parser.parse_args()
    if reason := lacking():
        sys.exit(reason)
    complaints = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for title, step in Journey(folder).steps.items():
            if asked.steps and title not in asked.steps:
                continue
            whole = Whole.of(step, folder / "台账")
            found = [found for case in _cases(whole, every=asked.every) if (found := whole.complaint(*case))]
            print(
                f"{title}: {len(whole.touches)} calls, {len(found)} complaints", *found, sep="\n", flush=True
            )
            complaints += len(found)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
