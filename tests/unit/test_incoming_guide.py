"""The bureau's page on refused files: every code a file can get is in its table, and no other."""

import re
from pathlib import Path

import workbook_tools
from workbook_tools.messages.catalogue import KINDS

DOCS = Path(workbook_tools.__file__).parents[1] / "docs"
PAGE = DOCS / "收件安全.md"
_CODE = re.compile(r"F\d{3}")


def _rows() -> list[list[str]]:
    """The rows of the tables of codes, cell by cell."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    return [
        [cell.strip() for cell in line.strip("|").split("|")] for line in lines if re.match(r"\| F\d", line)
    ]


def test_every_code_of_a_file_stands_in_one_row_and_every_row_says_all() -> None:
    told = [code for row in _rows() for code in _CODE.findall(row[0])]
    assert sorted(told) == sorted(code for code in KINDS if code.startswith("F"))
    assert all(len(row) == 5 and all(row) for row in _rows())


def test_the_page_names_no_code_that_is_not() -> None:
    assert set(_CODE.findall(PAGE.read_text(encoding="utf-8"))) <= KINDS.keys()


def test_the_manual_leads_to_the_page() -> None:
    assert "docs/收件安全.md" in (DOCS.parent / "README.zh-CN.md").read_text(encoding="utf-8")
