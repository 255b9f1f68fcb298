"""Lists of constants that formulas look through, each once in the hidden sheet.

A formula that is shared by many rows may not hold a list of its own: the file formats of Excel have no place for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from workbook_tools import formula
from workbook_tools.formula.tree import rewritten
from workbook_tools.model import Address, Value
from workbook_tools.xlsx.template.live.places import CONSTANTS, FIRST_MESSAGE, down

_Values = tuple[float | str, ...]


@dataclass
class Constants:
    """Lists by the names under which formulas refer to their ranges; no label of a plan has such a name."""

    _rows: dict[_Values, int] = field(default_factory=dict)
    _ranges: dict[str, str] = field(default_factory=dict)

    def taken_out(self, node: formula.Node) -> formula.Node:
        """A formula with its lists replaced by references."""
        return rewritten(node, self._referred)

    def range_of(self, name: str) -> str | None:
        """The range that a name stands for; None for any other label."""
        return self._ranges.get(name)

    def cells(self) -> Iterator[tuple[Address, Value]]:
        """All lists, one below the other."""
        for values, first in self._rows.items():
            for number, value in enumerate(values):
                yield (first + number, CONSTANTS), value

    def _referred(self, part: formula.Node) -> formula.Node:
        if not isinstance(part, formula.Array):
            return part
        first = self._rows.setdefault(part.values, FIRST_MESSAGE + sum(map(len, self._rows)))
        name = f"\0{first}"
        self._ranges[name] = down(CONSTANTS, first, first + len(part.values) - 1)
        return formula.Label(name, part.position)
