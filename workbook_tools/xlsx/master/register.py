"""企业名录: one row an enterprise, all its fields and its source; what every count of the master counts."""

from collections.abc import Mapping, Sequence

from workbook_tools.consolidate import Enterprise, MasterTables, Outcome, Register, RosterColumn
from workbook_tools.messages import master_words as words
from workbook_tools.model import Value
from workbook_tools.period import Period
from workbook_tools.xlsx.master.book import Book
from workbook_tools.xlsx.master.formulas import Ranges
from workbook_tools.xlsx.master.listing import HEAD_ROW, Column, Listing
from workbook_tools.xlsx.master.sources import Sources, source_columns

FIRST_ROW = HEAD_ROW + 2
"""The first enterprise's row as in the workbook."""

OUTCOMES = {
    Outcome.COUNTED: words.OUTCOME_COUNTED,
    Outcome.NOT_COUNTED: words.OUTCOME_NOT_COUNTED,
    Outcome.CONTESTED: words.OUTCOME_CONTESTED,
    Outcome.LOST: words.OUTCOME_LOST,
}
_FROZEN_COLUMNS = 5
_LEADING_WIDTHS = (6, 5, 6, 11, 15, 8, 8, 11, 8, 11, 5)


def ranges(register: Register) -> Ranges:
    """Where the register's rows stand, for the formulas that count them (one blank row where none)."""
    return Ranges(
        words.SHEET_REGISTER, FIRST_ROW, FIRST_ROW + max(len(register), 1) - 1, words.REGISTER_HEADINGS
    )


def _field_headings(columns: Sequence[RosterColumn]) -> list[str]:
    """The fields' labels, told apart where they meet each other's or one of the register's own."""
    own = {*words.REGISTER_HEADINGS, *words.SOURCE_HEADINGS}
    labels = [column.label for column in columns]
    typed = [
        words.SAME_LABEL.format(label=c.label, type=c.type.value) if labels.count(c.label) > 1 else c.label
        for c in columns
    ]
    return [words.AS_REPORTED.format(label=label) if label in own else label for label in typed]


def _columns(register: Register) -> list[Column]:
    headings = _field_headings(register.columns)
    return [
        *(
            Column(h, w, "dense_centre")
            for h, w in zip(words.REGISTER_HEADINGS, _LEADING_WIDTHS, strict=True)
        ),
        *(
            Column(h, c.width, "dense", words.NUMBER_FORMATS.get(c.type, ""))
            for h, c in zip(headings, register.columns, strict=True)
        ),
        *source_columns(),
    ]


def _period_formats(book: Book, tables: MasterTables) -> Mapping[int, int]:
    """The formats of periods by how many make a year: years, quarters and months may be mixed."""
    kinds = {each.period.parts: each.period.number_format for each in tables.register.returns.values()}
    return {parts: book.number("dense_centre", num_format=shown) for parts, shown in kinds.items()}


def _number(period: Period | None) -> int | None:
    return period.number if period else None


def _values(number: int, each: Enterprise) -> tuple[Value, ...]:
    """A row up to its fields; periods stand as numbers, for text such as 2023-10 would be counted as a date."""
    return (
        number,
        each.annex,
        each.seq,
        each.unit.code,
        each.unit.name,
        OUTCOMES[each.outcome],
        each.year,
        _number(each.first),
        each.gone.year if each.gone else None,
        _number(each.gone),
        words.YES if each.stock else None,
        *each.values,
    )


def write_register(book: Book, tables: MasterTables) -> None:
    """The sheet 企业名录."""
    register, columns = tables.register, _columns(tables.register)
    title = words.REGISTER_TITLE.format(period=tables.period.period.paper, count=len(register))
    listing = Listing(
        book, words.SHEET_REGISTER, columns, title=title, note=words.REGISTER_NOTE, frozen=_FROZEN_COLUMNS
    )
    formats, sources = _period_formats(book, tables), Sources(tables)
    headings = [column.heading for column in columns]
    first, gone, taken = map(headings.index, (words.REGISTER_FIRST, words.REGISTER_GONE, words.SOURCE_PERIOD))
    for number, each in enumerate(register.rows(), 1):
        periods = ((first, each.first), (gone, each.gone), (taken, each.shown.source.period))
        values = (*_values(number, each), *sources.values(each))
        listing.add(values, {at: formats[period.parts] for at, period in periods if period})
    listing.close()
