"""Annex tables: a grid of cells -> planned figures by unit and period, and every mistake by its place."""

from workbook_tools.annex_table.heading import Heading, find_heading
from workbook_tools.annex_table.spelling import AnnexMark, annex_mark, unit_name
from workbook_tools.annex_table.table import AnnexRow, AnnexTable, parse, spread

__all__ = [
    "AnnexMark",
    "AnnexRow",
    "AnnexTable",
    "Heading",
    "annex_mark",
    "find_heading",
    "parse",
    "spread",
    "unit_name",
]
