"""The master under construction: fonts and formats, sheets written row by row, print set-up.

All sheets share one workbook in constant_memory mode (tens of thousands of rows in a few MiB), so every sheet
is written strictly downwards, and cells merge within one row only.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import ceil
from pathlib import Path
from typing import IO, Any
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from workbook_tools.messages import master_words as words
from workbook_tools.xlsx.file_link import file_link
from workbook_tools.xlsx.text_cell import write_text

TITLE_FONT, HEAD_FONT, BODY_FONT, DENSE_FONT = "方正小标宋简体", "黑体", "仿宋_GB2312", "宋体"
A4 = 9
_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "title": {"font_name": TITLE_FONT, "font_size": 22, "align": "center", "shrink": True},
    "subtitle": {"font_name": HEAD_FONT, "font_size": 16, "align": "center", "shrink": True},
    "annex": {"font_name": HEAD_FONT, "font_size": 16},
    "section": {"font_name": HEAD_FONT, "font_size": 14},
    "line": {"font_name": BODY_FONT, "font_size": 12},
    "line_right": {"font_name": BODY_FONT, "font_size": 12, "align": "right"},
    "line_centre": {"font_name": BODY_FONT, "font_size": 12, "align": "center"},
    "note": {"font_name": BODY_FONT, "font_size": 11, "text_wrap": True},
    "head": {
        "font_name": HEAD_FONT,
        "font_size": 11,
        "align": "center",
        "text_wrap": True,
        "border": 1,
        "bg_color": "#DDEBF7",
    },
    "body": {"font_name": BODY_FONT, "font_size": 12, "border": 1, "align": "center"},
    "body_left": {"font_name": BODY_FONT, "font_size": 12, "border": 1, "text_wrap": True, "indent": 1},
    "total": {"font_name": HEAD_FONT, "font_size": 12, "border": 1, "align": "center", "bg_color": "#F2F2F2"},
    "rule": {"font_name": BODY_FONT, "font_size": 11, "text_wrap": True, "border": 1},
    "dense": {"font_name": DENSE_FONT, "font_size": 10},
    "dense_clipped": {"font_name": DENSE_FONT, "font_size": 10, "align": "fill"},
    "dense_centre": {"font_name": DENSE_FONT, "font_size": 10, "align": "center"},
    "dense_wrap": {"font_name": DENSE_FONT, "font_size": 10, "text_wrap": True},
}


class Page:
    """One sheet, written downwards; `row` (counted from 0) is where the next cells go."""

    def __init__(self, book: "Book", name: str) -> None:
        self.book = book
        self.name = name
        self.sheet = book.workbook.add_worksheet(name)
        self.row = 0

    def put(self, column: int, value: object, look: str, **more: object) -> None:
        """Write a value as what it is, in the current row; text stays text whatever it looks like."""
        style = self.book.style(look, **more)
        match value:
            case None | "":
                self.sheet.write_blank(self.row, column, None, style)
            case str():
                write_text(self.sheet, self.row, column, value, style)
            case _:
                self.sheet.write_number(self.row, column, value, style)

    def formula(
        self, column: int, text: str, value: object, look: str, *, link: str = "", **more: object
    ) -> None:
        """Write a live formula (without its leading =) with the value it has.

        `link` is the area of this workbook that a click on the cell leads to; the cell looks as it would without.
        """
        style = self.book.style(look, **more)
        if link:
            # A link writes a text, which the formula then takes the place of.
            self.sheet.write_url(self.row, column, f"internal:{link}", style, tip=words.TO_THE_ROWS)
        self.sheet.write_formula(self.row, column, f"={text}", style, value)

    def open_file(self, column: int, path: str, text: str) -> None:
        """Write a link to a file, by its path from the folder of this workbook."""
        style = self.book.style("dense_centre", font_color="#0563C1", underline=1)
        self.sheet.write_url(self.row, column, file_link(path, text), style)

    def across(self, first: int, last: int, text: str, look: str) -> None:
        """Write a text over several columns of the current row."""
        style = self.book.style(look)
        if last > first:
            self.sheet.merge_range(self.row, first, self.row, last, "", style)
        if text:
            write_text(self.sheet, self.row, first, text, style)

    def section(self, title: str, headings: Sequence[str] = ()) -> None:
        """A section's title after an empty row, and the heading of its table."""
        self.down()
        self.height(26)
        self.put(0, title, "section")
        self.down()
        if headings:
            self.height(34)
            for column, heading in enumerate(headings):
                self.put(column, heading, "head")
            self.down()

    def paragraph(self, last: int, text: str, width: float) -> None:
        """A text across columns 0 to `last`, in a row as high as it needs in `width` characters.

        Merged cells never grow by themselves.
        """
        self.height(18 * lines_of(text, width))
        self.across(0, last, text, "note")
        self.down()

    def height(self, points: float) -> None:
        """Set the height of the current row."""
        self.sheet.set_row(self.row, points)

    def down(self, rows: int = 1) -> None:
        """Go to a row further down."""
        self.row += rows

    def print_setup(self, head: int | None = None, *, wide: int = 1, tall: int = 0) -> None:
        """A4 landscape, `wide` by `tall` pages (0 = as many as it takes); row `head` repeats on each."""
        sheet = self.sheet
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(wide, tall)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.center_horizontally()
        sheet.set_footer(f"&C{words.PAGE_NUMBER}")
        if head is not None:
            sheet.repeat_rows(head)


class Book:
    """The workbook: sheets in the order they are asked for, one format a look."""

    def __init__(self, target: Path | IO[bytes], title: str, created: datetime) -> None:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.workbook = Workbook(str(target) if isinstance(target, Path) else target, options)
        # The document's own time is the command's, so that equal input gives equal bytes.
        self.workbook.set_properties({"title": title, "created": created.replace(tzinfo=None)})
        self._styles: dict[tuple[str, tuple[tuple[str, object], ...]], Format] = {}

    def style(self, look: str, **more: object) -> Format:
        """The format of a look, with further xlsxwriter properties."""
        wanted = (look, tuple(sorted(more.items())))
        if wanted not in self._styles:
            properties = {"valign": "vcenter", **_LOOKS[look], **more}
            self._styles[wanted] = self.workbook.add_format(properties)
        return self._styles[wanted]

    def number(self, look: str, **more: object) -> int:
        """The number by which cells refer to the format of a look."""
        return int(self.style(look, **more)._get_xf_index())

    def paint(self, rgb: str) -> Format:
        """A conditional format: this background (RRGGBB), with black or white letters as reads better."""
        red, green, blue = (int(rgb[at : at + 2], 16) for at in (0, 2, 4))
        dark = red * 299 + green * 587 + blue * 114 < 128_000
        paint = {"bg_color": f"#{rgb}", "font_color": "#FFFFFF" if dark else "#000000"}
        return self.workbook.add_format(paint)

    def lines(self) -> Format:
        """A conditional format: thin lines around a cell."""
        return self.workbook.add_format({"border": 1, "border_color": "#BFBFBF"})

    def page(self, name: str) -> Page:
        """A new sheet."""
        return Page(self, name)

    def close(self) -> None:
        """Write everything out."""
        self.workbook.close()


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in `width` characters; a full-width one takes the room of two."""
    taken = sum(2.1 if east_asian_width(character) in "WF" else 1 for character in text)
    return max(1, ceil(taken / width))
