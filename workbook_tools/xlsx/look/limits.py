"""How much of a returned workbook is read: forms have hundreds of rows, one far cell costs gigabytes."""

from workbook_tools.messages.found import found
from workbook_tools.model import Address, Finding

MAX_ROWS = 20_000
MAX_COLUMNS = 702
"""The last column of two letters, ZZ."""

MAX_PART_BYTES = 256 * 2**20


class TooFarError(Exception):
    """A cell with content stands beyond what is read; carries the refusal that names it."""

    def __init__(self, refusal: Finding) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def check_reach(sheet: str, at: Address) -> None:
    """TooFarError (F144) where the address is beyond MAX_ROWS or MAX_COLUMNS."""
    if at[0] > MAX_ROWS or at[1] > MAX_COLUMNS:
        raise TooFarError(found("F144", sheet, at, rows=str(MAX_ROWS), columns=str(MAX_COLUMNS)))
