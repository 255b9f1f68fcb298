"""待办 written: one sheet with what is open, one with what was decided, drop-downs out of a hidden sheet."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

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
from workbook_tools.xlsx.printed import Looks, height, open_book, set_page, write_across, write_headings
from workbook_tools.xlsx.text_cell import write_text

_WIDTHS = (5, 10, 15, 17, 46, 20, 20, 26, 10, 12)
_INDENT = 2
"""The room of letters that an indent takes."""
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


class _Formats(Looks):
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        super().__init__(book)
        left = {**self.grid, "align": "left", "indent": 1}
        self.left = book.add_format(left)
        self.typed = book.add_format({**left, **_OPEN})
        self.typed_centre = book.add_format({**self.in_middle, **_OPEN})
        self.typed_day = book.add_format({**self.in_middle, **_OPEN, "num_format": "yyyy-mm-dd"})
        self.lacking = book.add_format({"bg_color": "#F8CBAD"})


def write(pending: Pending, created: datetime) -> bytes:
    """The workbook; equal input, equal bytes, and no text of it can become a formula or a link."""
    buffer = io.BytesIO()
    title = words.TITLE.format(period=pending.period)
    book = open_book(buffer, title, created)
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
        set_page(sheet, _WIDTHS)
        sheet.set_column(SUBJECT, SEAL, 12, None, {"hidden": True})

    def heads(self, title: str, how: str, headings: Sequence[str]) -> None:
        """Title, how to fill the sheet in, and the heading row."""
        self._across(title, self._formats.title)
        self._across(how, self._formats.note)
        write_headings(self._sheet, self._row, headings, self._formats.head)
        self._row += 1

    def section(self, text: str) -> None:
        """A row across that opens another block."""
        self._across(text, self._formats.band)

    def questions(self, asked: Sequence[Filled], nothing: str) -> None:
        """One row a question; a row that says so where there is none."""
        if not asked:
            self._across(nothing, self._formats.left)
        for each in asked:
            self._number += 1
            self._texts(each.question)
            self._inputs(each)
            self._row += 1

    def _across(self, text: str, style: Format) -> None:
        write_across(self._sheet, self._row, text, _WIDTHS, style)
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
        room = [width - _INDENT for width in _WIDTHS[1 : len(texts) + 1]]
        sheet.set_row(row, max(26, height(texts, room)))

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
        self._sheet.print_area(0, 0, last, DAY)
        self._sheet.freeze_panes(_HEADS, 0)
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
