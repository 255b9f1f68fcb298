"""Tables flattened to a run of words, as web pages are copied: one cell a line, or spaces between cells.

The heading tells how many figures a row has; rows are then told apart by their numbers alone, because names
are broken over lines and nothing else says where a cell ends.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from workbook_tools.annex_table.spelling import is_figure, is_sequence, is_total, whole_number
from workbook_tools.notice.flattened_heading import (
    OPENING,
    Cells,
    Shape,
    Word,
    figures_from,
    first_period,
    joined,
    shape_of,
)

_SPACED_SUM = re.compile(r"([合总小累共])\s+(?=计)")


def read(area: Sequence[tuple[int, str]]) -> tuple[list[Cells], int]:
    """The rows of the table that opens an area of lines, and the number of the last line it takes.

    No rows where the first words are not the heading of a table of targets.
    """
    words = list(_words(area))
    shape = shape_of(words)
    if shape is None:
        return [], area[0][0]
    reader = _Reader(words, shape)
    rows = reader.rows()
    return ([*shape.heading, *rows], reader.last_line) if rows else ([], area[0][0])


def may_open(area: Iterable[tuple[int, str]]) -> bool:
    """Whether the first words of an area may be such a heading; most areas are told from them alone."""
    return first_period(list(islice(_words(area), OPENING))) is not None


def _words(area: Iterable[tuple[int, str]]) -> Iterator[Word]:
    return ((word, number) for number, line in area for word in _SPACED_SUM.sub(r"\1", line).split())


class _Reader:
    """Takes rows off the words behind a heading, one after the other."""

    def __init__(self, words: Sequence[Word], shape: Shape) -> None:
        self._words = words
        self._shape = shape
        self._at = shape.words
        self._units = 0
        self._ended = False
        self._opening = "".join(text for text, _ in words[: shape.words])
        self.last_line = words[shape.words - 1][1]

    def rows(self) -> list[Cells]:
        """Rows up to the first words that no figures follow."""
        rows = []
        while not self._ended and (row := self._row()) is not None:
            rows.append(row)
            self.last_line = self._words[self._at - 1][1]
        return rows

    def _row(self) -> Cells | None:
        self._pass_heading()
        sequence = self._sequence()
        name = self._name()
        figures = self._figures() if name else []
        if not figures:
            return None
        unit = joined(name)
        if is_total(unit[0]):
            # A 合计 row below units ends the table, unless the next running number follows.
            self._ended = self._units > 0 and not self._is_next_sequence(self._at, self._units + 1)
        else:
            self._units += 1
        row = [*sequence, unit, *figures]
        # A row with too few figures stays short: which of its cells is blank cannot be told.
        return [*row, *self._remark()] if len(figures) == self._shape.figures else row

    def _text(self, position: int) -> str:
        return self._words[position][0] if position < len(self._words) else ""

    def _is_name(self, position: int) -> bool:
        text = self._text(position)
        return bool(text) and not is_figure(text)

    def _is_next_sequence(self, position: int, expected: int) -> bool:
        return self._shape.sequence and whole_number(self._text(position)) == expected

    def _pass_heading(self) -> None:
        """A heading printed again after a page break."""
        end, passed = self._at, ""
        while end < len(self._words) and len(passed) < len(self._opening):
            passed += self._text(end)
            end += 1
        if passed == self._opening:
            self._at = end

    def _sequence(self) -> Cells:
        if not self._shape.sequence:
            return []
        if is_figure(self._text(self._at)):
            self._at += 1
            return [self._words[self._at - 1]]
        return [("", self._words[min(self._at, len(self._words) - 1)][1])]

    def _name(self) -> Cells:
        """A name in any number of pieces; a number (第 3 片区) is one of them if more of the name follows."""
        start = self._at
        while self._is_name(self._at) or (self._at > start and self._is_number_in_name()):
            if is_sequence(self._text(self._at)):
                self._at = start
                return []
            self._at += 1
        return list(self._words[start : self._at])

    def _is_number_in_name(self) -> bool:
        return (
            self._shape.figures > 1
            and figures_from(self._words, self._at) == 1
            and self._is_name(self._at + 1)
            and not self._is_next_sequence(self._at, self._units + 2)
        )

    def _figures(self) -> Cells:
        """The figures behind a name; the last of a run may be the next row's running number."""
        run, expected = figures_from(self._words, self._at), self._shape.figures
        followed = self._is_name(self._at + run)
        if self._shape.sequence and followed and run != expected:
            last = self._at + run - 1
            run -= run > expected or self._is_next_sequence(last, self._units + 2)
        start, self._at = self._at, self._at + run
        return list(self._words[start : self._at])

    def _remark(self) -> Cells:
        """The remark of a row, where the next running number shows that the words are not a name."""
        start, end = self._at, self._at
        while self._is_name(end):
            end += 1
        if not self._shape.remark or not self._is_next_sequence(end, self._units + 1):
            return []
        self._at = end
        return [joined(self._words[start:end])] if end > start else []
