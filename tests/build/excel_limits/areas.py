"""Cells and areas as references in the XML name them."""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

ROWS, COLUMNS = 1_048_576, 16_384
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_COLUMNS = re.compile(r"\$?([A-Z]{1,3}):\$?([A-Z]{1,3})")
_ROWS = re.compile(r"\$?([1-9][0-9]{0,6}):\$?([1-9][0-9]{0,6})")


class Area(NamedTuple):
    """First and last row and column, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int

    def meets(self, other: "Area") -> bool:
        """Whether two areas share a cell."""
        apart = self.bottom < other.top or other.bottom < self.top
        return not (apart or self.right < other.left or other.right < self.left)

    @property
    def single(self) -> bool:
        """Whether it is one cell."""
        return (self.top, self.left) == (self.bottom, self.right)


def column_number(letters: str) -> int:
    """The number of a column, counted from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def parse_area(text: str) -> Area | None:
    """The area of A1, A1:B2, $A:$B or $1:$2; None where it is none or lies outside of a sheet."""
    if match := _COLUMNS.fullmatch(text):
        area = Area(1, column_number(match[1]), ROWS, column_number(match[2]))
    elif match := _ROWS.fullmatch(text):
        area = Area(int(match[1]), 1, int(match[2]), COLUMNS)
    else:
        corners = [_CELL.fullmatch(corner) for corner in text.split(":")]
        if len(corners) > 2 or not all(corners):
            return None
        cells = [(int(corner[2]), column_number(corner[1])) for corner in corners if corner]
        area = Area(*cells[0], *cells[-1])
    ordered = area.top <= area.bottom <= ROWS and area.left <= area.right <= COLUMNS
    return area if ordered else None


def overlapping(areas: Iterable[Area]) -> Iterator[tuple[Area, Area]]:
    """Every two areas that share a cell."""
    return ((one, other) for one, other in combinations(areas, 2) if one.meets(other))
