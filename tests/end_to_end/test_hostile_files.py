"""Hostile files among the returns of 45 units, taken in at once: each gets its verdict, and nothing else happens."""

import hashlib
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.build.hostile import CORPUS, Case
from tests.build.hostile.inbox import GOOD, HOSTILE, RECEIVED, Office, handed_in, issued_office
from tests.build.hostile.watch import MIB, Watch
from tests.golden.batch import USER, silent
from workbook_tools.intake.names import printable
from workbook_tools.intake.workers import ALLOWANCE
from workbook_tools.period import Period
from workbook_tools.pipeline.collect import Collected, Judged, collect
from workbook_tools.pipeline.consolidate import consolidate
from workbook_tools.pipeline.validate import Reviewed, validate

CASES = [case for case in CORPUS if not case.slow]
"""The others take gigabytes of disk or many seconds to make: scripts/hostile_files.py."""
NOTED = [case for case in CASES if case.notices]
MOST_SECONDS = 10.0
MOST_MEMORY = 512 * MIB

linux = pytest.mark.skipif(sys.platform != "linux", reason="memory as Linux counts it")


@dataclass(frozen=True)
class Run:
    """What a run did: what it said, and the longest time in which it said nothing (seconds)."""

    office: Office
    paths: Mapping[Case, Path]
    collected: Collected
    watch: Watch
    silence: float
    outside: set[Path]

    @property
    def inbox(self) -> Path:
        """The folder that was handed in."""
        return self.office.workspace.root / "inbox"


def _around(root: Path) -> set[Path]:
    """Everything in the folder of the workspace that is not in it."""
    return {path for path in root.parent.rglob("*") if root not in (path, *path.parents)}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    office = issued_office(tmp_path_factory.mktemp("hostile") / "台账")
    root = office.workspace.root
    paths = handed_in(office, CASES, root / "inbox")
    said = [time.monotonic()]

    def progress(done: int, total: int) -> None:
        said.append(time.monotonic())

    before = _around(root)
    with Watch() as watch:
        collected = collect(office.workspace, [root / "inbox"], RECEIVED, USER, progress)
    silence = max(later - earlier for earlier, later in pairwise(said))
    return Run(office, paths, collected, watch, silence, _around(root) - before)


@pytest.fixture(scope="module")
def told(run: Run) -> Mapping[str, list[Judged]]:
    """What was said of the files in each case's folder, by the case's key; of the sound returns by ''."""
    by_case: dict[str, list[Judged]] = {}
    for file in run.collected.files:
        folders = Path(file.path).relative_to(run.inbox).parts
        by_case.setdefault("/".join(folders[:2]) if len(folders) > 1 else "", []).append(file)
    return by_case


def said_of(file: Judged) -> str:
    return f"{file.judgement.verdict.value} {file.judgement.code}".strip()


# ---------------------------------------------------------------- verdicts


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)
def test_a_hostile_file_gets_its_verdict(case: Case, run: Run, told: Mapping[str, list[Judged]]) -> None:
    whole = f"{run.inbox.as_posix()}/{case.key}/{printable(case.name)}"
    own = [said_of(file) for file in told[case.key] if file.path == whole]
    inside = Counter(said_of(file) for file in told[case.key] if file.path != whole)
    assert own == [case.told], case.says
    assert case.inside is None or inside == case.inside, case.says


def test_all_sound_returns_among_them_are_collected(told: Mapping[str, list[Judged]]) -> None:
    assert Counter(map(said_of, told[""])) == {"collected": 45}
    assert len({(file.unit, file.form) for file in told[""]}) == 45


def test_nothing_is_called_an_unexpected_error(run: Run) -> None:
    assert not [file.path for file in run.collected.files if file.judgement.code == "F154"]


# ---------------------------------------------------------------- what it took


def test_no_verdict_is_waited_for_longer_than_it_may_take(run: Run) -> None:
    assert ALLOWANCE.seconds < MOST_SECONDS
    assert run.silence < MOST_SECONDS


@linux
def test_no_process_takes_more_memory_than_it_may(run: Run) -> None:
    assert 0 < run.watch.main < MOST_MEMORY
    assert 0 < run.watch.worker < MOST_MEMORY


# ---------------------------------------------------------------- what is left behind


def test_nothing_is_written_outside_the_workspace(run: Run) -> None:
    assert run.outside == set()


def _handed_in(run: Run) -> Iterator[Path]:
    return (path for path in run.inbox.rglob("*") if path.is_file())


def test_every_file_that_has_bytes_is_in_the_archive(run: Run) -> None:
    originals = {path.stem: path for path in (run.office.workspace.root / "archive/originals").iterdir()}
    for path in _handed_in(run):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert digest in originals, path
    for name, path in originals.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == name


def test_what_was_handed_in_lies_there_as_before(run: Run) -> None:
    assert len(list(_handed_in(run))) == len(CASES) + 45


def test_the_register_of_what_came_in_opens(run: Run) -> None:
    assert run.collected.registers
    for path in run.collected.registers:
        assert load_workbook(path).sheetnames


# ---------------------------------------------------------------- and the rest of the month


@pytest.fixture(scope="module")
def reviewed(run: Run) -> Mapping[str, Reviewed]:
    """What validate says of every submission of these periods, by sha256."""
    months = (validate(run.office.workspace, month, RECEIVED, USER, silent) for month in (GOOD, *HOSTILE))
    return {each.sha256: each for month in months for each in month.submissions}


@pytest.mark.parametrize("case", NOTED, ids=lambda case: case.key)
def test_the_unit_is_told_what_its_file_held(case: Case, run: Run, reviewed: Mapping[str, Reviewed]) -> None:
    digest = hashlib.sha256(run.paths[case].read_bytes()).hexdigest()
    assert case.notices <= {finding.code for finding in reviewed[digest].findings}, case.says


@pytest.mark.parametrize("month", [GOOD, HOSTILE[0]], ids=str)
def test_a_month_is_counted_to_the_end(month: Period, run: Run, reviewed: Mapping[str, Reviewed]) -> None:
    assert reviewed
    written = consolidate(run.office.workspace, month, RECEIVED, USER, silent)
    assert load_workbook(written.master).sheetnames
