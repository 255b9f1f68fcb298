"""The master tracking workbook: what the bureau chief opens and the auditor reviews."""

from datetime import datetime
from pathlib import Path
from typing import IO

from workbook_tools.consolidate import MasterTables
from workbook_tools.messages import master_words as words
from workbook_tools.xlsx.master.annex import write_annex
from workbook_tools.xlsx.master.annex_layout import annex_sheet
from workbook_tools.xlsx.master.blocks import Blocks
from workbook_tools.xlsx.master.book import Book
from workbook_tools.xlsx.master.changes import write_changes
from workbook_tools.xlsx.master.course import write_course
from workbook_tools.xlsx.master.listings import (
    write_decisions,
    write_normalised,
    write_problems,
    write_reports,
)
from workbook_tools.xlsx.master.overview import write_overview
from workbook_tools.xlsx.master.proof import write_proof
from workbook_tools.xlsx.master.register import write_register
from workbook_tools.xlsx.master.rules import write_rules

__all__ = ["write"]


def write(target: Path | IO[bytes], tables: MasterTables) -> None:
    """Write the master workbook; equal tables give equal bytes.

    `target` is a path or a binary file open for writing. Every count and rate is a live formula over 企业名录
    and carries the value computed here.
    """
    period = tables.period.period
    sheets = [annex_sheet(progress, period.year) for progress in tables.annexes]
    book = Book(
        target, words.OVERVIEW_TITLE.format(period=period.paper), datetime.fromisoformat(tables.basis.at)
    )
    blocks = Blocks.of(tables.register)
    write_overview(book, tables, sheets, blocks)
    for sheet in sheets:
        write_annex(book, tables, sheet, blocks)
        write_course(book, tables, sheet.progress, blocks)
    write_register(book, tables)
    write_reports(book, tables)
    write_problems(book, tables)
    write_normalised(book, tables)
    write_decisions(book, tables)
    write_changes(book, tables)
    write_rules(book, tables)
    write_proof(book, tables)
    book.close()
