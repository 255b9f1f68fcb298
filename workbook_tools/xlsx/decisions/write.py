"""待办 written: one sheet with what is open, one with what was decided, drop-downs out of a hidden sheet."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workbook_tools import layout
from workbook_tools.messages import decisions as words
from workbook_tools.xlsx.decisions.questions import (
    DAY,
    LISTS_SHEET,
    NUMBER,
    OFFICER,
    REASON,
    RULING,
    SEAL,
    SUBJECT,
    Choice,
    Filled,
    Question,
    seal,
    spelled,
    spelled_choice,
)
from workbook_tools.xlsx.lines import line_count
from workbook_tools.xlsx.text_cell import write_text

_WIDTHS = (5, 10, 15, 17, 46, 20, 20, 26, 10, 12)
_LINE = 15
"""Height of one line of body text, in points."""
_HIGHEST = 409
"""Excel takes no higher row."""
_HEADS = 3
"""Rows above the first question: title, how to, headings."""
_OPEN = {"locked": False, "bg_color": "#FFFBE6"}
_LONGEST_REASON, _LONGEST_NAME = 500, 40
_EARLIEST, _LATEST = date(2000, 1, 1), date(2199, 12, 31)

_Lists = Mapping[tuple[Choice, ...], tuple[int, str]]
"""The number of each list of choices, and its range in the hidden sheet."""


@dataclass(frozen=True, slots=True)
class Pending:
    """What the workbook shows: open questions, rows for corrections, and decisions that can be revoked."""

    period: str
    open: Sequence[Filled]
    corrections: Sequence[Filled]
    decided: Sequence[Filled]


class _Formats:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        body = {"font_name": "宋体", "font_size": 11, "text_wrap": True, "valign": "vcenter"}
        grid = {**body, "border": 1, "border_color": "#808080"}
        centre = {**grid, "align": "center"}
        self.title = book.add_format(
            {"font_name": "方正小标宋简体", "font_size": 20, "align": "center", "valign": "vcenter"}
        )
        self.note = book.add_format({**body, "font_name": "仿宋_GB2312"})
        self.section = book.add_format({**body, "font_name": "黑体", "bg_color": "#F2F2F2", "border": 1})
        self.head = book.add_format({**centre, "font_name": "黑体", "bg_color": "#E7EEF7"})
        left = {**grid, "align": "left", "indent": 1}
        self.left, self.centre = book.add_format(left), book.add_format(centre)
        self.typed = book.add_format({**left, **_OPEN})
        self.typed_centre = book.add_format({**centre, **_OPEN})
        self.typed_day = book.add_format({**centre, **_OPEN, "num_format": "yyyy-mm-dd"})
        self.lacking = book.add_format({"bg_color": "#F8CBAD"})


def write(pending: Pending, created: datetime) -> bytes:
    """The workbook; equal input, equal bytes, and no text of it can become a formula or a link."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    title = words.TITLE.format(period=pending.period)
    book.set_properties({"author": layout.AUTHOR, "title": title, "created": created.replace(tzinfo=None)})
    formats = _Formats(book)
    opened, decided = book.add_worksheet(words.SHEET_OPEN), book.add_worksheet(words.SHEET_DECIDED)
    lists = _write_lists(book.add_worksheet(LISTS_SHEET), pending)
    page = _Page(opened, formats, lists)
    page.heads(title, words.HOW_OPEN, words.HEADINGS_OPEN)
    page.questions(pending.open, words.NOTHING_OPEN)
    if pending.corrections:
        page.section(words.HEADING_CORRECTION)
        page.questions(pending.corrections, "")
    page.close()
    page = _Page(decided, formats, lists)
    page.heads(words.TITLE_DECIDED.format(period=pending.period), words.HOW_DECIDED, words.HEADINGS_DECIDED)
    page.questions(pending.decided, words.NOTHING_DECIDED)
    page.close()
    book.close()
    return buffer.getvalue()


def _write_lists(sheet: Worksheet, pending: Pending) -> _Lists:
    """The hidden sheet of choices: equal lists stand there once."""
    lists: dict[tuple[Choice, ...], tuple[int, str]] = {}
    row = 0
    for filled in (*pending.open, *pending.corrections, *pending.decided):
        choices = filled.question.choices
        if choices in lists:
            continue
        number, first = len(lists) + 1, row + 1
        for choice in choices:
            sheet.write_number(row, 0, number)
            write_text(sheet, row, 1, choice.word)
            write_text(sheet, row, 2, spelled_choice(choice))
            row += 1
        lists[choices] = (number, f"='{LISTS_SHEET}'!$B${first}:$B${row}")
    sheet.hide()
    sheet.protect()
    return lists


class _Page:
    """One of the two sheets, written downwards."""

    def __init__(self, sheet: Worksheet, formats: _Formats, lists: _Lists) -> None:
        self._sheet, self._formats, self._lists = sheet, formats, lists
        self._row = 0
        self._number = 0
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.set_column(SUBJECT, SEAL, 12, None, {"hidden": True})

    def heads(self, title: str, how: str, headings: Sequence[str]) -> None:
        """Title, how to fill the sheet in, and the heading row."""
        self._across(title, self._formats.title, 34)
        self._across(how, self._formats.note, _LINE * line_count(how, sum(_WIDTHS)) + 6)
        for column, heading in enumerate(headings):
            self._sheet.write_string(self._row, column, heading, self._formats.head)
        self._sheet.set_row(self._row, 24)
        self._row += 1

    def section(self, text: str) -> None:
        """A row across that opens another block."""
        self._across(text, self._formats.section, 22)

    def questions(self, asked: Sequence[Filled], nothing: str) -> None:
        """One row a question; a row that says so where there is none."""
        if not asked:
            self._across(nothing, self._formats.left, 28)
        for each in asked:
            self._number += 1
            self._texts(each.question)
            self._inputs(each)
            self._row += 1

    def _across(self, text: str, style: Format, height: float) -> None:
        self._sheet.merge_range(self._row, 0, self._row, DAY, "", style)
        write_text(self._sheet, self._row, 0, text, style)
        self._sheet.set_row(self._row, height)
        self._row += 1

    def _texts(self, question: Question) -> None:
        sheet, row, formats = self._sheet, self._row, self._formats
        texts = (question.matter.value, question.unit, question.form, question.says, question.shown)
        sheet.write_number(row, NUMBER, self._number, formats.centre)
        for column, text in enumerate(texts, 1):
            write_text(sheet, row, column, text, formats.centre if column < 4 else formats.left)
        number, _ = self._lists[question.choices]
        write_text(sheet, row, SUBJECT, spelled(question, number))
        sealed = seal(question.matter.value, question.subject, texts[:-1], question.choices)
        write_text(sheet, row, SEAL, sealed)
        # The indent takes the room of two letters.
        lines = max(line_count(text, width - 2) for text, width in zip(texts, _WIDTHS[1:], strict=False))
        sheet.set_row(row, min(max(26, _LINE * lines + 12), _HIGHEST))

    def _inputs(self, each: Filled) -> None:
        row, formats, entry = self._row, self._formats, each.entry
        styles = (formats.typed, formats.typed, formats.typed_centre, formats.typed_day)
        for column, value, style in zip(range(RULING, DAY + 1), entry, styles, strict=True):
            self._input(row, column, value, style)
        _, source = self._lists[each.question.choices]
        choose = {"input_title": words.CHOOSE_TITLE, "input_message": words.CHOOSE}
        self._sheet.data_validation(
            row, RULING, row, RULING, {"validate": "list", "source": source, **choose}
        )

    def _input(self, row: int, column: int, value: object, style: Format) -> None:
        if isinstance(value, date):
            day = value.date() if isinstance(value, datetime) else value
            self._sheet.write_datetime(row, column, day, style)
        elif value is None or value == "":
            self._sheet.write_blank(row, column, None, style)
        else:
            write_text(self._sheet, row, column, str(value), style)

    def close(self) -> None:
        """Validations of the columns, print set-up, protection."""
        last = max(self._row - 1, _HEADS)
        self._validate(last)
        ruled = f"AND(LEN(${chr(65 + RULING)}{_HEADS + 1})>0,LEN({chr(65 + REASON)}{_HEADS + 1})=0)"
        self._sheet.conditional_format(
            _HEADS,
            REASON,
            last,
            DAY,
            {"type": "formula", "criteria": f"={ruled}", "format": self._formats.lacking},
        )
        self._print(last)
        self._sheet.freeze_panes(_HEADS, 0)
        self._sheet.hide_gridlines(2)
        self._sheet.protect("", {"format_columns": True, "format_rows": True})

    def _validate(self, last: int) -> None:
        title = {"input_title": words.TEXT_TITLE}
        for column, longest, prompt in (
            (REASON, _LONGEST_REASON, words.REASON_PROMPT),
            (OFFICER, _LONGEST_NAME, words.OFFICER_PROMPT),
        ):
            length = {"validate": "length", "criteria": "between", "minimum": 1, "maximum": longest}
            self._sheet.data_validation(
                _HEADS, column, last, column, {**length, **title, "input_message": prompt}
            )
        day = {"validate": "date", "criteria": "between", "minimum": _EARLIEST, "maximum": _LATEST}
        told = {"input_title": words.DAY_TITLE, "input_message": words.DAY_PROMPT}
        self._sheet.data_validation(_HEADS, DAY, last, DAY, {**day, **told})

    def _print(self, last: int) -> None:
        sheet = self._sheet
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.print_area(0, 0, last, DAY)
        sheet.repeat_rows(_HEADS - 1)
        sheet.set_footer(f"&C{words.FOOTER}")
