"""All findings of a submission in one order, without those that another on the same cell makes pointless."""

from collections.abc import Iterable

from workbook_tools.messages import kind_of
from workbook_tools.model import Finding, address_of


def _rank(finding: Finding) -> tuple[object, ...]:
    row = -1 if finding.row is None else finding.row
    said = (finding.code, finding.field, finding.value, finding.params, row, finding.severity.name)
    return finding.sheet, address_of(finding.cell) or (0, 0), *said


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings by sheet, row, column and code, without those a kind on the same cell hides."""
    once = set(findings)
    hidden = {(f.sheet, f.cell, code) for f in once for code in kind_of(f).hides}
    standing = [f for f in once if (f.sheet, f.cell, f.code) not in hidden]
    return tuple(sorted(standing, key=_rank))
