"""The audit sample as a workbook: who was drawn, with room for what the auditor finds, and how it was drawn."""

import io
from collections.abc import Mapping
from datetime import datetime

from workbook_tools.consolidate import MasterTables
from workbook_tools.sampling import Sample
from workbook_tools.xlsx.printed import open_book
from workbook_tools.xlsx.sample import told
from workbook_tools.xlsx.sample.drawn import DrawnSheet
from workbook_tools.xlsx.sample.how import HowSheet

__all__ = ["sample_book"]


def sample_book(sample: Sample, tables: MasterTables, originals: Mapping[str, str]) -> bytes:
    """The workbook of a sample (of one at least); `originals` are the archived originals by sha256, as paths beside it.

    Equal input, equal bytes, and no text of it can become a formula or a link.
    """
    buffer = io.BytesIO()
    title = told.title(tables)
    book = open_book(buffer, title, datetime.fromisoformat(tables.basis.at))
    drawn = DrawnSheet(book, title, [*told.headlines(sample, tables)], sample, originals)
    HowSheet(book, sample, tables, drawn.results)
    book.close()
    return buffer.getvalue()
