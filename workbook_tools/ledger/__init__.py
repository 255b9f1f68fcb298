"""The ledger: an append-only, hash-chained record of everything that happened, kept twice.

Each event is a JSON file in the archive first and a row of an SQLite database second. The database answers;
the archive is what it can be rebuilt from, so an event counts from the moment its file is in place.
"""

from workbook_tools.ledger.book import CLOCKS_DIFFER, Ledger
from workbook_tools.ledger.chain import Break, Broken, Entry, breaks
from workbook_tools.ledger.joined import Joined, joined
from workbook_tools.ledger.twin import line_file, lines, twin

__all__ = [
    "CLOCKS_DIFFER",
    "Break",
    "Broken",
    "Entry",
    "Joined",
    "Ledger",
    "breaks",
    "joined",
    "line_file",
    "lines",
    "twin",
]
