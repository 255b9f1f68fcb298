"""Look -> Identity and Reading: what one returned workbook says, with every finding about how it says it."""

from workbook_tools.reading.identity import identify
from workbook_tools.reading.read import read
from workbook_tools.reading.sheets import recognises
from workbook_tools.reading.store import dump, load, packed, unpacked

__all__ = ["dump", "identify", "load", "packed", "read", "recognises", "unpacked"]
