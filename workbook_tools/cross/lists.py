"""Beside the lists the bureau supplies: enterprises of the baseline (X8), and those officially recognised (X9, X18)."""

from collections.abc import Iterator

from workbook_tools.cross.statement import Statement
from workbook_tools.cross.view import View
from workbook_tools.model import Finding


def check_baseline(own: Statement, view: View) -> Iterator[Finding]:
    """X8 for each enterprise that counts and was there before the plan began."""
    for key in sorted(own.counted.intersection(view.lists.baseline)):
        yield view.at_key(own, own.records[key], "X8")


def check_official(own: Statement, view: View) -> Iterator[Finding]:
    """X9 for each enterprise that counts and is not on the official list, X18 for one listed there and not here."""
    official = view.lists.official
    if official is None:
        return
    for key in sorted(own.counted.difference(official)):
        yield view.at_key(own, own.records[key], "X9")
    names = {view.unit.code, view.unit.name, *view.unit.aliases}
    for key, listed in official.items():
        if listed.unit in names and not _is_told(own, view, key):
            yield view.of_table(own, "X18", listed.name or key, key=key)


def _is_told(own: Statement, view: View, key: str) -> bool:
    """Whether a return lists an enterprise as counted or in stock, or the unit's earlier ones had it counted."""
    record = own.records.get(key)
    here = record is not None and (own.counts[record] or own.stock[record] or own.exits[record])
    return here or key in view.past.counted
