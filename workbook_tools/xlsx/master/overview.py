"""总览: one page for whoever decides: position against target and goals, colours, who has not reported."""

from collections.abc import Sequence

from xlsxwriter.chart import Chart

from workbook_tools.consolidate import MasterTables
from workbook_tools.messages import master_words as words
from workbook_tools.model import Status
from workbook_tools.xlsx.master.annex_layout import AnnexSheet
from workbook_tools.xlsx.master.blocks import Blocks
from workbook_tools.xlsx.master.book import Book, Page
from workbook_tools.xlsx.master.charts import colour_chart, progress_chart, status_chart
from workbook_tools.xlsx.master.overview_tables import write_colours, write_goals, write_statuses

_WIDTHS = (8, 40, 12, 11, 13, 10, 11, 10, 11, 11, 11, 9)
_LAST = len(_WIDTHS) - 1
_CHART_COLUMNS, _CHART_ROWS = (0, 5), 15


def _heads(page: Page, tables: MasterTables) -> None:
    settings, period = tables.plan.settings, tables.period
    page.height(36)
    page.across(0, _LAST, words.OVERVIEW_TITLE.format(period=period.period.paper), "title")
    page.down()
    page.height(28)
    page.across(0, _LAST, settings.get("方案名称", ""), "subtitle")
    page.down()
    number, issuer = settings.get("文号", ""), settings.get("发文机关", "")
    page.across(0, _LAST, words.OVERVIEW_LINE.format(number=number, issuer=issuer), "line_centre")
    page.down()
    basis = tables.basis
    dates = words.OVERVIEW_DATES.format(
        as_of=period.as_of, due=period.due, asked=basis.as_of, code=basis.code
    )
    closed = words.OVERVIEW_CLOSED.format(day=tables.closed) if tables.closed else ""
    page.across(0, _LAST, dates + closed, "line_centre")
    page.down()


def _progress_row(page: Page, sheet: AnnexSheet, rows: str) -> None:
    """An annex's 合计, cell by cell from its own sheet; counts lead to `rows`, the enterprises they count."""
    progress, total = sheet.progress, sheet.progress.total
    rate = words.DASH if total.rate is None else total.rate
    gap = total.gap(progress.pace)
    copied = (
        ("target_year" if sheet.has("target_year") else "target", total.target.year, "0"),
        ("target", total.target.to_date, "0"),
        ("new", total.counts.new, "0"),
        (sheet.cumulative, total.cumulative, "0"),
        ("exits", total.counts.exits, "0"),
        ("rate", rate, "0.0%"),
        ("pace", words.NOT_SET if progress.pace is None else progress.pace, "0.0%"),
        ("gap", words.DASH if gap is None else gap, "0.0"),
        ("held", total.counts.held, "0"),
    )
    page.height(22)
    page.put(0, sheet.name, "body")
    page.put(1, progress.annex.title, "body_left")
    page.put(2, progress.annex.counting.basis.value, "body")
    for column, (key, value, number_format) in enumerate(copied, 3):
        link = rows if sheet.counts(key) else ""
        page.formula(column, sheet.total_cell(key), value, "body", link=link, num_format=number_format)
    page.down()


def _write_progress(page: Page, sheets: Sequence[AnnexSheet], blocks: Blocks) -> tuple[int, int]:
    """The annexes' totals; gives the first and last row (from 0) for the chart."""
    page.section(words.SECTION_PROGRESS, words.PROGRESS_HEADINGS)
    first = page.row
    for sheet in sheets:
        _progress_row(page, sheet, blocks.annex(sheet.progress.annex.number))
    return first, page.row - 1


def _write_missing(page: Page, tables: MasterTables) -> None:
    """The units whose return is missing, by annex."""
    page.section(words.SECTION_MISSING)
    for progress in tables.annexes:
        names = [unit.name for unit in progress.units if unit.status is Status.MISSING]
        number = progress.annex.number
        line = words.NOTHING_MISSING.format(number=number)
        if names:
            line = words.MISSING_UNITS.format(
                number=number, count=len(names), names=words.FLAG_JOINT.join(names)
            )
        page.paragraph(_LAST, line, sum(_WIDTHS))


def _write_charts(page: Page, drawn: Sequence[Chart]) -> None:
    """The charts side by side, and the room they take."""
    page.down()
    for column, each in zip(_CHART_COLUMNS, drawn, strict=True):
        page.sheet.insert_chart(page.row, column, each, {"x_offset": 4, "y_offset": 2})
    page.down(_CHART_ROWS)


def write_overview(book: Book, tables: MasterTables, sheets: Sequence[AnnexSheet], blocks: Blocks) -> None:
    """The sheet 总览."""
    page = book.page(words.SHEET_OVERVIEW)
    for column, width in enumerate(_WIDTHS):
        page.sheet.set_column(column, column, width)
    _heads(page, tables)
    progress = _write_progress(page, sheets, blocks)
    write_goals(page, tables, _WIDTHS)
    colours = write_colours(page, tables, sheets)
    statuses = write_statuses(page, tables, sheets)
    _write_missing(page, tables)
    paced = any(each.pace is not None for each in tables.annexes)
    shares = colour_chart(book, tables.plan.colours, colours) if paced else status_chart(book, statuses)
    _write_charts(page, (progress_chart(book, *progress), shares))
    page.print_setup(tall=1)
