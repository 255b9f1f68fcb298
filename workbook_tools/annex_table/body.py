"""The rows below the heading of an annex table: units, 合计, 小计; notes and group lines are passed over."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from workbook_tools.annex_table.heading import Column, Content, Heading, Row, repeats
from workbook_tools.annex_table.report import Report
from workbook_tools.annex_table.spelling import (
    cell_text,
    compact,
    is_figure,
    is_note,
    is_subtotal,
    is_total,
    unit_name,
    whole_number,
)
from workbook_tools.model import Address


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """A unit's planned figures, one a column; `seq` from 1 in the table's order, the name as printed."""

    seq: int
    unit: str
    targets: tuple[int, ...]
    address: Address


@dataclass(frozen=True, slots=True)
class Record:
    """A row with figures: its name, where that stands, figures by column number (None = not understood)."""

    name: str
    address: Address
    seq: int
    targets: tuple[int | None, ...]
    sums: tuple[int | None, ...]

    @property
    def whole(self) -> bool:
        """Whether the name and every planned figure were understood."""
        return bool(self.name) and None not in self.targets

    def as_row(self) -> AnnexRow:
        """The unit's row of the table; only for a record that is whole."""
        return AnnexRow(
            self.seq, self.name, tuple(target for target in self.targets if target is not None), self.address
        )


@dataclass(slots=True)
class Body:
    """Units in order, totals, and subtotals with the number of units above each."""

    units: list[Record] = field(default_factory=list)
    totals: list[Record] = field(default_factory=list)
    subtotals: list[tuple[int, Record]] = field(default_factory=list)

    @property
    def records(self) -> list[Record]:
        """All rows with figures."""
        return [*self.units, *self.totals, *(record for _, record in self.subtotals)]

    @property
    def whole(self) -> bool:
        """Whether every name and planned figure was understood."""
        return all(record.whole for record in [*self.units, *self.totals])


class _Reader:
    """Reads rows under one heading, noting what is wrong with each."""

    def __init__(self, heading: Heading, targets: Sequence[Column], measure: str, report: Report) -> None:
        self._heading = heading
        self._targets = targets
        self._measure = measure
        self._report = report
        self._width = max(column.number for column in [*targets, heading.unit])

    def text(self, row: Row, column: Column | None) -> str:
        if column is None or column.number > len(row):
            return ""
        return cell_text(row[column.number - 1])

    def has_figures(self, row: Row) -> bool:
        return any(is_figure(self.text(row, column)) for column in self._targets)

    def is_row(self, row: Row) -> bool:
        """Whether a row is about a unit or a total; blank rows, group lines and notes are not."""
        texts = {compact(value) for value in row} - {""}
        if any(is_note(text) for text in texts) or (len(texts) == 1 and not self.has_figures(row)):
            return False
        return any(self.text(row, column) for column in [self._heading.unit, *self._targets])

    def name(self, row: Row) -> str:
        sequence = self.text(row, self._heading.sequence)
        if is_total(sequence) or is_subtotal(sequence):
            return unit_name(sequence)
        return unit_name(self.text(row, self._heading.unit))

    def record(self, row: Row, number: int, name: str, seq: int) -> Record:
        address = (number, self._heading.unit.number)
        if not name:
            self._report.add("P122", address)
        actual = sum(is_figure(self.text(row, column)) for column in self._targets)
        extra = sum(is_figure(cell_text(value)) for value in row[len(self._heading.columns) :])
        if extra or len(row) < self._width:
            expected = len(self._targets)
            self._report.add("P125", address, value=name, expected=str(expected), actual=str(actual + extra))
            return Record(name, address, seq, (None,) * expected, ())
        targets = tuple(self._target(row, number, column) for column in self._targets)
        sums = tuple(
            whole_number(self.text(row, column), self._measure) for column in self._heading.of(Content.SUM)
        )
        return Record(name, address, seq, targets, sums)

    def check_sequence(self, row: Row, number: int, expected: int) -> None:
        column = self._heading.sequence
        stated = whole_number(self.text(row, column))
        if column is not None and stated not in (None, expected):
            self._report.add("P124", (number, column.number), value=str(stated), expected=str(expected))

    def _target(self, row: Row, number: int, column: Column) -> int | None:
        text = self.text(row, column)
        figure = whole_number(text, self._measure)
        if figure is None:
            self._report.add(
                "P121" if text else "P120", (number, column.number), field=column.label, value=text
            )
        return figure


def read_body(
    rows: Sequence[Row], heading: Heading, targets: Sequence[Column], measure: str, report: Report
) -> Body:
    """All rows with figures below the heading; what stands under the last of them is no part of it."""
    reader, body = _Reader(heading, targets, measure, report), Body()
    ends = [number for number in range(heading.last, len(rows)) if reader.has_figures(rows[number])]
    first_seen: dict[str, Record] = {}
    for number in range(heading.last, max(ends, default=-1) + 1):
        row = rows[number]
        if not reader.is_row(row) or repeats(rows, heading, row):
            continue
        name = reader.name(row)
        record = reader.record(row, number + 1, name, len(body.units) + 1)
        if is_total(name):
            body.totals.append(record)
        elif is_subtotal(name):
            body.subtotals.append((len(body.units), record))
        else:
            reader.check_sequence(row, number + 1, record.seq)
            body.units.append(record)
            if name and first_seen.setdefault(name, record) is not record:
                first = report.place(first_seen[name].address)
                report.add("P123", record.address, value=name, first=first)
    return body
