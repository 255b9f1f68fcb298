"""Returns changed at random in every format and wrapping: each gets its verdict, and nothing ever breaks.

`scripts/fuzz.py` does the same twenty thousand times.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.build.bureau import Bureau
from tests.build.monday import Inbox
from tests.build.mutator import batch, mutant
from tests.build.mutator.bases import bases, saved_by, slip_of, sound_returns
from tests.build.mutator.trial import Trial
from tests.office import Office


@pytest.fixture(scope="module")
def returns(issued: Bureau, inbox: Inbox, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Sound returns in every format that needs no office."""
    slip = slip_of(issued.copied(tmp_path_factory.mktemp("slip") / "台账"))
    return bases(inbox, slip)


@pytest.fixture
def trial(bureau: Bureau, inbox: Inbox) -> Trial:
    return Trial(bureau, sound_returns(inbox))


def test_every_base_is_a_sound_return(bureau: Bureau, returns: Mapping[str, bytes]) -> None:
    verdicts = bureau.collected(returns)
    opened = {name for name in returns if name.endswith((".zip", ".eml"))}
    assert {verdicts[name] for name in opened} == {("ignored", "F121")}
    assert not {name: verdicts[name] for name in returns if verdicts[name][0] == "refused"}


def test_a_mutant_follows_from_its_base_and_its_number(returns: Mapping[str, bytes]) -> None:
    numbers = range(3 * len(returns))
    assert list(batch(returns, numbers)) == list(batch(returns, numbers))
    one = next(iter(batch(returns, [17])))
    base = one.name.partition("-")[2]
    assert mutant(returns[base], base, 17) == (one.data, one.told)


def test_mutants_of_returns_break_nothing(trial: Trial, returns: Mapping[str, bytes]) -> None:
    outcome = trial.collect(list(batch(returns, range(250))))
    assert outcome.wrong == []
    assert trial.count() == []


@pytest.mark.office
def test_mutants_of_what_an_office_saved_break_nothing(
    trial: Trial, returns: Mapping[str, bytes], office: Office, tmp_path: Path
) -> None:
    sources = {name: returns[name] for name in ("filled.xlsx", "slip.xlsx")}
    saved = dict(saved_by(office, sources, tmp_path))
    outcome = trial.collect(list(batch(saved, range(150))))
    assert outcome.wrong == []
    assert trial.count() == []
