"""抽样表: one row an enterprise drawn, what was reported and where, and empty columns for the auditor."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from workbook_tools.messages import sample as words
from workbook_tools.model import Value, column_letter, printed
from workbook_tools.sampling import Reported, Sample, Subject
from workbook_tools.xlsx.file_link import file_link
from workbook_tools.xlsx.master.register import OUTCOMES
from workbook_tools.xlsx.printed import Looks, height, set_page, write_across, write_headings
from workbook_tools.xlsx.text_cell import write_text

_LINKS = 65_530
"""Links that Excel takes on one sheet."""
_SHOWN = 16
"""Characters of a fingerprint that are printed."""
_LOWEST = 44
"""Points: room to write by hand."""
_FROZEN_COLUMNS = 4
_EARLIEST, _LATEST = date(2000, 1, 1), date(2199, 12, 31)
_ENTRIES = (
    (words.RESULT, 8),
    (words.ACTUAL, 11),
    (words.DIFFERENCE, 15),
    (words.CHECKER, 8),
    (words.DAY, 11),
)


class _Column(NamedTuple):
    heading: str
    width: float
    value: Callable[[Subject], Value]
    centred: bool = True


def _reported(each: Reported) -> str:
    told = words.REPORTED_OTHERWISE if each.raw else words.REPORTED if each.cell else words.REPORTED_NOWHERE
    value = printed(each.value) or words.BLANK
    return told.format(label=each.label, value=value, cell=each.cell, raw=each.raw)


def _when(subject: Subject) -> str:
    """The year it counts in, since when, and when it left."""
    each = subject.enterprise
    year = words.YEAR.format(year=each.year) if each.year else ""
    since = words.SINCE.format(period=each.first.paper) if each.first else ""
    gone = words.GONE.format(period=each.gone.paper) if each.gone else ""
    return "\n".join(filter(None, (year, since, gone)))


def _columns(sample: Sample) -> Sequence[_Column]:
    """What is printed of each enterprise; the link to its original and the auditor's columns follow."""
    keys = {each.key.label for each in sample.drawn}
    amount = sample.design.amount
    return (
        _Column(words.ANNEX, 5, lambda each: each.enterprise.annex),
        _Column(words.UNIT, 11, lambda each: each.enterprise.unit.name, centred=False),
        _Column(words.NAME, 14, lambda each: each.name, centred=False),
        _Column(keys.pop() if len(keys) == 1 else words.KEY, 20, lambda each: each.item.key),
        _Column(words.DECISIVE, 25, lambda each: "\n".join(map(_reported, each.decisive)), centred=False),
        *([_Column(amount, 12, lambda each: each.asked.value)] if amount else []),
        _Column(words.OUTCOME, 7, lambda each: OUTCOMES[each.enterprise.outcome]),
        _Column(words.WHEN, 14, _when),
        _Column(words.FILE, 20, lambda each: each.enterprise.shown.source.file, centred=False),
        _Column(words.PLACE, 8, lambda each: each.enterprise.shown.sheet),
        _Column(words.CELL, 7, lambda each: each.asked.cell),
        _Column(words.RECEIVED, 11, lambda each: each.enterprise.shown.source.received),
        _Column(words.DIGEST, 11, lambda each: each.enterprise.shown.source.sha256[:_SHOWN]),
    )


class _Formats(Looks):
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        super().__init__(book)
        typed = {"bg_color": "#FFFBE6"}
        self.link = book.add_format({**self.in_middle, "font_color": "#0563C1", "underline": 1})
        self.typed = book.add_format({**self.grid, **typed})
        self.typed_day = book.add_format({**self.in_middle, **typed, "num_format": "yyyy-mm-dd"})
        self.differs = book.add_format({"bg_color": "#F8CBAD"})


class DrawnSheet:
    """The sheet, written at once; `results` is where the auditor's findings will stand, for formulas elsewhere."""

    def __init__(
        self,
        book: xlsxwriter.Workbook,
        title: str,
        said: Sequence[str],
        sample: Sample,
        originals: Mapping[str, str],
    ) -> None:
        """`said` are the lines under the title, `originals` the paths of the originals by sha256."""
        self._sheet: Worksheet = book.add_worksheet(words.SHEET)
        self._formats, self._columns, self._originals = _Formats(book), _columns(sample), originals
        self._link = len(self._columns) + 1
        self._first, self._last = len(said) + 2, len(said) + 1 + len(sample.drawn)
        self._heads(title, said)
        for row, subject in enumerate(sample.drawn, self._first):
            self._row(row, subject)
        self._entries()

    @property
    def results(self) -> str:
        """The range of 核查结果, as formulas name it."""
        letters = column_letter(self._link + 2)
        return f"'{words.SHEET}'!${letters}${self._first + 1}:${letters}${self._last + 1}"

    def _heads(self, title: str, said: Sequence[str]) -> None:
        sheet, formats, head = self._sheet, self._formats, self._first - 1
        printed_ones = [(each.heading, each.width) for each in self._columns]
        heads = ((words.NUMBER, 5), *printed_ones, (words.ORIGINAL, 6), *_ENTRIES)
        headings, widths = zip(*heads, strict=True)
        set_page(sheet, widths)
        for row, text in enumerate((title, *said)):
            write_across(sheet, row, text, widths, formats.note if row else formats.title)
        sheet.set_row(0, 36)
        write_headings(sheet, head, headings, formats.head)
        sheet.set_row(head, height(headings, widths))
        sheet.autofilter(head, 0, self._last, len(widths) - 1)
        sheet.freeze_panes(self._first, _FROZEN_COLUMNS)

    def _row(self, row: int, subject: Subject) -> None:
        sheet, formats, number = self._sheet, self._formats, row - self._first + 1
        sheet.write_number(row, 0, number, formats.centre)
        values = [each.value(subject) for each in self._columns]
        for at, (column, value) in enumerate(zip(self._columns, values, strict=True), 1):
            style = formats.centre if column.centred else formats.left
            if isinstance(value, int | float):
                sheet.write_number(row, at, value, style)
            else:
                write_text(sheet, row, at, printed(value), style)
        place = self._originals[subject.enterprise.shown.source.sha256]
        if number <= _LINKS:
            sheet.write_url(row, self._link, file_link(place, words.OPEN), formats.link)
        for at in range(1, len(_ENTRIES) + 1):
            style = formats.typed_day if at == len(_ENTRIES) else formats.typed
            sheet.write_blank(row, self._link + at, None, style)
        texts, widths = map(printed, values), [each.width for each in self._columns]
        sheet.set_row(row, max(_LOWEST, height(texts, widths)))

    def _entries(self) -> None:
        """What may be entered: a result out of a list, a day; a difference stands out."""
        result, day = self._link + 1, self._link + len(_ENTRIES)
        choose = {"input_title": words.RESULT_TITLE, "input_message": words.RESULT_PROMPT}
        self._validate(result, {"validate": "list", "source": list(words.RESULTS), **choose})
        told = {"input_title": words.DAY_TITLE, "input_message": words.DAY_PROMPT}
        between = {"criteria": "between", "minimum": _EARLIEST, "maximum": _LATEST}
        self._validate(day, {"validate": "date", **between, **told})
        differs = {"type": "cell", "criteria": "==", "value": f'"{words.DIFFERS}"'}
        look = {**differs, "format": self._formats.differs}
        self._sheet.conditional_format(self._first, result, self._last, result, look)

    def _validate(self, column: int, rule: dict[str, object]) -> None:
        self._sheet.data_validation(self._first, column, self._last, column, rule)
