"""Look -> Identity and Reading: what one returned workbook says, with every finding about how it says it."""

from workbook_tools.reading.identity import identify
from workbook_tools.reading.read import read, read_whole
from workbook_tools.reading.reported import Raw, Reported, reported
from workbook_tools.reading.sheets import recognises
from workbook_tools.reading.store import dump, load, packed, unpacked

__all__ = [
    "Raw",
    "Reported",
    "dump",
    "identify",
    "load",
    "packed",
    "read",
    "read_whole",
    "recognises",
    "reported",
    "unpacked",
]
