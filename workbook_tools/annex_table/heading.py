"""The heading of an annex table, in one row or several: where it stands and what each column is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from workbook_tools.annex_table.spelling import (
    PeriodLabel,
    cell_text,
    compact,
    is_not_planned,
    is_remark,
    is_sequence,
    is_sum,
    is_unit_heading,
    period_label,
    unit_name,
    whole_number,
    years_in,
)

Row = tuple[object, ...]


class Content(Enum):
    """What a column holds; UNCLEAR has a heading of its own that names no period."""

    SEQUENCE = auto()
    UNIT = auto()
    TARGET = auto()
    SUM = auto()
    NOT_PLANNED = auto()
    UNCLEAR = auto()
    IGNORED = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A column (counted from 1): its heading from the top down, one part a heading row, and what it holds."""

    number: int
    parts: tuple[str, ...]
    content: Content
    period: PeriodLabel | None

    @property
    def label(self) -> str:
        """The heading as one text; a part that runs over several rows counts once."""
        return "".join(dict.fromkeys(part for part in self.parts if part))


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading rows (first and last, counted from 1) and all columns from the left."""

    first: int
    last: int
    columns: tuple[Column, ...]

    def of(self, content: Content) -> tuple[Column, ...]:
        """The columns with this content."""
        return tuple(column for column in self.columns if column.content is content)

    @property
    def unit(self) -> Column:
        """The column of unit names."""
        return self.of(Content.UNIT)[0]

    @property
    def sequence(self) -> Column | None:
        """The column of running numbers, if there is one."""
        return next(iter(self.of(Content.SEQUENCE)), None)


def find_heading(rows: Sequence[Row]) -> Heading | None:
    """The heading of the first table in a grid; None where no row names units and at least one period."""
    for first, row in enumerate(rows):
        if _opens(row):
            last = first
            while last + 1 < len(rows) and _goes_on(row, rows[last + 1]):
                last += 1
            columns = _columns(_parts(rows[first : last + 1]))
            if columns is not None:
                return Heading(first + 1, last + 1, columns)
    return None


def _opens(row: Row) -> bool:
    texts = {compact(value) for value in row} - {""}
    named = any(is_sequence(text) or is_unit_heading(text) for text in texts)
    periods = sum(period_label(text) is not None for text in texts)
    return len(texts) > 1 and (named or 1 < periods < len(texts))


def _goes_on(first: Row, row: Row) -> bool:
    """Whether a row is one more heading row: nothing new where units are named, and no planned figure."""
    texts = [compact(value) for value in row]
    naming = [number for number, value in enumerate(first) if is_sequence(value) or is_unit_heading(value)]
    for number in naming:
        if number < len(texts) and texts[number] not in ("", compact(first[number])):
            return False
    others = [text for number, text in enumerate(texts) if text and number not in naming]
    return bool(naming and others) and not any(
        whole_number(text) is not None and not years_in(text) for text in others
    )


def _parts(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    width = max(len(row) for row in rows)
    texts = [[unit_name(value) for value in row] + [""] * (width - len(row)) for row in rows]
    for upper in texts[:-1]:
        _carry_right(upper, texts[-1])
    return [tuple(parts) for parts in zip(*texts, strict=True)]


def _carry_right(upper: list[str], lowest: list[str]) -> None:
    """Where an upper heading was not merged over its columns, it holds for the blank cells right of it."""
    for number in range(1, len(upper)):
        if not upper[number] and lowest[number] and lowest[number - 1]:
            upper[number] = upper[number - 1]


def _columns(parts: Sequence[tuple[str, ...]]) -> tuple[Column, ...] | None:
    labels = ["".join(dict.fromkeys(part for part in of if part)) for of in parts]
    contents = [_content(label, of[-1]) for label, of in zip(labels, parts, strict=True)]
    _settle_sums(labels, contents)
    if Content.TARGET not in contents:
        return None
    unit = _unit_column(labels, contents)
    if unit is None:
        return None
    contents[unit] = Content.UNIT
    return tuple(
        Column(number, part, content, period_label(label) if content is not Content.UNIT else None)
        for number, (part, label, content) in enumerate(zip(parts, labels, contents, strict=True), 1)
    )


def _content(label: str, lowest: str) -> Content:
    if not label or is_remark(label) or is_remark(lowest):
        return Content.IGNORED
    if is_sequence(label):
        return Content.SEQUENCE
    if is_not_planned(label):
        return Content.NOT_PLANNED
    if is_sum(label):
        return Content.SUM
    return Content.TARGET if period_label(label) else Content.UNCLEAR


def _settle_sums(labels: Sequence[str], contents: list[Content]) -> None:
    """2025年累计 is a sum only beside other columns of 2025; alone it is the target of that year."""
    pairs = zip(labels, contents, strict=True)
    planned = {year for label, content in pairs if content is Content.TARGET for year in years_in(label)}
    for number, label in enumerate(labels):
        named = period_label(label)
        if contents[number] is Content.SUM and named and named.year not in {None, *planned}:
            contents[number] = Content.TARGET


def _unit_column(labels: Sequence[str], contents: Sequence[Content]) -> int | None:
    """责任单位, else any 单位, else another word for units, else the column left of the first target."""
    open_columns = [n for n, content in enumerate(contents) if content in (Content.UNCLEAR, Content.IGNORED)]
    tests: tuple[Callable[[str], bool], ...] = (
        lambda label: "责任单位" in label,
        lambda label: is_unit_heading(label) and "单位" in label,
        is_unit_heading,
    )
    for test in tests:
        for number in open_columns:
            if test(labels[number]):
                return number
    left = [number for number in open_columns if number < contents.index(Content.TARGET)]
    return left[-1] if left else None


def repeats(rows: Sequence[Row], heading: Heading, row: Row) -> bool:
    """Whether a row says what a heading row says, as after a page break."""
    texts = [compact(value) for value in row]
    return any(
        texts == [compact(value) for value in rows[number - 1]]
        for number in range(heading.first, heading.last + 1)
    )


def has_figures(rows: Sequence[Row], heading: Heading, column: Column) -> bool:
    """Whether a column holds numbers below the heading."""
    return any(
        whole_number(row[column.number - 1]) is not None
        for row in rows[heading.last :]
        if column.number <= len(row) and cell_text(row[column.number - 1])
    )
