"""A sheet with a row for each unit of an annex: head, rows that lead to their enterprises, 合计, notes, signatures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbook_tools.consolidate import MasterTables
from workbook_tools.messages import master_words as words
from workbook_tools.xlsx.master.annex_cells import Cells
from workbook_tools.xlsx.master.annex_layout import HEAD_ROW, AnnexSheet, Column
from workbook_tools.xlsx.master.blocks import Blocks
from workbook_tools.xlsx.master.book import Book, Page

_LEFT = {"unit", "flags"}


@dataclass(frozen=True, slots=True)
class Content:
    """What stands on the sheet: its title, a line of cells a unit in the annex's order, 合计, and notes below.

    `height` is that of a unit's row, in points.
    """

    title: str
    units: Iterable[Cells]
    total: Cells
    notes: Sequence[str]
    height: float = 24


def _heads(page: Page, sheet: AnnexSheet, title: str, tables: MasterTables) -> None:
    annex, period, last = sheet.progress.annex, tables.period, len(sheet.columns) - 1
    page.height(24)
    page.put(0, words.SHEET_ANNEX.format(number=annex.number), "annex")
    page.down()
    page.height(36)
    page.across(0, last, title, "title")
    page.down()
    page.height(22)
    page.put(0, words.ANNEX_LINE.format(as_of=period.as_of, due=period.due), "line")
    page.put(last, words.MEASURE.format(measure=annex.measure), "line_right")
    page.down()
    page.height(44)
    for index, column in enumerate(sheet.columns):
        page.put(index, column.heading, "head")
    page.down()


def _row(page: Page, columns: Sequence[Column], cells: Cells, look: str, rows: str) -> None:
    """A row; counts lead to `rows`, the area of the enterprises they count."""
    for index, column in enumerate(columns):
        cell = cells[column.key]
        shown = "body_left" if look == "body" and column.key in _LEFT else look
        if cell.formula:
            link, style = rows if column.counts else "", column.number_format
            page.formula(index, cell.formula, cell.value, shown, link=link, num_format=style)
        else:
            page.put(index, cell.value, shown, num_format=column.number_format)
    page.down()


def _foot(page: Page, sheet: AnnexSheet, notes: Iterable[str]) -> None:
    last = len(sheet.columns) - 1
    width = sum(column.width for column in sheet.columns)
    for note in notes:
        page.paragraph(last, note, width)
    page.down()
    page.height(24)
    for index, part in enumerate(words.SIGNATURE):
        page.put(1 + index * (last // len(words.SIGNATURE)), part, "line")


def write_sheet(
    book: Book, tables: MasterTables, sheet: AnnexSheet, content: Content, blocks: Blocks
) -> Page:
    """The sheet, its heading frozen, filtered and repeated in print."""
    page, annex = book.page(sheet.name), sheet.progress.annex.number
    for index, column in enumerate(sheet.columns):
        page.sheet.set_column(index, index, column.width)
    _heads(page, sheet, content.title, tables)
    for unit, cells in zip(sheet.progress.units, content.units, strict=True):
        page.height(content.height)
        _row(page, sheet.columns, cells, "body", blocks.unit(annex, unit.seq))
    page.height(content.height)
    _row(page, sheet.columns, content.total, "total", blocks.annex(annex))
    _foot(page, sheet, content.notes)
    page.sheet.freeze_panes(HEAD_ROW, 2)
    page.sheet.autofilter(HEAD_ROW - 1, 0, sheet.last - 1, len(sheet.columns) - 1)
    page.print_setup(HEAD_ROW - 1)
    return page
