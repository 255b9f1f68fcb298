"""The ledger: an append-only, hash-chained record of everything that happened, kept twice.

Each event is a JSON file in the archive first and a row of an SQLite database second. The database answers;
the archive is what it can be rebuilt from, so an event counts from the moment its file is in place.
"""

from workbook_tools.ledger.book import Ledger
from workbook_tools.ledger.chain import Break, Broken, Entry, breaks
from workbook_tools.ledger.twin import line_file, lines, twin

__all__ = ["Break", "Broken", "Entry", "Ledger", "breaks", "line_file", "lines", "twin"]
