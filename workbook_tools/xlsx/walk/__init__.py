"""A master walked cell by cell: what stands in a cell, and what its formula looks at."""

from workbook_tools.xlsx.walk.cells import CellBook, Content, anchor
from workbook_tools.xlsx.walk.precedents import Area, Counting, Criterion, precedents

__all__ = ["Area", "CellBook", "Content", "Counting", "Criterion", "anchor", "precedents"]
