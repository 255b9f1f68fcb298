"""The 规则 sheet: what is read from it, and every mistake named by its cell."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.build.county_plan import county_plan
from workbook_tools.messages import render
from workbook_tools.model import Plan, Rule, Scope, Severity
from workbook_tools.plan import Loaded, load
from workbook_tools.xlsx.grids import read_grids

HEADINGS = ("规则代码", "表号", "范围", "类别", "条件", "提示", "处理办法", "标记指标", "核查时点")
SOUND = (
    "R01",
    "XS-01",
    "行",
    "核实性",
    "[产值]>=[用工]",
    "{企业全称}的产值偏低",
    "请核对",
    "产值、用工",
    "收件后核",
)


def _loaded(folder: Path, *rows: Sequence[object], headings: Sequence[str] = HEADINGS) -> Loaded:
    path = county_plan(folder / "plan.xlsx")
    book = load_workbook(path)
    del book["规则"]
    sheet = book.create_sheet("规则")
    for row in (headings, *rows):
        sheet.append(row)
    book.save(path)
    return load(read_grids(path))


def _plan(loaded: Loaded) -> Plan:
    assert loaded.plan, [render(finding) for finding in loaded.findings]
    return loaded.plan


def test_a_rule_is_read_whole(tmp_path: Path) -> None:
    plan = _plan(_loaded(tmp_path, ("# 说明",), SOUND))
    assert plan.rules == (
        Rule(
            "R01",
            "XS-01",
            Scope.ROW,
            Severity.EXPLAIN,
            "[产值]>=[用工]",
            "{企业全称}的产值偏低",
            "请核对",
            ("产值", "用工"),
            on_receipt=True,
            plan_row=3,
        ),
    )
    assert plan.rules_of("XS-02") == ()


def test_columns_that_an_older_plan_does_not_have_are_blank(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path, SOUND[:6], headings=HEADINGS[:6])
    assert loaded.findings == ()
    (rule,) = _plan(loaded).rules
    assert (rule.todo, rule.marks, rule.on_receipt) == ("", (), False)


def test_a_plan_may_do_without_rules(tmp_path: Path) -> None:
    path = county_plan(tmp_path / "plan.xlsx")
    book = load_workbook(path)
    del book["规则"]
    book.save(path)
    assert _plan(load(read_grids(path))).rules == ()


def test_a_rule_without_a_form_is_for_all_of_them(tmp_path: Path) -> None:
    everywhere = ("R01", "", "表头", "强制性", "[经办人]<>[复核人]", "{经办人}不能自己复核")
    plan = _plan(_loaded(tmp_path, everywhere))
    assert [plan.rules_of(form.code) for form in plan.forms] == [plan.rules] * 3


def _with(**changes: object) -> tuple[object, ...]:
    given = dict(zip(HEADINGS, SOUND, strict=True))
    return tuple({**given, **changes}.values())


MISTAKES: dict[str, tuple[tuple[object, ...], list[tuple[str, str]]]] = {
    "no code": (_with(规则代码=None), [("P005", "A2")]),
    "a code of two words": (_with(规则代码="R 01"), [("P043", "A2")]),
    "a code of the tool": (_with(规则代码="S010"), [("P044", "A2")]),
    "a form that is not there": (_with(表号="XS-09"), [("P019", "B2")]),
    "no scope": (_with(范围=None), [("P005", "C2")]),
    "a scope that is none": (_with(范围="列"), [("P006", "C2")]),
    "a severity that is only for changes of form": (_with(类别="归一化记录"), [("P006", "D2")]),
    "no condition": (_with(条件=None), [("P005", "E2")]),
    "no words": (_with(提示=None), [("P005", "F2")]),
    "a bracket too few": (_with(条件="([产值]>1"), [("P206", "E2")]),
    "a label that is nearly right": (_with(条件="[人均产]>=[用工]"), [("P211", "E2")]),
    "every mistake of a condition": (_with(条件='AND([产]>1,COUNTIF([用工],1)>1,[企业全称]>"甲")'), [
        ("P211", "E2"), ("P224", "E2"), ("P220", "E2"),
    ]),
    "a number and no condition": (_with(条件="[产值]-[用工]"), [("P222", "E2")]),
    "a text and no condition": (_with(条件='IF([产值]>1,"好","差")'), [("P221", "E2")]),
    "a condition about nothing": (_with(条件="1<2"), [("P048", "E2")]),
    "longer than Excel takes": (_with(条件="+".join(["[产值]"] * 90) + ">0"), []),
    "deeper than Excel takes": (_with(条件="NOT(" * 66 + "[产值]>0" + ")" * 66), [("P218", "E2")]),
    "no room for what the form puts around it": (_with(条件="NOT(" * 59 + "[产值]>0" + ")" * 59), [("P218", "E2")]),
    "a roster field in the header": (_with(范围="表头", 条件="[产值]>1", 提示="低"), [("P225", "E2")]),
    "a roster field of the table": (_with(范围="表", 条件="[产值]>1", 提示="低"), [("P226", "E2")]),
    "a column that is computed": (_with(范围="表", 条件="SUM([人均产值])>1", 提示="低"), [("P228", "E2")]),
    "the value of a field that is not there": (_with(提示="{产}偏低"), [("P045", "F2")]),
    "the value of a field that is not there, in the advice": (_with(处理办法="改{产}"), [("P045", "G2")]),
    "the value of a row, about the table": (_with(范围="表", 条件="SUM([产值])>1"), [("P046", "F2")]),
    "words too long for a formula": (_with(提示="长" * 256), [("P031", "F2")]),
    "more values than anybody reads": (_with(表号="XS-01", 提示="".join(f"{{产值{n}}}" for n in range(21))), [
        ("P047", "F2"), *[("P045", "F2")] * 21,
    ]),
    "more arguments than Excel takes": (_with(条件=f"AND({','.join(['[产值]>0'] * 256)})"), [("P215", "E2")]),
    "marks of a field that is not there": (_with(标记指标="产值、产"), [("P013", "H2")]),
    "a moment that is none": (_with(核查时点="稍后"), [("P006", "I2")]),
    "for all forms, with a label of one": (_with(表号=None), [
        ("P210", "E2"), ("P210", "E2"), ("P013", "H2"), ("P013", "H2"), ("P045", "F2"),
    ]),
    "an error value, as LibreOffice makes of a formula that it cannot read": (
        _with(条件="=#NAME?"), [("P041", "E2")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_every_mistake_is_named_by_its_cell(name: str, tmp_path: Path) -> None:
    row, expected = MISTAKES[name]
    findings = _loaded(tmp_path, row).findings
    assert [(finding.code, finding.cell) for finding in findings] == expected
    assert all(finding.sheet == "规则" for finding in findings)
    assert all("{" not in render(finding) for finding in findings)


def test_a_code_stands_once(tmp_path: Path) -> None:
    (finding,) = _loaded(tmp_path, SOUND, SOUND).findings
    assert (finding.code, finding.cell, dict(finding.params)["first"]) == ("P007", "A3", "A2")
