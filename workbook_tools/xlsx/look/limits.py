"""How much of a returned workbook is read: forms have hundreds of rows, one far cell costs gigabytes."""

from workbook_tools.envelope import RefusedError
from workbook_tools.messages.found import found
from workbook_tools.model import Address

MAX_ROWS = 20_000
MAX_COLUMNS = 702
"""The last column of two letters, ZZ."""

MAX_CELLS = 2_000_000
"""Of all sheets, blanks between filled cells included: each takes its place in memory."""
MAX_FILLED = 1_000_000
"""Of one sheet."""

MAX_SHEETS = 1_000
MAX_OF_A_KIND = 100_000
"""Merged areas, links, checks, names: programs that copy them by accident reach ten thousands."""

MAX_STYLES = 200_000
"""Excel writes up to 65,490 styles of cells and as many named ones; old workbooks of WPS do reach that."""

MAX_RECORDS = 3_000_000
"""Of an .xls or .xlsb: one for each cell and some for each row."""

MAX_READ_BYTES = 96 * 2**20
"""Of all parts that are read."""
MAX_TREE_BYTES = 24 * 2**20
"""Of a part that is parsed as a whole: the tree takes ten times as much."""

MAX_TEXT = 32_767
"""Letters a cell takes in any program."""
MAX_TEXT_BYTES = 64 * 2**20
"""Of the texts of all cells."""


def too_many(what: str, count: int, most: int = MAX_OF_A_KIND) -> None:
    """RefusedError (F139) where there are more of something than are read."""
    if count > most:
        raise RefusedError(found("F139", value=what, limit=str(most)))


def too_large(limit: int) -> RefusedError:
    """The refusal (F132) of what inflates to more than so many bytes."""
    return RefusedError(found("F132", limit=str(limit // 2**20)))


def too_much_text() -> RefusedError:
    """The refusal (F140) of texts that are too long, one or all together."""
    return RefusedError(found("F140", longest=str(MAX_TEXT), limit=str(MAX_TEXT_BYTES // 2**20)))


def check_reach(sheet: str, at: Address) -> None:
    """RefusedError (F144) where the address is beyond MAX_ROWS or MAX_COLUMNS."""
    if at[0] > MAX_ROWS or at[1] > MAX_COLUMNS:
        raise RefusedError(found("F144", sheet, at, rows=str(MAX_ROWS), columns=str(MAX_COLUMNS)))
