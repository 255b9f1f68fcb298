"""The charts of 总览: annexes against target, and units by colour or, where no 时序 is set, returns by status."""

from collections.abc import Iterable, Sequence

from xlsxwriter.chart import Chart

from workbook_tools.messages import master_words as words
from workbook_tools.model import Colour, Status
from workbook_tools.xlsx.master.annex import paints
from workbook_tools.xlsx.master.book import DENSE_FONT, Book

_TARGET_COLUMN, _CUMULATIVE_COLUMN, _FIRST_COLOUR_COLUMN, _FIRST_STATUS_COLUMN = 4, 6, 2, 3
_TARGET_RGB, _CUMULATIVE_RGB, _UNCOLOURED_RGB = "BFBFBF", "2E75B6", "D9D9D9"
_STATUS_RGB = {
    Status.MISSING: "D9D9D9",
    Status.COLLECTED: "BDD7EE",
    Status.RETURNED: "F4B183",
    Status.HELD: "FFE699",
    Status.ACCEPTED: "70AD47",
}
"""The statuses of 报送情况 in the order of its columns."""


def _chart(book: Book, title: str, kind: dict[str, str], width: int) -> Chart:
    chart = book.workbook.add_chart(kind)
    font = {"name": DENSE_FONT, "size": 10}
    chart.set_title({"name": title, "name_font": {"name": DENSE_FONT, "size": 12}})
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_x_axis({"num_font": font})
    chart.set_y_axis({"num_font": font, "major_gridlines": {"visible": True, "line": {"color": "#E7E6E6"}}})
    chart.set_size({"width": width, "height": 300})
    return chart


def _series(name: str, rgb: str, rows: tuple[int, int], column: int) -> dict[str, object]:
    first, last = rows
    sheet = words.SHEET_OVERVIEW
    return {
        "name": name,
        "categories": [sheet, first, 0, last, 0],
        "values": [sheet, first, column, last, column],
        "fill": {"color": f"#{rgb}"},
        "gap": 80,
    }


def progress_chart(book: Book, first: int, last: int) -> Chart:
    """Target to date and cumulative count of each annex, from these rows of 总览 (from 0)."""
    chart = _chart(book, words.CHART_PROGRESS, {"type": "column"}, 540)
    bars = (
        (words.CHART_TARGET, _TARGET_RGB, _TARGET_COLUMN),
        (words.CHART_CUMULATIVE, _CUMULATIVE_RGB, _CUMULATIVE_COLUMN),
    )
    for name, rgb, column in bars:
        chart.add_series({**_series(name, rgb, (first, last), column), "data_labels": {"value": True}})
    return chart


def _shares(
    book: Book, title: str, shown: Iterable[tuple[str, str]], column: int, rows: tuple[int, int]
) -> Chart:
    """One bar an annex, divided into the counts that stand from `column` on, each with its word and rgb."""
    chart = _chart(book, title, {"type": "bar", "subtype": "percent_stacked"}, 540)
    for at, (word, rgb) in enumerate(shown, column):
        counted = {"value": True, "num_format": "0;;"}
        chart.add_series({**_series(word, rgb, rows, at), "data_labels": counted})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    return chart


def colour_chart(book: Book, colours: Sequence[Colour], rows: tuple[int, int]) -> Chart:
    """Units by colour, one bar an annex, in the plan's own colours."""
    shown = [*paints(colours).items(), (words.NOT_SET, _UNCOLOURED_RGB)]
    return _shares(book, words.CHART_COLOURS, shown, _FIRST_COLOUR_COLUMN, rows)


def status_chart(book: Book, rows: tuple[int, int]) -> Chart:
    """Returns owed by status, one bar an annex."""
    shown = [(words.STATUS[status], rgb) for status, rgb in _STATUS_RGB.items()]
    return _shares(book, words.CHART_STATUSES, shown, _FIRST_STATUS_COLUMN, rows)
