"""All findings of a submission in one order, without those that another on the same cell makes pointless."""

import re
from collections.abc import Iterable

from workbook_tools.messages import kind
from workbook_tools.model import Finding

_CELL = re.compile(r"([A-Z]+)(\d+)")


def _place(cell: str) -> tuple[int, int]:
    """(row, column) of F12; (0, 0) for a finding without a cell, which comes first."""
    match = _CELL.fullmatch(cell)
    if match is None:
        return 0, 0
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def _rank(finding: Finding) -> tuple[object, ...]:
    return finding.sheet, _place(finding.cell), finding.code, finding.field, finding.value, finding.params


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings by sheet, row, column and code, without those a kind on the same cell hides."""
    once = set(findings)
    hidden = {(f.sheet, f.cell, code) for f in once for code in kind(f.code).hides}
    standing = [f for f in once if (f.sheet, f.cell, f.code) not in hidden]
    return tuple(sorted(standing, key=_rank))
