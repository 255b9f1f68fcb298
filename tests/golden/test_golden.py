"""Each way in which a return goes wrong, and exactly what is said about it; an untouched return gives nothing."""

import os
import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest

from tests.golden import expectation
from tests.golden.batch import Outcome, issued_workspace, run_cases, run_sound, sound_returns
from tests.golden.cases import CASES, Case
from tests.golden.office import OFFICE, all_saved_as
from tests.golden.replay import Day, replay
from tests.golden.stories import STORIES, Story
from workbook_tools import cross
from workbook_tools.messages.versions import TO_CORRECT
from workbook_tools.model import Status, Verdict
from workbook_tools.workspace import Workspace

HERE = Path(__file__).parent
DOCUMENT = HERE.parents[1] / "docs" / "defects.md"
EVERYTHING: tuple[Case | Story, ...] = (*CASES, *STORIES)
MUST_RUN = os.environ.get("CI") == "true"
"""Where everything is installed, a missing LibreOffice is a failure and no reason to skip."""
CATALOGUE = range(1, 85)
WITHOUT_A_RETURN = {
    84,  # Stale rates in a printed table: a property of the master, held by its own tests.
}

needs_office = pytest.mark.skipif(not OFFICE and not MUST_RUN, reason="needs LibreOffice (soffice)")


def expected(each: Case | Story) -> str:
    return (HERE / each.folder / "expected.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with all templates of the example plan issued."""
    return issued_workspace(tmp_path_factory.mktemp("golden") / "issued")


# ---------------------------------------------------------------- one return


def _marks(case: Case) -> tuple[pytest.MarkDecorator, ...]:
    return (pytest.mark.office, needs_office) if case.office else ()


@pytest.fixture(scope="module")
def found(issued: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Mapping[Case, Outcome]:
    """What became of every case that can be made here."""
    cases = [case for case in CASES if OFFICE or MUST_RUN or not case.office]
    return run_cases(issued, tmp_path_factory.mktemp("cases"), cases)


@pytest.mark.parametrize("case", [pytest.param(case, marks=_marks(case), id=case.folder) for case in CASES])
def test_a_defect_is_told_exactly(case: Case, found: Mapping[Case, Outcome]) -> None:
    assert expectation.of_case(case, found[case]) == expected(case)


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


# ---------------------------------------------------------------- several units and periods

Told = Mapping[Story, tuple[Day, ...]]


@pytest.fixture(scope="module")
def told(issued: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """What every story with its defect comes to."""
    return replay(issued, tmp_path_factory.mktemp("stories"), STORIES, wrong=True)


@pytest.fixture(scope="module")
def told_without(issued: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """What every story comes to when it goes as it should."""
    return replay(issued, tmp_path_factory.mktemp("sound"), STORIES, wrong=False)


_stories = pytest.mark.parametrize("story", STORIES, ids=[story.folder for story in STORIES])


@_stories
def test_a_defect_beside_other_returns_is_told_exactly(story: Story, told: Told) -> None:
    assert expectation.of_story(story, told[story]) == expected(story)


@_stories
def test_nothing_is_said_where_the_story_goes_as_it_should(story: Story, told_without: Told) -> None:
    returns = [each for day in told_without[story] for each in day.returns]
    assert returns
    for each in returns:
        assert each.verdict in (Verdict.COLLECTED, None), "none on a day after it came"
        assert each.judged.status is Status.ACCEPTED, each
        assert each.judged.findings == ()


def test_every_check_beside_other_returns_speaks_in_a_story() -> None:
    spoken = set(re.findall(r"^ +(\w+) ", "".join(map(expected, STORIES)), re.MULTILINE))
    checks = {code for codes, _ in cross.REGISTRY for code in codes}
    assert {*checks, TO_CORRECT} - spoken == set()


# ---------------------------------------------------------------- all of them


def test_every_defect_of_the_catalogue_has_a_case() -> None:
    numbers = {int(each.folder[:2]) for each in EVERYTHING if each.folder[:2].isdecimal()}
    assert numbers == set(CATALOGUE) - WITHOUT_A_RETURN


def test_the_document_on_defects_names_every_case() -> None:
    row = r"^\| (\w+) \|.+?\|.+?\|.+?\| (.*?) \|"
    named = [
        f"{about.zfill(2)}-{name}"
        for about, names in re.findall(row, DOCUMENT.read_text("utf-8"), re.MULTILINE)
        for name in re.findall(r"[\w-]{2,}", names)
    ]
    assert sorted(named) == sorted(each.folder for each in EVERYTHING)


def test_every_expectation_belongs_to_a_case() -> None:
    folders = {path.parent.name for path in HERE.glob("*/expected.txt")}
    assert folders == {each.folder for each in EVERYTHING}


@pytest.mark.parametrize("each", [CASES, STORIES], ids=["cases", "stories"])
def test_no_two_of_them_share_a_name_or_an_enterprise(each: tuple[Case | Story, ...]) -> None:
    assert len({one.folder for one in each}) == len({one.first for one in each}) == len(each)
