"""Findings about one annex table, in the order in which they are met."""

from collections.abc import Callable
from dataclasses import replace

from workbook_tools.messages.found import found
from workbook_tools.model import Address, Finding

Placing = Callable[[Address], str]
"""How an address of the grid is spelled for the reader."""


class Report:
    """Collects the findings about one grid; addresses are spelled as its source counts them."""

    def __init__(self, sheet: str, placing: Placing) -> None:
        self._sheet = sheet
        self._placing = placing
        self._findings: list[Finding] = []

    def add(self, code: str, at: Address, *, field: str = "", value: str = "", **params: str) -> None:
        """Note a finding at an address of the grid."""
        finding = found(code, self._sheet, field=field, value=value)
        placed = replace(finding, cell=self._placing(at), params=tuple(params.items()))
        self._findings.append(placed)

    def place(self, at: Address) -> str:
        """An address as the reader finds it."""
        return self._placing(at)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings so far."""
        return tuple(self._findings)
