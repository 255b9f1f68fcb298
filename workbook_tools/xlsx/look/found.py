"""What is gathered while the parts of one sheet are read record by record."""

from dataclasses import dataclass, field

from workbook_tools.model import Address, Look, SheetLook
from workbook_tools.xlsx.look.limits import MAX_COLUMNS, check_reach

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
"""Error texts by their code in .xls and .xlsb ([MS-XLS] 2.5.10)."""


@dataclass(slots=True)
class SheetFound:
    """The growing counterpart of SheetLook, for formats that are read in order.

    `rows` and `columns` reach up to the last filled cell.
    """

    errors: dict[Address, str] = field(default_factory=dict)
    formulas: set[Address] = field(default_factory=set)
    uncached: set[Address] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    comments: dict[Address, tuple[str, str]] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0

    def reach(self, at: Address) -> None:
        """Note a filled cell; RefusedError where it stands too far away."""
        check_reach("", at)
        self.rows, self.columns = max(self.rows, at[0]), max(self.columns, at[1])

    def hide_columns(self, first: int, last: int) -> None:
        """Hide the columns first to last, as far as columns are read."""
        self.hidden_columns.update(range(first, min(last, MAX_COLUMNS) + 1))

    def look(self, name: str = "") -> SheetLook:
        """The sheet without values; visible until calamine says otherwise."""
        return SheetLook(
            name=name,
            visible=True,
            rows=(),
            errors=self.errors,
            formulas=frozenset(self.formulas),
            uncached=frozenset(self.uncached),
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
            merges=tuple(self.merges),
            comments=self.comments,
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """A workbook without its values, and the bytes in which calamine finds them, sheet by sheet."""

    look: Look
    book: bytes
