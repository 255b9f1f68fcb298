"""Two workbooks compared by what they say, whichever program saved them."""

from workbook_tools.xlsx.compare.compare import compare
from workbook_tools.xlsx.compare.differences import Comparison, Difference, Kind
from workbook_tools.xlsx.compare.facts import CellFact, Facts, Fixed, SheetFacts
from workbook_tools.xlsx.compare.read import read_facts

__all__ = [
    "CellFact",
    "Comparison",
    "Difference",
    "Facts",
    "Fixed",
    "Kind",
    "SheetFacts",
    "compare",
    "read_facts",
]
