"""【收件后核】 of the plan: what is read from it, and that every mistake in it is named by its cell."""

from collections.abc import Sequence

import pytest

from workbook_tools.model import CrossRule, Field, FieldType, Place, Severity, SheetLook
from workbook_tools.plan.cross import USUAL, read_cross
from workbook_tools.plan.entries import Mistakes

FIELDS = (
    Field("A", Place.ROW, "sales", "营业收入", FieldType.DECIMAL),
    Field("A", Place.HEADER, "who", "填报人", FieldType.TEXT),
)
HEADING = ("代码", "核对内容", "类别", "界限", "指标")


def read(*rows: Sequence[object]) -> tuple[dict[str, CrossRule], set[tuple[str, str]]]:
    """The checks by code, and (code, cell) of what is wrong; the rows begin in row 3."""
    mistakes = Mistakes()
    sheet = SheetLook(
        "方案", True, (("【收件后核】", *[None] * 4), HEADING, *map(tuple, rows)) if rows else ()
    )
    found = read_cross(sheet, FIELDS, mistakes)
    return {rule.code: rule for rule in found}, {(f.code, f.cell) for f in mistakes.findings}


def test_without_the_section_every_check_is_made_as_usual() -> None:
    assert read() == (dict(USUAL), set())
    assert USUAL["X1"].severity is Severity.NOTICE
    assert USUAL["X8"].severity is Severity.MANDATORY
    assert "X11" not in USUAL


def test_a_check_has_the_grade_limits_and_fields_the_plan_gives_it() -> None:
    rules, mistakes = read(("X16", "", "提示性", "30%", "营业收入"), ("X7", "", "核实性", "3、2.5", None))
    assert mistakes == set()
    assert rules["X16"] == CrossRule("X16", Severity.NOTICE, (0.3,), ("营业收入",))
    assert rules["X7"].limits == (3.0, 2.5)
    assert rules["X3"] == USUAL["X3"]


def test_a_check_without_a_grade_is_not_made_and_blank_limits_are_the_usual_ones() -> None:
    rules, mistakes = read(("X7", "", None, None, None))
    assert mistakes == set()
    assert rules["X7"] == CrossRule("X7", None, (2.0, 3.0))


@pytest.mark.parametrize(
    ("row", "mistake"),
    [
        (("X11", "", "提示性", None, None), ("P060", "A3")),
        (("X7", "", "归一化记录", None, None), ("P006", "C3")),
        (("X7", "", "核实性", "2", None), ("P061", "D3")),
        (("X7", "", "核实性", "2、-1", None), ("P061", "D3")),
        (("X16", "", "核实性", "一半", None), ("P017", "D3")),
        (("X3", "", "核实性", "2", None), ("P061", "D3")),
        (("X16", "", "核实性", None, "填报人"), ("P062", "E3")),
        (("X3", "", "核实性", None, "营业收入"), ("P063", "E3")),
    ],
)
def test_a_mistake_is_named_by_its_cell(row: Sequence[object], mistake: tuple[str, str]) -> None:
    assert mistake in read(row)[1]


def test_a_check_named_twice_is_a_mistake() -> None:
    assert ("P007", "A4") in read(("X3", "", "核实性", None, None), ("X3", "", None, None, None))[1]
