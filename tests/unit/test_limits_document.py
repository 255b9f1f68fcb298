"""docs/limits.md says what the code does: every limit by its name, with its value."""

import re
from dataclasses import fields
from functools import reduce
from importlib import import_module
from pathlib import Path

import pytest

from workbook_tools.intake.limits import LIMITS
from workbook_tools.intake.workers import ALLOWANCE
from workbook_tools.xlsx.look import limits as of_workbooks

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "limits.md"
_LINE = re.compile(r"^\| `([\w.]+)` \| ([\d,]+)( MiB| s)? \| .+ \|$", re.M)
DOCUMENTED = {
    name: (number, unit) for name, number, unit in _LINE.findall(DOCUMENT.read_text(encoding="utf-8"))
}


def _in_code(name: str) -> object:
    """What a dotted name stands for: a module of ours, then a constant, perhaps a field of it."""
    parts = name.split(".")
    first = next(number for number, part in enumerate(parts) if part.strip("_").isupper())
    module = import_module(".".join(("workbook_tools", *parts[:first])))
    return reduce(getattr, parts[first:], module)


@pytest.mark.parametrize("name", DOCUMENTED)
def test_a_limit_is_what_the_document_says(name: str) -> None:
    number, unit = DOCUMENTED[name]
    assert _in_code(name) == int(number.replace(",", "")) * (2**20 if unit == " MiB" else 1)


def test_no_limit_of_files_and_workbooks_is_left_out() -> None:
    of_files = {f"intake.limits.LIMITS.{field.name}" for field in fields(LIMITS)}
    of_workers = {f"intake.workers.ALLOWANCE.{field.name}" for field in fields(ALLOWANCE)}
    of_looking = {f"xlsx.look.limits.{name}" for name in vars(of_workbooks) if name.startswith("MAX_")}
    assert of_files | of_workers | of_looking <= set(DOCUMENTED)
