"""What an issued form says beside its cells."""

import pytest

from workbook_tools.messages.forms import refused
from workbook_tools.model import Entry, Field, FieldType, Place


def field(**more: object) -> Field:
    """A field of a form, with what a case is about."""
    return Field("SL-01", Place.ROW, "x", "某栏", **{"type": FieldType.TEXT, "entry": Entry.UNIT, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "bounds"),
    [
        (field(type=FieldType.INTEGER, low="0", unit="家"), "应不小于 0家。"),
        (field(type=FieldType.DECIMAL, low="0", high="100"), "应不小于 0，不大于 100。"),
        (field(type=FieldType.DATE, low="2020-01-01"), "应不早于 2020-01-01。"),
        (field(type=FieldType.DATE, high="数据截止日"), "应不晚于数据截止日。"),
        (field(min_length=2, max_length=20), "应为 2 至 20 个字。"),
    ],
)
def test_the_box_that_refuses_says_what_would_do(asked: Field, bounds: str) -> None:
    assert refused(asked).endswith(bounds)
