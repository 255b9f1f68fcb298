"""Where the rows of a unit, and of an annex, stand in 企业名录: what their counts lead to."""

from collections.abc import Mapping
from dataclasses import dataclass

from workbook_tools.consolidate import Register
from workbook_tools.messages import master_words as words
from workbook_tools.model import column_letter
from workbook_tools.xlsx.master.register import FIRST_ROW


def _place(rows: range) -> str:
    """The area of some rows (counted from 0), from the first column to the last of the register's own."""
    last = column_letter(len(words.REGISTER_HEADINGS))
    return f"{words.SHEET_REGISTER}!A{FIRST_ROW + rows.start}:{last}{FIRST_ROW + rows.stop - 1}"


@dataclass(frozen=True, slots=True)
class Blocks:
    """The register's rows by annex and the unit's place in it; units without an enterprise have none."""

    rows: Mapping[tuple[int, int], range]

    @classmethod
    def of(cls, register: Register) -> "Blocks":
        """The blocks of a register."""
        return cls(register.blocks())

    def unit(self, annex: int, seq: int) -> str:
        """The area of a unit's rows; empty where it has none."""
        rows = self.rows.get((annex, seq))
        return _place(rows) if rows else ""

    def annex(self, annex: int) -> str:
        """The area of all rows of an annex; empty where it has none."""
        own = [rows for (number, _), rows in self.rows.items() if number == annex]
        return _place(range(own[0].start, own[-1].stop)) if own else ""
