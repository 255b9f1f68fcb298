"""The catalogue of findings: every code has one entry, every entry is used and reads as Chinese sentences."""

import ast
import re
import string
from pathlib import Path

import pytest

import workbook_tools
from workbook_tools.messages import KINDS, register, render, render_place, versions
from workbook_tools.messages.catalogue import FAMILIES
from workbook_tools.messages.kind import Kind
from workbook_tools.model import Finding, Severity

PACKAGE = Path(workbook_tools.__file__).parent
ENTRIES = pytest.mark.parametrize("entry", KINDS.values(), ids=lambda entry: entry.code)
CODE = re.compile(r"[PFLCSD]\d{3}|X\d{1,2}|SCAN")


def codes_in(text: str) -> set[str]:
    """The codes named as such in a source file."""
    constants = (node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str) and CODE.fullmatch(value)}


def parameters(entry: Kind) -> set[str]:
    """The names in an entry's templates."""
    text = entry.says + entry.todo + entry.example
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def sample(entry: Kind, value: str = "样值") -> Finding:
    """A finding of this kind with a sample for each parameter."""
    params = tuple((name, "样例") for name in sorted(parameters(entry) - {"value"}))
    return Finding(entry.code, entry.severity, "填报表", "F12", "从业人员数", value, params)


def test_no_code_stands_twice() -> None:
    codes = [entry.code for family in FAMILIES for entry in family.KINDS]
    assert len(codes) == len(set(codes)) == len(KINDS)


def test_every_code_that_is_found_has_an_entry_and_every_entry_is_found() -> None:
    sources = {path: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
    found = {
        code for path, text in sources.items() if "messages" not in path.parts for code in codes_in(text)
    }
    named = {
        name: value for name, value in vars(versions).items() if name.isupper() and isinstance(value, str)
    }
    used = "".join(text for path, text in sources.items() if "messages" not in path.parts)
    assert [name for name in named if not re.search(rf"\b{name}\b", used)] == []
    assert found | set(named.values()) == KINDS.keys()


@ENTRIES
def test_an_entry_renders_with_its_parameters_and_ends_with_its_code(entry: Kind) -> None:
    said = render(sample(entry))
    assert said.startswith("【填报表】F12「从业人员数」")
    assert said.endswith(f"。（{entry.code}）")
    assert ("样值" in said) == ("{value}" in entry.says + entry.todo + entry.example)
    assert "{" not in said.replace("{明细}", "").replace("{样值}", "")


@ENTRIES
def test_an_entry_is_chinese_with_chinese_punctuation(entry: Kind) -> None:
    for text in (entry.says, entry.todo, entry.example):
        bare = re.sub(r"DATE\([^)]*\)|\{\w+\}|[A-Za-z0-9.*?=<>%&()\[\]\"+\-/ ]", "", text)
        assert not re.search(r"[,;:!?]", bare), text
        assert "。。" not in text
        assert text.count("“") == text.count("”")
        assert text.count("（") == text.count("）")
    assert re.search(r"[\u4e00-\u9fff]", entry.says)


def test_what_must_be_corrected_of_a_return_says_how() -> None:
    must = [
        entry for entry in KINDS.values() if entry.severity is Severity.MANDATORY and entry.code[0] != "P"
    ]
    assert [entry.code for entry in must if not entry.todo] == []


def test_what_an_entry_hides_is_an_entry() -> None:
    assert {code for entry in KINDS.values() for code in entry.hides} <= KINDS.keys()


@ENTRIES
def test_the_register_tells_it_without_its_parameters_too(entry: Kind) -> None:
    """Facts recorded by another version may lack a parameter."""
    assert register.reason(entry.code, ()).endswith(f"（{entry.code}）")
    assert "{" not in register.tell(entry.code, ()).replace("{明细}", "")


def test_braces_in_what_a_unit_typed_are_shown_as_typed() -> None:
    assert "“{value}{0}”" in render(sample(KINDS["C108"], "{value}{0}"))


def test_of_a_cell_full_of_letters_a_sentence_quotes_the_beginning() -> None:
    told = render(sample(KINDS["C108"], "长" * 32_767))
    assert "长" * 1_000 + "…" in told
    assert "长" * 1_001 not in told


def test_a_rule_of_the_plan_that_does_not_say_what_to_do_is_told_with_general_words() -> None:
    found = Finding("A01", Severity.EXPLAIN, params=(("says", "人数偏多"),))
    assert render(found) == "人数偏多。请核对；确属实情的，请写明原因。（A01）"
    own = Finding("A01", Severity.EXPLAIN, params=(("says", "人数偏多"), ("todo", "请重数")))
    assert render(own) == "人数偏多。请重数。（A01）"


def test_a_place_names_sheet_cell_and_field_as_far_as_they_are_known() -> None:
    assert render_place(Finding("F101", Severity.MANDATORY)) == ""
    assert render_place(Finding("L001", Severity.MANDATORY, "表")) == "【表】"
    assert render_place(Finding("S010", Severity.MANDATORY, "表", "B2", "企业名称")) == "【表】B2「企业名称」"


def test_the_register_says_why_and_what_to_tell_the_sender() -> None:
    assert register.reason("", ()) == "已收，待审核"
    assert register.tell("", ()) == ""
    assert register.reason("S904", (("first", "甲.xlsx"),)) == "与“甲.xlsx”是同一个文件，不重复计算（S904）"
    assert register.tell("F113", ()) == "请把填好的 Excel 表放进去重新压缩，或直接发送"
