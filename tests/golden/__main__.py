"""`python -m tests.golden` writes every expected.txt anew: read the diff before you keep it.

`python -m tests.golden say` prints what people would read about each case instead.
"""

import sys
import tempfile
from pathlib import Path

from tests.golden.batch import issued_workspace, run_cases
from tests.golden.cases import CASES
from tests.golden.story import sentences, story

HERE = Path(__file__).parent


def main(say: bool) -> None:
    """Run all cases; LibreOffice must be there."""
    with tempfile.TemporaryDirectory() as folder:
        found = run_cases(issued_workspace(Path(folder) / "issued"), Path(folder), CASES)
    for case, outcome in sorted(found.items(), key=lambda item: item[0].folder):
        if say:
            print(sentences(case, outcome))
        else:
            path = HERE / case.folder / "expected.txt"
            path.parent.mkdir(exist_ok=True)
            path.write_text(story(case, outcome), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:] == ["say"])
