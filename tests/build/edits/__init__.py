"""Single edits of a master, as someone makes them who hopes that nobody looks: what is done, what must be named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbook_tools.xlsx.compare import Difference, Kind

Place = tuple[str, str, Kind]
"""Sheet, cell (as `Difference.cell`) and kind."""
Argument = str | int | float | bool | None
Named = tuple[frozenset[Place], ...]
"""What must be named: of each group one place at least, where nobody can tell which one was touched."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit: what the hand that makes it does (`act` and `arguments`), and what must be named of it.

    After an edit that is not `alone`, programs adjust formulas and links elsewhere, or leave them no longer fitting.
    """

    act: str
    arguments: tuple[Argument, ...]
    named: Named
    alone: bool = True

    def missed(self, differences: Iterable[Difference]) -> list[frozenset[Place]]:
        """What should have been named and was not."""
        found = {(each.sheet, each.cell, each.kind) for each in differences}
        return [group for group in self.named if not group & found]

    def beside(self, differences: Sequence[Difference]) -> list[Difference]:
        """What was named though nobody touched it; what follows from the edit apart."""
        if not self.alone:
            return []
        touched = {place[:2] for group in self.named for place in group}
        others = (each for each in differences if (each.sheet, each.cell) not in touched)
        return [each for each in others if each.kind is not Kind.RESULT]


def exactly(*places: Place) -> Named:
    """All of these places must be named."""
    return tuple(frozenset({place}) for place in places)


def one_of(*places: Place) -> Named:
    """One of these places must be named."""
    return (frozenset(places),)
