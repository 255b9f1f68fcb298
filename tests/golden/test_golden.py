"""Each way in which a return goes wrong, and exactly what is said about it; an untouched return gives nothing."""

import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest

from tests.golden.batch import Outcome, issued_workspace, run_cases, run_sound, sound_returns
from tests.golden.cases import CASES, Case
from tests.golden.office import OFFICE, all_saved_as
from tests.golden.story import story
from workbook_tools.model import Status, Verdict
from workbook_tools.workspace import Workspace

HERE = Path(__file__).parent
MUST_RUN = os.environ.get("CI") == "true"
"""Where everything is installed, a missing LibreOffice is a failure and no reason to skip."""

needs_office = pytest.mark.skipif(not OFFICE and not MUST_RUN, reason="needs LibreOffice (soffice)")


def _marks(case: Case) -> tuple[pytest.MarkDecorator, ...]:
    return (pytest.mark.office, needs_office) if case.office else ()


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with all templates of the example plan issued."""
    return issued_workspace(tmp_path_factory.mktemp("golden") / "issued")


@pytest.fixture(scope="module")
def found(issued: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Mapping[Case, Outcome]:
    """What became of every case that can be made here."""
    cases = [case for case in CASES if OFFICE or MUST_RUN or not case.office]
    return run_cases(issued, tmp_path_factory.mktemp("cases"), cases)


@pytest.mark.parametrize("case", [pytest.param(case, marks=_marks(case), id=case.folder) for case in CASES])
def test_a_defect_is_told_exactly(case: Case, found: Mapping[Case, Outcome]) -> None:
    expected = (HERE / case.folder / "expected.txt").read_text(encoding="utf-8")
    assert story(case, found[case]) == expected


def _said(outcome: Outcome) -> tuple[Verdict, Status, list[str]]:
    """Verdict, status and codes of a sender's one file."""
    (file,), (submission,) = outcome.files, outcome.submissions
    return file.judgement.verdict, submission.status, [finding.code for finding in submission.findings]


def test_nothing_is_said_of_any_unit_s_untouched_return(issued: Workspace, tmp_path: Path) -> None:
    outcomes = run_sound(issued, tmp_path / "sound", sound_returns(issued))
    assert len(outcomes) == 45
    for sender, outcome in outcomes.items():
        assert _said(outcome) == (Verdict.COLLECTED, Status.ACCEPTED, []), sender


@pytest.mark.office
@needs_office
@pytest.mark.parametrize(("form", "codes"), [("xls", ["F116"]), ("ods", ["F116"]), ("xlsx", [])])
def test_of_another_program_s_copy_only_its_format_is_said(
    form: str, codes: list[str], issued: Workspace, tmp_path: Path
) -> None:
    one_a_form = {each.owed.form.code: each for each in sound_returns(issued)}.values()
    outcomes = run_sound(
        issued, tmp_path / form, list(one_a_form), partial(all_saved_as, form), f"报送.{form}"
    )
    assert len(outcomes) == 2
    for sender, outcome in outcomes.items():
        assert _said(outcome) == (Verdict.COLLECTED, Status.ACCEPTED, codes), sender


def test_every_expectation_belongs_to_a_case() -> None:
    assert {path.parent.name for path in HERE.glob("*/expected.txt")} == {case.folder for case in CASES}
    assert len({case.folder for case in CASES}) == len(CASES)
    assert len({case.first for case in CASES}) == len(CASES)
