"""What a period asks the bureau to decide: contests among what came and what is carried on."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.build.court import NOVEMBER, OCTOBER, Court, company
from tests.build.looks import FORM, credit_code
from workbook_tools.period import Period
from workbook_tools.pipeline.deciding.questions import Scene, questions
from workbook_tools.pipeline.validate import standings_of
from workbook_tools.record import Matter
from workbook_tools.standing import fold
from workbook_tools.xlsx.decisions import Question

LATER = date(2024, 12, 31)


@pytest.fixture
def contest(tmp_path: Path) -> Court:
    """One company in the lists of both units in October."""
    return Court(tmp_path).came("a", "B01", company(1)).came("b", "B02", company(1))


def asked(court: Court, period: Period) -> list[Question]:
    """What 待办 of a period asks about enterprises."""
    judgement = court.judged(period)
    state = replace(fold(court.events), judged=judgement.statuses)
    reporting = court.plan.period(period)
    assert reporting
    where = standings_of(court.plan, state, reporting, LATER)
    checked = judgement.beside(
        court.checked(state, [s.current for _, s in where if s.current], lambda *_: None)
    )
    scene = Scene(court.plan, state, reporting, where, checked, judgement)
    return [each for each in questions(scene) if each.matter is Matter.OWNER]


@pytest.mark.parametrize("period", [OCTOBER, NOVEMBER])
def test_a_contest_is_asked_about_as_long_as_both_returns_speak(contest: Court, period: Period) -> None:
    (question,) = asked(contest, period)
    assert question.subject == (FORM.code, credit_code(1))
    assert question.unit == "县经信局、县商务局"


def test_a_ruling_answers_it_in_every_period(contest: Court) -> None:
    contest.ruled(Matter.OWNER, FORM.code, credit_code(1), ruling="B01")
    assert asked(contest, OCTOBER) == asked(contest, NOVEMBER) == []


def test_with_one_unit_silent_it_is_asked_once_of_both(contest: Court) -> None:
    contest.came("c", "B01", company(1), period=NOVEMBER, on="2024-12-02")
    assert [each.unit for each in asked(contest, NOVEMBER)] == ["县经信局、县商务局"]


def test_figures_that_are_not_carried_on_contest_nothing(contest: Court) -> None:
    settings = {**contest.plan.settings, "未报处理": "计为零"}
    contest.plan = replace(contest.plan, settings=settings)
    assert asked(contest, NOVEMBER) == []
