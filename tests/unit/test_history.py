"""How long a form is that goes on with a list: its usual number of rows, more where the list needs them."""

from dataclasses import replace

import pytest

from tests.build.plans import example_plan
from workbook_tools.pipeline.history import NO_HISTORY, History
from workbook_tools.xlsx.template.stamp import NOTE_KEY

FORM = replace(example_plan().forms[0], rows=40)


def of(records: int) -> History:
    """A list with so many records."""
    return History(records={number: {"name": f"示例{number}号"} for number in range(records)})


@pytest.mark.parametrize(("records", "rows"), [(0, 40), (30, 40), (31, 60), (50, 60), (51, 90), (600, 681)])
def test_a_form_leaves_a_quarter_of_its_usual_rows_free(records: int, rows: int) -> None:
    assert of(records).rows(FORM) == rows


def test_forms_come_in_few_lengths() -> None:
    assert len({of(records).rows(FORM) for records in range(601)}) == 8


def test_a_form_of_one_row_grows_too() -> None:
    assert of(3).rows(replace(FORM, rows=1)) == 4


def test_a_unit_without_a_history_gets_the_usual_form() -> None:
    assert (NO_HISTORY.rows(FORM), NO_HISTORY.roster, NO_HISTORY.prior) == (40, (), ())


def test_what_is_said_of_a_record_stands_in_the_hidden_copy_alone() -> None:
    history = History(records={0: {"name": "甲"}, 2: {"name": "乙"}}, notes={2: "2023年已计入"})
    assert history.roster == ({"name": "甲"}, {"name": "乙"})
    assert [record[NOTE_KEY] for record in history.prior] == [None, "2023年已计入"]
