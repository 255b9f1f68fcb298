"""`python -m tests.golden` writes every expected.txt anew: read the diff before you keep it.

`python -m tests.golden say` prints what people would read about each case and story instead.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.golden import expectation
from tests.golden.batch import issued_workspace, run_cases
from tests.golden.cases import CASES
from tests.golden.replay import replay
from tests.golden.stories import STORIES

HERE = Path(__file__).parent


def main(say: bool) -> None:
    """Run all cases and stories; LibreOffice must be there."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in sorted(_texts(Path(folder), say)):
            if say:
                print(text)
                continue
            path = HERE / name / "expected.txt"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")


def _texts(folder: Path, say: bool) -> Iterator[tuple[str, str]]:
    issued = issued_workspace(folder / "issued")
    for story, days in replay(issued, folder / "stories", STORIES, wrong=True).items():
        told = expectation.story_in_words if say else expectation.of_story
        yield story.folder, told(story, days)
    for case, outcome in run_cases(issued, folder / "cases", CASES).items():
        said = expectation.case_in_words if say else expectation.of_case
        yield case.folder, said(case, outcome)


if __name__ == "__main__":
    main(sys.argv[1:] == ["say"])
