"""抽样说明: what was drawn from what, how, and how to draw it again."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

import xlsxwriter
from xlsxwriter.format import Format

from workbook_tools.consolidate import MasterTables
from workbook_tools.messages import sample as words
from workbook_tools.sampling import Extent, Sample, Subject, random_number
from workbook_tools.xlsx.printed import Looks, height, set_page, write_across
from workbook_tools.xlsx.sample import told
from workbook_tools.xlsx.text_cell import write_text

_WIDTHS = (7, 16, 20, 24, 22, 14, 18, 18, 12)
_LABEL_COLUMNS = 2
"""Columns under the labels of the basis; its texts stand in the others."""
_SHOWN = 16
"""Hexadecimal digits of a random number that are printed, of 64: enough to tell those of one list apart."""

_Cells = Sequence[str | int | float | Fraction]
"""A text, a count, a share or an amount."""


class HowSheet:
    """The sheet, written downwards at once; `results` is the range of the auditor's findings on the other sheet."""

    def __init__(self, book: xlsxwriter.Workbook, sample: Sample, tables: MasterTables, results: str) -> None:
        self._sheet, self._row, self._looks = book.add_worksheet(words.SHEET_HOW), 0, Looks(book)
        self._amount = book.add_format({**self._looks.in_middle, "num_format": "#,##0.00"})
        self._share = book.add_format({**self._looks.in_middle, "num_format": "0.00%"})
        set_page(self._sheet, _WIDTHS)
        self._across(words.TITLE_HOW, self._looks.title)
        self._sheet.set_row(0, 36)
        self._basis(told.basis(sample, tables))
        self._texts(words.SECTION_POPULATION, told.population(sample))
        self._texts(words.SECTION_METHOD, [told.method(sample)])
        self._texts(words.SECTION_AGAIN, told.again(sample, tables))
        self._units(sample)
        self._results(results, len(sample.drawn))
        self._numbers(sample)

    def _across(self, text: str, look: Format) -> None:
        write_across(self._sheet, self._row, text, _WIDTHS, look)
        self._row += 1

    def _texts(self, heading: str, texts: Iterable[str]) -> None:
        self._across(heading, self._looks.band)
        for text in texts:
            self._across(text, self._looks.note)

    def _basis(self, facts: Iterable[tuple[str, str]]) -> None:
        self._across(words.SECTION_BASIS, self._looks.band)
        for label, text in facts:
            self._merged(0, _LABEL_COLUMNS - 1, label, self._looks.centre)
            self._merged(_LABEL_COLUMNS, len(_WIDTHS) - 1, text, self._looks.left)
            self._end_row([text], [sum(_WIDTHS[_LABEL_COLUMNS:])])

    def _merged(self, first: int, last: int, text: str, look: Format) -> None:
        self._sheet.merge_range(self._row, first, self._row, last, "", look)
        write_text(self._sheet, self._row, first, text, look)

    def _end_row(self, texts: Sequence[str], widths: Sequence[float]) -> None:
        self._sheet.set_row(self._row, height(texts, widths))
        self._row += 1

    def _cells(self, cells: _Cells, look: Format | None = None) -> None:
        for column, value in enumerate(cells):
            if isinstance(value, str):
                write_text(self._sheet, self._row, column, value, look or self._looks.centre)
            else:
                style = {int: self._looks.centre, float: self._share, Fraction: self._amount}[type(value)]
                self._sheet.write_number(self._row, column, float(value), style)
        texts = [value if isinstance(value, str) else "" for value in cells]
        self._end_row(texts, _WIDTHS[: len(cells)])

    def _units(self, sample: Sample) -> None:
        self._across(words.SECTION_UNITS, self._looks.band)
        weighed = bool(sample.design.amount)
        self._cells((*words.UNIT_HEADINGS, *(words.UNIT_AMOUNTS if weighed else ())), self._looks.head)
        for number, (unit, extent) in enumerate(sample.strata, 1):
            self._cells((number, unit.code, unit.name, *_counts(extent, weighed)))
        self._cells(("", "", words.TOTAL, *_counts(sample.whole, weighed)))

    def _results(self, results: str, count: int) -> None:
        """How many of each finding, counted live: nothing is entered yet."""
        self._across(words.SECTION_RESULTS, self._looks.band)
        self._cells(words.RESULT_HEADINGS, self._looks.head)
        self._sheet.write_number(self._row, 0, count, self._looks.centre)
        for column, word in enumerate(words.RESULTS, 1):
            formula = f'=COUNTIF({results},"{word}")'
            self._sheet.write_formula(self._row, column, formula, self._looks.centre, 0)
        unchecked = f"=COUNTBLANK({results})"
        self._sheet.write_formula(self._row, len(words.RESULTS) + 1, unchecked, self._looks.centre, count)
        self._end_row([""], [_WIDTHS[0]])

    def _numbers(self, sample: Sample) -> None:
        self._across(words.SECTION_NUMBERS, self._looks.band)
        amount = [sample.design.amount] if sample.design.amount else []
        self._cells((*words.NUMBER_HEADINGS, *amount), self._looks.head)
        for number, each in enumerate(sample.drawn, 1):
            how = words.CERTAIN if number <= sample.certain else words.BY_CHANCE
            weight = [each.item.amount] if amount else []
            self._cells((number, *_identified(each, sample.design.seed), how, *weight))


def _counts(each: Extent, weighed: bool) -> _Cells:
    counts = (each.rows, each.drawn, each.drawn / each.rows)
    return (*counts, each.total, each.covered, float(each.covered / each.total)) if weighed else counts


def _identified(each: Subject, seed: str) -> tuple[str, ...]:
    form, unit, key, _ = each.item
    return form, unit, key, told.hexadecimal(random_number(seed, form, unit, key))[:_SHOWN]
