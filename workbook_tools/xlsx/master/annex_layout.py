"""附件N: the columns of an annex's sheet and the addresses of its rows."""

from dataclasses import dataclass

from workbook_tools.consolidate import AnnexProgress
from workbook_tools.messages import master_words as words
from workbook_tools.model import Annex, Basis, column_letter
from workbook_tools.targets import years

HEAD_ROW = 4
"""The heading's row as in the workbook; above it 附件N, the title, and one line of dates and measure."""

PERCENT, _POINTS, _TEXT = "0.0%", "0.0", "@"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet; `key` names it among formulas. `counts`: its figures count rows of 企业名录."""

    key: str
    heading: str
    width: float
    number_format: str = "0"
    counts: bool = False


SEQ = Column("seq", words.SEQ, 5)
UNIT = Column("unit", words.UNIT, 18, _TEXT)


def counting(key: str, heading: str, width: float) -> Column:
    """A column of figures that count rows of 企业名录."""
    return Column(key, heading, width, counts=True)


def _targets(annex: Annex, year: int) -> tuple[Column, ...]:
    """One column where the annex plans whole years, else the year's target and the target to date."""
    if all(column.period.parts == 1 for column in annex.columns if column.period.year == year):
        return (Column("target", words.TARGET_YEAR, 8),)
    return (Column("target_year", words.TARGET_YEAR, 8), Column("target", words.TARGET_TO_DATE, 9))


def _counts(basis: Basis) -> tuple[Column, ...]:
    """Gross, exits and net side by side; the one the annex counts by is called 本年累计."""
    net = basis is Basis.NET
    return (
        counting("new", words.NEW, 8),
        counting("gross", words.GROSS if net else words.CUMULATIVE_GROSS, 10),
        counting("exits", words.EXITS, 8),
        counting("net", words.CUMULATIVE_NET if net else words.NET, 10 if net else 8),
    )


def all_years_columns(annex: Annex) -> tuple[Column, ...]:
    """What the annex plans and has reached over all its years; nothing where it plans one."""
    count = len(years(annex))
    if count == 1:
        return ()
    word = words.years_word(count)
    return (
        Column("all_target", words.ALL_TARGET.format(years=word), 8),
        counting("all_cumulative", words.ALL_CUMULATIVE.format(years=word), 8),
        Column("all_rate", words.ALL_RATE.format(years=word), 10, PERCENT),
    )


def _columns(annex: Annex, year: int) -> tuple[Column, ...]:
    return (
        SEQ,
        UNIT,
        *_targets(annex, year),
        *_counts(annex.counting.basis),
        Column("rate", words.RATE, 11, PERCENT),
        Column("pace", words.PACE, 9, PERCENT),
        Column("gap", words.GAP, 10, _POINTS),
        Column("colour", words.COLOUR, 8, _TEXT),
        Column("rank", words.RANK, 6),
        *all_years_columns(annex),
        counting("held", words.HELD, 8),
        Column("state", words.STATE, 11, _TEXT),
        Column("flags", words.FLAGS, 16, _TEXT),
    )


@dataclass(frozen=True, slots=True)
class AnnexSheet:
    """Where everything stands on a sheet with a row for each unit of an annex; rows are counted as in the workbook."""

    progress: AnnexProgress
    name: str
    year: int
    columns: tuple[Column, ...]

    @property
    def cumulative(self) -> str:
        """The key of the column that is measured against the target."""
        return "net" if self.progress.annex.counting.basis is Basis.NET else "gross"

    @property
    def first(self) -> int:
        """The first unit's row."""
        return HEAD_ROW + 1

    @property
    def last(self) -> int:
        """The last unit's row."""
        return HEAD_ROW + len(self.progress.units)

    @property
    def total(self) -> int:
        """The row of 合计."""
        return self.last + 1

    def has(self, key: str) -> bool:
        """Whether the sheet has this column."""
        return any(column.key == key for column in self.columns)

    def counts(self, key: str) -> bool:
        """Whether a column counts rows of 企业名录."""
        return any(column.counts for column in self.columns if column.key == key)

    def letter(self, key: str) -> str:
        """The letters of a column."""
        return column_letter(1 + [column.key for column in self.columns].index(key))

    def cell(self, key: str, row: int) -> str:
        """A cell of a row: F12."""
        return f"{self.letter(key)}{row}"

    def across(self, first: str, last: str, row: int) -> str:
        """The cells of a row from one column to another: C12:N12."""
        return f"{self.cell(first, row)}:{self.cell(last, row)}"

    def units(self, key: str) -> str:
        """A column over all units, the same from every row: $F$5:$F$44."""
        letter = self.letter(key)
        return f"${letter}${self.first}:${letter}${self.last}"

    def total_cell(self, key: str) -> str:
        """The 合计 of a column as other sheets refer to it."""
        return f"{self.name}!{self.cell(key, self.total)}"


def annex_sheet(progress: AnnexProgress, year: int) -> AnnexSheet:
    """The layout of an annex's sheet for a period of this year."""
    name = words.SHEET_ANNEX.format(number=progress.annex.number)
    return AnnexSheet(progress, name, year, _columns(progress.annex, year))
